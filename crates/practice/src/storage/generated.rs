//! A tree that costs no disk: names, sizes, dates and contents all follow from a few numbers.

use std::io::{ErrorKind, Read};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The oldest date in a generated tree, in seconds: 1 January 2025. The newest is a year later.
const FIRST_DATE: i64 = 1_735_689_600;
const YEAR_IN_MINUTES: u64 = 365 * 24 * 60;
const ENDINGS: [&str; 4] = ["csv", "txt", "tif", "fastq.gz"];

/// The numbers. Every folder above the last level looks alike.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(crate) struct GeneratedTree {
    /// How many entries a folder has, folders included.
    pub entries: u64,
    /// How many of them are folders; none on the last level.
    #[serde(default)]
    pub folders: u64,
    /// Levels of folders below the root.
    #[serde(default = "one_level")]
    pub depth: u32,
    /// Sizes lie between half of this and one and a half of it.
    #[serde(default = "kibibyte")]
    pub file_bytes: u64,
}

fn one_level() -> u32 {
    1
}

fn kibibyte() -> u64 {
    1024
}

/// A path in a generated tree that may or may not lead somewhere.
#[derive(Clone, Debug)]
pub(crate) struct Generated {
    tree: GeneratedTree,
    segments: Vec<String>,
}

/// A file or folder that the numbers say is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GeneratedEntry {
    pub(crate) name: String,
    pub(crate) is_folder: bool,
    pub(crate) size: u64,
    pub(crate) modified: Timestamp,
    seed: u64,
}

/// A folder that the path leads to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GeneratedFolder {
    seed: u64,
    files: u64,
    folders: u64,
    file_bytes: u64,
}

/// Spreads a number over all others, the same on every machine (the finalizer of SplitMix64).
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl GeneratedTree {
    fn folder(self, seed: u64, level: u32) -> GeneratedFolder {
        let folders = if level < self.depth {
            self.folders.min(self.entries)
        } else {
            0
        };
        GeneratedFolder {
            seed,
            files: self.entries - folders,
            folders,
            file_bytes: self.file_bytes,
        }
    }
}

impl GeneratedFolder {
    /// How many entries it has.
    pub(crate) fn len(self) -> u64 {
        self.files + self.folders
    }

    /// The entries by number, in the order of their names: files first, then folders.
    pub(crate) fn entry(self, number: u64) -> GeneratedEntry {
        let seed = mix(self.seed ^ mix(number));
        let minutes = i64::try_from(seed % YEAR_IN_MINUTES).unwrap_or_default();
        let modified = Timestamp::from_second(FIRST_DATE).unwrap_or(Timestamp::UNIX_EPOCH)
            + SignedDuration::from_mins(minutes);
        if let Some(folder) = number.checked_sub(self.files) {
            return GeneratedEntry {
                name: format!("folder-{:06}", folder + 1),
                is_folder: true,
                size: 4096,
                modified,
                seed,
            };
        }
        let ending = ENDINGS[(seed >> 32) as usize % ENDINGS.len()];
        GeneratedEntry {
            name: format!("file-{:08}.{ending}", number + 1),
            is_folder: false,
            size: self.file_bytes / 2 + mix(seed) % self.file_bytes.max(1),
            modified,
            seed,
        }
    }

    fn named(self, name: &str) -> Option<GeneratedEntry> {
        let digits = |rest: &str| rest.parse::<u64>().ok().and_then(|it| it.checked_sub(1));
        let number = if let Some(rest) = name.strip_prefix("folder-") {
            self.files + digits(rest).filter(|it| *it < self.folders)?
        } else {
            let rest = name.strip_prefix("file-")?.split('.').next()?;
            digits(rest).filter(|it| *it < self.files)?
        };
        Some(self.entry(number)).filter(|entry| entry.name == name)
    }
}

impl Generated {
    /// `path` is one of the whole tree, from its root.
    pub(super) fn new(tree: GeneratedTree, path: &str) -> Self {
        let segments = path.split('/').filter(|it| !it.is_empty());
        Self {
            tree,
            segments: segments.map(str::to_owned).collect(),
        }
    }

