//! From a path on this computer to the path that Globus Connect Personal gives it, and back.
//!
//! POSIX: the absolute path, with `/` at the end. Windows: `C:\Users\ann` is `/C/Users/ann/`, drive letter
//! upper-case, no colon; network shares have no mapping. Pure functions: every system's rules run, and are
//! tested, on every system.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{CollectionPath, PathError};

/// Whose rules a local path follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LocalSystem {
    /// Linux and other POSIX systems.
    Linux,
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
}

impl LocalSystem {
    /// The system this program was built for.
    pub fn current() -> Self {
        if cfg!(windows) {
            Self::Windows
        } else if cfg!(target_os = "macos") {
            Self::MacOs
        } else {
            Self::Linux
        }
    }
}

/// A path on this computer, as its system writes it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(transparent)]
pub struct LocalPath(String);

impl LocalPath {
    /// Takes a path as text.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// Takes a path from the system. Names that are not Unicode can't be shared, because they can't be shown.
    pub fn from_path(path: &Path) -> Result<Self, PathError> {
        path.to_str().map(Self::new).ok_or(PathError::NotUnicode)
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path for the system's own functions.
    pub fn as_path(&self) -> &Path {
        Path::new(&self.0)
    }
}

impl std::fmt::Display for LocalPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a local folder is called on the collection of its computer. `home` replaces a leading `~`.
pub fn local_to_collection(
    path: &LocalPath,
    system: LocalSystem,
    home: Option<&str>,
) -> Result<CollectionPath, PathError> {
    let separator = |c: char| c == '/' || (system == LocalSystem::Windows && c == '\\');
    let text = path.as_str();
    if let Some(inside) = text.strip_prefix('~')
        && (inside.is_empty() || inside.starts_with(separator))
    {
        let home = LocalPath::new(home.ok_or(PathError::NoHome)?);
        let home = local_to_collection(&home, system, None)?;
        return home.join(&inside.replace(separator, "/"));
    }
    match system {
        LocalSystem::Linux | LocalSystem::MacOs => CollectionPath::parse(text),
        LocalSystem::Windows => windows_to_collection(text),
    }
}

fn windows_to_collection(text: &str) -> Result<CollectionPath, PathError> {
    if text.is_empty() {
        return Err(PathError::Empty);
    }
    let text = text.replace('/', "\\");
    let text = match text.strip_prefix(r"\\?\") {
        Some(long) if starts_with_drive(long) => long,
        Some(_) => return Err(PathError::NetworkShare),
        None => &text,
    };
    if text.starts_with(r"\\") {
        return Err(PathError::NetworkShare);
    }
    if !starts_with_drive(text) {
        return Err(if text.starts_with('\\') {
            PathError::NoDrive
        } else {
            PathError::NotAbsolute
        });
    }
    let (drive, inside) = text.split_at(2);
    // `C:notes` is relative to wherever the drive's current folder is.
    if !inside.is_empty() && !inside.starts_with('\\') {
        return Err(PathError::NotAbsolute);
    }
    if inside.contains(is_forbidden_on_windows) {
        return Err(PathError::ForbiddenCharacter);
    }
    let letter = drive[..1].to_ascii_uppercase();
    CollectionPath::parse(&format!("/{letter}{}/", inside.replace('\\', "/")))
}

fn starts_with_drive(text: &str) -> bool {
    matches!(text.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

/// Characters that no Windows name has; separators are looked at elsewhere.
fn is_forbidden_on_windows(c: char) -> bool {
    matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|') || c.is_control()
}

/// Where a folder of this computer's collection is on disk. `home` replaces a leading `/~/`.
pub fn collection_to_local(
    path: &CollectionPath,
    system: LocalSystem,
    home: Option<&str>,
) -> Result<LocalPath, PathError> {
    if path.starts_with(&CollectionPath::home()) {
        let home = LocalPath::new(home.ok_or(PathError::NoHome)?);
        let home = local_to_collection(&home, system, None)?;
        return to_local(&path.expand_home(&home), system);
    }
    to_local(path, system)
}

fn to_local(path: &CollectionPath, system: LocalSystem) -> Result<LocalPath, PathError> {
    if system != LocalSystem::Windows {
        let text = path.as_str();
        let trimmed = if path.is_root() {
            text
        } else {
            text.trim_end_matches('/')
        };
        return Ok(LocalPath::new(trimmed));
    }
    let mut parts = path.parts();
    let drive = parts
        .next()
        .filter(|part| part.len() == 1 && starts_with_drive(&format!("{part}:")));
    let drive = drive.ok_or(PathError::NoDrive)?;
    let inside: Vec<&str> = parts.collect();
    if inside
        .iter()
        .any(|part| part.contains(|c| c == '\\' || is_forbidden_on_windows(c)))
    {
        return Err(PathError::ForbiddenCharacter);
    }
    Ok(LocalPath::new(format!(
        "{}:\\{}",
        drive.to_ascii_uppercase(),
        inside.join("\\")
    )))
}

#[cfg(test)]
mod tests;
