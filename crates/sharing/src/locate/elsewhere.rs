//! Folders that an address names on a collection: on a server, on another computer, or in a guest collection.

use std::collections::HashMap;

use futures::FutureExt;
use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::{Endpoint, EntityType, FileEntry, FileType};

use super::readiness::{Host, Place, storage};
use super::{Address, Located, Spot, dropped, my_guests, refused};
use crate::Sharing;
use crate::dates::last_allowed_day;
use crate::error::{Error, Result};
use crate::model::{
    DroppedPath, Exposure, FolderCheck, Location, NotFromHere, Readiness, ShareTarget, StorageKind, WhoCanFix,
};

/// What a folder's own entry says, or why it can't be read.
pub(super) type Stat = Result<FileEntry>;

impl Sharing {
    /// Folders of one collection; an address without a path means where the collection starts.
    pub(super) async fn locate_on(
        &self,
        id: &CollectionId,
        paths: Vec<Option<CollectionPath>>,
    ) -> Result<Vec<Located>> {
        let (endpoint, personal) =
            futures::join!(self.globus().transfer.endpoint(id), self.connect_personal());
        let none_with = |reason: NotFromHere, name: Option<&str>| {
            let refuse = |path: &Option<CollectionPath>| {
                let path = path.clone().unwrap_or_else(CollectionPath::root);
                let text = self.address(id, &path);
                let mut dropped = dropped(text);
                if let Some(name) = path.name().or(name) {
                    name.clone_into(&mut dropped.name);
                }
                refused(dropped, &reason)
            };
            Ok(paths.iter().map(refuse).collect())
        };
        let endpoint = match endpoint.map_err(Error::from) {
            Err(Error::NotFound { .. } | Error::Forbidden { .. }) => {
                return none_with(NotFromHere::CollectionNotFound, None);
            }
            endpoint => endpoint?,
        };
        let start = || start_of(&endpoint);
        let at: Vec<CollectionPath> = paths
            .iter()
            .map(|path| path.clone().unwrap_or_else(start))
            .collect();
        match &endpoint.entity_type {
            _ if endpoint.is_guest() => self.locate_in_guest(endpoint, at).await,
            EntityType::GcpMappedCollection => {
                let mine = personal?.filter(|personal| personal.collection_id == endpoint.id);
                let kind = match mine {
                    Some(personal) => self.host_here(&endpoint, personal).await?,
                    None => Host::OtherComputer,
                };
                self.locate_on_computer(endpoint, kind, at).await
            }
            _ if endpoint.non_functional => {
                none_with(NotFromHere::NotACollection, Some(&endpoint.display_name))
            }
            EntityType::GcsV4Host => none_with(NotFromHere::OldServer, Some(&endpoint.display_name)),
            _ if endpoint.gcs_manager_url.is_some() => self.locate_on_server(endpoint, at).await,
            _ => none_with(NotFromHere::NotACollection, Some(&endpoint.display_name)),
        }
    }

    async fn locate_on_computer(
        &self,
        host: Endpoint,
        kind: Host,
        paths: Vec<CollectionPath>,
    ) -> Result<Vec<Located>> {
        let (guests, stats) = futures::join!(
            self.globus().transfer.my_shared_endpoint_list(&host.id),
            self.stats(&host.id, &paths)
        );
        // The home folder of this computer is known; that of another one is not.
        let home = match &kind {
            Host::ThisComputer { .. } => self.home(),
            Host::OtherComputer | Host::Server(_) => None,
        };
        let (now, zone) = (self.now(), self.zone());
        let (guests, roots) = (my_guests(guests)?, HashMap::new());
        demanded(&stats, std::iter::empty())?;
        let spots = self.spots_on(&host, home.as_ref(), paths, stats);
        let place = Place {
            host,
            kind,
            guests,
            roots,
            home,
            now,
            zone,
        };
        let rules = self
            .rules_of(place.covering(spots.iter().map(|(spot, _)| spot)))
            .await?;
        Ok(spots
            .into_iter()
            .map(|(spot, stat)| place.located(spot, stat, &rules))
            .collect())
    }

