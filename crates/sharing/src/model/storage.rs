//! Places to look into: storages and shared folders, and the folders on them.

use globus::ids::{BookmarkId, CollectionId};
use globus::path::CollectionPath;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ByteCount;
use crate::Error;

/// A storage or shared folder that can be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct StorageCard {
    /// Its collection id.
    pub id: CollectionId,
    /// Its name.
    pub name: String,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// Name of the storage that a shared folder is on, where Globus says so.
    pub on: Option<String>,
    /// The organisation, or else the owner as Globus names them.
    pub organization: Option<String>,
    /// Its keeper's description.
    pub description: Option<String>,
    /// True for protected (high assurance) storage.
    pub protected: bool,
    /// Whether it answers now; null when Globus does not say.
    pub online: Option<bool>,
    /// Whether files go there and come from there over HTTPS.
    pub https: bool,
    /// Whether the signed-in person can share what is on it.
    pub sharing: CanShare,
}

/// Kinds of places that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum PlaceKind {
    /// Globus Connect Personal on this computer.
    ThisComputer,
    /// Globus Connect Personal on another computer.
    OtherComputer,
    /// A server run by an institution.
    Server,
    /// A guest collection.
    SharedFolder,
}

/// Whether a person can share from a place, as far as Transfer tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum CanShare {
    /// Nothing speaks against it.
    Yes,
    /// Only the server knows; it says so when it is asked to.
    StorageDecides,
    /// It can't be done.
    No {
        /// Why.
        reason: CannotShareHere,
    },
}

/// Why nothing can be shared from a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum CannotShareHere {
    /// Somebody else's shared folder, whose permissions the person doesn't look after.
    NotManaged,
    /// Somebody else's computer.
    NotMine,
    /// The person's computer, without the subscription that guest collections take.
    NoSubscription,
    /// A server of the older kind.
    TooOld,
}

/// What a person is likely to look for. No storage is in it twice; bookmarks are folders and may be on any of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Storages {
    /// Those that the institution recommends, in its order.
    pub preferred: StorageSection,
    /// Used lately, newest first; shared folders that the person looks after are in `own` instead.
    pub recent: StorageSection,
    /// Folders that the person gave a name.
    pub bookmarks: BookmarkSection,
    /// Owned or looked after, storages before shared folders, without those in `recent`.
    pub own: StorageSection,
}

/// Some storages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct StorageSection {
    /// The storages.
    pub entries: Vec<StorageCard>,
    /// True when there are more, which a search finds.
    pub more: bool,
    /// Set when this part could not be read; the others may have been.
    pub problem: Option<Error>,
}

/// Some bookmarks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct BookmarkSection {
    /// The bookmarks, pinned ones first.
    pub entries: Vec<BookmarkedFolder>,
    /// True when there are more.
    pub more: bool,
    /// Set when they could not be read.
    pub problem: Option<Error>,
}

/// A folder that the person gave a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct BookmarkedFolder {
    /// The bookmark.
    pub id: BookmarkId,
    /// The person's name for it.
    pub name: String,
    /// The folder; null when the path that was kept can't be used.
    pub path: Option<CollectionPath>,
    /// The storage; null when it is gone or can't be seen any more.
    pub storage: Option<StorageCard>,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct FoundStorages {
    /// The storages, best first.
    pub entries: Vec<StorageCard>,
    /// True when more fit; another word narrows it down.
    pub more: bool,
    /// Where a pasted link leads on the one storage that it names.
    pub path: Option<CollectionPath>,
}

/// A storage to which an id or a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct OpenedStorage {
    /// The storage.
    pub storage: StorageCard,
    /// The folder that a link names; null for wherever the storage begins.
    pub path: Option<CollectionPath>,
}

/// What a folder holds, or one page of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct FolderListing {
    /// The folder, which is where the storage begins when none was asked for.
    pub path: CollectionPath,
    /// The folder as a text that is taken wherever a path is: the web app's own link to it.
    pub address: String,
    /// Folders first, then by name.
    pub entries: Vec<FolderEntry>,
    /// How many there are in all; null when the storage does not say.
    pub total: Option<u32>,
    /// The offset of the next page; null on the last one.
    pub next: Option<u32>,
}

/// One entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct FolderEntry {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: FolderEntryKind,
    /// For folders: where to go on.
    pub path: Option<CollectionPath>,
    /// For files: the size.
    pub bytes: Option<ByteCount>,
    /// When it was written to.
    pub modified: Option<Timestamp>,
}

/// Kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum FolderEntryKind {
    /// A folder, which can be opened.
    Folder,
    /// A file.
    File,
    /// A link that leads nowhere, a device, or a name that Globus can't pass on.
    Other,
}
