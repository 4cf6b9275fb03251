//! What a shared folder holds, with a link of its own for each file where the collection's server gives files one.

use globus::ids::CollectionId;
use globus::path::{CollectionPath, FilePath};
use globus::transfer::{Endpoint, FileEntry, FileType, ListQuery, PrincipalType};

use crate::Sharing;
use crate::error::{Error, Field, InputProblem, Result};
use crate::link::{file_link, folder_link};
use crate::locate::Address;
use crate::model::{ByteCount, DirectLinks, FolderEntryKind, SharedEntry, SharedFiles};
use crate::plan::download_command;
use crate::storage::closed;

/// Entries of one page: as many as somebody looks through.
const PAGE: u32 = 100;

impl Sharing {
    /// One page of a folder of a collection, named by the web app's link to it. One round of requests, and a second one
    /// only where there are links to be shown.
    pub async fn shared_files(&self, address: &str, offset: u32) -> Result<SharedFiles> {
        let (id, path) = match Address::parse(address) {
            Ok(Address::OnCollection { collection, path }) => {
                (collection, path.unwrap_or_else(CollectionPath::root))
            }
            _ => return Err(Error::input(Field::Path, InputProblem::NotAnAddress)),
        };
        let collection = self.globus().transfer.endpoint(&id).await?;
        let name = path.name().unwrap_or(&collection.display_name).to_owned();
        let mut files = SharedFiles {
            address: folder_link(&self.globus().config.urls.web_app, &id, &path),
            direct_links: direct_links(&collection),
            without_sign_in: None,
            entries: Vec::new(),
            next: None,
            download_command: download_command(&id, &path, &name),
            name,
        };
        if files.direct_links != DirectLinks::Available {
            return Ok(files);
        }
        let query = ListQuery {
            path: Some(path.clone()),
            show_hidden: Some(false),
            // `dir` before `file`.
            orderby: Some("type ASC,name ASC".to_owned()),
            limit: Some(PAGE),
            offset: (offset > 0).then_some(offset),
            filter: None,
        };
        let transfer = &self.globus().transfer;
        let (list, open) = futures::join!(transfer.ls(&id, &query), self.is_for_anyone(&id, &path));
        let list = list.map_err(closed)?;
        let read = u32::try_from(list.data.len()).unwrap_or(u32::MAX);
        let seen = offset.saturating_add(read);
        let more = match list.total {
            Some(total) => u64::from(seen) < total,
            None => read == PAGE,
        };
        files.without_sign_in = open;
        files.next = (more && read > 0).then_some(seen);
        let entries = list.data.into_iter();
        files.entries = entries
            .map(|entry| self.entry(&collection, &path, entry))
            .collect();
        Ok(files)
    }

    /// Whether anybody may read a folder without a sign-in; none where the permissions can't be seen.
    async fn is_for_anyone(&self, id: &CollectionId, path: &CollectionPath) -> Option<bool> {
        let rules = self.globus().transfer.access_list(id).await.ok()?;
        let now = self.now();
        let mut open = rules
            .iter()
            .filter(|rule| rule.principal_type == PrincipalType::Anonymous && !rule.has_ended(now));
        Some(open.any(|rule| rule.collection_path().is_ok_and(|root| path.starts_with(&root))))
    }

    fn entry(&self, collection: &Endpoint, folder: &CollectionPath, entry: FileEntry) -> SharedEntry {
        let web_app = &self.globus().config.urls.web_app;
        // A name that can't be part of a path can be seen and not opened.
        let (kind, address, link) = match entry.file_type {
            FileType::Dir => match folder.join(&entry.name) {
                Ok(path) => (
                    FolderEntryKind::Folder,
                    Some(folder_link(web_app, &collection.id, &path)),
                    None,
                ),
                Err(_) => (FolderEntryKind::Other, None, None),
            },
            FileType::File => {
                let path = FilePath::inside(folder, &entry.name).ok();
                let link = path.and_then(|path| file_link(collection, &path));
                (FolderEntryKind::File, None, link)
            }
            FileType::InvalidSymlink | FileType::Other => (FolderEntryKind::Other, None, None),
        };
        SharedEntry {
            bytes: entry
                .size
                .filter(|_| kind == FolderEntryKind::File)
                .map(ByteCount),
            name: entry.name,
            kind,
            address,
            link,
        }
    }
}

/// What Transfer's document says about files over HTTPS.
pub(super) fn direct_links(collection: &Endpoint) -> DirectLinks {
    let has_address = collection
        .https_server
        .as_deref()
        .is_some_and(|it| !it.is_empty());
    match has_address {
        true => DirectLinks::Available,
        false if collection.is_personal() => DirectLinks::PersonalComputer,
        false => DirectLinks::SwitchedOff,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_files_have_no_links_is_told() {
        let says = |kind: &str, address: Option<&str>| {
            let document = serde_json::json!({"id": "c1", "entity_type": kind, "https_server": address});
            direct_links(&serde_json::from_value(document).unwrap())
        };
        let server = "GCSv5_guest_collection";
        assert_eq!(
            says(server, Some("https://g-1.data.example")),
            DirectLinks::Available
        );
        assert_eq!(says(server, None), DirectLinks::SwitchedOff);
        assert_eq!(says(server, Some("")), DirectLinks::SwitchedOff);
        assert_eq!(says("GCP_guest_collection", None), DirectLinks::PersonalComputer);
    }
}
