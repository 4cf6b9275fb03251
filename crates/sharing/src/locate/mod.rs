//! From the text that names a folder to a place in Globus: which collection it is on, which guest collection covers it,
//! what is missing and who can mend it. Looks at the folder's own entry only; the tree below is counted elsewhere.
//!
//! [`address`] reads the text, [`here`] looks at this computer, [`elsewhere`] at collections, [`server`] asks the manager
//! of a Globus Connect Server; [`readiness`] judges what they found.

mod address;
mod allowed;
mod checklist;
mod cover;
pub mod disk;
mod drives;
mod elsewhere;
mod here;
mod readiness;
mod server;

pub use address::Address;
pub(crate) use address::linked_collection;
pub(crate) use cover::{host_path, is_collection_name};
pub(crate) use elsewhere::start_of;
pub(crate) use readiness::{max_lifetime, storage};
pub(crate) use server::refusal_for;

use std::collections::HashMap;

use futures::FutureExt;
use futures::future::join_all;
use globus::Error as GlobusError;
use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::{AccessRule, Endpoint};

use crate::Sharing;
use crate::error::{Error, InputProblem, Result};
use crate::model::{Checklist, DroppedPath, Exposure, FolderCheck, NotFromHere, Readiness, RecentFolder};

/// A checked folder with what was read on the way, so that a plan does not read it again.
#[derive(Clone, Debug)]
pub(crate) struct Located {
    pub(crate) check: FolderCheck,
    /// Permissions of the guest collections that cover the folder, by collection; those that were read.
    pub(crate) rules: HashMap<CollectionId, Vec<AccessRule>>,
    /// Name of the folder itself (not of the dropped file).
    pub(crate) name: String,
    /// The guest collections on the storage that were looked at, and the storage's own collection.
    pub(crate) collections: Vec<Endpoint>,
}

/// A folder on a collection, before anybody knows whether it can be shared.
#[derive(Clone, Debug)]
struct Spot {
    dropped: DroppedPath,
    /// Of the folder.
    name: String,
    exposure: Exposure,
    /// Its path on the storage.
    path: CollectionPath,
    /// Other paths of the same folder, as far as known: a home folder written out, a link followed.
    also: Vec<CollectionPath>,
}

impl Spot {
    fn paths(&self) -> impl Iterator<Item = &CollectionPath> {
        std::iter::once(&self.path).chain(&self.also)
    }
}

/// Each with the position of the address that it comes from.
type Numbered<T> = Vec<(usize, T)>;

/// Only the look at the disk, for a frame around the window while something is dragged over it.
pub fn look_at(path: &str, computer: &crate::Computer) -> DroppedPath {
    disk::look(path, computer).dropped
}

impl Sharing {
    /// Where each of these lives, and whether it can be shared. One answer per address, in order.
    pub async fn check_folders(&self, addresses: Vec<String>) -> Result<Vec<FolderCheck>> {
        let located = self.locate(addresses).await?;
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

    /// At most three rounds of requests, however many folders: the collection; the folders and whatever may cover them;
    /// permissions of what covers them. Everything that a sign-in would mend is demanded at once.
    pub(crate) async fn locate(&self, addresses: Vec<String>) -> Result<Vec<Located>> {
        let mut here = Vec::new();
        let mut elsewhere: Vec<(CollectionId, Numbered<Option<CollectionPath>>)> = Vec::new();
        let mut located: Vec<Option<Located>> = Vec::new();
        let placed = self.placed(addresses).await?;
        for (index, placed) in placed.iter().enumerate() {
            located.push(None);
            match placed.address.clone() {
                Ok(Address::Local(path)) => here.push((index, path)),
                Ok(Address::OnCollection { collection, path }) => {
                    match elsewhere.iter_mut().find(|(known, _)| *known == collection) {
                        Some((_, folders)) => folders.push((index, path)),
                        None => elsewhere.push((collection, vec![(index, path)])),
                    }
                }
                Err(reason) => {
                    let text = placed.text.clone();
                    located[index] = Some(refused(dropped(text), &NotFromHere::Path { reason }));
                }
            }
        }
        let (indexes, paths): (Vec<usize>, Vec<String>) = here.into_iter().unzip();
        let on_collections = join_all(elsewhere.into_iter().map(|(collection, folders)| async move {
            let (indexes, paths): (Vec<usize>, Vec<_>) = folders.into_iter().unzip();
            (indexes, self.locate_on(&collection, paths).await)
        }));
        let (here, on_collections) = futures::join!(self.locate_here(paths), on_collections);
        let mut errors = Vec::new();
        for (indexes, answer) in std::iter::once((indexes, here)).chain(on_collections) {
            match answer {
                Ok(folders) => indexes
                    .into_iter()
                    .zip(folders)
                    .for_each(|(index, folder)| located[index] = Some(folder)),
                Err(error) => errors.push(error),
            }
        }
        match Error::of_all(errors) {
            Some(error) => Err(error),
            None => {
                let located = placed.into_iter().zip(located);
                let located = located.filter_map(|(placed, located)| Some(placed.told(located?)));
                self.allowed(located.collect()).await
            }
        }
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
        for (id, rules) in self.at_most_eight(lists.map(FutureExt::boxed).collect()).await {
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

/// An address that was not looked at any further.
fn dropped(text: String) -> DroppedPath {
    DroppedPath {
        name: text.clone(),
        path: text,
        file_in_folder: None,
        other_entries: None,
    }
}

fn refused(dropped: DroppedPath, reason: &NotFromHere) -> Located {
    Located {
        name: dropped.name.clone(),
        check: FolderCheck {
            dropped,
            location: None,
            readiness: Readiness::NotFromHere {
                reason: reason.clone(),
            },
            checklist: None,
            drive: None,
        },
        rules: HashMap::new(),
        collections: Vec::new(),
    }
}

/// A folder of this computer, of which no more is known than what Globus Connect Personal lacks.
fn held_up(dropped: DroppedPath, checklist: Checklist) -> Located {
    Located {
        name: dropped.name.clone(),
        check: FolderCheck {
            dropped,
            location: None,
            readiness: checklist::readiness(&checklist),
            checklist: Some(checklist),
            drive: None,
        },
        rules: HashMap::new(),
        collections: Vec::new(),
    }
}

fn unusable(dropped: DroppedPath, reason: InputProblem) -> Located {
    refused(dropped, &NotFromHere::Path { reason })
}
