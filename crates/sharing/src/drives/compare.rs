//! Whether a folder of a drive and a folder of a storage are the same one: by what is in them.

use std::collections::HashMap;
use std::path::Path;

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::{FileType, ListQuery};

use super::fold;
use crate::Sharing;
use crate::error::{Error, Result};
use crate::locate::disk;
use crate::model::{DriveComparison, DriveVerdict};

/// Entries that are looked at on the storage.
const THERE: u32 = 1000;
/// Entries that are looked at here. More than there: the two may begin with other ones.
const HERE: usize = 100_000;
/// Names that are shown of each kind.
const SHOWN: usize = 5;

/// What is compared of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Folder,
    /// With its size, where that is known.
    File(Option<u64>),
    /// Links that lead nowhere, sockets.
    Other,
}

/// The entries of a folder, and whether these are all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Listing {
    pub(super) entries: Vec<(String, Kind)>,
    pub(super) is_whole: bool,
}

/// Compares two listings. Where the one of the storage was cut short, what is only here says nothing.
pub(super) fn compared(here: &Listing, there: &Listing) -> DriveComparison {
    let mut left: HashMap<String, (&str, Kind)> = here
        .entries
        .iter()
        .map(|(name, kind)| (fold(name), (name.as_str(), *kind)))
        .collect();
    let (mut same, mut different, mut only_there) = (0_u32, Vec::new(), Vec::new());
    for (name, kind) in &there.entries {
        match left.remove(&fold(name)) {
            Some((_, here)) if is_same(here, *kind) => same += 1,
            Some(_) => different.push(name.as_str()),
            None => only_there.push(name.as_str()),
        }
    }
    let mut only_here: Vec<&str> = left.into_values().map(|(name, _)| name).collect();
    if !there.is_whole {
        only_here.clear();
    }
    if !here.is_whole {
        only_there.clear();
    }
    only_here.sort_unstable();
    let count = |names: &[&str]| u32::try_from(names.len()).unwrap_or(u32::MAX);
    let some = |names: &[&str]| names.iter().take(SHOWN).map(|name| (*name).to_owned()).collect();
    let differences = count(&only_here) + count(&only_there) + count(&different);
    let verdict = match (same, differences) {
        (0, 0) => DriveVerdict::Empty,
        (0, _) => DriveVerdict::Different,
        (_, 0) => DriveVerdict::Same,
        // Of five, four have to fit.
        (same, differences) if same >= differences.saturating_mul(4) => DriveVerdict::Nearly,
        _ => DriveVerdict::Different,
    };
    DriveComparison {
        verdict,
        same,
        only_here: some(&only_here),
        only_here_count: count(&only_here),
        only_there: some(&only_there),
        only_there_count: count(&only_there),
        different: some(&different),
        different_count: count(&different),
    }
}

fn is_same(here: Kind, there: Kind) -> bool {
    match (here, there) {
        (Kind::File(Some(here)), Kind::File(Some(there))) => here == there,
        (Kind::File(_), Kind::File(_)) => true,
        (here, there) => here == there,
    }
}

/// What a folder of this computer holds. Blocks.
pub(super) fn here(folder: &Path) -> std::io::Result<Listing> {
    let mut listing = Listing {
        is_whole: true,
        ..Listing::default()
    };
    for entry in std::fs::read_dir(folder)? {
        if listing.entries.len() == HERE {
            listing.is_whole = false;
            break;
        }
        let entry = entry?;
        // A name that is not Unicode is written in another way on each side.
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        // Links are followed on both sides.
        let kind = match std::fs::metadata(entry.path()) {
            Ok(metadata) if metadata.is_dir() => Kind::Folder,
            Ok(metadata) if metadata.is_file() => Kind::File(Some(metadata.len())),
            Ok(_) | Err(_) => Kind::Other,
        };
        listing.entries.push((name, kind));
    }
    Ok(listing)
}

impl Sharing {
    /// Compares a folder of this computer with one of a storage.
    pub async fn compare_drive(
        &self,
        folder: &str,
        collection: &CollectionId,
        path: &CollectionPath,
    ) -> Result<DriveComparison> {
        let (here, there) = futures::join!(self.entries_here(folder), self.entries_there(collection, path));
        Ok(compared(&here?, &there?))
    }

    async fn entries_here(&self, folder: &str) -> Result<Listing> {
        let (folder, computer) = (folder.to_owned(), self.parts.computer.clone());
        let look = move || {
            let path = disk::find(&folder, &computer).unwrap_or_else(|| folder.into());
            here(&path).map_err(|error| Error::input(crate::error::Field::Path, disk::problem(&error)))
        };
        tokio::task::spawn_blocking(look)
            .await
            .map_err(Error::unexpected)?
    }

    async fn entries_there(&self, collection: &CollectionId, path: &CollectionPath) -> Result<Listing> {
        let query = ListQuery {
            path: Some(path.clone()),
            show_hidden: Some(true),
            limit: Some(THERE),
            ..ListQuery::default()
        };
        let transfer = &self.globus().transfer;
        let list = transfer
            .ls(collection, &query)
            .await
            .map_err(crate::storage::closed)?;
        let kind = |file_type: FileType, size| match file_type {
            FileType::Dir => Kind::Folder,
            FileType::File => Kind::File(size),
            FileType::InvalidSymlink | FileType::Other => Kind::Other,
        };
        let is_whole = list.total.map_or(list.data.len() < THERE as usize, |total| {
            usize::try_from(total).is_ok_and(|total| total <= list.data.len())
        });
        let entries = list
            .data
            .into_iter()
            .map(|it| (it.name, kind(it.file_type, it.size)));
        Ok(Listing {
            entries: entries.collect(),
            is_whole,
        })
    }
}
