//! A manifest that ends with the process.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::{FileRow, FileState, Found, Manifest, ManifestHead, Problem, RelativePath, Totals, WhyNot};
use crate::journal::JournalError;

/// Keeps everything in memory: for uploads that nobody will take up, and for tests.
#[derive(Debug, Default)]
pub struct MemoryManifest(Mutex<Kept>);

#[derive(Clone, Debug, Default)]
struct Kept {
    head: ManifestHead,
    /// Counts walks.
    walk: u32,
    folders: BTreeMap<RelativePath, Folder>,
    files: BTreeMap<RelativePath, Kind>,
    left_out: BTreeMap<String, WhyNot>,
}

#[derive(Clone, Copy, Debug)]
struct Folder {
    /// The last walk that found it.
    walk: u32,
    state: FolderState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FolderState {
    Waiting,
    Made,
    Failed,
}

#[derive(Clone, Debug)]
struct Kind {
    /// The last walk that found it.
    walk: u32,
    size: u64,
    modified: Option<i64>,
    lost: u32,
    state: FileState,
}

impl Kind {
    fn is_there(&self) -> bool {
        matches!(self.state, FileState::Sent { .. } | FileState::Checked)
    }

    fn is_still(&self, size: u64, modified: Option<i64>) -> bool {
        let is_known = self.modified.is_some() && modified.is_some();
        self.is_there() && self.size == size && (!is_known || self.modified == modified)
    }
}

impl MemoryManifest {
    /// Empty.
    pub fn new() -> Self {
        Self::default()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Entries behind a key.
fn behind<K: Ord + Clone, V>(map: &BTreeMap<K, V>, after: Option<K>) -> impl Iterator<Item = (&K, &V)> {
    map.range((after.map_or(Bound::Unbounded, Bound::Excluded), Bound::Unbounded))
}

#[async_trait]
impl Manifest for MemoryManifest {
    async fn head(&self) -> Result<ManifestHead, JournalError> {
        Ok(self.kept().head)
    }

    async fn set_head(&self, head: ManifestHead) -> Result<(), JournalError> {
        self.kept().head = head;
        Ok(())
    }

    async fn begin_walk(&self) -> Result<(), JournalError> {
        let mut kept = self.kept();
        kept.walk += 1;
        kept.left_out.clear();
        for file in kept.files.values_mut() {
            if matches!(file.state, FileState::Failed(_)) {
                (file.state, file.lost) = (FileState::Waiting, 0);
            }
        }
        for folder in kept.folders.values_mut() {
            if folder.state == FolderState::Failed {
                folder.state = FolderState::Waiting;
            }
        }
        Ok(())
    }

    async fn add(&self, found: Vec<Found>) -> Result<(), JournalError> {
        let mut kept = self.kept();
        let Kept {
            walk,
            folders,
            files,
            left_out,
            ..
        } = &mut *kept;
        let walk = *walk;
        for one in found {
            match one {
                Found::Folder(path) => {
                    let known = folders.get(&path);
                    let state = known.map_or(FolderState::Waiting, |folder| folder.state);
                    folders.insert(path, Folder { walk, state });
                }
                Found::File { path, size, modified } => match files.get_mut(&path) {
                    Some(file) if file.is_still(size, modified) => file.walk = walk,
                    _ => {
                        let file = Kind {
                            walk,
                            size,
                            modified,
                            lost: 0,
                            state: FileState::Waiting,
                        };
                        files.insert(path, file);
                    }
                },
                Found::LeftOut { path, why } => {
                    let known = RelativePath::parse(&path).and_then(|path| files.get(&path));
                    if !why.is_about_reading() || !known.is_some_and(Kind::is_there) {
                        left_out.insert(path, why);
                    }
                }
            }
        }
        Ok(())
    }

    async fn end_walk(&self) -> Result<(), JournalError> {
        let mut kept = self.kept();
        let walk = kept.walk;
        kept.files
            .retain(|_, file| file.walk == walk || file.state != FileState::Waiting);
        kept.folders
            .retain(|_, folder| folder.walk == walk || folder.state != FolderState::Waiting);
        Ok(())
    }

    async fn totals(&self) -> Result<Totals, JournalError> {
        let kept = self.kept();
        let mut totals = Totals {
            folders: kept.folders.len() as u64,
            folders_made: kept
                .folders
                .values()
                .filter(|it| it.state == FolderState::Made)
                .count() as u64,
            deepest: kept.folders.keys().map(RelativePath::depth).max().unwrap_or(0),
            files: kept.files.len() as u64,
            left_out: kept.left_out.len() as u64,
            ..Totals::default()
        };
        for file in kept.files.values() {
            totals.bytes += file.size;
            match file.state {
                FileState::Waiting => {}
                FileState::Failed(_) => totals.failed += 1,
                FileState::Sent { .. } | FileState::Checked => {
                    totals.files_sent += 1;
                    totals.bytes_sent += file.size;
                    totals.files_checked += u64::from(file.state == FileState::Checked);
                }
            }
        }
        Ok(totals)
    }

    async fn folders_to_make(
        &self,
        depth: u32,
        after: Option<RelativePath>,
        limit: usize,
    ) -> Result<Vec<RelativePath>, JournalError> {
        let kept = self.kept();
        let waiting = behind(&kept.folders, after)
            .filter(|(path, folder)| folder.state == FolderState::Waiting && path.depth() == depth);
        Ok(waiting.take(limit).map(|(path, _)| path.clone()).collect())
    }

    async fn folders_made(&self, folders: Vec<RelativePath>) -> Result<(), JournalError> {
        let mut kept = self.kept();
        for path in folders {
            if let Some(folder) = kept.folders.get_mut(&path) {
                folder.state = FolderState::Made;
            }
        }
        Ok(())
    }

    async fn folder_failed(&self, folder: RelativePath, why: WhyNot) -> Result<(), JournalError> {
        let mut kept = self.kept();
        let inside = |path: &RelativePath| *path == folder || path.is_inside(&folder);
        for (_, folder) in kept.folders.iter_mut().filter(|(path, _)| inside(path)) {
            folder.state = FolderState::Failed;
        }
        for (_, file) in kept.files.iter_mut().filter(|(path, _)| inside(path)) {
            file.state = FileState::Failed(why.clone());
        }
        kept.left_out.insert(folder.as_str().to_owned(), why);
        Ok(())
    }

    async fn files_to_send(
        &self,
        after: Option<RelativePath>,
        limit: usize,
    ) -> Result<Vec<FileRow>, JournalError> {
        let kept = self.kept();
        let waiting = behind(&kept.files, after).filter(|(_, file)| file.state == FileState::Waiting);
        let row = |(path, file): (&RelativePath, &Kind)| FileRow {
            path: path.clone(),
            size: file.size,
            lost: file.lost,
        };
        Ok(waiting.take(limit).map(row).collect())
    }

    async fn record(&self, files: Vec<(RelativePath, FileState)>) -> Result<(), JournalError> {
        let mut kept = self.kept();
        for (path, state) in files {
            if let Some(file) = kept.files.get_mut(&path) {
                if let FileState::Sent { size, modified } = state {
                    (file.size, file.modified) = (size, modified);
                }
                file.state = state;
            }
        }
        Ok(())
    }

    async fn folders_to_check(
        &self,
        after: Option<RelativePath>,
        limit: usize,
    ) -> Result<Vec<RelativePath>, JournalError> {
        let kept = self.kept();
        let sent = kept
            .files
            .iter()
            .filter(|(_, file)| matches!(file.state, FileState::Sent { .. }));
        let mut folders: Vec<_> = sent.map(|(path, _)| path.split().0).collect();
        folders.sort();
        folders.dedup();
        folders.retain(|folder| after.as_ref().is_none_or(|after| folder > after));
        folders.truncate(limit);
        Ok(folders)
    }

    async fn check_off(&self, folder: RelativePath, listed: Vec<(String, u64)>) -> Result<(), JournalError> {
        let mut kept = self.kept();
        for (name, size) in listed {
            let Ok(path) = folder.join(&name) else { continue };
            if let Some(file) = kept.files.get_mut(&path)
                && matches!(file.state, FileState::Sent { .. })
                && file.size == size
            {
                file.state = FileState::Checked;
            }
        }
        Ok(())
    }

    async fn send_lost_again(&self, folder: RelativePath, most_lost: u32) -> Result<(), JournalError> {
        let mut kept = self.kept();
        let lost = kept
            .files
            .iter_mut()
            .filter(|(path, file)| matches!(file.state, FileState::Sent { .. }) && path.split().0 == folder);
        for (_, file) in lost {
            file.state = if file.lost >= most_lost {
                FileState::Failed(WhyNot::NotStored)
            } else {
                file.lost += 1;
                FileState::Waiting
            };
        }
        Ok(())
    }

    async fn problems(&self, after: Option<String>, limit: usize) -> Result<Vec<Problem>, JournalError> {
        let kept = self.kept();
        let mut all: BTreeMap<String, WhyNot> = kept.left_out.clone();
        for (path, file) in &kept.files {
            if let FileState::Failed(why) = &file.state {
                all.entry(path.as_str().to_owned()).or_insert_with(|| why.clone());
            }
        }
        let problem = |(path, why): (&String, &WhyNot)| Problem {
            path: path.clone(),
            why: why.clone(),
        };
        Ok(behind(&all, after).take(limit).map(problem).collect())
    }

    async fn files_there(
        &self,
        after: Option<RelativePath>,
        limit: usize,
    ) -> Result<Vec<RelativePath>, JournalError> {
        let kept = self.kept();
        let there = behind(&kept.files, after).filter(|(_, file)| file.is_there());
        Ok(there.take(limit).map(|(path, _)| path.clone()).collect())
    }
}
