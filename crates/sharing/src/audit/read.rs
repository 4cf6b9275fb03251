//! Reading everything from Globus: which collections, and who has what on them. Each thing is asked for once, eight
//! requests at a time; `behind` finds out the rest.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicU32, Ordering};

use futures::FutureExt;
use futures::future::BoxFuture;
use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::{AccessRule, Endpoint, EntityType, RoleName, SearchQuery, SearchScope};

use super::snapshot::{Entry, SharedCollection, Snapshot};
use crate::Sharing;
use crate::error::{Error, Result};
use crate::locate::host_path;
use crate::model::{AuditEvent, MyRole, Problem, Session};

/// A search gives so many results at most (Transfer API, `endpoint_search`).
const MOST_RESULTS: usize = 1000;

/// Where news of a reading goes.
pub type OnAuditEvent<'a> = &'a (dyn Fn(AuditEvent) + Send + Sync);

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
