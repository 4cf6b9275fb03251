//! Reading a policy file that anybody may have put there: never more than [`LIMIT`] of it, never through a link, never
//! from something that would keep us waiting.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::model::PolicyProblem;

/// Largest file. A policy of a thousand drives has a tenth of that.
pub(super) const LIMIT: u64 = 256 * 1024;

/// The file's text; none where there is no file. Blocks.
pub(super) fn read(path: &Path) -> Result<Option<String>, PolicyProblem> {
    // Not followed: a link could lead to a file that only the program may read, and its mistakes are shown.
    match std::fs::symlink_metadata(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(not_readable(&error)),
        Ok(metadata) if !metadata.is_file() => return Err(PolicyProblem::NotAFile),
        Ok(_) => {}
    }
    let file = open(path).map_err(|error| not_readable(&error))?;
    let metadata = file.metadata().map_err(|error| not_readable(&error))?;
    // Another thing may have taken its place in between.
    if !metadata.is_file() {
        return Err(PolicyProblem::NotAFile);
    }
    let too_large = PolicyProblem::TooLarge {
        limit_kib: u32::try_from(LIMIT / 1024).unwrap_or(u32::MAX),
    };
    if metadata.len() > LIMIT {
        return Err(too_large);
    }
    let mut bytes = Vec::new();
    // It may also grow while it is read.
    file.take(LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| not_readable(&error))?;
    if bytes.len() as u64 > LIMIT {
        return Err(too_large);
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Err(PolicyProblem::ByteOrderMark);
    }
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|_| PolicyProblem::NotUtf8)
}

/// A pipe without a writer would keep an ordinary `open` waiting.
#[cfg(unix)]
fn open(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_NONBLOCK | libc::O_NOFOLLOW | libc::O_CLOEXEC)
        .open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

fn not_readable(error: &std::io::Error) -> PolicyProblem {
    PolicyProblem::NotReadable {
        message: error.kind().to_string(),
    }
}
