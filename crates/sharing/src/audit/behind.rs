//! What stands behind the lists of a reading: who the people and groups are, on which storage a collection lies, and
//! whether its folders are still there. Each is asked for once.

use std::collections::{BTreeSet, HashMap, HashSet};

use futures::FutureExt;
use futures::future::BoxFuture;
use globus::groups::Group;
use globus::ids::{CollectionId, GroupId, IdentityId};
use globus::path::CollectionPath;
use globus::transfer::Endpoint;
use jiff::Timestamp;

use super::read::host;
use super::snapshot::{GroupFacts, Snapshot};
use crate::Sharing;
use crate::error::{Error, Missing, Result};
use crate::guests::members_of;
use crate::model::{Storage, StorageKind};

/// Folders that are looked for at one reading.
const MOST_FOLDERS: usize = 60;

/// One thing that was found out.
enum Learnt {
    People(Result<()>),
    Group(GroupId, Option<GroupFacts>),
    Storage(Option<Storage>),
    Folder(usize, CollectionPath, Looked),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Looked {
    Gone,
    Refused,
    /// There, or nobody can tell.
    Fine,
}

impl Sharing {
    /// People, groups and storages behind all lists, and whether the folders are there.
    pub(super) async fn learn_names(
        &self,
        found: &[Endpoint],
        fresh: &[usize],
        my_groups: Option<&[Group]>,
        snapshot: &mut Snapshot,
    ) -> Result<()> {
        let (people, groups) = snapshot.principals();
        let hosts: BTreeSet<CollectionId> = found.iter().filter_map(host).collect();
        let this_computer = self.this_computer().await;
        let known: Vec<IdentityId> = people.iter().cloned().collect();
        let storages = hosts
            .iter()
            .map(|id| self.look_at_storage(id, this_computer.as_ref()).boxed());
        let mut jobs: Vec<BoxFuture<'_, Learnt>> = storages.collect();
        for id in &groups {
            let mine = my_groups.and_then(|mine| mine.iter().find(|group| group.id == *id));
            match mine {
                Some(group) if group.memberships.is_some() => {
                    snapshot.groups.insert(id.clone(), self.facts_of(group));
                }
                _ => jobs.push(
                    self.look_at_group(id, my_groups.is_none() || mine.is_some())
                        .boxed(),
                ),
            }
        }
        jobs.extend(known.chunks(100).map(|some| self.look_at_people(some).boxed()));
        for (index, id, path) in folders_to_look_at(fresh, snapshot) {
            snapshot.collections[index].owner_locked_out = false;
            jobs.push(self.look_at_folder(index, id, path).boxed());
        }
        let learnt = self.at_most_eight(jobs).await;
        let storages = take_in(learnt, self.now(), snapshot)?;
        lay_on_storages(found, &storages, snapshot);
        self.name_people(people, snapshot).await
    }

    /// Members of groups have no permission of their own to be known by: they are asked for when the groups are known.
    async fn name_people(&self, people: BTreeSet<IdentityId>, snapshot: &mut Snapshot) -> Result<()> {
        let groups = snapshot.groups.values();
        let members: BTreeSet<&IdentityId> = groups
            .filter_map(|group| group.members.as_ref())
            .flatten()
            .collect();
        let members: Vec<IdentityId> = members
            .into_iter()
            .filter(|id| !people.contains(*id))
            .cloned()
            .collect();
        let jobs = members.chunks(100).map(|some| self.look_at_people(some).boxed());
        let learnt = self.at_most_eight(jobs.collect()).await;
        take_in(learnt, self.now(), snapshot)?;
        let everybody: HashSet<IdentityId> = people.into_iter().chain(members).collect();
        let context = self.person_context().await?;
        let named = self.people(&everybody).await?;
        snapshot.people = named
            .into_iter()
            .map(|(id, identity)| (id, context.person(&identity)))
            .collect();
        Ok(())
    }

    async fn look_at_people(&self, ids: &[IdentityId]) -> Learnt {
        Learnt::People(self.people(&ids.iter().cloned().collect()).await.map(drop))
    }

    /// A group that can't be seen has no name here; that is no failure.
    async fn look_at_group(&self, id: &GroupId, may_be_mine: bool) -> Learnt {
        let group = match may_be_mine {
            true => self.learn_group_anew(id).await,
            false => self.learn_group_of_others(id).await,
        };
        Learnt::Group(id.clone(), group.ok().map(|group| self.facts_of(&group)))
    }

    fn facts_of(&self, group: &Group) -> GroupFacts {
        GroupFacts {
            members: members_of(group),
            guest: self.state.known.lock().guest(group),
        }
    }

