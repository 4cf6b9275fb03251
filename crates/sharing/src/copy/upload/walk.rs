//! Looking at a folder: everything that can go, and everything that can't with its reason. One folder is read at a
//! time and nothing is kept, so that any number of files fits.

use std::ffi::OsStr;
use std::fs::{self, DirEntry, File, FileType, Metadata};
use std::io::{self, ErrorKind};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use globus::path::{CollectionPath, FilePath};

use super::names::{NameRules, RelativePath, Taken};
use super::{UploadPlan, WhyNot};

/// One entry of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A folder, found before what is in it.
    Folder(RelativePath),
    /// A file.
    File {
        /// Where.
        path: RelativePath,
        /// In bytes, as it is now.
        size: u64,
        /// When it was written to, in nanoseconds since 1970; none where the system does not say.
        modified: Option<i64>,
    },
    /// Something that can't go. The path is for showing: it may be none that could be opened.
    LeftOut {
        /// Where.
        path: String,
        /// Why.
        why: WhyNot,
    },
}

/// A folder that was found and not read yet.
struct Waiting {
    /// Where it really is; differs from its path behind a link.
    real: PathBuf,
    path: RelativePath,
    behind_link: bool,
}

struct Walk<'a> {
    root: PathBuf,
    destination: &'a CollectionPath,
    rules: NameRules,
    waiting: Vec<Waiting>,
}

/// Tells `sink` about everything in the folder of a plan until it has enough. Fails only where the folder itself can't
/// be read.
///
/// Links to files inside go as the files that they lead to, and links to folders inside as those folders, once: not
/// behind another link. Everything else about links is left out, so that a walk always ends and never leaves the folder.
pub fn walk(plan: &UploadPlan, sink: &mut dyn FnMut(Found) -> ControlFlow<()>) -> io::Result<()> {
    let root = fs::canonicalize(&plan.root)?;
    let mut walk = Walk {
        waiting: vec![Waiting {
            real: root.clone(),
            path: RelativePath::root(),
            behind_link: false,
        }],
        root,
        destination: &plan.destination,
        rules: plan.names,
    };
    while let Some(folder) = walk.waiting.pop() {
        let entries = match fs::read_dir(&folder.real) {
            Ok(entries) => entries,
            Err(error) if folder.path == RelativePath::root() => return Err(error),
            Err(error) => {
                let found = left_out(folder.path.as_str(), reason(&error));
                if sink(found).is_break() {
                    return Ok(());
                }
                continue;
            }
        };
        let mut taken = Taken::new(walk.rules);
        for entry in entries {
            let found = match entry {
                Ok(entry) => walk.entry(&folder, &entry, &mut taken),
                Err(error) => left_out(folder.path.as_str(), reason(&error)),
            };
            if sink(found).is_break() {
                return Ok(());
            }
        }
    }
    Ok(())
}

impl Walk<'_> {
    fn entry(&mut self, folder: &Waiting, entry: &DirEntry, taken: &mut Taken) -> Found {
        let name = entry.file_name();
        match self.judge(folder, entry, &name, taken) {
            Ok(found) => found,
            Err(why) => left_out(&shown(&folder.path, &name), why),
        }
    }

    fn judge(
        &mut self,
        folder: &Waiting,
        entry: &DirEntry,
        name: &OsStr,
        taken: &mut Taken,
    ) -> Result<Found, WhyNot> {
        let text = name.to_str().ok_or(WhyNot::NotUnicode)?;
        let path = folder.path.join(text)?;
        // The same limit holds for folders, which have one slash more.
        FilePath::inside(self.destination, path.as_str()).map_err(|_| WhyNot::PathTooLong)?;
        let kind = entry.file_type().map_err(|error| reason(&error))?;
        let here = folder.real.join(name);
        let (real, is_link) = if kind.is_symlink() {
            (self.follow(&here)?, true)
        } else {
            (here, false)
        };
        let metadata = fs::symlink_metadata(&real).map_err(|error| reason(&error))?;
        if metadata.is_dir() {
            if is_link && folder.real.starts_with(&real) {
                return Err(WhyNot::LinkCycle);
            }
            if is_link && folder.behind_link {
                return Err(WhyNot::LinkBehindLink);
            }
            taken.take(text)?;
            self.waiting.push(Waiting {
                real,
                path: path.clone(),
                behind_link: folder.behind_link || is_link,
            });
            return Ok(Found::Folder(path));
        }
        if !metadata.is_file() {
            return Err(special(metadata.file_type()));
        }
        let metadata = readable(&real)?;
        taken.take(text)?;
        Ok(Found::File {
            path,
            size: metadata.len(),
            modified: modified(&metadata),
        })
    }

    /// Where a link leads, if that is inside.
    fn follow(&self, link: &Path) -> Result<PathBuf, WhyNot> {
        let real = fs::canonicalize(link).map_err(|error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => WhyNot::LinkBroken,
            ErrorKind::PermissionDenied => WhyNot::Unreadable,
            // Too many links on the way: it leads to itself.
            _ => WhyNot::LinkCycle,
        })?;
        if real.starts_with(&self.root) {
            Ok(real)
        } else {
            Err(WhyNot::LinkOutside)
        }
    }
}

/// Opening is the only test that every system means.
fn readable(file: &Path) -> Result<Metadata, WhyNot> {
    let file = File::open(file).map_err(|error| reason(&error))?;
    file.metadata().map_err(|error| reason(&error))
}

/// When a file was written to, in nanoseconds since 1970.
pub(super) fn modified(file: &Metadata) -> Option<i64> {
    let since = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(since.as_nanos()).ok()
}

/// What stands in the way of something that was there a moment ago.
pub(super) fn reason(error: &io::Error) -> WhyNot {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => WhyNot::Vanished,
        _ => WhyNot::Unreadable,
    }
}

fn left_out(path: &str, why: WhyNot) -> Found {
    Found::LeftOut {
        path: path.to_owned(),
        why,
    }
}

/// A path that can be shown, whatever is in the name.
fn shown(folder: &RelativePath, name: &OsStr) -> String {
    let name = name.to_string_lossy();
    let name = name.replace(char::is_control, "\u{fffd}");
    if folder.as_str().is_empty() {
        name
    } else {
        format!("{folder}/{name}")
    }
}

#[cfg(unix)]
fn special(kind: FileType) -> WhyNot {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_socket() {
        WhyNot::Socket
    } else if kind.is_fifo() {
        WhyNot::Pipe
    } else {
        WhyNot::Device
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> WhyNot {
    WhyNot::Device
}
