//! The walk itself. Its memory grows with the depth of the tree, not with the number of files: one open listing per
//! level, and the first fifty entries of the first level.

use std::fs::{self, DirEntry, Metadata, ReadDir};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use crate::model::{ByteCount, FolderPreview, PreviewEntry, PreviewEvent};

const PAUSE_BETWEEN_EVENTS: Duration = Duration::from_millis(100);

/// Counts everything below `root`. Links are not followed, so that neither a loop nor somebody else's folder is counted;
/// a link to a file inside `root` counts as that file.
pub fn count(root: &Path, cancel: &CancellationToken, on_event: &dyn Fn(PreviewEvent)) -> io::Result<()> {
    let mut walk = Walk {
        real_root: fs::canonicalize(root)?,
        preview: first_level(root)?,
        told: Instant::now(),
    };
    on_event(PreviewEvent::Counted {
        preview: walk.preview.clone(),
    });
    let finished = walk.level(fs::read_dir(root)?, cancel, on_event);
    if finished {
        on_event(PreviewEvent::Finished {
            preview: walk.preview,
        });
    }
    Ok(())
}

/// The first entries in the order they are shown: folders first, then by name.
fn first_level(root: &Path) -> io::Result<FolderPreview> {
    let mut preview = FolderPreview::default();
    let mut all: u32 = 0;
    for entry in fs::read_dir(root)?.flatten() {
        all = all.saturating_add(1);
        let entry = PreviewEntry {
            name: entry.file_name().to_string_lossy().into_owned(),
            path: entry.path().to_string_lossy().into_owned(),
            is_folder: entry.file_type().is_ok_and(|kind| kind.is_dir()),
            files: 0,
            bytes: ByteCount::default(),
        };
        let place = preview
            .entries
            .partition_point(|other| order(other) <= order(&entry));
        if place < FolderPreview::MAX_ENTRIES {
            preview.entries.insert(place, entry);
            preview.entries.truncate(FolderPreview::MAX_ENTRIES);
        }
    }
    let listed = u32::try_from(preview.entries.len()).unwrap_or(u32::MAX);
    preview.more_entries = all.saturating_sub(listed);
    Ok(preview)
}

fn order(entry: &PreviewEntry) -> (bool, String, &str) {
    (!entry.is_folder, entry.name.to_lowercase(), &entry.name)
}

struct Walk {
    real_root: PathBuf,
    preview: FolderPreview,
    told: Instant,
}

impl Walk {
    /// Walks the first level; false when it was cancelled.
    fn level(&mut self, root: ReadDir, cancel: &CancellationToken, on_event: &dyn Fn(PreviewEvent)) -> bool {
        // One open listing per level, the innermost last; beside it the entry of the first level it belongs to.
        let mut open = vec![root];
        let mut belongs_to = None;
        while let Some(listing) = open.last_mut() {
            if cancel.is_cancelled() {
                return false;
            }
            let Some(entry) = listing.next() else {
                open.pop();
                continue;
            };
            let Ok(entry) = entry else {
                self.preview.unreadable = self.preview.unreadable.saturating_add(1);
                continue;
            };
            if open.len() == 1 {
                let name = entry.file_name();
                let name = name.to_string_lossy();
                belongs_to = self.preview.entries.iter().position(|listed| listed.name == name);
            }
            open.extend(self.entry(&entry, belongs_to));
            if self.told.elapsed() >= PAUSE_BETWEEN_EVENTS {
                on_event(PreviewEvent::Counted {
                    preview: self.preview.clone(),
                });
                self.told = Instant::now();
            }
        }
        true
    }

    /// Counts one entry; the listing of a folder is handed back.
    fn entry(&mut self, entry: &DirEntry, belongs_to: Option<usize>) -> Option<ReadDir> {
        let counted = entry.file_type().and_then(|kind| {
            if kind.is_dir() {
                self.preview.folders = self.preview.folders.saturating_add(1);
                return fs::read_dir(entry.path()).map(Some);
            }
            let metadata = if kind.is_symlink() {
                self.linked_file(&entry.path())
            } else {
                Some(entry.metadata()?)
            };
            if let Some(metadata) = metadata {
                self.file(&metadata, belongs_to);
            }
            Ok(None)
        });
        counted.unwrap_or_else(|_| {
            self.preview.unreadable = self.preview.unreadable.saturating_add(1);
            None
        })
    }

    fn linked_file(&self, link: &Path) -> Option<Metadata> {
        let target = fs::canonicalize(link).ok()?;
        let metadata = target
            .starts_with(&self.real_root)
            .then(|| fs::metadata(target))?
            .ok()?;
        metadata.is_file().then_some(metadata)
    }

    fn file(&mut self, metadata: &Metadata, belongs_to: Option<usize>) {
        let preview = &mut self.preview;
        preview.files = preview.files.saturating_add(1);
        preview.bytes.0 = preview.bytes.0.saturating_add(metadata.len());
        let modified = metadata
            .modified()
            .ok()
            .and_then(|time| Timestamp::try_from(time).ok());
        preview.newest = preview.newest.max(modified);
        if let Some(entry) = belongs_to.and_then(|index| preview.entries.get_mut(index)) {
            entry.files = entry.files.saturating_add(1);
            entry.bytes.0 = entry.bytes.0.saturating_add(metadata.len());
        }
    }
}