    async fn look_at_storage(&self, id: &CollectionId, this_computer: Option<&CollectionId>) -> Learnt {
        Learnt::Storage(self.storage(id, this_computer).await)
    }

    /// The storage below a guest collection; none where it may not be seen.
    pub(crate) async fn storage_below(&self, collection: &Endpoint) -> Option<Storage> {
        let this_computer = self.this_computer().await;
        self.storage(&host(collection)?, this_computer.as_ref()).await
    }

    async fn storage(&self, id: &CollectionId, this_computer: Option<&CollectionId>) -> Option<Storage> {
        let host = self.globus().transfer.endpoint(id).await.ok()?;
        Some(Storage {
            kind: if this_computer == Some(&host.id) {
                StorageKind::ThisComputer
            } else if host.is_personal() {
                StorageKind::OtherComputer
            } else {
                StorageKind::Server
            },
            online: host
                .gcp_connected
                .map(|connected| connected && host.gcp_paused != Some(true)),
            id: host.id,
            name: host.display_name,
            high_assurance: host.high_assurance,
            contact_email: host.contact_email,
        })
    }

    async fn look_at_folder(&self, index: usize, id: CollectionId, path: CollectionPath) -> Learnt {
        let stat = self.globus().transfer.stat(&id, &path).await.map_err(Error::from);
        let looked = match stat {
            Err(Error::NotFound {
                what: Missing::Folder,
            }) => Looked::Gone,
            // The person may do everything here: what is refused is refused to the owner of the files.
            Err(Error::Forbidden { .. }) => Looked::Refused,
            _ => Looked::Fine,
        };
        Learnt::Folder(index, path, looked)
    }
}

/// Puts where it belongs what was found out; answers the storages.
fn take_in(
    learnt: Vec<Learnt>,
    now: Timestamp,
    snapshot: &mut Snapshot,
) -> Result<HashMap<CollectionId, Storage>> {
    let mut storages = HashMap::new();
    for learnt in learnt {
        match learnt {
            Learnt::People(answer) => answer?,
            Learnt::Storage(storage) => storages.extend(storage.map(|it| (it.id.clone(), it))),
            Learnt::Group(id, facts) => snapshot.groups.extend(facts.map(|facts| (id, facts))),
            Learnt::Folder(index, path, looked) => {
                let collection = &mut snapshot.collections[index];
                collection.looked_at.insert(path.clone(), now);
                collection.owner_locked_out |= looked == Looked::Refused;
                if looked == Looked::Gone {
                    collection.gone.insert(path);
                } else {
                    collection.gone.remove(&path);
                }
            }
        }
    }
    Ok(storages)
}

/// A storage that can't be seen now stays as it was known.
fn lay_on_storages(found: &[Endpoint], storages: &HashMap<CollectionId, Storage>, snapshot: &mut Snapshot) {
    let by_id: HashMap<&CollectionId, &Endpoint> = found.iter().map(|it| (&it.id, it)).collect();
    for collection in &mut snapshot.collections {
        let storage = by_id
            .get(&collection.id)
            .and_then(|it| host(it))
            .and_then(|id| storages.get(&id));
        collection.storage = storage.cloned().or_else(|| collection.storage.take());
    }
}

/// Folders of what was read now, as far as the person may look into them: in turn one of each collection, so that
/// one with hundreds does not hide what is broken in the others; in each those of longest ago first.
fn folders_to_look_at(fresh: &[usize], snapshot: &Snapshot) -> Vec<(usize, CollectionId, CollectionPath)> {
    let mut folders: Vec<_> = fresh
        .iter()
        .map(|index| (*index, &snapshot.collections[*index]))
        .filter(|(_, collection)| collection.can_change())
        .flat_map(|(index, collection)| {
            let paths: BTreeSet<&CollectionPath> = collection
                .entries
                .iter()
                .filter(|entry| !entry.is_role())
                .map(|entry| &entry.path)
                .collect();
            let mut paths: Vec<_> = paths
                .into_iter()
                .map(|path| (collection.looked_at.get(path), path))
                .collect();
            paths.sort_unstable();
            let turns = paths.into_iter().enumerate();
            turns.map(move |(turn, (looked_at, path))| (turn, looked_at, index, path))
        })
        .collect();
    folders.sort_unstable();
    let some = folders.into_iter().take(MOST_FOLDERS);
    some.map(|(_, _, index, path)| (index, snapshot.collections[index].id.clone(), path.clone()))
        .collect()
}