    /// Each folder with what stood against looking at it.
    pub(super) fn spots_on(
        &self,
        host: &Endpoint,
        home: Option<&CollectionPath>,
        paths: Vec<CollectionPath>,
        stats: Vec<Stat>,
    ) -> Vec<(Spot, Option<Error>)> {
        let spots = paths.into_iter().zip(stats);
        spots
            .map(|(path, stat)| {
                let spot = self.spot_on(host, home, &path, stat.as_ref().ok());
                (spot, stat.err())
            })
            .collect()
    }

    /// A folder in a guest collection that exists: only permissions are needed. No consent for the storage below is.
    async fn locate_in_guest(&self, guest: Endpoint, paths: Vec<CollectionPath>) -> Result<Vec<Located>> {
        let may_share = guest.can_edit_acl();
        let (stats, rules, below) = futures::join!(
            self.stats(&guest.id, &paths),
            async {
                match may_share {
                    true => self.rules_of(vec![guest.id.clone()]).await,
                    false => Ok(HashMap::new()),
                }
            },
            self.storage_below(&guest)
        );
        let rules = rules?;
        demanded(&stats, std::iter::empty())?;
        let kind = if guest.is_personal() {
            StorageKind::OtherComputer
        } else {
            StorageKind::Server
        };
        let max_lifetime_minutes = guest.acl_max_expiration_period_mins;
        let root = super::host_path(&guest, None).unwrap_or_else(CollectionPath::root);
        let located = paths.into_iter().zip(stats).map(|(path, stat)| {
            let spot = self.spot_on(&guest, None, &path, stat.as_ref().ok());
            let readiness = match &stat {
                Err(Error::NotFound { .. }) => Err(NotFromHere::FolderNotFound),
                _ if !may_share => Err(NotFromHere::NoPermissionToShare {
                    who: WhoCanFix::Owner,
                }),
                Err(Error::Forbidden { .. }) => Err(NotFromHere::FolderNotReadable),
                _ => Ok(Readiness::Ready),
            };
            let readiness = match readiness {
                Ok(readiness) => readiness,
                Err(reason) => return refused(spot.dropped, &reason),
            };
            let below = below.clone();
            let on_storage = path_below(&root, &spot.path);
            let location = Location {
                storage: below.unwrap_or_else(|| storage(&guest, kind, stat.as_ref().err())),
                storage_path: on_storage,
                target: ShareTarget::Reuse {
                    collection_id: guest.id.clone(),
                    name: guest.display_name.clone(),
                    host_path: root.clone(),
                    path: spot.path,
                },
                alternatives: Vec::new(),
                accounts: Vec::new(),
                exposure: Exposure::Normal,
                max_lifetime_minutes,
                last_allowed_day: max_lifetime_minutes
                    .and_then(|max| last_allowed_day(self.now(), &self.zone(), max)),
                permissions_used: rules
                    .get(&guest.id)
                    .map_or(0, |rules| super::readiness::used(rules)),
                purged_after_days: None,
            };
            Located {
                name: spot.name,
                check: FolderCheck {
                    dropped: spot.dropped,
                    location: Some(location),
                    readiness,
                    checklist: None,
                    drive: None,
                },
                rules: rules.clone(),
                collections: vec![guest.clone()],
            }
        });
        Ok(located.collect())
    }

    /// The folders' own entries. What a sign-in would mend, and what concerns them all, is still an error in each.
    pub(super) async fn stats(&self, id: &CollectionId, paths: &[CollectionPath]) -> Vec<Stat> {
        let stats = paths.iter().map(|path| async move {
            let stat = self.globus().transfer.stat(id, path).await;
            Ok(stat?)
        });
        self.at_most_eight(stats.map(FutureExt::boxed).collect()).await
    }

