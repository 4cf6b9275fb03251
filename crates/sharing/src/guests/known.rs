//! People and groups that were looked up in this session, so that nobody is asked about twice.

use std::collections::{HashMap, HashSet};

use futures::{StreamExt, stream};
use globus::auth::{Identity, IdentityStatus as AuthStatus};
use globus::groups::{Group, GroupInclude, Membership, MembershipRole, MembershipStatus};
use globus::ids::{GroupId, IdentityId};
use jiff::{SignedDuration, Timestamp};

use crate::Sharing;
use crate::error::{Error, Result};
use crate::model::{GroupGuest, Guest, IdentityStatus, Person};
use crate::plan::GroupFacts;

/// Identities of applications (Globus Auth, client credentials).
const APPLICATIONS: &str = "@clients.auth.globus.org";
/// How long the list of my groups counts as fresh.
const FRESH: SignedDuration = SignedDuration::from_mins(10);
const AT_ONCE: usize = 8;

/// What was looked up.
#[derive(Debug, Default)]
pub(crate) struct Known {
    people: HashMap<IdentityId, Identity>,
    groups: HashMap<GroupId, Group>,
    my_groups: Option<(Timestamp, Vec<GroupId>)>,
}

/// What is needed to say how a person relates to me.
#[derive(Clone, Debug, Default)]
pub(crate) struct PersonContext {
    my_domains: HashSet<String>,
    earlier_guests: HashSet<IdentityId>,
}

impl Known {
    pub(super) fn keep_people<'a>(&mut self, people: impl IntoIterator<Item = &'a Identity>) {
        self.people.extend(
            people
                .into_iter()
                .map(|person| (person.id.clone(), person.clone())),
        );
    }

    /// Active members of the groups whose members may be seen, with the group's name as a remark.
    pub(super) fn members(&self, context: &PersonContext) -> Vec<Person> {
        let ids = self.my_groups.iter().flat_map(|(_, ids)| ids);
        let groups = ids.filter_map(|id| self.groups.get(id));
        let members = groups.flat_map(|group| active(group).map(move |member| (group, member)));
        members
            .filter_map(|(group, member)| {
                let person = context.person(self.people.get(&member.identity_id)?);
                Some(Person {
                    in_group: Some(group.name.clone()),
                    ..person
                })
            })
            .collect()
    }

    pub(super) fn my_groups(&self) -> Vec<GroupGuest> {
        let ids = self.my_groups.iter().flat_map(|(_, ids)| ids);
        ids.filter_map(|id| Some(self.guest(self.groups.get(id)?)))
            .collect()
    }

    /// For adding up access.
    pub(crate) fn group_facts(&self) -> HashMap<GroupId, GroupFacts> {
        let facts = |group: &Group| GroupFacts {
            name: Some(group.name.clone()),
            members: active(group)
                .chain(mine(group))
                .map(|member| member.identity_id.clone())
                .collect(),
        };
        self.groups
            .iter()
            .map(|(id, group)| (id.clone(), facts(group)))
            .collect()
    }

    fn guest(&self, group: &Group) -> GroupGuest {
        let members = group
            .memberships
            .is_some()
            .then(|| active(group).collect::<Vec<_>>());
        let may_add =
            |member: &&&Membership| matches!(member.role, MembershipRole::Admin | MembershipRole::Manager);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let owner = members
            .iter()
            .flatten()
            .find(|member| member.role == MembershipRole::Admin);
        GroupGuest {
            id: group.id.clone(),
            name: Some(group.name.clone()),
            member_count: members.as_ref().map(|members| count(members.len())),
            owner: owner.and_then(|member| {
                let name = self
                    .people
                    .get(&member.identity_id)
                    .and_then(|person| person.name.clone());
                name.or_else(|| member.username.clone())
            }),
            can_add_members: members
                .as_ref()
                .map(|members| count(members.iter().filter(may_add).count())),
            i_am_member: mine(group).next().is_some(),
            i_am_admin: mine(group).any(|member| member.role == MembershipRole::Admin),
            high_assurance: group.enforce_session == Some(true),
        }
    }
}

fn active(group: &Group) -> impl Iterator<Item = &Membership> {
    group
        .memberships
        .iter()
        .flatten()
        .filter(|member| member.status == MembershipStatus::Active)
}

