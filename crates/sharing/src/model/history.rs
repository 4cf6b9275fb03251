//! What this app did, and what changed between visits. Kept on this device only.

use globus::ids::{AccessRuleId, CollectionId};
use globus::path::CollectionPath;
use globus::transfer::Permissions;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Access, ChangeId, ShareId, Stored};

/// A stretch of the history, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryPage {
    /// Entries in all that match.
    pub total: u32,
    /// Index of the first one here.
    pub offset: u32,
    /// The entries.
    pub entries: Vec<HistoryEntry>,
    /// After so many days an entry is forgotten.
    pub kept_days: u32,
}

/// Which entries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryQuery {
    /// Only of this collection.
    pub collection_id: Option<CollectionId>,
    /// Only what this one did; the end date for permissions that ended by themselves.
    pub by: Option<HistoryAuthor>,
    /// Words in names, addresses or folders.
    pub search: String,
}

/// One thing that happened to one permission, role or collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// Names it.
    pub id: String,
    /// When it happened, or when it was noticed.
    pub at: Timestamp,
    /// Who did it.
    pub by: HistoryAuthor,
    /// What.
    pub what: HistoryEvent,
    /// The guest collection.
    pub collection_id: CollectionId,
    /// Its name then.
    pub collection_name: String,
    /// The path on it.
    pub path: CollectionPath,
    /// Last part of the path, or the collection's name at its root.
    pub name: String,
    /// Whose.
    pub access: Option<Access>,
    /// As it was.
    pub before: Option<Stored>,
    /// As it is since.
    pub after: Option<Stored>,
    /// The change of this app that it belongs to.
    pub change_id: Option<ChangeId>,
    /// The share of this app that it belongs to.
    pub share_id: Option<ShareId>,
    /// Whether it can be shared again: it ended or was stopped, and nothing is stored for this guest there now.
    pub can_share_again: bool,
    /// Whether the change or share that it belongs to can still be undone.
    pub can_undo: bool,
}

/// What of the history is to be forgotten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum HistoryDeletion {
    /// Everything.
    All,
    /// One entry.
    Entry {
        /// [`HistoryEntry::id`].
        id: String,
    },
}

/// Who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum HistoryAuthor {
    /// This app on this device.
    ThisApp,
    /// Somebody else, or the person elsewhere: noticed at a later visit.
    SomebodyElse,
    /// The end date came.
    EndDate,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum HistoryEvent {
    /// A permission was made.
    Shared,
    /// Its level or end were changed.
    Changed,
    /// It was removed.
    Stopped,
    /// Its end date came.
    Ended,
    /// A role was given.
    RoleGiven,
    /// A role was taken away.
    RoleTaken,
    /// A guest collection was made.
    CollectionMade,
    /// A guest collection was renamed or described anew.
    CollectionEdited,
    /// A guest collection was deleted.
    CollectionDeleted,
    /// A guest collection can't be seen any more: it was deleted, or the person has no role on it now.
    CollectionGone,
    /// The permissions of a folder were pointed to a new place.
    PointedToNewPlace,
}

/// A permission whose end comes soon, for a reminder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Reminder {
    /// The guest collection.
    pub collection_id: CollectionId,
    /// The folder.
    pub path: CollectionPath,
    /// Its name.
    pub name: String,
    /// Who lose access then.
    pub guests: Vec<Access>,
    /// Their permissions, in the same order.
    pub rules: Vec<AccessRuleId>,
    /// When.
    pub ends_at: Timestamp,
    /// How far ahead it was to be announced: 30, 14, 7 or 1 days.
    pub distance: u8,
    /// Whole days until then; fewer than the distance when the app did not run in between.
    pub days: u32,
}

/// What was added to a folder that the person looks at or pinned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct FolderDrift {
    /// The guest collection.
    pub collection_id: CollectionId,
    /// The folder.
    pub path: CollectionPath,
    /// Its name.
    pub name: String,
    /// Whether the person wants this folder to be looked at whenever Activity is open.
    pub pinned: bool,
    /// When the names were kept that are compared with; null when this is the first look.
    pub since: Option<Timestamp>,
    /// Files and folders that were not there then.
    pub added: u32,
    /// Files and folders that are gone.
    pub removed: u32,
    /// A few names of what was added.
    pub examples: Vec<String>,
    /// True when the folder holds more than the 10,000 names that are read: what is said is of those.
    pub cut_short: bool,
}

/// A folder that the person wants to hear of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PinnedFolder {
    /// The guest collection.
    pub collection_id: CollectionId,
    /// The folder.
    pub path: CollectionPath,
    /// Its name.
    pub name: String,
    /// When the names were kept that it is compared with.
    pub since: Timestamp,
}

/// How the rest of the list compares: a cell of the matrix of who reaches what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AccessMatrix {
    /// Column heads: shared folders.
    pub folders: Vec<MatrixFolder>,
    /// Rows: people and groups.
    pub rows: Vec<MatrixRow>,
    /// How many rows there would be; more than are here when it is too long for a picture.
    pub total_rows: u32,
    /// How many columns there would be.
    pub total_folders: u32,
}

/// A column of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct MatrixFolder {
    /// The guest collection.
    pub collection_id: CollectionId,
    /// The path on it.
    pub path: CollectionPath,
    /// Its name.
    pub name: String,
}

/// A row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct MatrixRow {
    /// Who.
    pub access: Access,
    /// What they can do, one for each column; null is nothing.
    pub cells: Vec<Option<Permissions>>,
}

/// End dates to come, for the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Timeline {
    /// Months from now on, in the person's zone.
    pub months: Vec<TimelineMonth>,
    /// Permissions that end later than the last month here.
    pub later: u32,
    /// Permissions without an end date.
    pub never: u32,
}

/// A month of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TimelineMonth {
    /// Its first day, `YYYY-MM-DD`.
    pub first_day: jiff::civil::Date,
    /// Permissions that end in it.
    pub ending: u32,
    /// Names of the folders concerned, the first few.
    pub folders: Vec<String>,
}
