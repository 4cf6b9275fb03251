//! Reading everything from Globus: which collections, who has what on them, who that is, and whether the folders are
//! still there. Each thing is asked for once, eight requests at a time.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicU32, Ordering};

use futures::FutureExt;
use futures::future::BoxFuture;
use globus::groups::Group;
use globus::ids::{CollectionId, GroupId, IdentityId};
use globus::path::CollectionPath;
use globus::transfer::{AccessRule, Endpoint, EntityType, RoleName, SearchQuery, SearchScope};

use super::snapshot::{Entry, GroupFacts, SharedCollection, Snapshot};
use crate::Sharing;
use crate::error::{Error, Missing, Result};
use crate::guests::members_of;
use crate::locate::host_path;
use crate::model::{AuditEvent, MyRole, Problem, Session, Storage, StorageKind};

/// A search gives so many results at most (Transfer API, `endpoint_search`).
const MOST_RESULTS: usize = 1000;
/// Folders that are looked for at one reading.
const MOST_FOLDERS: usize = 60;

/// Where news of a reading goes.
pub type OnAuditEvent<'a> = &'a (dyn Fn(AuditEvent) + Send + Sync);

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
    /// `kept` is what was read last: it stands in for collections that can't be read now.
    pub(super) async fn read_audit(
        &self,
        me: &Session,
        kept: Option<&Snapshot>,
        on_event: OnAuditEvent<'_>,
    ) -> Result<Snapshot> {
        // My groups come with their members, so that none of them has to be asked for.
        let groups = self.read_my_groups();
        let (found, my_groups) = futures::future::join(self.collections_to_audit(), groups).await;
        let (collections, cut_short) = found?;
        let my_groups = my_groups.inspect_err(|error| tracing::debug!(%error, "my groups can't be listed"));
        let my_groups = my_groups.ok();
        let total = u32::try_from(collections.len()).unwrap_or(u32::MAX);
        on_event(AuditEvent::Reading { done: 0, total });
        let done = AtomicU32::new(0);
        let lists = collections.iter().map(|collection| {
            let done = &done;
            async move {
                let list = self.globus().transfer.access_list(&collection.id).await;
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                on_event(AuditEvent::Reading { done, total });
                list.map_err(Error::from)
            }
            .boxed()
        });
        let lists = self.at_most_eight(lists.collect()).await;
        let mut snapshot = Snapshot {
            checked_at: self.now(),
            me: me.linked.iter().map(|identity| identity.id.clone()).collect(),
            cut_short,
            ..Snapshot::default()
        };
        let earlier: HashMap<&CollectionId, &SharedCollection> = kept
            .iter()
            .flat_map(|kept| &kept.collections)
            .map(|it| (&it.id, it))
            .collect();
        let mut fresh: Vec<usize> = Vec::new();
        for (collection, list) in collections.iter().zip(lists) {
            let before = earlier.get(&collection.id).copied();
            match list {
                Ok(rules) => {
                    fresh.push(snapshot.collections.len());
                    snapshot
                        .collections
                        .push(shared_collection(collection, &rules, before));
                }
                Err(error @ (Error::NotSignedIn | Error::Offline | Error::VaultUnavailable)) => {
                    return Err(error);
                }
                // A demand of one storage is that storage's problem.
                Err(error) => {
                    snapshot.collections.extend(before.cloned());
                    snapshot.problems.push(Problem {
                        collection_id: collection.id.clone(),
                        name: collection.display_name.clone(),
                        error,
                    });
                }
            }
        }
        self.learn_names(&collections, &fresh, my_groups.as_deref(), &mut snapshot)
            .await?;
        Ok(snapshot)
    }

    /// Guest collections whose permissions the person may see. Collections on servers belong to the server, so "owned by
    /// me" alone would miss them; those where one is access manager only turn up among the lately used, or were added by
    /// hand.
    async fn collections_to_audit(&self) -> Result<(Vec<Endpoint>, bool)> {
        let search = |scope, entity_type| SearchQuery {
            scope: Some(scope),
            entity_type,
            ..SearchQuery::default()
        };
        let queries = [
            search(
                SearchScope::AdministeredByMe,
                Some(EntityType::GcpGuestCollection),
            ),
            search(
                SearchScope::AdministeredByMe,
                Some(EntityType::GcsV5GuestCollection),
            ),
            search(SearchScope::SharedByMe, None),
            search(SearchScope::RecentlyUsed, None),
        ];
        let transfer = &self.globus().transfer;
        let searches =
            futures::future::try_join_all(queries.iter().map(|query| transfer.endpoint_search_all(query)));
        let found = searches.await?;
        let cut_short = found.iter().any(|results| results.len() >= MOST_RESULTS);
        let guests = found.into_iter().flatten().filter(Endpoint::can_view_acl);
        let mut by_id: BTreeMap<CollectionId, Endpoint> =
            guests.map(|guest| (guest.id.clone(), guest)).collect();
        let added = self.journal().added_collections().await?;
        let missing = added.into_iter().filter(|id| !by_id.contains_key(id));
        let missing: Vec<BoxFuture<'_, _>> = missing
            .map(|id| async move { self.globus().transfer.endpoint(&id).await }.boxed())
            .collect();
        // One that is gone, or that the person may not look into any more, is no reason to show nothing.
        let more = self
            .at_most_eight(missing)
            .await
            .into_iter()
            .filter_map(Result::ok);
        by_id.extend(
            more.filter(Endpoint::can_view_acl)
                .map(|guest| (guest.id.clone(), guest)),
        );
        Ok((by_id.into_values().collect(), cut_short))
    }

    /// People, groups and storages behind all lists, each asked for once, and whether the folders are there.
    async fn learn_names(
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
        let mut jobs: Vec<BoxFuture<'_, Learnt>> = Vec::new();
        jobs.extend(
            hosts
                .iter()
                .map(|id| self.look_at_storage(id, this_computer.as_ref()).boxed()),
        );
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
        for (index, id, path) in self.folders_to_look_at(fresh, snapshot) {
            snapshot.collections[index].owner_locked_out = false;
            jobs.push(self.look_at_folder(index, id, path).boxed());
        }
        let mut storages: HashMap<CollectionId, Storage> = HashMap::new();
        let now = self.now();
        for learnt in self.at_most_eight(jobs).await {
            match learnt {
                Learnt::People(answer) => answer?,
                Learnt::Storage(storage) => storages.extend(storage.map(|it| (it.id.clone(), it))),
                Learnt::Group(id, facts) => drop(facts.map(|facts| snapshot.groups.insert(id, facts))),
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
        // Members of groups have no permission of their own to be known by.
        let members = snapshot
            .groups
            .values()
            .filter_map(|group| group.members.as_ref())
            .flatten();
        let members: Vec<IdentityId> = members
            .filter(|id| !people.contains(*id))
            .cloned()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let jobs = members.chunks(100).map(|some| self.look_at_people(some).boxed());
        for learnt in self.at_most_eight(jobs.collect()).await {
            if let Learnt::People(answer) = learnt {
                answer?;
            }
        }
        let everybody: HashSet<IdentityId> = people.into_iter().chain(members).collect();
        let context = self.person_context().await?;
        let named = self.people(&everybody).await?;
        snapshot.people = named
            .into_iter()
            .map(|(id, identity)| (id, context.person(&identity)))
            .collect();
        let by_id: HashMap<&CollectionId, &Endpoint> = found.iter().map(|it| (&it.id, it)).collect();
        for collection in &mut snapshot.collections {
            let storage = by_id
                .get(&collection.id)
                .and_then(|it| host(it))
                .and_then(|id| storages.get(&id));
            collection.storage = storage.cloned().or_else(|| collection.storage.take());
        }
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
            kind: match () {
                () if this_computer == Some(&host.id) => StorageKind::ThisComputer,
                () if host.is_personal() => StorageKind::OtherComputer,
                () => StorageKind::Server,
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

    /// Folders of what was read now, as far as the person may look into them: in turn one of each collection, so that
    /// one with hundreds does not hide what is broken in the others; in each those of longest ago first.
    fn folders_to_look_at(
        &self,
        fresh: &[usize],
        snapshot: &Snapshot,
    ) -> Vec<(usize, CollectionId, CollectionPath)> {
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
}

/// What is remembered of folders stays; whatever Globus said anew counts.
fn shared_collection(
    collection: &Endpoint,
    rules: &[AccessRule],
    before: Option<&SharedCollection>,
) -> SharedCollection {
    let entries: Vec<Entry> = rules.iter().filter_map(Entry::of_rule).collect();
    let paths: BTreeSet<&CollectionPath> = entries.iter().map(|entry| &entry.path).collect();
    let keep = |path: &CollectionPath| paths.contains(path);
    SharedCollection {
        id: collection.id.clone(),
        name: collection.display_name.clone(),
        storage: before.and_then(|before| before.storage.clone()),
        owner: collection.owner_id.clone().filter(|_| collection.is_personal()),
        my_role: my_role(collection),
        gone: before
            .iter()
            .flat_map(|it| &it.gone)
            .filter(|path| keep(path))
            .cloned()
            .collect(),
        looked_at: before
            .iter()
            .flat_map(|it| &it.looked_at)
            .filter(|(path, _)| keep(path))
            .map(|(path, at)| (path.clone(), *at))
            .collect(),
        owner_locked_out: before.is_some_and(|before| before.owner_locked_out && !paths.is_empty()),
        max_lifetime_minutes: collection.acl_max_expiration_period_mins,
        host: host(collection),
        root: host_path(collection, None),
        entries,
    }
}

/// The signed-in person's strongest role on a collection.
pub(crate) fn my_role(collection: &Endpoint) -> MyRole {
    let roles = [
        (RoleName::Administrator, MyRole::Administrator),
        (RoleName::AccessManager, MyRole::AccessManager),
        (RoleName::RestrictedAdministrator, MyRole::RestrictedAdministrator),
    ];
    let mine = roles.into_iter().find(|(name, _)| collection.has_role(name));
    mine.map_or(MyRole::None, |(_, role)| role)
}

/// The storage below a guest collection; personal and server collections name it differently.
pub(crate) fn host(collection: &Endpoint) -> Option<CollectionId> {
    collection
        .host_endpoint_id
        .clone()
        .or_else(|| collection.mapped_collection_id.clone())
}
