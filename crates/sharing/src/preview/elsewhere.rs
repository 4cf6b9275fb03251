//! Counting a folder on a collection through Globus: one listing for each folder, so not all of a large tree.

use std::collections::VecDeque;

use futures::FutureExt;
use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::{FileEntry, ListQuery};
use tokio_util::sync::CancellationToken;

use crate::Sharing;
use crate::error::{Error, Result};
use crate::link::folder_link;
use crate::model::{ByteCount, FolderPreview, PreviewEntry, PreviewEvent};

/// Listings that a preview may cost the storage. What lies deeper is left uncounted, and the count stays "so far".
const MOST_LISTINGS: usize = 120;
/// Entries of one folder that are asked for.
const MOST_ENTRIES: u32 = 10_000;
const AT_ONCE: usize = 8;

/// A folder that is to be listed, and the entry of the first level that it counts for.
struct Next {
    path: CollectionPath,
    first_level: Option<usize>,
}

impl Sharing {
    /// Counts level by level, the nearest first. Links are not followed.
    pub(super) async fn count_elsewhere(
        &self,
        collection: &CollectionId,
        root: CollectionPath,
        cancel: &CancellationToken,
        on_event: &(impl Fn(PreviewEvent) + Send + Sync),
    ) -> Result<()> {
        let mut preview = FolderPreview::default();
        let mut waiting = VecDeque::from([Next {
            path: root,
            first_level: None,
        }]);
        let mut listed = 0;
        while !waiting.is_empty() && listed < MOST_LISTINGS && !cancel.is_cancelled() {
            let batch: Vec<Next> = waiting.drain(..waiting.len().min(AT_ONCE)).collect();
            let is_root = listed == 0;
            listed += batch.len();
            let jobs = batch.iter().map(|next| self.list(collection, &next.path).boxed());
            let answers = tokio::select! {
                answers = self.at_most_eight(jobs.collect()) => answers,
                () = cancel.cancelled() => return Ok(()),
            };
            for (next, answer) in batch.iter().zip(answers) {
                match answer {
                    Ok(mut entries) => {
                        if is_root {
                            entries.sort_by_key(|entry| (!entry.is_dir(), entry.name.to_lowercase()));
                            self.show_first_level(&mut preview, collection, &next.path, &entries);
                        }
                        waiting.extend(add(&mut preview, next, &entries));
                    }
                    Err(error) if is_root || error.stops_everything() => return Err(error),
                    Err(_) => preview.unreadable = preview.unreadable.saturating_add(1),
                }
            }
            on_event(PreviewEvent::Counted {
                preview: preview.clone(),
            });
        }
        if waiting.is_empty() && !cancel.is_cancelled() {
            on_event(PreviewEvent::Finished { preview });
        }
        Ok(())
    }

    async fn list(&self, collection: &CollectionId, path: &CollectionPath) -> Result<Vec<FileEntry>> {
        let query = ListQuery {
            limit: Some(MOST_ENTRIES),
            ..ListQuery::folder(path.clone())
        };
        let list = self.globus().transfer.ls(collection, &query).await;
        Ok(list.map_err(Error::from)?.data)
    }

    /// The first level, as it is shown.
    fn show_first_level(
        &self,
        preview: &mut FolderPreview,
        collection: &CollectionId,
        root: &CollectionPath,
        entries: &[FileEntry],
    ) {
        let web_app = &self.globus().config.urls.web_app;
        let shown = entries.iter().take(FolderPreview::MAX_ENTRIES);
        preview.entries = shown
            .filter_map(|entry| {
                let path = root.join(&entry.name).ok()?;
                Some(PreviewEntry {
                    name: entry.name.clone(),
                    path: folder_link(web_app, collection, &path),
                    is_folder: entry.is_dir(),
                    files: 0,
                    bytes: ByteCount::default(),
                })
            })
            .collect();
        let more = entries.len().saturating_sub(preview.entries.len());
        preview.more_entries = u32::try_from(more).unwrap_or(u32::MAX);
    }
}

/// Adds one listing, and says which folders are to be listed for it.
fn add(preview: &mut FolderPreview, at: &Next, entries: &[FileEntry]) -> Vec<Next> {
    let mut inside = Vec::new();
    for entry in entries {
        let first_level = at.first_level.or_else(|| {
            let found = preview.entries.iter().position(|shown| shown.name == entry.name);
            // What is not shown counts for the whole only.
            Some(found.unwrap_or(usize::MAX))
        });
        if entry.is_dir() {
            preview.folders = preview.folders.saturating_add(1);
            if entry.link_target.is_none()
                && let Ok(path) = at.path.join(&entry.name)
            {
                inside.push(Next { path, first_level });
            }
            continue;
        }
        let size = entry.size.unwrap_or(0);
        preview.files = preview.files.saturating_add(1);
        preview.bytes.0 = preview.bytes.0.saturating_add(size);
        preview.newest = preview.newest.max(entry.last_modified);
        if let Some(shown) = first_level.and_then(|index| preview.entries.get_mut(index)) {
            shown.files = shown.files.saturating_add(1);
            shown.bytes.0 = shown.bytes.0.saturating_add(size);
        }
    }
    inside
}
