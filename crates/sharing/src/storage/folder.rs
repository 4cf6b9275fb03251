//! Into a folder, and a new one in it.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::{FileEntry, FileType, ListQuery};

use super::closed::closed;
use crate::Sharing;
use crate::error::{Error, Field, InputProblem, Result};
use crate::link::folder_link;
use crate::model::{ByteCount, FolderEntry, FolderEntryKind, FolderListing};

/// Entries of one page. Storages list a folder as a whole for each page, so there should be few of them.
const PAGE: u32 = 2000;
/// The longest name that the usual file systems take, in bytes.
const LONGEST_NAME: usize = 255;

impl Sharing {
    /// One page of a folder: folders first. Without a path, the folder in which the storage likes to begin.
    pub async fn list_folder(
        &self,
        id: &CollectionId,
        path: Option<&CollectionPath>,
        show_hidden: bool,
        offset: u32,
    ) -> Result<FolderListing> {
        let query = ListQuery {
            path: path.cloned(),
            show_hidden: Some(show_hidden),
            // `dir` before `file`.
            orderby: Some("type ASC,name ASC".to_owned()),
            limit: Some(PAGE),
            offset: (offset > 0).then_some(offset),
            filter: None,
        };
        let list = self.globus().transfer.ls(id, &query).await.map_err(closed)?;
        let path = match path {
            // As it was asked for: the answer may write the same folder in another way.
            Some(path) => path.clone(),
            None => CollectionPath::parse(&list.path)?,
        };
        let read = u32::try_from(list.data.len()).unwrap_or(u32::MAX);
        let seen = offset.saturating_add(read);
        let total = list.total.map(|total| u32::try_from(total).unwrap_or(u32::MAX));
        let more = total.map_or(read == PAGE, |total| seen < total) && read > 0;
        let mut entries: Vec<FolderEntry> = list.data.into_iter().map(|it| entry(it, &path)).collect();
        entries.sort_by_cached_key(|entry| (entry.kind, entry.name.to_lowercase(), entry.name.clone()));
        Ok(FolderListing {
            address: folder_link(&self.globus().config.urls.web_app, id, &path),
            path,
            entries,
            total,
            next: more.then_some(seen),
        })
    }

    /// Makes a folder, and says where it is. One of that name that is there already will do.
    pub async fn make_folder(
        &self,
        id: &CollectionId,
        parent: &CollectionPath,
        name: &str,
    ) -> Result<CollectionPath> {
        let name = name.trim();
        check_name(name).map_err(|reason| Error::input(Field::FolderName, reason))?;
        let path = parent
            .join(name)
            .map_err(|problem| Error::input(Field::FolderName, problem.into()))?;
        self.globus().transfer.mkdir(id, &path).await.map_err(closed)?;
        Ok(path)
    }
}

fn entry(entry: FileEntry, folder: &CollectionPath) -> FolderEntry {
    let inside = || folder.join(&entry.name).ok();
    let (kind, path) = match entry.file_type {
        // A name that can't be part of a path can be seen and not opened.
        FileType::Dir => inside().map_or((FolderEntryKind::Other, None), |path| {
            (FolderEntryKind::Folder, Some(path))
        }),
        FileType::File => (FolderEntryKind::File, None),
        FileType::InvalidSymlink | FileType::Other => (FolderEntryKind::Other, None),
    };
    FolderEntry {
        bytes: (kind == FolderEntryKind::File)
            .then_some(entry.size)
            .flatten()
            .map(ByteCount),
        modified: entry.last_modified,
        name: entry.name,
        kind,
        path,
    }
}

/// One part of a path, which every file system takes.
pub(crate) fn check_name(name: &str) -> Result<(), InputProblem> {
    if name.is_empty() {
        return Err(InputProblem::Empty);
    }
    if name.len() > LONGEST_NAME {
        return Err(InputProblem::TooLong);
    }
    let has_meaning =
        |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    if name == "." || name == ".." || name.contains(has_meaning) {
        return Err(InputProblem::NotAName);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_mean_something_else_are_refused() {
        for name in ["Results 2026", ".config", "a.b", "Zürich", "~"] {
            assert_eq!(check_name(name), Ok(()), "{name}");
        }
        for name in [".", "..", "a/b", "a\\b", "C:", "a\nb", "what?"] {
            assert_eq!(check_name(name), Err(InputProblem::NotAName), "{name}");
        }
        assert_eq!(check_name(""), Err(InputProblem::Empty));
        assert_eq!(check_name(&"é".repeat(128)), Err(InputProblem::TooLong));
    }

    #[test]
    fn folders_lead_on_and_the_rest_does_not() {
        let folder = CollectionPath::parse("/a/").unwrap();
        let read = |name: &str, kind: &str| {
            let file = serde_json::json!({"name": name, "type": kind, "size": 7, "last_modified": null});
            let read = entry(serde_json::from_value(file).unwrap(), &folder);
            (read.kind, read.path.map(String::from), read.bytes)
        };
        use FolderEntryKind::{File, Folder, Other};
        assert_eq!(read("b", "dir"), (Folder, Some("/a/b/".into()), None));
        assert_eq!(read("b", "file"), (File, None, Some(ByteCount(7))));
        assert_eq!(read("b", "invalid_symlink"), (Other, None, None));
        assert_eq!(read("..", "dir"), (Other, None, None));
    }
}
