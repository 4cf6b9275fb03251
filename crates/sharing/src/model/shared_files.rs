//! What a shared folder holds, as guests can be led to it.

use serde::{Deserialize, Serialize};

use super::{ByteCount, FolderEntryKind};

/// One page of a shared folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SharedFiles {
    /// The folder: the web app's own link to it.
    pub address: String,
    /// Its name; the collection's for its root.
    pub name: String,
    /// Whether files have a link of their own. Where they have none, `entries` is empty: nothing was listed.
    pub direct_links: DirectLinks,
    /// Whether the links work without a sign-in, because the folder is shared with anyone; null when the permissions can't
    /// be seen.
    pub without_sign_in: Option<bool>,
    /// Folders first, then by name; hidden ones are left out.
    pub entries: Vec<SharedEntry>,
    /// The offset of the next page; null on the last one.
    pub next: Option<u32>,
    /// How to get all of it with the official `globus` command line.
    pub download_command: String,
}

/// A file or folder that guests see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SharedEntry {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: FolderEntryKind,
    /// For folders: the web app's own link.
    pub address: Option<String>,
    /// For files: the link of its own.
    pub link: Option<String>,
    /// For files: the size.
    pub bytes: Option<ByteCount>,
}

/// Whether the files of a collection have links of their own (Globus Connect Server, HTTPS access).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum DirectLinks {
    /// They have.
    Available,
    /// Globus Connect Personal gives none: the files are on somebody's own computer.
    PersonalComputer,
    /// The people who run the server did not switch it on.
    SwitchedOff,
}