    /// What the path leads to; the root has no name.
    pub(crate) fn entry(&self) -> std::io::Result<GeneratedEntry> {
        let mut here = GeneratedEntry {
            name: String::new(),
            is_folder: true,
            size: 4096,
            modified: Timestamp::from_second(FIRST_DATE).unwrap_or(Timestamp::UNIX_EPOCH),
            seed: 0,
        };
        for (level, name) in (0..).zip(&self.segments) {
            if !here.is_folder {
                return Err(ErrorKind::NotADirectory.into());
            }
            let folder = self.tree.folder(here.seed, level);
            here = folder.named(name).ok_or(ErrorKind::NotFound)?;
        }
        Ok(here)
    }

    /// The folder that the path leads to.
    pub(crate) fn folder(&self) -> std::io::Result<GeneratedFolder> {
        let entry = self.entry()?;
        if !entry.is_folder {
            return Err(ErrorKind::NotADirectory.into());
        }
        let level = u32::try_from(self.segments.len()).unwrap_or(u32::MAX);
        Ok(self.tree.folder(entry.seed, level))
    }

    /// The file that the path leads to, from its beginning.
    pub(crate) fn open(&self) -> std::io::Result<GeneratedContent> {
        let entry = self.entry()?;
        if entry.is_folder {
            return Err(ErrorKind::IsADirectory.into());
        }
        Ok(GeneratedContent {
            seed: entry.seed,
            position: 0,
            size: entry.size,
        })
    }
}

/// The bytes of a generated file: lines of hexadecimal digits.
#[derive(Clone, Debug)]
pub(crate) struct GeneratedContent {
    seed: u64,
    position: u64,
    size: u64,
}

impl Read for GeneratedContent {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let mut written = 0;
        while written < buffer.len() && self.position < self.size {
            let line = format!("{:016x}\n", mix(self.seed ^ (self.position / 17)));
            let rest = &line.as_bytes()[(self.position % 17) as usize..];
            let left = usize::try_from(self.size - self.position).unwrap_or(usize::MAX);
            let count = rest.len().min(left).min(buffer.len() - written);
            buffer[written..written + count].copy_from_slice(&rest[..count]);
            written += count;
            self.position += count as u64;
        }
        Ok(written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: GeneratedTree = GeneratedTree {
        entries: 10,
        folders: 2,
        depth: 2,
        file_bytes: 100,
    };

    #[test]
    fn entries_are_the_same_every_time_and_sorted_by_name() {
        let root = Generated::new(TREE, "/").folder().unwrap();
        let entries: Vec<_> = (0..root.len()).map(|it| root.entry(it)).collect();
        assert_eq!(entries.len(), 10);
        assert!(entries.is_sorted_by(|a, b| a.name < b.name));
        assert!(
            entries
                .iter()
                .filter(|it| !it.is_folder)
                .all(|it| (50..150).contains(&it.size))
        );
        let again = Generated::new(TREE, &format!("/{}", entries[3].name))
            .entry()
            .unwrap();
        assert_eq!(again, entries[3]);
    }

    #[test]
    fn folders_end_at_the_last_level_and_differ() {
        let inner = Generated::new(TREE, "/folder-000001/folder-000002/")
            .folder()
            .unwrap();
        assert_eq!((inner.len(), inner.folders), (10, 0));
        let missing = Generated::new(TREE, "/folder-000001/folder-000003/").entry();
        assert_eq!(missing.unwrap_err().kind(), ErrorKind::NotFound);
        let other = Generated::new(TREE, "/folder-000002/").folder().unwrap();
        assert_ne!(other.entry(0).seed, inner.entry(0).seed);
    }

    #[test]
    fn a_file_has_the_length_that_it_says() {
        let root = Generated::new(TREE, "/").folder().unwrap();
        let entry = root.entry(0);
        let file = Generated::new(TREE, &format!("/{}", entry.name));
        let mut all = Vec::new();
        file.open().unwrap().read_to_end(&mut all).unwrap();
        assert_eq!(all.len() as u64, entry.size);
        let mut odd = Vec::new();
        let mut reader = file.open().unwrap();
        let mut piece = [0; 7];
        loop {
            let count = reader.read(&mut piece).unwrap();
            if count == 0 {
                break;
            }
            odd.extend_from_slice(&piece[..count]);
        }
        assert_eq!(all, odd);
    }
}
