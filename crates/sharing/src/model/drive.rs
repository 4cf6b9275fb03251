//! Network drives: which folder of which collection they are.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use serde::{Deserialize, Serialize};

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum MappedBy {
    /// The institution's policy.
    Policy,
    /// The person, who compared them.
    Person,
}

/// A drive that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DriveMapping {
    /// The drive, or a folder on it.
    pub drive: String,
    /// The collection.
    pub collection_id: CollectionId,
    /// Its name, where the person saw it.
    pub collection_name: Option<String>,
    /// The folder there.
    pub path: CollectionPath,
    /// Who says so.
    pub by: MappedBy,
}

/// The drive through which a folder was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct FolderDrive {
    /// The drive, as it was mapped.
    pub drive: String,
    /// The folder on this computer.
    pub folder: String,
    /// Who says so.
    pub by: MappedBy,
}

/// A folder here against a folder on a storage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DriveComparison {
    /// What it comes to.
    pub verdict: DriveVerdict,
    /// Entries that are the same on both sides: name, kind, and size of files.
    pub same: u32,
    /// Some names that are only here.
    pub only_here: Vec<String>,
    /// How many there are of those.
    pub only_here_count: u32,
    /// Some names that are only on the storage.
    pub only_there: Vec<String>,
    /// How many there are of those.
    pub only_there_count: u32,
    /// Some names whose kind or size differs.
    pub different: Vec<String>,
    /// How many there are of those.
    pub different_count: u32,
}

/// Whether two folders are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum DriveVerdict {
    /// All entries are the same.
    Same,
    /// Nearly all: somebody may be working there.
    Nearly,
    /// They are two folders.
    Different,
    /// Nothing is in either: that proves nothing.
    Empty,
}
