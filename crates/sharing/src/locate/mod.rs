//! From a path on this computer to a place in Globus: which collection it is on, which guest collection covers it, what
//! is missing and who can mend it. Looks at the folder's own entry only; the tree below is counted elsewhere.

mod address;
pub use address::Address;
pub(crate) use address::linked_collection;
mod cover;
pub(crate) use cover::{host_path, is_collection_name};
pub(crate) use readiness::max_lifetime;
pub mod disk;
mod readiness;

use std::collections::HashMap;

use futures::future::join_all;
use globus::Error as GlobusError;
use globus::ids::CollectionId;
use globus::local::ConnectPersonal;
use globus::path::{CollectionPath, local_to_collection};
use globus::transfer::{AccessRule, Endpoint};

use crate::Sharing;
use crate::error::{Error, InputProblem, Result};
use crate::model::{DroppedPath, FolderCheck, NotFromHere, Readiness, RecentFolder};
use disk::{LocalFolder, Looked};

/// A checked folder with what was read on the way, so that a plan does not read it again.
#[derive(Clone, Debug)]
pub(crate) struct Located {
    pub(crate) check: FolderCheck,
    /// Permissions of the guest collections that cover the folder, by collection; those that were read.
    pub(crate) rules: HashMap<CollectionId, Vec<AccessRule>>,
    /// Name of the folder itself (not of the dropped file).
    pub(crate) name: String,
    /// The guest collections of the computer, and the computer's own collection.
    pub(crate) collections: Vec<Endpoint>,
}

/// Only the look at the disk, for a frame around the window while something is dragged over it.
pub fn look_at(path: &str, computer: &crate::Computer) -> DroppedPath {
    disk::look(path, computer).dropped
}

impl Sharing {
    /// Where each of these lives, and whether it can be shared. One answer per path, in order.
    pub async fn check_folders(&self, paths: Vec<String>) -> Result<Vec<FolderCheck>> {
        let located = self.locate(paths).await?;
        let now = self.now();
        let recent = located.iter().filter_map(|folder| {
            let location = folder.check.location.as_ref()?;
            Some(RecentFolder {
                path: folder
                    .check
                    .dropped
                    .file_in_folder
                    .clone()
                    .unwrap_or_else(|| folder.check.dropped.path.clone()),
                name: folder.name.clone(),
                storage_name: Some(location.storage.name.clone()),
                used_at: now,
                guests: Vec::new(),
                guest_count: 0,
                first_end: None,
            })
        });
        self.journal().keep_recent_folders(recent.collect()).await?;
        Ok(located.into_iter().map(|folder| folder.check).collect())
    }

    /// Lately used folders, newest first.
    pub async fn recent_folders(&self) -> Result<Vec<RecentFolder>> {
        Ok(self.journal().recent_folders().await?)
    }

    /// Forgets them.
    pub async fn clear_recent_folders(&self) -> Result<()> {
        Ok(self.journal().clear_recent_folders().await?)
    }

    /// Two rounds of requests however many folders: the collection, its guest collections and the folders at once; then
    /// the permissions of the guest collections that cover them.
    pub(crate) async fn locate(&self, paths: Vec<String>) -> Result<Vec<Located>> {
        let (looked, personal) = self.look(paths).await?;
        if looked.iter().all(|looked| looked.folder.is_err()) {
            return Ok(looked.into_iter().map(unusable).collect());
        }
        let Some(personal) = personal else {
            let reason = NotFromHere::NoConnectPersonal;
            return Ok(looked
                .into_iter()
                .map(|looked| refused(looked, &reason))
                .collect());
        };
        let paths: Vec<Result<CollectionPath, InputProblem>> = looked
            .iter()
            .map(|looked| self.storage_path(looked.folder.as_ref().map_err(|reason| *reason)?))
            .collect();
        let transfer = &self.globus().transfer;
        let id = &personal.collection_id;
        let (host, guests, stats) = futures::join!(
            transfer.endpoint(id),
            transfer.my_shared_endpoint_list(id),
            join_all(paths.iter().map(|path| async {
                match path {
                    Ok(path) => transfer.stat(id, path).await.map(|_| ()),
                    Err(_) => Ok(()),
                }
            })),
        );
        let host = match host {
            Ok(host) => host,
            Err(error) => match Error::from(error) {
                Error::NotFound { .. } => {
                    let reason = NotFromHere::CollectionGone;
                    return Ok(looked
                        .into_iter()
                        .map(|looked| refused(looked, &reason))
                        .collect());
                }
                error => return Err(error),
            },
        };
        let guests = my_guests(guests)?;
        let place = readiness::Place {
            personal,
            host,
            guests,
            home: self.home(),
            now: self.now(),
            zone: self.zone(),
        };
        let rules = self.rules_of(place.covering(&paths)).await?;
        Ok(looked
            .into_iter()
            .zip(paths)
            .zip(stats)
            .map(|((looked, path), stat)| place.located(looked, path, stat.err().map(Error::from), &rules))
            .collect())
    }

