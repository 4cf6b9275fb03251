//! Copies of folders, with their dates: clients compare files by them.

use std::fs::{File, FileTimes, Metadata};
use std::io::Result;
use std::path::Path;

/// Makes `to`, which must not be there yet, the same as `from`. Links are copied as links.
pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let (source, copied) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type()?;
        if kind.is_dir() {
            copy(&source, &copied)?;
        } else if kind.is_symlink() {
            copy_link(&source, &copied)?;
        } else if kind.is_file() {
            copy_file(&source, &copied, &entry.metadata()?)?;
        }
    }
    set_times(to, &std::fs::metadata(from)?)
}

fn copy_file(from: &Path, to: &Path, metadata: &Metadata) -> Result<()> {
    std::fs::copy(from, to)?;
    let mut permissions = metadata.permissions();
    if !permissions.readonly() {
        return set_times(to, metadata);
    }
    // The date of a file that nobody may write can't be set: it is made so last.
    let writable = std::fs::metadata(to)?;
    make_writable(to, &writable)?;
    set_times(to, metadata)?;
    permissions.set_readonly(true);
    std::fs::set_permissions(to, permissions)
}

#[cfg(unix)]
fn make_writable(path: &Path, metadata: &Metadata) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut permissions = metadata.permissions();
    permissions.set_mode(permissions.mode() | 0o200);
    std::fs::set_permissions(path, permissions)
}

#[cfg(not(unix))]
fn make_writable(path: &Path, metadata: &Metadata) -> Result<()> {
    let mut permissions = metadata.permissions();
    permissions.set_readonly(false);
    std::fs::set_permissions(path, permissions)
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> Result<()> {
    std::os::unix::fs::symlink(std::fs::read_link(from)?, to)
}

/// Links need a privilege there that practice does not ask for: it never makes one.
#[cfg(not(unix))]
fn copy_link(_from: &Path, _to: &Path) -> Result<()> {
    Ok(())
}

#[cfg(unix)]
fn set_times(path: &Path, metadata: &Metadata) -> Result<()> {
    File::open(path)?.set_times(FileTimes::new().set_modified(metadata.modified()?))
}

/// Windows opens no folder this way, and wants a handle that may write.
#[cfg(not(unix))]
fn set_times(path: &Path, metadata: &Metadata) -> Result<()> {
    if metadata.is_dir() {
        return Ok(());
    }
    let file = File::options().write(true).open(path)?;
    file.set_times(FileTimes::new().set_modified(metadata.modified()?))
}

/// Removes a folder that may not be there.
pub(super) fn remove(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, SystemTime};

    #[test]
    fn a_copy_has_the_dates_and_names_of_the_original() {
        let dir = tempfile::tempdir().unwrap();
        let from = dir.path().join("from");
        std::fs::create_dir_all(from.join("a/b")).unwrap();
        let file = from.join("a/b/c.txt");
        std::fs::write(&file, "text").unwrap();
        let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let times = FileTimes::new().set_modified(old);
        File::options()
            .write(true)
            .open(&file)
            .unwrap()
            .set_times(times)
            .unwrap();
        let mut permissions = std::fs::metadata(&file).unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&file, permissions).unwrap();
        let to = dir.path().join("to");
        copy(&from, &to).unwrap();
        let copied = std::fs::metadata(to.join("a/b/c.txt")).unwrap();
        assert_eq!(copied.modified().unwrap(), old);
        assert!(copied.permissions().readonly());
        assert!(copy(&from, &to).is_err(), "a copy never mixes with what is there");
    }
}
