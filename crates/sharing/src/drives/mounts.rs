//! What hangs on this computer, as each system tells it. Only Linux and macOS have a table; on Windows the path itself,
//! written out by the system, names the share.

use globus::path::LocalSystem;

use super::DriveName;
use crate::ports::Mounts;

/// Longest table that is read.
const LIMIT: usize = 4 * 1024 * 1024;

/// Something that hangs below a folder of this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    /// The folder, or `S:`.
    pub at: DriveName,
    /// The drive; none for disks of this computer.
    pub network: Option<Network>,
}

/// A drive that is somewhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// What it shows, where the table has a name that others would know.
    pub source: Option<DriveName>,
}

/// The mounts of the computer that the program runs on.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemMounts;

impl Mounts for SystemMounts {
    fn mounts(&self) -> Vec<Mount> {
        match LocalSystem::current() {
            LocalSystem::Linux => match std::fs::read_to_string("/proc/self/mountinfo") {
                Ok(table) => linux(&table),
                Err(error) => {
                    tracing::debug!(%error, "no table of mounts");
                    Vec::new()
                }
            },
            LocalSystem::MacOs => match std::process::Command::new("/sbin/mount").output() {
                Ok(output) => macos(&String::from_utf8_lossy(&output.stdout)),
                Err(error) => {
                    tracing::debug!(%error, "no table of mounts");
                    Vec::new()
                }
            },
            LocalSystem::Windows => Vec::new(),
        }
    }
}

/// No drive but those that a path names itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoMounts;

impl Mounts for NoMounts {
    fn mounts(&self) -> Vec<Mount> {
        Vec::new()
    }
}

/// A table in a file, in the form of Linux, for practising with drives that are not there.
#[derive(Clone, Debug)]
pub struct MountsInFile(pub std::path::PathBuf);

impl Mounts for MountsInFile {
    fn mounts(&self) -> Vec<Mount> {
        std::fs::read_to_string(&self.0)
            .map(|table| linux(&table))
            .unwrap_or_default()
    }
}

/// Linux: `/proc/self/mountinfo` (proc_pid_mountinfo(5)).
///
/// ```text
/// 36 35 98:0 /sub /mnt/point rw,noatime shared:1 - cifs //server/share rw
/// ```
pub fn linux(table: &str) -> Vec<Mount> {
    let lines = table.get(..LIMIT).unwrap_or(table).lines();
    lines
        .flat_map(|line| line_of_linux(line).unwrap_or_default())
        .collect()
}

fn line_of_linux(line: &str) -> Option<Vec<Mount>> {
    let (place, kind) = line.split_once(" - ")?;
    let mut place = place.split(' ').skip(3);
    let (root, at) = (unescaped(place.next()?), unescaped(place.next()?));
    let mut kind = kind.split(' ');
    let (file_system, source) = (kind.next()?, unescaped(kind.next()?));
    let at = folder(&at)?;
    if file_system == "fuse.gvfsd-fuse" {
        return Some(gvfs(&at));
    }
    let network = kind_of(file_system).map(|kind| Network {
        // Less than the whole drive may hang there: a bind mount, or a folder that the person was given.
        source: kind
            .source(&source)
            .and_then(|source| Some(source.below(folder(&root)?.parts()))),
    });
    Some(vec![Mount { at, network }])
}

/// What a network file system's own name for a drive is worth elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A server and a share or folder: the same name everywhere.
    Known,
    /// A cluster's or a service's own form.
    Other,
}

impl Kind {
    fn source(self, text: &str) -> Option<DriveName> {
        let known = (self == Self::Known).then(|| DriveName::parse(text).ok());
        known.flatten().filter(DriveName::is_shared)
    }
}

/// Network file systems by their names on Linux and macOS; none for disks of the computer itself.
fn kind_of(file_system: &str) -> Option<Kind> {
    match file_system {
        "cifs" | "smb2" | "smb3" | "smbfs" | "nfs" | "nfs4" | "fuse.sshfs" => Some(Kind::Known),
        "afpfs" | "webdav" | "davfs" | "fuse" | "fuse.davfs2" | "fuse.rclone" | "9p" | "afs" | "ceph"
        | "lustre" | "gpfs" | "beegfs" => Some(Kind::Other),
        _ => None,
    }
}

/// GNOME hangs every drive below one folder, and writes into each folder's name what it is (GVfs, FUSE).
fn gvfs(at: &DriveName) -> Vec<Mount> {
    let folder = at.to_string();
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    names.map(|name| gvfs_entry(at, &name)).collect()
}

/// `smb-share:server=files.northfield.example,share=projects,user=ann`
pub(super) fn gvfs_entry(at: &DriveName, name: &str) -> Mount {
    let value = |key: &str| {
        let (_, values) = name.split_once(':')?;
        values
            .split(',')
            .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
    };
    let source = match name.split_once(':').map(|(kind, _)| kind) {
        Some("smb-share") => value("server")
            .zip(value("share"))
            .map(|(host, share)| format!("//{host}/{share}")),
        Some("sftp") => value("host").map(|host| format!("{host}:/")),
        Some("nfs") => value("host")
            .zip(value("prefix"))
            .map(|(host, path)| format!("{host}:{path}")),
        _ => None,
    };
    Mount {
        at: at.below(&[name.to_owned()]),
        network: Some(Network {
            source: source.and_then(|source| DriveName::parse(&source).ok()),
        }),
    }
}

/// Blanks and other signs are written as `\040` (fs/proc_namespace.c, mangle).
fn unescaped(field: &str) -> String {
    let bytes = field.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = field
            .get(at + 1..at + 4)
            .filter(|_| bytes[at] == b'\\')
            .and_then(|digits| u8::from_str_radix(digits, 8).ok());
        plain.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 4 } else { 1 };
    }
    String::from_utf8_lossy(&plain).into_owned()
}

/// macOS: what `mount` prints.
///
/// ```text
/// //ann@files.northfield.example/projects on /Volumes/projects (smbfs, nodev, nosuid, mounted by ann)
/// ```
pub fn macos(table: &str) -> Vec<Mount> {
    let lines = table.get(..LIMIT).unwrap_or(table).lines();
    lines.filter_map(line_of_macos).collect()
}

fn line_of_macos(line: &str) -> Option<Mount> {
    // Names may have blanks, brackets and " on " in them: the options are the last brackets, the folder begins with `/`.
    let (places, options) = line.strip_suffix(')')?.rsplit_once(" (")?;
    let (source, at) = places.split_once(" on /")?;
    let file_system = options.split(", ").next()?;
    // Written as an address: `%20` for a blank, the person in front of the server.
    let source = percent_encoding::percent_decode_str(source).decode_utf8_lossy();
    let source = match source.strip_prefix("//") {
        Some(rest) => format!("smb://{rest}"),
        None => source.into_owned(),
    };
    let network = match file_system {
        // sshfs, among others that are on this computer after all.
        "macfuse" | "osxfuse" => Kind::Known
            .source(&source)
            .map(|source| Network { source: Some(source) }),
        file_system => kind_of(file_system).map(|kind| Network {
            source: kind.source(&source),
        }),
    };
    Some(Mount {
        at: folder(&format!("/{at}"))?,
        network,
    })
}

fn folder(path: &str) -> Option<DriveName> {
    DriveName::parse(path).ok().filter(DriveName::is_folder)
}
