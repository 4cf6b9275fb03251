//! One entry of a folder.

use std::cmp::Ordering;
use std::fs::{FileType, Metadata};
use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;

use crate::clock::file_time;
use crate::storage::{GeneratedEntry, Local, encode_name};

/// Whom all files of practice belong to.
const LOCAL_ACCOUNT: &str = "practice";

/// `DATA_TYPE: file`. A type of its own, since a folder may have a hundred thousand of them.
#[derive(Debug, Serialize)]
pub(super) struct FileDocument<'a> {
    #[serde(rename = "DATA_TYPE")]
    data_type: &'static str,
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    size: u64,
    last_modified: String,
    permissions: String,
    user: &'static str,
    group: &'static str,
    link_target: Option<&'a str>,
    link_size: Option<u64>,
    link_user: Option<&'static str>,
    link_group: Option<&'static str>,
    link_last_modified: Option<String>,
}

#[derive(Clone, Debug)]
pub(super) struct FileEntry {
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) size: u64,
    pub(super) modified: Timestamp,
    mode: u32,
    pub(super) link_target: Option<String>,
}

impl FileEntry {
    /// Reads what the file system says. A link counts as what it leads to, unless that is missing or outside.
    pub(super) fn read(path: &Path, fence: &Local) -> std::io::Result<Self> {
        let own = path.symlink_metadata()?;
        let name = path.file_name().map(encode_name).unwrap_or_default();
        if !own.is_symlink() {
            return Ok(Self::from_metadata(name, &own, kind_of(own.file_type()), None));
        }
        let target = std::fs::read_link(path)
            .ok()
            .map(|target| encode_name(target.as_os_str()));
        let inside = path
            .canonicalize()
            .and_then(|real| fence.guard(&real).map(|()| real))
            .and_then(|real| real.metadata());
        Ok(match inside {
            Ok(metadata) => Self::from_metadata(name, &metadata, kind_of(metadata.file_type()), target),
            Err(_) => Self::from_metadata(name, &own, "invalid_symlink", target),
        })
    }

    /// A folder of which only the name is shown.
    pub(super) fn folder(name: String, now: Timestamp) -> Self {
        Self {
            name,
            kind: "dir",
            size: 0,
            modified: now,
            mode: 0o755,
            link_target: None,
        }
    }

    /// An entry of a generated tree.
    pub(super) fn generated(entry: GeneratedEntry) -> Self {
        Self {
            name: entry.name,
            kind: if entry.is_folder { "dir" } else { "file" },
            size: entry.size,
            modified: entry.modified,
            mode: if entry.is_folder { 0o555 } else { 0o444 },
            link_target: None,
        }
    }

    fn from_metadata(
        name: String,
        metadata: &Metadata,
        kind: &'static str,
        link_target: Option<String>,
    ) -> Self {
        let modified = metadata
            .modified()
            .ok()
            .and_then(|time| Timestamp::try_from(time).ok());
        Self {
            name,
            kind,
            size: metadata.len(),
            modified: modified.unwrap_or(Timestamp::UNIX_EPOCH),
            mode: mode_of(metadata),
            link_target,
        }
    }

    pub(super) fn document(&self) -> FileDocument<'_> {
        let of_link = self.link_target.as_ref().map(|_| LOCAL_ACCOUNT);
        FileDocument {
            data_type: "file",
            name: &self.name,
            kind: self.kind,
            size: self.size,
            last_modified: file_time(self.modified),
            permissions: format!("{:04o}", self.mode),
            user: LOCAL_ACCOUNT,
            group: LOCAL_ACCOUNT,
            link_target: self.link_target.as_deref(),
            link_size: of_link.map(|_| self.size),
            link_user: of_link,
            link_group: of_link,
            link_last_modified: of_link.map(|_| file_time(self.modified)),
        }
    }

    /// Compares by a field of `orderby`. None for a field that can't be sorted by.
    pub(super) fn compare(&self, other: &Self, field: &str) -> Option<Ordering> {
        Some(match field {
            "name" => self.name.cmp(&other.name),
            "type" => self.kind.cmp(other.kind),
            "size" => self.size.cmp(&other.size),
            "last_modified" => self.modified.cmp(&other.modified),
            "permissions" => self.mode.cmp(&other.mode),
            "user" | "group" => Ordering::Equal,
            _ => return None,
        })
    }
}

#[cfg(unix)]
fn mode_of(metadata: &Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o7777
}

#[cfg(not(unix))]
fn mode_of(metadata: &Metadata) -> u32 {
    if metadata.permissions().readonly() {
        0o555
    } else {
        0o755
    }
}

#[cfg(unix)]
fn kind_of(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_dir() => "dir",
        kind if kind.is_file() => "file",
        kind if kind.is_char_device() => "chr",
        kind if kind.is_block_device() => "blk",
        kind if kind.is_fifo() => "pipe",
        _ => "other",
    }
}

#[cfg(not(unix))]
fn kind_of(kind: FileType) -> &'static str {
    match kind {
        kind if kind.is_dir() => "dir",
        kind if kind.is_file() => "file",
        _ => "other",
    }
}
