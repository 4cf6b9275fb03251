//! Exact look-ups: addresses in batches of a hundred, each one once however often it stands in the list.

use std::collections::{BTreeSet, HashMap};

use futures::{StreamExt, stream};
use globus::auth::{Identity, IdentityStatus};
use globus::ids::{GroupId, IdentityId};

use super::address::{Entry, read};
use super::known::PersonContext;
use crate::Sharing;
use crate::error::{Error, Result};
use crate::model::{GroupGuest, Guest, Person, Resolution, ResolvedLine};

const AT_ONCE: usize = 8;

/// Answers to all questions of a list.
struct Answers {
    by_address: HashMap<String, Vec<Identity>>,
    by_id: HashMap<IdentityId, Identity>,
    groups: HashMap<GroupId, GroupGuest>,
    context: PersonContext,
}

impl Sharing {
    pub(super) async fn resolve(&self, entries: Vec<String>) -> Result<Vec<ResolvedLine>> {
        let read: Vec<(String, Entry)> = entries
            .into_iter()
            .map(|text| (text.trim().to_owned(), read(&text)))
            .collect();
        let answers = self.ask(read.iter().map(|(_, entry)| entry)).await?;
        let mut lines: Vec<ResolvedLine> = read
            .into_iter()
            .map(|(input, entry)| ResolvedLine {
                resolution: answers.resolution(&entry),
                input,
                forbidden: None,
            })
            .collect();
        self.mark_forbidden_lines(&mut lines).await?;
        Ok(lines)
    }

    async fn ask(&self, entries: impl Iterator<Item = &Entry>) -> Result<Answers> {
        let (mut addresses, mut ids, mut groups) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for entry in entries {
            match entry {
                Entry::Address(address) => drop(addresses.insert(address.clone())),
                Entry::Id(identity, _) => drop(ids.insert(identity.clone())),
                Entry::Group(group) => drop(groups.insert(group.clone())),
                Entry::Other => {}
            }
        }
        let addresses: Vec<String> = addresses.into_iter().collect();
        let ids: Vec<IdentityId> = ids.into_iter().collect();
        let auth = &self.globus().auth;
        let (people, by_id, context) = futures::join!(
            async {
                if addresses.is_empty() {
                    Ok(Vec::new())
                } else {
                    auth.identities_by_username(&addresses, false).await
                }
            },
            async {
                if ids.is_empty() {
                    Ok(Vec::new())
                } else {
                    auth.identities_by_id(&ids).await
                }
            },
            self.person_context(),
        );
        let (people, by_id) = (people?, by_id?);
        self.state.known.lock().keep_people(people.iter().chain(&by_id));
        let by_id: HashMap<IdentityId, Identity> =
            by_id.into_iter().map(|found| (found.id.clone(), found)).collect();
        // An id that is no identity's may be a group's.
        groups.extend(
            ids.iter()
                .filter(|id| !by_id.contains_key(id))
                .map(|id| GroupId::new(id.as_str())),
        );
        let found: Vec<Result<Option<(GroupId, GroupGuest)>>> = stream::iter(groups)
            .map(|id| async move { Ok(self.group_guest(&id).await?.map(|group| (id, group))) })
            .buffered(AT_ONCE)
            .collect()
            .await;
        let groups: Vec<Option<(GroupId, GroupGuest)>> = found.into_iter().collect::<Result<_>>()?;
        let mut by_address: HashMap<String, Vec<Identity>> = HashMap::new();
        for identity in people {
            by_address
                .entry(identity.username.to_lowercase())
                .or_default()
                .push(identity);
        }
        Ok(Answers {
            by_address,
            by_id,
            groups: groups.into_iter().flatten().collect(),
            context: context?,
        })
    }

    /// A group as a guest; none when it does not exist or may not be seen.
    async fn group_guest(&self, id: &GroupId) -> Result<Option<GroupGuest>> {
        match self.group(id).await {
            Ok(group) => Ok(Some(group)),
            Err(Error::NotFound { .. } | Error::Forbidden { .. } | Error::Api { status: 400, .. }) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

impl Answers {
    fn resolution(&self, entry: &Entry) -> Resolution {
        let group = |id: &GroupId| self.groups.get(id).map(|group| Guest::Group(group.clone()));
        match entry {
            Entry::Other => Resolution::NotAnAddress,
            Entry::Group(id) => {
                group(id).map_or(Resolution::NoSuchGroup, |guest| Resolution::Found { guest })
            }
            Entry::Id(identity, id) => {
                let person = self
                    .by_id
                    .get(identity)
                    .map(|found| Guest::Person(self.context.person(found)));
                person
                    .or_else(|| group(id))
                    .map_or(Resolution::NoSuchGroup, |guest| Resolution::Found { guest })
            }
            Entry::Address(address) => self.people(address),
        }
    }

    /// After an account was closed its address may have been given to somebody else: the closed ones only count when
    /// there is no other.
    fn people(&self, address: &str) -> Resolution {
        let all = self
            .by_address
            .get(address)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let is_open = |identity: &&Identity| identity.status != IdentityStatus::Closed;
        let only_closed = !all.iter().any(|identity| is_open(&identity));
        let mut people: Vec<Person> = all
            .iter()
            .filter(|identity| only_closed || is_open(identity))
            .map(|identity| self.context.person(identity))
            .collect();
        match (people.len(), people.pop()) {
            (1, Some(person)) => Resolution::Found {
                guest: Guest::Person(person),
            },
            (_, Some(last)) => {
                people.push(last);
                Resolution::Several { people }
            }
            (_, None) => Resolution::Unknown {
                address: address.to_owned(),
            },
        }
    }
}
