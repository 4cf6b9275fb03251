//! Whether everything is there: what the task says that it left out, and a comparison of both folders, name by name and
//! size by size. Checksums were compared by the task, file by file.

use std::collections::HashMap;

use futures::FutureExt;
use globus::ids::{CollectionId, TaskId};
use globus::path::CollectionPath;
use globus::transfer::{FileEntry, FileType, ListQuery};

use super::Stage;
use super::faults::why_not;
use crate::Sharing;
use crate::copy::live::Live;
use crate::copy::run::{Step, step_of};
use crate::copy::upload::{Found, Manifest, WhyNot};
use crate::copy::{CopyRecord, CopySource, Place};
use crate::model::CopyStop;

/// Folders that are compared at once. Each takes two listings.
const AT_ONCE: usize = 4;

/// What a folder holds, or that it is not there or not to be read.
type Listed = Result<Vec<FileEntry>, WhyNot>;

impl Sharing {
    /// How many things are missing. The manifest names them.
    pub(super) async fn check(&self, record: &CopyRecord, task: &TaskId, live: &Live) -> Stage<u32> {
        let CopySource::OnCollection { place } = &record.from else {
            return Ok(Err(Step::stopped(CopyStop::SourceGone)));
        };
        let manifest = self.journal().upload_manifest(record.id.0.clone());
        manifest.begin_walk().await?;
        let mut waiting = vec![String::new()];
        let mut checked = 0_u32;
        while !waiting.is_empty() {
            let batch = waiting.split_off(waiting.len().saturating_sub(AT_ONCE));
            let jobs = batch
                .iter()
                .map(|folder| self.compare(record, place, folder).boxed());
            for compared in self.at_most_eight(jobs.collect()).await {
                match compared {
                    Ok(compared) => {
                        waiting.extend(compared.folders);
                        checked = checked.saturating_add(compared.fine);
                        manifest.add(compared.missing).await?;
                    }
                    Err(step) => return Ok(Err(step)),
                }
            }
            self.show(&record.id, live, |view| view.progress.files_done = checked);
        }
        // After the comparison: the task knows the reason for what is missing.
        let mut marker = None;
        loop {
            let page = self
                .globus()
                .transfer
                .skipped_errors(task, marker.as_deref())
                .await;
            let (skipped, next) = match page {
                Ok(page) => page,
                Err(error) => return Ok(Err(step_of(error))),
            };
            let left_out = skipped.iter().map(|skipped| Found::LeftOut {
                path: inside(&place.path, &skipped.source_path),
                why: why_not(skipped),
            });
            manifest.add(left_out.collect()).await?;
            marker = next;
            if marker.is_none() {
                break;
            }
        }
        let missing = manifest.totals().await?.left_out;
        Ok(Ok(u32::try_from(missing).unwrap_or(u32::MAX)))
    }

    async fn compare(&self, record: &CopyRecord, from: &Place, folder: &str) -> Result<Compared, Step> {
        let (Ok(source), Ok(copy)) = (from.path.join(folder), record.path.join(folder)) else {
            return Ok(Compared::missing(folder, WhyNot::PathTooLong));
        };
        let (source, copy) = futures::join!(
            self.list_all(&from.collection, &source),
            self.list_all(&record.collection, &copy)
        );
        let source = match source? {
            Ok(entries) => entries,
            // The folder that is copied has to be there, or nothing can be said.
            Err(_) if folder.is_empty() => return Err(Step::stopped(CopyStop::SourceGone)),
            Err(why) => return Ok(Compared::missing(folder, why)),
        };
        match copy? {
            Ok(copy) => Ok(compared(folder, source, copy)),
            Err(_) if folder.is_empty() => Err(Step::stopped(CopyStop::DestinationGone)),
            Err(_) => Ok(Compared::missing(folder, WhyNot::NotStored)),
        }
    }