    async fn look(&self, paths: Vec<String>) -> Result<(Vec<Looked>, Option<ConnectPersonal>)> {
        let computer = self.parts.computer.clone();
        let work = move || {
            let looked = paths.iter().map(|path| disk::look(path, &computer)).collect();
            let personal = match &computer.connect_personal {
                Some(dir) => {
                    let home = computer.home.as_deref().and_then(std::path::Path::to_str);
                    ConnectPersonal::read(dir, computer.system, home)
                }
                None => ConnectPersonal::find(None),
            };
            let personal = personal.unwrap_or_else(|error| {
                tracing::warn!(%error, "Globus Connect Personal's files can't be used");
                None
            });
            (looked, personal)
        };
        tokio::task::spawn_blocking(work).await.map_err(Error::unexpected)
    }

    /// What the computer's collection calls a folder; some it can't name: too long, or on a network share.
    fn storage_path(&self, folder: &LocalFolder) -> Result<CollectionPath, InputProblem> {
        Ok(local_to_collection(
            &folder.real,
            self.parts.computer.system,
            None,
        )?)
    }

    /// The home folder as the computer's collection names it.
    pub(crate) fn home(&self) -> Option<CollectionPath> {
        let home = self.parts.computer.home.as_deref()?;
        let home = globus::path::LocalPath::from_path(home).ok()?;
        local_to_collection(&home, self.parts.computer.system, None).ok()
    }

    async fn rules_of(
        &self,
        collections: Vec<CollectionId>,
    ) -> Result<HashMap<CollectionId, Vec<AccessRule>>> {
        let lists = collections.into_iter().map(|id| async move {
            let rules = self.globus().transfer.access_list(&id).await.map_err(Error::from);
            (id, rules)
        });
        let mut known = HashMap::new();
        for (id, rules) in join_all(lists).await {
            match rules {
                Ok(rules) => {
                    known.insert(id, rules);
                }
                // It will be said when a plan is made; a folder can be looked at without it.
                Err(Error::Forbidden { .. } | Error::NotFound { .. } | Error::Api { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(known)
    }
}

/// Hosts that can't have guest collections answer 400 (Transfer API, `my_shared_endpoint_list`); others may refuse.
fn my_guests(answer: Result<Vec<Endpoint>, GlobusError>) -> Result<Vec<Endpoint>> {
    match answer {
        Ok(guests) => Ok(guests),
        Err(error)
            if error
                .api()
                .is_some_and(|api| matches!(api.status, 400 | 403 | 409) && api.demand.is_none()) =>
        {
            Ok(Vec::new())
        }
        Err(error) => Err(error.into()),
    }
}

fn unusable(looked: Looked) -> Located {
    // Only called for what has a reason.
    let reason = looked
        .folder
        .as_ref()
        .err()
        .copied()
        .unwrap_or(InputProblem::NotReadable);
    refused(looked, &NotFromHere::Path { reason })
}

fn refused(looked: Looked, reason: &NotFromHere) -> Located {
    let reason = match &looked.folder {
        Err(reason) => NotFromHere::Path { reason: *reason },
        Ok(_) => reason.clone(),
    };
    Located {
        name: looked
            .folder
            .map_or_else(|_| looked.dropped.name.clone(), |folder| folder.name),
        check: FolderCheck {
            dropped: looked.dropped,
            location: None,
            readiness: Readiness::NotFromHere { reason },
        },
        rules: HashMap::new(),
        collections: Vec::new(),
    }
}
