//! Reading it all: which collections, their permissions, who that is, and whether the folders are still there.

use std::collections::{BTreeMap, HashMap, HashSet};

use futures::{StreamExt, stream};
use globus::ids::{CollectionId, GroupId, IdentityId};
use globus::local::ConnectPersonal;
use globus::path::CollectionPath;
use globus::transfer::{AccessRule, Endpoint, EntityType, SearchQuery, SearchScope};

use super::assemble::{self, Read};
use crate::Sharing;
use crate::effective::Principal;
use crate::error::{Error, Missing, Result};
use crate::model::{MyShares, Problem, Session, Share, ShareBadge, Storage, StorageKind};

const AT_ONCE: usize = 8;
/// A search gives so many results at most (Transfer API, `endpoint_search`).
const MOST_RESULTS: usize = 1000;
/// Looking after every folder of forty shares is worth it; after thousands it is not.
const MOST_FOLDERS: usize = 60;

impl Sharing {
    /// `kept` is what was read last: it stands in for collections that can't be read now.
    pub(super) async fn read_my_shares(&self, me: &Session, kept: Option<MyShares>) -> Result<MyShares> {
        let (collections, cut_short) = self.my_guest_collections().await?;
        let lists: Vec<(Endpoint, Result<Vec<AccessRule>>)> = stream::iter(collections)
            .map(|collection| async move {
                let rules = self
                    .globus()
                    .transfer
                    .access_list(&collection.id)
                    .await
                    .map_err(Error::from);
                (collection, rules)
            })
            .buffered(AT_ONCE)
            .collect()
            .await;
        let mut read = Read {
            now: Some(self.now()),
            ..Read::default()
        };
        let (mut shares, mut problems, mut count) = (Vec::new(), Vec::new(), 0);
        let mut rules = Vec::new();
        for (collection, list) in lists {
            count += 1;
            match list {
                Ok(list) => rules.push((collection, list)),
                Err(error @ (Error::NotSignedIn | Error::Offline | Error::VaultUnavailable)) => {
                    return Err(error);
                }
                // A demand of one storage is that storage's problem.
                Err(error) => {
                    let earlier = kept.iter().flat_map(|kept| &kept.shares);
                    shares.extend(
                        earlier
                            .filter(|share| share.collection_id == collection.id)
                            .cloned(),
                    );
                    problems.push(Problem {
                        collection_id: collection.id,
                        name: collection.display_name,
                        error,
                    });
                }
            }
        }
        self.learn(&rules, &mut read).await?;
        read.me = me.linked.iter().map(|identity| identity.id.clone()).collect();
        read.web_app = Some(self.globus().config.urls.web_app.clone());
        let mut fresh: Vec<Share> = rules
            .iter()
            .flat_map(|(collection, list)| assemble::shares(collection, list, &read))
            .collect();
        self.look_for_folders(&mut fresh).await;
        shares.extend(fresh);
        assemble::sort(&mut shares);
        Ok(MyShares {
            shares,
            collections: count,
            checked_at: self.now(),
            problems,
            cut_short,
        })
    }

    /// Guest collections whose permissions the person may see. Collections on servers belong to the server, so "owned by
    /// me" alone would miss them; those where one is access manager only turn up among the lately used.
    async fn my_guest_collections(&self) -> Result<(Vec<Endpoint>, bool)> {
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
        let found =
            futures::future::try_join_all(queries.iter().map(|query| transfer.endpoint_search_all(query)))
                .await?;
        let cut_short = found.iter().any(|results| results.len() >= MOST_RESULTS);
        let guests = found.into_iter().flatten().filter(Endpoint::can_view_acl);
        let by_id: BTreeMap<CollectionId, Endpoint> = guests.map(|guest| (guest.id.clone(), guest)).collect();
        Ok((by_id.into_values().collect(), cut_short))
    }

    /// People, groups and storages behind all lists, each looked up once.
    async fn learn(&self, rules: &[(Endpoint, Vec<AccessRule>)], read: &mut Read) -> Result<()> {
        let (mut people, mut groups) = (HashSet::<IdentityId>::new(), HashSet::<GroupId>::new());
        for rule in rules.iter().flat_map(|(_, list)| list) {
            match Principal::of_rule(rule) {
                Principal::Identity(id) => drop(people.insert(id)),
                Principal::Group(id) => drop(groups.insert(id)),
                Principal::SignedIn | Principal::Anyone => {}
            }
        }
        let hosts: HashSet<CollectionId> = rules
            .iter()
            .filter_map(|(collection, _)| assemble::host(collection))
            .collect();
        let (people, groups, context, storages, reasons) = futures::join!(
            self.people(&people),
            self.group_guests(&groups),
            self.person_context(),
            self.storages(hosts),
            self.journal().no_end_reasons(),
        );
        let context = context?;
        read.people = people?
            .into_iter()
            .map(|(id, identity)| (id, context.person(&identity)))
            .collect();
        read.context = Some(context);
        (read.groups, read.storages, read.no_end_reasons) = (groups, storages, reasons?);
        Ok(())
    }

    /// The places behind guest collections; those that may not be seen are missing.
    async fn storages(&self, ids: HashSet<CollectionId>) -> HashMap<CollectionId, Storage> {
        let this_computer = self.this_computer().await;
        let found: Vec<_> = stream::iter(ids)
            .map(|id| async move { self.globus().transfer.endpoint(&id).await })
            .buffered(AT_ONCE)
            .collect()
            .await;
        let storage = |host: Endpoint| Storage {
            kind: match () {
                () if this_computer.as_ref() == Some(&host.id) => StorageKind::ThisComputer,
                () if host.is_personal() => StorageKind::OtherComputer,
                () => StorageKind::Server,
            },
            online: host
                .gcp_connected
                .map(|connected| connected && host.gcp_paused != Some(true)),
            id: host.id,
            name: host.display_name,
            high_assurance: host.high_assurance,
        };
        found
            .into_iter()
            .filter_map(Result::ok)
            .map(|host| (host.id.clone(), storage(host)))
            .collect()
    }

    pub(crate) async fn this_computer(&self) -> Option<CollectionId> {
        let computer = self.parts.computer.clone();
        let find = move || match &computer.connect_personal {
            Some(dir) => ConnectPersonal::read(dir, computer.system, None),
            None => ConnectPersonal::find(None),
        };
        tokio::task::spawn_blocking(find)
            .await
            .ok()?
            .ok()?
            .map(|personal| personal.collection_id)
    }

    /// Marks folders that are gone. What can't be told (offline, not allowed) is left unmarked.
    async fn look_for_folders(&self, shares: &mut [Share]) {
        let askable = shares
            .iter()
            .enumerate()
            .filter(|(_, share)| !share.badges.contains(&ShareBadge::Offline));
        let asked: Vec<(usize, CollectionId, CollectionPath)> = askable
            .take(MOST_FOLDERS)
            .map(|(index, share)| (index, share.collection_id.clone(), share.path.clone()))
            .collect();
        let answers: Vec<(usize, bool)> = stream::iter(asked)
            .map(|(index, id, path)| async move {
                let stat = self.globus().transfer.stat(&id, &path).await.map_err(Error::from);
                (
                    index,
                    matches!(
                        stat,
                        Err(Error::NotFound {
                            what: Missing::Folder
                        })
                    ),
                )
            })
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        for (index, is_gone) in answers {
            if is_gone {
                shares[index].badges.insert(0, ShareBadge::FolderNotFound);
            }
        }
    }
}
