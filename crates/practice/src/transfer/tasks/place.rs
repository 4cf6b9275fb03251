//! What tasks do with a place once they may. All of it blocks and runs off the async threads.

use std::fs::File;
use std::io::{ErrorKind, Read, Result};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::super::file_entry::FileEntry;
use super::super::listing;
use crate::storage::{Local, Located};

/// What is there. A link counts as what it leads to.
pub(super) fn look(place: &Located, now: Timestamp) -> Result<FileEntry> {
    match place {
        Located::Local(local) => FileEntry::read(&local.existing()?, local),
        Located::Generated(generated) => generated.entry().map(FileEntry::generated),
        Located::OnTheWay(_) => Ok(FileEntry::folder(String::new(), now)),
    }
}

/// The entry itself, even if it is a link.
pub(super) fn look_at_entry(place: &Located, now: Timestamp) -> Result<FileEntry> {
    match place {
        Located::Local(local) => FileEntry::read(&local.entry()?, local),
        other => look(other, now),
    }
}

/// Entries of a folder in the order of their names.
pub(super) fn list(place: &Located, now: Timestamp) -> Result<Vec<FileEntry>> {
    let mut entries = listing::read(place, now)?;
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(entries)
}

/// A file from its beginning.
pub(super) fn open(place: &Located) -> Result<Box<dyn Read + Send>> {
    match place {
        Located::Local(local) => {
            let path = local.existing()?;
            if path.is_dir() {
                return Err(ErrorKind::IsADirectory.into());
            }
            Ok(Box::new(File::open(path)?))
        }
        Located::Generated(generated) => Ok(Box::new(generated.open()?)),
        Located::OnTheWay(_) => Err(ErrorKind::IsADirectory.into()),
    }
}

/// Where something can be written.
pub(super) fn writable(place: &Located) -> Result<&Local> {
    match place {
        Located::Local(local) => Ok(local),
        Located::Generated(_) | Located::OnTheWay(_) => Err(ErrorKind::PermissionDenied.into()),
    }
}

/// The folder, made with everything above it that is missing, but never outside of what may be seen.
pub(super) fn ensure_folder(local: &Local) -> Result<PathBuf> {
    match local.existing() {
        Ok(path) if path.is_dir() => return Ok(path),
        Ok(_) => return Err(ErrorKind::NotADirectory.into()),
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        Err(_) => {}
    }
    let parent = local.parent().ok_or(ErrorKind::NotFound)?;
    ensure_folder(&parent)?;
    match std::fs::create_dir(local.new_entry()?) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => local.existing(),
    }
}

/// The name under which a file is to arrive; its folder is made if need be. A folder is never replaced by a file.
pub(super) fn target(local: &Local) -> Result<PathBuf> {
    if let Some(parent) = local.parent() {
        ensure_folder(&parent)?;
    }
    let target = local.new_entry()?;
    if target.symlink_metadata().is_ok_and(|it| it.is_dir()) {
        return Err(ErrorKind::IsADirectory.into());
    }
    Ok(target)
}

/// Puts a finished file in its place, in one step even where the two are on different disks.
pub(super) fn put_in_place(part: &Path, target: &Path) -> Result<()> {
    match std::fs::rename(part, target) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            let name = part.file_name().unwrap_or_default().to_string_lossy();
            let near = target.with_file_name(format!(".{name}"));
            std::fs::copy(part, &near)?;
            let modified = part.metadata()?.modified()?;
            File::options().write(true).open(&near)?.set_modified(modified)?;
            std::fs::rename(&near, target)?;
            std::fs::remove_file(part)
        }
        other => other,
    }
}

/// Makes a link as it is, wherever it leads; reading through it is still fenced.
#[cfg(unix)]
pub(in crate::transfer) fn make_link(target: &str, link: &Path) -> Result<()> {
    std::os::unix::fs::symlink(target, link)
}

/// Links need a right that people rarely have on Windows.
#[cfg(not(unix))]
pub(in crate::transfer) fn make_link(_target: &str, _link: &Path) -> Result<()> {
    Err(ErrorKind::Unsupported.into())
}