    fn spot_on(
        &self,
        collection: &Endpoint,
        home: Option<&CollectionPath>,
        path: &CollectionPath,
        entry: Option<&FileEntry>,
    ) -> Spot {
        let mut dropped = DroppedPath {
            path: self.address(&collection.id, path),
            name: path.name().unwrap_or(&collection.display_name).to_owned(),
            file_in_folder: None,
            other_entries: None,
        };
        let mut folder = path.clone();
        if entry.is_some_and(|entry| entry.file_type == FileType::File)
            && let Some(parent) = path.parent()
        {
            dropped.file_in_folder = Some(self.address(&collection.id, &parent));
            folder = parent;
        }
        let is_home = folder == CollectionPath::home();
        let name = folder
            .name()
            .filter(|_| !is_home)
            .unwrap_or(&collection.display_name);
        if is_home {
            collection.display_name.clone_into(&mut dropped.name);
        }
        let written_out = home
            .map(|home| folder.expand_home(home))
            .filter(|path| *path != folder);
        let absolute = written_out.as_ref().unwrap_or(&folder);
        let link = entry
            .and_then(|entry| entry.link_target.as_deref())
            .filter(|_| folder == *path)
            .and_then(|target| linked(absolute, target));
        let exposure = exposure(absolute, home, is_home, collection);
        Spot {
            dropped,
            name: name.to_owned(),
            exposure,
            // Written out where possible: not every server knows `/~/` as the root of a guest collection.
            also: [folder.clone()].into_iter().chain(link).collect(),
            path: written_out.unwrap_or(folder),
        }
    }

    fn address(&self, id: &CollectionId, path: &CollectionPath) -> String {
        Address::text(&self.globus().config.urls.web_app, id, path)
    }
}

/// What meets the whole storage: all that a sign-in would mend, in one; else that nobody can be asked at all.
pub(super) fn demanded<'a>(stats: &'a [Stat], others: impl Iterator<Item = &'a Error>) -> Result<()> {
    let errors = stats.iter().filter_map(|stat| stat.as_ref().err()).chain(others);
    let everywhere = errors.filter(|error| error.stops_everything()).cloned().collect();
    Error::of_all(everywhere).map_or(Ok(()), Err)
}

/// Where a collection likes to begin.
pub(crate) fn start_of(collection: &Endpoint) -> CollectionPath {
    let named = collection.default_directory.as_deref();
    let named = named.and_then(|path| CollectionPath::parse(path).ok());
    named.unwrap_or_else(|| {
        if collection.is_guest() {
            CollectionPath::root()
        } else {
            CollectionPath::home()
        }
    })
}

/// A guest collection's root is the whole of what is shared there: nobody shares it by mistake.
fn exposure(
    path: &CollectionPath,
    home: Option<&CollectionPath>,
    is_home: bool,
    collection: &Endpoint,
) -> Exposure {
    if collection.is_guest() {
        return Exposure::Normal;
    }
    if path.is_root() {
        return Exposure::DriveRoot;
    }
    if is_home || home.is_some_and(|home| home.starts_with(path)) {
        return Exposure::HomeFolder;
    }
    Exposure::Normal
}

/// Where a symbolic link leads, as far as its text says. Links on the way there are not known.
fn linked(link: &CollectionPath, target: &str) -> Option<CollectionPath> {
    if target.starts_with('/') {
        return CollectionPath::parse(target).ok();
    }
    let mut at = link.parent()?;
    for part in target.split('/').filter(|part| !part.is_empty() && *part != ".") {
        at = match part {
            ".." => at.parent()?,
            part => at.join(part).ok()?,
        };
    }
    Some(at)
}

fn path_below(root: &CollectionPath, path: &CollectionPath) -> CollectionPath {
    let inside = path.as_str().trim_start_matches('/');
    root.join(inside).unwrap_or_else(|_| path.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> CollectionPath {
        CollectionPath::parse(text).unwrap()
    }

    #[test]
    fn links_are_followed_by_their_text() {
        for (target, leads) in [
            ("/projects/2026", Some("/projects/2026/")),
            ("2026", Some("/data/2026/")),
            ("./2026/", Some("/data/2026/")),
            ("../other/x", Some("/other/x/")),
            ("../../..", None),
        ] {
            let leads = leads.map(path);
            assert_eq!(linked(&path("/data/current/"), target), leads, "{target}");
        }
    }

    #[test]
    fn paths_in_a_guest_collection_are_paths_below_its_root() {
        assert_eq!(path_below(&path("/a/b/"), &path("/c/")), path("/a/b/c/"));
        assert_eq!(path_below(&path("/a/"), &CollectionPath::root()), path("/a/"));
    }
}