fn mine(group: &Group) -> impl Iterator<Item = &Membership> {
    group
        .my_memberships
        .iter()
        .filter(|member| member.status == MembershipStatus::Active)
}

impl PersonContext {
    /// An identity as a guest.
    pub(crate) fn person(&self, identity: &Identity) -> Person {
        let username = identity.username.clone();
        let application = username.to_lowercase().ends_with(APPLICATIONS);
        Person {
            id: identity.id.clone(),
            name: identity.name.clone().filter(|name| !name.trim().is_empty()),
            organization: identity
                .organization
                .clone()
                .filter(|name| !name.trim().is_empty()),
            status: match identity.status {
                AuthStatus::Unused => IdentityStatus::Unused,
                AuthStatus::Private => IdentityStatus::Private,
                AuthStatus::Closed => IdentityStatus::Closed,
                AuthStatus::Used | AuthStatus::Unknown => IdentityStatus::Used,
            },
            outside: !application && self.is_outside(&username),
            first_time: !self.earlier_guests.contains(&identity.id),
            in_group: None,
            application,
            username,
        }
    }

    /// A guest of whom Globus shows nothing but the id.
    pub(crate) fn unknown(&self, id: &IdentityId) -> Person {
        Person {
            id: id.clone(),
            username: id.to_string(),
            name: None,
            organization: None,
            status: IdentityStatus::Private,
            outside: false,
            first_time: !self.earlier_guests.contains(id),
            in_group: None,
            application: false,
        }
    }

    /// Departments belong to their institution: `cs.northfield.example` is not outside `northfield.example`.
    fn is_outside(&self, username: &str) -> bool {
        let domain = domain(username);
        let below =
            |inner: &str, outer: &str| inner.strip_suffix(outer).is_some_and(|rest| rest.ends_with('.'));
        !self
            .my_domains
            .iter()
            .any(|mine| *mine == domain || below(&domain, mine) || below(mine, &domain))
    }
}

fn domain(username: &str) -> String {
    username.rsplit('@').next().unwrap_or_default().to_lowercase()
}

impl Sharing {
    pub(crate) async fn person_context(&self) -> Result<PersonContext> {
        let me = self.me().await?;
        let guests = self.journal().recent_guests().await?;
        let earlier_guests = guests.into_iter().filter_map(|guest| match guest {
            Guest::Person(person) => Some(person.id),
            Guest::Group(_) => None,
        });
        Ok(PersonContext {
            my_domains: me
                .linked
                .iter()
                .map(|identity| domain(&identity.username))
                .collect(),
            earlier_guests: earlier_guests.collect(),
        })
    }

    /// People by id, in batches of a hundred; those that Globus does not show are missing.
    pub(crate) async fn people(&self, ids: &HashSet<IdentityId>) -> Result<HashMap<IdentityId, Identity>> {
        let missing: Vec<IdentityId> = {
            let known = self.state.known.lock();
            ids.iter()
                .filter(|id| !known.people.contains_key(id))
                .cloned()
                .collect()
        };
        if !missing.is_empty() {
            let found = self.globus().auth.identities_by_id(&missing).await?;
            self.state.known.lock().keep_people(&found);
        }
        let known = self.state.known.lock();
        Ok(ids
            .iter()
            .filter_map(|id| Some((id.clone(), known.people.get(id)?.clone())))
            .collect())
    }

    /// A group, with its members where they may be seen.
    pub(crate) async fn group(&self, id: &GroupId) -> Result<GroupGuest> {
        let is_complete = |group: &Group| group.memberships.is_some();
        let known = self
            .state
            .known
            .lock()
            .groups
            .get(id)
            .filter(|group| is_complete(group))
            .cloned();
        let group = match known {
            Some(group) => group,
            None => self.fetch_group(id).await?,
        };
        let admins: HashSet<IdentityId> = active(&group)
            .filter(|member| member.role == MembershipRole::Admin)
            .map(|member| member.identity_id.clone())
            .collect();
        // The owner's name is a kindness; without it the address has to do.
        if let Err(error) = self.people(&admins).await {
            tracing::debug!(%error, "no names for a group's administrators");
        }
        let mut known = self.state.known.lock();
        let guest = known.guest(&group);
        known.groups.insert(id.clone(), group);
        Ok(guest)
    }

