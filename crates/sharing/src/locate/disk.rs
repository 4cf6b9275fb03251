//! The first look: what is on disk at a path. Never reads more than one listing, and of that at most a thousand entries.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use globus::path::{LocalPath, LocalSystem};

use crate::Computer;
use crate::error::InputProblem;
use crate::model::{DroppedPath, Exposure};

/// Counting the neighbours of a file stops here.
const MAX_NEIGHBOURS: usize = 1000;

/// What a path turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// For the window.
    pub dropped: DroppedPath,
    /// The folder that would be shared, or why there is none.
    pub folder: Result<LocalFolder, InputProblem>,
}

/// A folder that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalFolder {
    /// Its last part, or all of it for a root.
    pub name: String,
    /// Where it really is, links resolved: Globus Connect Personal decides by that.
    pub real: LocalPath,
    /// Whether it is one that is shared by mistake.
    pub exposure: Exposure,
}

/// Looks at one path, as dropped, chosen or pasted.
pub fn look(text: &str, computer: &Computer) -> Looked {
    let refused = |reason| Looked {
        dropped: dropped(text, Path::new(text)),
        folder: Err(reason),
    };
    if text.trim().is_empty() {
        return refused(InputProblem::Empty);
    }
    if is_network_path(text.trim(), computer.system) {
        return refused(InputProblem::NetworkPath);
    }
    let Some(path) = find(text, computer) else {
        // A name that is not Unicode loses letters on its way into text.
        let lost_letters = text.contains(char::REPLACEMENT_CHARACTER);
        return refused(match Path::new(text.trim()) {
            _ if lost_letters => InputProblem::NotUnicode,
            path if !path.is_absolute() && !text.trim().starts_with('~') => InputProblem::NotAbsolute,
            _ => InputProblem::DoesNotExist,
        });
    };
    // From here on the path as it was found: quotes, `~` and addresses have no meaning elsewhere.
    let mut dropped = dropped(&path.to_string_lossy(), &path);
    let folder = match fs::metadata(&path) {
        Err(error) => Err(problem(&error)),
        Ok(metadata) if metadata.is_dir() => folder(&path, computer),
        Ok(metadata) if metadata.is_file() => match path.parent() {
            Some(parent) => {
                dropped.file_in_folder = Some(parent.to_string_lossy().into_owned());
                dropped.other_entries = neighbours(parent);
                folder(parent, computer)
            }
            None => Err(InputProblem::NotAFolder),
        },
        Ok(_) => Err(InputProblem::NotAFileOrFolder),
    };
    Looked { dropped, folder }
}

/// What the system's refusal means for a path.
pub fn problem(error: &io::Error) -> InputProblem {
    match error.kind() {
        io::ErrorKind::NotFound => InputProblem::DoesNotExist,
        io::ErrorKind::NotADirectory => InputProblem::NotAFolder,
        io::ErrorKind::InvalidFilename if is_impossible_name(error) => InputProblem::DoesNotExist,
        io::ErrorKind::InvalidFilename => InputProblem::TooLong,
        _ => InputProblem::NotReadable,
    }
}

/// Windows says `ERROR_INVALID_NAME` or `ERROR_BAD_PATHNAME` to characters that no name has: a pasted line break, say.
/// POSIX systems only have names that are too long.
fn is_impossible_name(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(123 | 161))
}

/// The path as given if it is there; else what people paste: with blanks or quotes around it, with `~`, as an address.
pub(crate) fn find(text: &str, computer: &Computer) -> Option<PathBuf> {
    let trimmed = text.trim();
    let unquoted = ['"', '\'']
        .iter()
        .find_map(|quote| trimmed.strip_prefix(*quote)?.strip_suffix(*quote));
    let home = computer.home.as_deref().and_then(|home| {
        let inside = trimmed.strip_prefix('~')?;
        let inside = if inside.is_empty() {
            Some("")
        } else {
            inside.strip_prefix(['/', '\\'])
        };
        inside.map(|inside| home.join(inside))
    });
    let address = trimmed
        .starts_with("file:")
        .then(|| url::Url::parse(trimmed).ok()?.to_file_path().ok())
        .flatten();
    let candidates = [
        Some(PathBuf::from(text)),
        Some(trimmed.into()),
        unquoted.map(PathBuf::from),
        home,
        address,
    ];
    // Not "exists": what can't be looked at is there, and gets its own sentence.
    candidates.into_iter().flatten().find(|path| {
        path.is_absolute()
            && !fs::symlink_metadata(path).is_err_and(|error| problem(&error) == InputProblem::DoesNotExist)
    })
}

/// Whether a path names a server by itself: looking at it would already sign in there.
pub(crate) fn is_network_path(text: &str, system: LocalSystem) -> bool {
    text.starts_with(r"\\") && !text.starts_with(r"\\?\")
        || text.starts_with(r"\\?\UNC\")
        || text.starts_with("smb:")
        // On other systems two slashes are as good as one.
        || text.starts_with("//") && system == LocalSystem::Windows
}

fn dropped(text: &str, path: &Path) -> DroppedPath {
    DroppedPath {
        path: text.to_owned(),
        name: name(path),
        file_in_folder: None,
        other_entries: None,
    }
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

fn neighbours(parent: &Path) -> Option<u32> {
    let count = fs::read_dir(parent).ok()?.take(MAX_NEIGHBOURS + 1).count();
    u32::try_from(count.saturating_sub(1)).ok()
}

fn folder(path: &Path, computer: &Computer) -> Result<LocalFolder, InputProblem> {
    fs::read_dir(path).map_err(|error| problem(&error))?;
    let real = fs::canonicalize(path).map_err(|error| problem(&error))?;
    let home = computer
        .home
        .as_deref()
        .and_then(|home| fs::canonicalize(home).ok());
    let exposure = exposure(&real, home.as_deref());
    Ok(LocalFolder {
        name: name(path),
        real: LocalPath::from_path(&real)?,
        exposure,
    })
}

fn exposure(real: &Path, home: Option<&Path>) -> Exposure {
    match real.parent() {
        None => Exposure::DriveRoot,
        // The folder of all home folders shows even more than one of them.
        Some(_) if home.is_some_and(|home| home.starts_with(real)) => Exposure::HomeFolder,
        Some(parent) if is_other_device(real, parent) => Exposure::DriveRoot,
        Some(_) => Exposure::Normal,
    }
}

/// A stick or a disk hangs below a folder on POSIX systems.
#[cfg(unix)]
fn is_other_device(path: &Path, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(path), fs::metadata(parent)) {
        (Ok(path), Ok(parent)) => path.dev() != parent.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_other_device(_path: &Path, _parent: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests;
