//! Files and folders, as the storage lists them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::lenient::null_is_default;
use crate::time;

/// What a folder holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileList {
    /// The folder that was listed, with a slash at the end.
    #[serde(default, deserialize_with = "null_is_default")]
    pub path: String,
    /// The folder on the storage, where that may be known.
    #[serde(default)]
    pub absolute_path: Option<String>,
    /// How many there are in all, where the service says so.
    #[serde(default)]
    pub total: Option<u64>,
    /// The entries.
    #[serde(rename = "DATA")]
    pub data: Vec<FileEntry>,
}

/// A file or a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Its name. Names that are not UTF-8 come as Latin-1 behind a U+FFFD.
    #[serde(default, deserialize_with = "null_is_default")]
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub file_type: FileType,
    /// In bytes.
    #[serde(default)]
    pub size: Option<u64>,
    /// When it was written to.
    #[serde(
        default,
        deserialize_with = "time::lenient",
        serialize_with = "time::serialize_optional"
    )]
    pub last_modified: Option<Timestamp>,
    /// The storage's own permissions, `0755`.
    #[serde(default)]
    pub permissions: Option<String>,
    /// Where a symbolic link leads.
    #[serde(default)]
    pub link_target: Option<String>,
}

impl FileEntry {
    /// Whether this is a folder.
    pub fn is_dir(&self) -> bool {
        self.file_type == FileType::Dir
    }
}

/// Kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileType {
    /// A folder.
    Dir,
    /// A file.
    File,
    /// A link that leads nowhere.
    InvalidSymlink,
    /// Devices, pipes and the like.
    #[serde(other)]
    Other,
}