    async fn list_all(&self, collection: &CollectionId, path: &CollectionPath) -> Result<Listed, Step> {
        match self
            .globus()
            .transfer
            .ls(collection, &ListQuery::folder(path.clone()))
            .await
        {
            Ok(list) => Ok(Ok(list.data)),
            Err(error) if error.demand().is_some() => Err(step_of(error)),
            Err(error) if error.has_code("NotFound") => Ok(Err(WhyNot::Vanished)),
            Err(error)
                if error.has_code("PermissionDenied") || error.has_code("EndpointPermissionDenied") =>
            {
                Ok(Err(WhyNot::Unreadable))
            }
            Err(error) => Err(step_of(error)),
        }
    }
}

/// What came of comparing one folder.
#[derive(Debug, Default, PartialEq, Eq)]
struct Compared {
    /// Files that are as they should be.
    fine: u32,
    /// Folders that are to be compared next.
    folders: Vec<String>,
    /// What is not there.
    missing: Vec<Found>,
}

impl Compared {
    fn missing(path: &str, why: WhyNot) -> Self {
        Self {
            missing: vec![left_out(path.to_owned(), why)],
            ..Self::default()
        }
    }
}

fn compared(folder: &str, source: Vec<FileEntry>, copy: Vec<FileEntry>) -> Compared {
    let there: HashMap<&str, &FileEntry> = copy.iter().map(|entry| (entry.name.as_str(), entry)).collect();
    let mut result = Compared::default();
    for entry in &source {
        let path = match folder {
            "" => entry.name.clone(),
            folder => format!("{folder}/{}", entry.name),
        };
        let found = there.get(entry.name.as_str());
        let why = match entry.file_type {
            _ if entry.link_target.is_some() => Some(WhyNot::Link),
            FileType::InvalidSymlink => Some(WhyNot::LinkBroken),
            FileType::Other => Some(WhyNot::Device),
            FileType::Dir if found.is_some_and(|found| found.is_dir()) => {
                result.folders.push(path.clone());
                None
            }
            FileType::File if found.is_some_and(|found| is_same_file(entry, found)) => {
                result.fine = result.fine.saturating_add(1);
                None
            }
            FileType::Dir | FileType::File => Some(WhyNot::NotStored),
        };
        result.missing.extend(why.map(|why| left_out(path, why)));
    }
    result
}

fn is_same_file(source: &FileEntry, copy: &FileEntry) -> bool {
    copy.file_type == FileType::File && source.size == copy.size
}

fn left_out(path: String, why: WhyNot) -> Found {
    Found::LeftOut { path, why }
}

/// A path as Globus writes it, seen from the folder that is copied.
fn inside(root: &CollectionPath, path: &str) -> String {
    let trimmed = path.strip_prefix(root.as_str()).unwrap_or(path);
    // Globus may write the home folder out: then the last parts have to do.
    trimmed.trim_start_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn entries(value: Value) -> Vec<FileEntry> {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn everything_has_to_be_there_with_its_size() {
        let source = entries(json!([
            {"name": "a", "type": "file", "size": 1}, {"name": "b", "type": "file", "size": 2},
            {"name": "c", "type": "dir"}, {"name": "d", "type": "dir"}, {"name": "l", "type": "file", "link_target": "a"},
            {"name": "p", "type": "pipe"}, {"name": "x", "type": "file", "size": 0},
        ]));
        let copy = entries(json!([
            {"name": "a", "type": "file", "size": 1}, {"name": "b", "type": "file", "size": 1},
            {"name": "c", "type": "dir"}, {"name": "x", "type": "dir"}, {"name": "more", "type": "file", "size": 9},
        ]));
        let result = compared("f", source, copy);
        assert_eq!((result.fine, result.folders), (1, vec!["f/c".to_owned()]));
        let missing = |path: &str, why| left_out(path.to_owned(), why);
        assert_eq!(
            result.missing,
            [
                missing("f/b", WhyNot::NotStored),
                missing("f/d", WhyNot::NotStored),
                missing("f/l", WhyNot::Link),
                missing("f/p", WhyNot::Device),
                missing("f/x", WhyNot::NotStored),
            ]
        );
    }

    #[test]
    fn paths_are_shown_from_the_folder_on() {
        let root = CollectionPath::parse("/data/runs/").unwrap();
        assert_eq!(inside(&root, "/data/runs/a/b"), "a/b");
        assert_eq!(inside(&root, "/other/a"), "other/a");
    }
}
