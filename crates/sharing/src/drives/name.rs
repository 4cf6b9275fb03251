//! What a network drive, or a folder on one, is called: by its letter, by the share that it shows, or by the folder that
//! it hangs below. One computer knows a drive by several such names, and several computers by others; the share is what
//! they have in common.
//!
//! Everything here works on text, by every system's rules on every system.

use globus::path::{CollectionPath, LocalSystem, unicode_eq};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Longer texts are no paths.
const LONGEST: usize = 4096;

/// Names that Windows keeps for devices, in every folder and with every extension (Win32, naming files).
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A folder on a drive, or the whole drive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DriveName {
    root: Root,
    parts: Vec<String>,
}

/// Where a name begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
enum Root {
    /// `S:`
    Letter { letter: char },
    /// `\\server\share`
    Share { host: String, share: String },
    /// `server:`, with the path on the server as parts (NFS, sshfs).
    Export { host: String },
    /// `/`
    Folder,
}

/// Why a text names no drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum NotADrive {
    #[error("is empty or too long")]
    Length,
    #[error(
        "is no whole path: `S:`, `\\\\server\\share`, `//server/share`, `server:/folder` or `/folder` is"
    )]
    NotAbsolute,
    #[error("has a `.` or `..` part")]
    DotSegment,
    #[error("has signs or a name that the drive's system keeps for other things")]
    Forbidden,
}

impl DriveName {
    /// Reads any of the forms; which system wrote it shows in the text itself.
    pub fn parse(text: &str) -> Result<Self, NotADrive> {
        if text.is_empty() || text.len() > LONGEST {
            return Err(NotADrive::Length);
        }
        let address = ["smb://", "cifs://"].iter().find_map(|scheme| {
            let (start, rest) = text.split_at_checked(scheme.len())?;
            start.eq_ignore_ascii_case(scheme).then_some(rest)
        });
        if let Some(rest) = address {
            return share(rest.rsplit_once('@').map_or(rest, |(_, host)| host));
        }
        let slashes = text.replace('\\', "/");
        if let Some(device) = slashes
            .strip_prefix("//?/")
            .or_else(|| slashes.strip_prefix("//./"))
        {
            // The long forms of ordinary paths; volumes, pipes and disks have no name that others would know.
            return match device.get(..4) {
                Some(unc) if unc.eq_ignore_ascii_case("UNC/") => share(&device[4..]),
                _ if slashes.starts_with("//?/") && letter_of(device).is_some() => on_letter(device),
                _ => Err(NotADrive::Forbidden),
            };
        }
        if let Some(rest) = slashes.strip_prefix("//") {
            return share(rest);
        }
        if letter_of(&slashes).is_some() {
            return on_letter(&slashes);
        }
        if text.starts_with('/') {
            return Ok(Self {
                root: Root::Folder,
                parts: posix(text)?,
            });
        }
        export(text)
    }

    /// A folder below this one, by the rules of a POSIX system: the parts are names as they are.
    pub fn below(&self, parts: &[String]) -> Self {
        let parts = self.parts.iter().chain(parts).cloned().collect();
        Self {
            root: self.root.clone(),
            parts,
        }
    }

    /// What remains of this name below another one; none where it lies elsewhere.
    pub fn inside(&self, other: &Self) -> Option<&[String]> {
        let is_same = |a: &str, b: &str| match self.root {
            Root::Letter { .. } | Root::Share { .. } => fold(a) == fold(b),
            Root::Export { .. } | Root::Folder => unicode_eq(a, b),
        };
        let (mine, rest) = self.parts.split_at_checked(other.parts.len())?;
        let is_inside = self.same_root(other) && mine.iter().zip(&other.parts).all(|(a, b)| is_same(a, b));
        is_inside.then_some(rest)
    }

    /// Whether the last parts are those of another name.
    pub(super) fn ends_like(&self, other: &Self) -> bool {
        let start = self.parts.len().checked_sub(other.parts.len());
        let end = start.map(|start| &self.parts[start..]);
        end.is_some_and(|end| end.iter().zip(&other.parts).all(|(a, b)| fold(a) == fold(b)))
    }

    /// How deep it is.
    pub fn depth(&self) -> usize {
        self.parts.len()
    }

    /// The parts below where the name begins.
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// The same place, some parts up.
    pub fn up(&self, parts: usize) -> Self {
        let kept = self.parts.len().saturating_sub(parts);
        Self {
            root: self.root.clone(),
            parts: self.parts[..kept].to_vec(),
        }
    }

    /// Whether other computers know the drive by this name too.
    pub fn is_shared(&self) -> bool {
        matches!(self.root, Root::Share { .. } | Root::Export { .. })
    }

    /// Whether it is a folder of a POSIX system.
    pub fn is_folder(&self) -> bool {
        self.root == Root::Folder
    }

    fn same_root(&self, other: &Self) -> bool {
        match (&self.root, &other.root) {
            (Root::Letter { letter: a }, Root::Letter { letter: b }) => a == b,
            (Root::Share { host: a, share: c }, Root::Share { host: b, share: d }) => {
                fold(a) == fold(b) && fold(c) == fold(d)
            }
            (Root::Export { host: a }, Root::Export { host: b }) => fold(a) == fold(b),
            (Root::Folder, Root::Folder) => true,
            _ => false,
        }
    }
}

