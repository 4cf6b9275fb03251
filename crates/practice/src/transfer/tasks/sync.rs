//! `sync_level`: is a file at the destination good enough to be left alone?

use std::fs::File;
use std::io::Result;
use std::path::Path;

use jiff::Timestamp;

use super::super::file_entry::FileEntry;
use super::checksum::Algorithm;
use super::place;
use crate::storage::Located;

/// 0: it exists. 1: the sizes are equal. 2: the source is not newer. 3: the contents are equal.
pub(super) fn is_current(
    level: u8,
    algorithm: Algorithm,
    source: &Located,
    entry: &FileEntry,
    destination: &Path,
) -> Result<bool> {
    let Ok(there) = destination.metadata() else {
        return Ok(false);
    };
    if !there.is_file() {
        return Ok(false);
    }
    let same_size = there.len() == entry.size;
    match level {
        0 => Ok(true),
        1 => Ok(same_size),
        2 => {
            let modified = Timestamp::try_from(there.modified()?).unwrap_or(Timestamp::UNIX_EPOCH);
            Ok(entry.modified <= modified)
        }
        _ if !same_size => Ok(false),
        _ => {
            let here = algorithm.of(&mut *place::open(source)?)?;
            Ok(algorithm.of(&mut File::open(destination)?)? == here)
        }
    }
}
