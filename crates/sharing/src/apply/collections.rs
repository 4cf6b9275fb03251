//! New guest collections come first: permissions need something to hang on.

use futures::future::join_all;
use globus::ids::CollectionId;
use globus::path::unicode_eq;
use globus::transfer::NewSharedEndpoint;

use super::run::Run;
use crate::error::{Error, Result};
use crate::journal::CollectionRow;
use crate::locate::host_path;
use crate::model::{GrantState, PlannedCollection, ShareEvent};
use crate::plan::same_path;

impl Run<'_> {
    /// Makes what is missing. Where one fails, its rows fail and the others go on; the error is handed back as what
    /// stopped the share.
    pub(super) async fn make_collections(&self, again: bool) -> Result<()> {
        let missing: Vec<(usize, CollectionRow)> = {
            let record = self.lock();
            let rows = record.collections.iter().cloned().enumerate();
            rows.filter(|(_, row)| row.id.is_none()).collect()
        };
        let made = missing.into_iter().map(|(index, row)| async move {
            let folders = self.folders_in(row.folder);
            let result = self.make_collection(index, &row, again).await;
            (folders, result)
        });
        let mut stopped_by = None;
        for (folders, result) in join_all(made).await {
            if let Err(error) = result {
                if !error.stops_everything() {
                    self.fail_rows(&folders, &error).await?;
                }
                stopped_by = Some(error);
            }
        }
        stopped_by.map_or(Ok(()), Err)
    }

    async fn make_collection(&self, index: usize, row: &CollectionRow, again: bool) -> Result<()> {
        let (share_id, host, new) = {
            let record = self.lock();
            let prepared = &record.prepared;
            let folder = row.folder as usize;
            let PlannedCollection::New { name, host_path } = &prepared.plan.folders[folder].collection else {
                return Ok(());
            };
            let host = prepared.storage[folder].clone();
            let mut new = NewSharedEndpoint::new(host.clone(), host_path.clone(), name.clone());
            new.force_encryption = prepared.force_encryption;
            (record.id.clone(), host, new)
        };
        let folders = self.folders_in(row.folder);
        for folder in &folders {
            (self.on_event)(ShareEvent::CreatingCollection { folder: *folder });
        }
        // An earlier attempt may have made it before the answer was lost: nothing at Globus stops a second one.
        let found = if again && row.asked {
            self.find_collection(&host, &new).await?
        } else {
            None
        };
        let id = match found {
            Some(id) => id,
            None => {
                let asked = CollectionRow {
                    asked: true,
                    ..row.clone()
                };
                self.sharing.journal().save_collection(&share_id, &asked).await?;
                self.lock().collections[index].asked = true;
                self.sharing
                    .globus()
                    .transfer
                    .create_shared_endpoint(&new)
                    .await?
            }
        };
        let made = CollectionRow {
            asked: true,
            id: Some(id.clone()),
            ..row.clone()
        };
        self.sharing.journal().save_collection(&share_id, &made).await?;
        self.lock().collections[index] = made;
        for folder in folders {
            (self.on_event)(ShareEvent::CollectionCreated {
                folder,
                collection_id: id.clone(),
            });
        }
        Ok(())
    }

    async fn find_collection(
        &self,
        host: &CollectionId,
        new: &NewSharedEndpoint,
    ) -> Result<Option<CollectionId>> {
        let mine = self
            .sharing
            .globus()
            .transfer
            .my_shared_endpoint_list(host)
            .await?;
        let home = self.sharing.home();
        let found = mine.into_iter().find(|guest| {
            host_path(guest, home.as_ref()).is_some_and(|path| same_path(&path, &new.host_path))
                && unicode_eq(&guest.display_name, &new.display_name)
        });
        Ok(found.map(|guest| guest.id))
    }

    /// All folders of the plan that lie in the same new collection.
    pub(super) fn folders_in(&self, folder: u32) -> Vec<u32> {
        let record = self.lock();
        let folders = &record.prepared.plan.folders;
        let collection = &folders[folder as usize].collection;
        let same = folders
            .iter()
            .enumerate()
            .filter(|(_, other)| other.collection == *collection);
        same.filter_map(|(index, _)| u32::try_from(index).ok()).collect()
    }

    async fn fail_rows(&self, folders: &[u32], error: &Error) -> Result<()> {
        let rows = self
            .rows()
            .into_iter()
            .filter(|(_, grant, _)| folders.contains(&grant.folder));
        let failed = rows.map(|(index, _, mut row)| {
            row.state = GrantState::Failed { error: error.clone() };
            (index, row)
        });
        self.replace(failed.collect()).await
    }
}