impl std::fmt::Display for DriveName {
    /// As the system that has such names writes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (start, separator) = match &self.root {
            Root::Letter { letter } => (format!("{letter}:"), '\\'),
            Root::Share { host, share } => (format!(r"\\{host}\{share}"), '\\'),
            Root::Export { host } => (format!("{host}:"), '/'),
            Root::Folder => (String::new(), '/'),
        };
        f.write_str(&start)?;
        for part in &self.parts {
            write!(f, "{separator}{part}")?;
        }
        if self.parts.is_empty() && !matches!(self.root, Root::Share { .. }) {
            write!(f, "{separator}")?;
        }
        Ok(())
    }
}

/// Where a folder of a drive is on the collection. Never outside of `root`: a part that would lead there is refused.
pub fn translate(root: &CollectionPath, parts: &[String], system: LocalSystem) -> Option<CollectionPath> {
    let mut path = root.clone();
    for part in parts {
        let leads_elsewhere = matches!(part.as_str(), "" | "." | "..") || part.contains(['/', '\0']);
        if leads_elsewhere {
            return None;
        }
        // macOS hands out decomposed letters whatever the server keeps; servers of files keep composed ones.
        let part = match system {
            LocalSystem::MacOs => part.nfc().collect(),
            LocalSystem::Linux | LocalSystem::Windows => part.clone(),
        };
        path = path.join(&part).ok()?;
    }
    path.starts_with(root).then_some(path)
}

fn letter_of(text: &str) -> Option<char> {
    match text.as_bytes() {
        [letter, b':', ..] if letter.is_ascii_alphabetic() => Some(letter.to_ascii_uppercase() as char),
        _ => None,
    }
}

fn on_letter(text: &str) -> Result<DriveName, NotADrive> {
    let letter = letter_of(text).ok_or(NotADrive::NotAbsolute)?;
    let inside = &text[2..];
    // `S:notes` is relative to wherever the drive's current folder is.
    if !inside.is_empty() && !inside.starts_with('/') {
        return Err(NotADrive::NotAbsolute);
    }
    Ok(DriveName {
        root: Root::Letter { letter },
        parts: windows(inside)?,
    })
}

/// `server/share/folder`.
fn share(text: &str) -> Result<DriveName, NotADrive> {
    let text = text.replace('\\', "/");
    let mut parts = text.splitn(3, '/');
    let host = parts.next().unwrap_or_default();
    let mut named = windows(parts.next().unwrap_or_default())?;
    let (true, Some(share)) = (is_host(host), named.pop()) else {
        return Err(NotADrive::NotAbsolute);
    };
    Ok(DriveName {
        root: Root::Share {
            host: host.to_lowercase(),
            share,
        },
        parts: windows(parts.next().unwrap_or_default())?,
    })
}

/// `server:/folder`, maybe with a user in front.
fn export(text: &str) -> Result<DriveName, NotADrive> {
    let (host, path) = text.split_once(":/").ok_or(NotADrive::NotAbsolute)?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    if !is_host(host) {
        return Err(NotADrive::NotAbsolute);
    }
    Ok(DriveName {
        root: Root::Export {
            host: host.to_lowercase(),
        },
        parts: posix(path)?,
    })
}

fn is_host(host: &str) -> bool {
    let is_sign = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '[' | ']' | ':' | '%' | '$');
    !host.is_empty() && !matches!(host, "." | "..") && host.chars().all(is_sign)
}

fn posix(text: &str) -> Result<Vec<String>, NotADrive> {
    let parts = text.split('/').filter(|part| !part.is_empty());
    parts
        .map(|part| match part {
            "." | ".." => Err(NotADrive::DotSegment),
            part if part.chars().any(char::is_control) => Err(NotADrive::Forbidden),
            part => Ok(part.to_owned()),
        })
        .collect()
}

fn windows(text: &str) -> Result<Vec<String>, NotADrive> {
    let parts = text.split('/').filter(|part| !part.is_empty());
    parts
        .map(|part| match part {
            "." | ".." => Err(NotADrive::DotSegment),
            part if is_windows_name(part) => Ok(part.to_owned()),
            _ => Err(NotADrive::Forbidden),
        })
        .collect()
}

/// Windows drops blanks and dots at the end, and reads a colon as the name of a stream: what such a text names is
/// something else than it says.
fn is_windows_name(part: &str) -> bool {
    let forbidden = |c: char| matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|') || c.is_control();
    let stem = part
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_lowercase();
    let numbered = ["com", "lpt"].iter().any(|device| {
        let number = stem.strip_prefix(device);
        number.is_some_and(|number| {
            let mut chars = number.chars();
            matches!(
                (chars.next(), chars.next()),
                (Some('0'..='9' | '¹' | '²' | '³'), None)
            )
        })
    });
    !part.contains(forbidden)
        && !part.ends_with(['.', ' '])
        && !numbered
        && !DEVICES.contains(&stem.as_str())
        && !matches!(stem.as_str(), "conin$" | "conout$")
}

/// For comparing names where case does not count.
pub(crate) fn fold(text: &str) -> String {
    text.to_lowercase().nfc().collect()
}
