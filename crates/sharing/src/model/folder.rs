//! What guests will see in a folder, counted while the sheet is already usable.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A number of bytes.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type,
)]
#[serde(transparent)]
// JavaScript's numbers are exact up to 2^53 bytes, eight petabytes: enough for a folder.
pub struct ByteCount(#[specta(type = u32)] pub u64);

/// Totals and first level of a folder. Grows while the walk goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct FolderPreview {
    /// Files found so far, in all levels.
    pub files: u32,
    /// Folders found so far, in all levels.
    pub folders: u32,
    /// Their size so far.
    pub bytes: ByteCount,
    /// Time of the newest file so far.
    pub newest: Option<Timestamp>,
    /// Entries that could not be read.
    pub unreadable: u32,
    /// The first level, folders first, at most [`FolderPreview::MAX_ENTRIES`].
    pub entries: Vec<PreviewEntry>,
    /// How many more entries the first level has.
    pub more_entries: u32,
}

impl FolderPreview {
    /// How many entries of the first level are listed.
    pub const MAX_ENTRIES: usize = 50;
}

/// One entry of the first level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewEntry {
    /// Its name.
    pub name: String,
    /// Its local path, for "share a smaller part".
    pub path: String,
    /// True for a folder.
    pub is_folder: bool,
    /// Files inside so far (1 for a file).
    pub files: u32,
    /// Size so far.
    pub bytes: ByteCount,
}

/// Progress of a preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum PreviewEvent {
    /// A newer state; replaces the one before.
    Counted {
        /// The state so far.
        preview: FolderPreview,
    },
    /// The last state; nothing follows.
    Finished {
        /// The final state.
        preview: FolderPreview,
    },
}

/// A folder that was checked or shared lately. Stays on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct RecentFolder {
    /// Local path.
    pub path: String,
    /// Last part of it.
    pub name: String,
    /// Where it lives, as far as known.
    pub storage_name: Option<String>,
    /// When it was last used here.
    pub used_at: Timestamp,
    /// Names of up to three guests of the last share.
    pub guests: Vec<String>,
    /// All guests of the last share; 0 when it was never shared from here.
    pub guest_count: u32,
    /// First end among them.
    pub first_end: Option<Timestamp>,
}
