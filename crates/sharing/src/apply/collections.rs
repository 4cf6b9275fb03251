//! New guest collections come first: permissions need something to hang on.

use futures::future::join_all;
use globus::ids::CollectionId;
use globus::transfer::AccessRule;

use super::maker::Wanted;
use super::run::{Lists, Run};
use crate::effective::Principal;
use crate::error::{Error, Result};
use crate::journal::CollectionRow;
use crate::model::{GrantState, HistoryEvent, PlannedCollection, ShareEvent};

impl Run<'_> {
    /// Makes what is missing. Where one fails, its rows fail and the others go on; the error is handed back as what
    /// stopped the share.
    pub(super) async fn make_collections(&self, again: bool) -> Result<()> {
        let missing: Vec<(usize, CollectionRow)> = {
            let record = self.lock();
            let rows = record.collections.iter().cloned().enumerate();
            rows.filter(|(_, row)| row.id.is_none() || !row.visible)
                .filter(|(_, row)| record.is_wanted(row.folder))
                .collect()
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
        let Some(new) = self.new_collection(row) else {
            return Ok(());
        };
        let folders = self.folders_in(row.folder);
        for folder in &folders {
            (self.on_event)(ShareEvent::CreatingCollection { folder: *folder });
        }
        let maker = self.maker(&new).await?;
        let id = match &row.id {
            Some(id) => id.clone(),
            None => {
                // An earlier attempt may have made it before the answer was lost: nothing at Globus stops a second one.
                let found = if again && row.asked {
                    maker.find(&new).await?
                } else {
                    None
                };
                let id = match found {
                    Some(id) => id,
                    None => {
                        let prepared = maker.prepare(&new).await?;
                        self.keep_collection(index, true, None).await?;
                        maker.make(&prepared).await?
                    }
                };
                self.keep_collection(index, true, Some(id.clone())).await?;
                id
            }
        };
        maker.wait_until_visible(&id, &self.cancel).await?;
        self.keep_visible(index).await?;
        for folder in folders {
            (self.on_event)(ShareEvent::CollectionCreated {
                folder,
                collection_id: id.clone(),
            });
        }
        Ok(())
    }

    /// Looks for collections that were asked for and whose answer never came: found, they are this share's.
    pub(super) async fn find_lost_collections(&self) -> Result<()> {
        let rows = self.lock().collections.clone();
        let lost = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.asked && row.id.is_none());
        for (index, row) in lost {
            if let Some(new) = self.new_collection(row)
                && let Some(id) = self.maker(&new).await?.find(&new).await?
            {
                self.keep_collection(index, true, Some(id)).await?;
            }
        }
        Ok(())
    }

    /// Deletes the collections that were made for this share and that nobody but me can see: their names are public.
    pub(super) async fn remove_unused_collections(&self, lists: &Lists) -> Result<()> {
        let me = self.sharing.me().await?;
        let mine: Vec<Principal> = me
            .linked
            .into_iter()
            .map(|identity| Principal::Identity(identity.id))
            .collect();
        let is_me = |rule: &AccessRule| rule.is_implicit() && mine.contains(&Principal::of_rule(rule));
        let rows = self.lock().collections.clone();
        for (index, row) in rows.into_iter().enumerate() {
            if let Some(id) = row.id.clone()
                && lists.get(&id).is_some_and(|rules| rules.iter().all(is_me))
            {
                self.delete_collection(&id).await?;
                self.sharing.forget_in_audit(&id).await?;
                let name = self.name_of_collection(&row);
                self.sharing
                    .note_collection(HistoryEvent::CollectionDeleted, &id, &name, |_| ())
                    .await;
                // Should the share be gone on with, it needs a new one.
                self.keep_collection(index, false, None).await?;
            }
        }
        Ok(())
    }

    fn name_of_collection(&self, row: &CollectionRow) -> String {
        self.new_collection(row).map(|new| new.name).unwrap_or_default()
    }

    /// What is asked for, and where.
    fn new_collection(&self, row: &CollectionRow) -> Option<Wanted> {
        let record = self.lock();
        let prepared = &record.prepared;
        let index = row.folder as usize;
        let folder = prepared.plan.folders.get(index)?;
        let PlannedCollection::New {
            name,
            host_path,
            account,
            ..
        } = &folder.collection
        else {
            return None;
        };
        Some(Wanted {
            host: prepared.storage.get(index)?.clone(),
            kind: folder.storage_kind,
            host_path: host_path.clone(),
            name: name.clone(),
            force_encryption: prepared.force_encryption,
            account: account.clone(),
        })
    }

    /// One that somebody else deleted is gone as well.
    async fn delete_collection(&self, id: &CollectionId) -> Result<()> {
        match self
            .sharing
            .globus()
            .transfer
            .endpoint(id)
            .await
            .map_err(Error::from)
        {
            Ok(collection) => self.sharing.keeper(&collection)?.delete().await,
            Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// An id that was just learnt may be known to the server only.
    async fn keep_collection(&self, index: usize, asked: bool, id: Option<CollectionId>) -> Result<()> {
        self.keep(index, |row| (row.asked, row.visible, row.id) = (asked, false, id))
            .await
    }

    async fn keep_visible(&self, index: usize) -> Result<()> {
        self.keep(index, |row| row.visible = true).await
    }

    async fn keep(&self, index: usize, change: impl FnOnce(&mut CollectionRow)) -> Result<()> {
        let (share_id, row) = {
            let record = self.lock();
            let mut row = record.collections[index].clone();
            change(&mut row);
            (record.id.clone(), row)
        };
        self.sharing.journal().save_collection(&share_id, &row).await?;
        self.lock().collections[index] = row;
        Ok(())
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