    /// A group's name may be visible while its members are not: then it is asked for without them.
    async fn fetch_group(&self, id: &GroupId) -> Result<Group> {
        let groups = &self.globus().groups;
        let everything = [GroupInclude::Memberships, GroupInclude::MyMemberships];
        match groups.group(id, &everything).await.map_err(Error::from) {
            Err(Error::Forbidden { .. }) => Ok(groups.group(id, &[GroupInclude::MyMemberships]).await?),
            other => other,
        }
    }

    /// The list of my groups, without members; once in a while.
    pub(crate) async fn list_my_groups(&self) -> Result<()> {
        let now = self.now();
        let is_fresh = |since: &Timestamp| now.duration_since(*since).abs() < FRESH;
        if self
            .state
            .known
            .lock()
            .my_groups
            .as_ref()
            .is_some_and(|(since, _)| is_fresh(since))
        {
            return Ok(());
        }
        let groups = self.globus().groups.my_groups(&[]).await?;
        let mut known = self.state.known.lock();
        known.my_groups = Some((now, groups.iter().map(|group| group.id.clone()).collect()));
        for group in groups {
            let memberships = known.groups.remove(&group.id).and_then(|known| known.memberships);
            known.groups.insert(
                group.id.clone(),
                Group {
                    memberships: group.memberships.clone().or(memberships),
                    ..group
                },
            );
        }
        Ok(())
    }

    /// My groups with their members and the members' names.
    pub(super) async fn learn_my_groups(&self) -> Result<()> {
        self.list_my_groups().await?;
        let ids: Vec<GroupId> = self
            .state
            .known
            .lock()
            .my_groups
            .iter()
            .flat_map(|(_, ids)| ids.clone())
            .collect();
        self.learn_groups(ids).await;
        let members: HashSet<IdentityId> = {
            let known = self.state.known.lock();
            known
                .groups
                .values()
                .flat_map(active)
                .map(|member| member.identity_id.clone())
                .collect()
        };
        self.people(&members).await.map(|_| ())
    }

    /// Members of groups, as far as they may be seen.
    pub(crate) async fn learn_groups(&self, ids: Vec<GroupId>) {
        let unknown: Vec<GroupId> = {
            let known = self.state.known.lock();
            let is_known = |id: &GroupId| {
                known
                    .groups
                    .get(id)
                    .is_some_and(|group| group.memberships.is_some())
            };
            ids.into_iter().filter(|id| !is_known(id)).collect()
        };
        let fetched: Vec<(GroupId, Result<Group>)> = stream::iter(unknown)
            .map(|id| async move {
                let group = self.fetch_group(&id).await;
                (id, group)
            })
            .buffered(AT_ONCE)
            .collect()
            .await;
        let mut known = self.state.known.lock();
        for (id, group) in fetched {
            match group {
                Ok(group) => drop(known.groups.insert(id, group)),
                Err(error) => tracing::debug!(%error, %id, "a group can't be seen"),
            }
        }
    }

    /// Names of groups: mine at once, others one by one, unknown ones not at all.
    pub(crate) async fn group_guests(&self, ids: &HashSet<GroupId>) -> HashMap<GroupId, GroupGuest> {
        if let Err(error) = self.list_my_groups().await {
            tracing::debug!(%error, "no list of my groups");
        }
        let unknown: Vec<GroupId> = {
            let known = self.state.known.lock();
            ids.iter()
                .filter(|id| !known.groups.contains_key(id))
                .cloned()
                .collect()
        };
        self.learn_groups(unknown).await;
        let known = self.state.known.lock();
        let guest = |id: &GroupId| match known.groups.get(id) {
            Some(group) => known.guest(group),
            None => nameless(id),
        };
        ids.iter().map(|id| (id.clone(), guest(id))).collect()
    }
}

/// A group that exists, as a permission says, but may not be seen.
pub(crate) fn nameless(id: &GroupId) -> GroupGuest {
    GroupGuest {
        id: id.clone(),
        name: None,
        member_count: None,
        owner: None,
        can_add_members: None,
        i_am_member: false,
        i_am_admin: false,
        high_assurance: false,
    }
}
