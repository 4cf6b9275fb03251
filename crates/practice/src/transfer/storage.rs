//! From a collection path to a file on this machine, never outside the collection's root.

use std::path::{Path, PathBuf};

use super::error::TransferError;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Collection, Storage};

/// Where a path of a collection leads, before any file was looked at.
#[derive(Clone, Debug)]
pub(super) enum Located {
    /// A local path that must stay inside one of the fences once links are resolved.
    Local(Local),
    /// A folder above the allowed ones: only the way down to them is shown.
    OnTheWay(Vec<String>),
}

#[derive(Clone, Debug)]
pub(super) struct Local {
    pub(super) path: PathBuf,
    fences: Vec<PathBuf>,
}

/// `/a/b/` from what a client sent. None for relative paths and for paths that step outside.
pub(crate) fn normalize_folder(path: &str) -> Option<String> {
    let rest = path.strip_prefix('/')?;
    let mut folder = String::from("/");
    for segment in rest.split('/').filter(|segment| !segment.is_empty()) {
        if segment == "." || segment == ".." || segment.contains('\0') {
            return None;
        }
        folder.push_str(segment);
        folder.push('/');
    }
    Some(folder)
}

/// Replaces a leading `/~/` by the home folder; collections without one begin at their root.
pub(super) fn expand_home(collection: &Collection, folder: &str) -> String {
    let home = match &collection.storage {
        Some(Storage::Computer { home }) => home.as_str(),
        _ => "/",
    };
    folder
        .strip_prefix("/~/")
        .map_or_else(|| folder.to_owned(), |rest| format!("{home}{rest}"))
}

/// Finds the local path. Looks at no file, so it can run while the state is locked.
pub(super) fn locate(
    app: &App,
    world: &World,
    collection: &Collection,
    path: &str,
) -> Result<Located, TransferError> {
    let folder = normalize_folder(path).ok_or_else(|| TransferError::path_denied(path))?;
    let folder = expand_home(collection, &folder);
    let (mapped, root) = match collection.host {
        Some(host) => {
            let mapped = world.collections.by_id(host).filter(|it| !it.deleted);
            let mapped = mapped.ok_or_else(|| TransferError::no_endpoint(&host.to_string()))?;
            (
                mapped,
                collection.host_path.clone().unwrap_or_else(|| "/".to_owned()),
            )
        }
        None => (collection, "/".to_owned()),
    };
    let on_host = format!("{}{}", root.trim_end_matches('/'), folder);
    match &mapped.storage {
        Some(Storage::Folder { root: disk }) => {
            let disk = app.places.storage_dir.join(disk);
            let fence = below(&disk, &root);
            Ok(Located::Local(Local {
                path: below(&disk, &on_host),
                fences: vec![fence],
            }))
        }
        Some(Storage::Computer { .. }) => {
            let allowed = allowed_folders(app, world);
            if allowed.iter().any(|it| on_host.starts_with(it.as_str())) {
                let fences = if collection.host.is_some() {
                    vec![root]
                } else {
                    allowed
                };
                let fences = fences.iter().map(|fence| from_collection_path(fence)).collect();
                return Ok(Located::Local(Local {
                    path: from_collection_path(&on_host),
                    fences,
                }));
            }
            let mut names: Vec<String> = allowed
                .iter()
                .filter_map(|it| it.strip_prefix(on_host.as_str())?.split('/').next())
                .map(str::to_owned)
                .collect();
            names.sort();
            names.dedup();
            if names.is_empty() || collection.host.is_some() {
                return Err(TransferError::path_denied(path));
            }
            Ok(Located::OnTheWay(names))
        }
        None => Err(TransferError::not_supported("This collection has no files")),
    }
}

/// May guest collections be made under this folder of a mapped collection?
pub(super) fn is_shareable(app: &App, world: &World, mapped: &Collection, folder: &str) -> bool {
    match &mapped.storage {
        Some(Storage::Computer { .. }) => allowed_folders(app, world)
            .iter()
            .any(|allowed| folder.starts_with(allowed.as_str())),
        // The pretend account's own folders; not the whole disk.
        Some(Storage::Folder { .. }) => folder != "/",
        None => false,
    }
}

fn allowed_folders(app: &App, world: &World) -> Vec<String> {
    let mut allowed = world.allowed_folders();
    allowed.extend(collection_path_of(&app.places.sample_root));
    allowed
}

impl Local {
    /// The path with all links resolved, if it is there and inside.
    pub(super) fn existing(&self) -> std::io::Result<PathBuf> {
        let real = self.path.canonicalize()?;
        self.guard(&real)?;
        Ok(real)
    }

    /// For something that is to be made: its folder resolved, and its name.
    pub(super) fn new_entry(&self) -> std::io::Result<PathBuf> {
        if self.fences.contains(&self.path) {
            return Err(std::io::ErrorKind::AlreadyExists.into());
        }
        let (Some(parent), Some(name)) = (self.path.parent(), self.path.file_name()) else {
            return Err(std::io::ErrorKind::AlreadyExists.into());
        };
        let parent = parent.canonicalize()?;
        self.guard(&parent)?;
        Ok(parent.join(name))
    }

    /// An entry itself, not what it links to.
    pub(super) fn entry(&self) -> std::io::Result<PathBuf> {
        if self.fences.contains(&self.path) {
            return self.existing();
        }
        let entry = self.new_entry()?;
        entry.symlink_metadata()?;
        Ok(entry)
    }

    pub(super) fn guard(&self, real: &Path) -> std::io::Result<()> {
        for fence in &self.fences {
            if fence.canonicalize().is_ok_and(|fence| real.starts_with(fence)) {
                return Ok(());
            }
        }
        // A fence that is gone has nothing inside.
        if self.fences.iter().all(|fence| !fence.exists()) {
            return Err(std::io::ErrorKind::NotFound.into());
        }
        Err(std::io::ErrorKind::PermissionDenied.into())
    }
}

/// A collection path below a folder of this machine.
fn below(disk: &Path, path: &str) -> PathBuf {
    let mut local = disk.to_path_buf();
    local.extend(
        path.split('/')
            .filter(|segment| !segment.is_empty())
            .map(decode_name),
    );
    local
}

/// `/home/ann/` or, on Windows, `/C/Users/ann/` as a local path.
fn from_collection_path(path: &str) -> PathBuf {
    if cfg!(windows) {
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        let drive = segments.next().unwrap_or("C");
        let rest: Vec<&str> = segments.collect();
        return below(Path::new(&format!("{drive}:\\")), &rest.join("/"));
    }
    below(Path::new("/"), path)
}

/// A local folder as a collection path with its slash at the end: `C:\Users\ann` is `/C/Users/ann/`.
pub(crate) fn collection_path_of(folder: &Path) -> Option<String> {
    let text = folder.to_str()?;
    let text = text.strip_prefix(r"\\?\").unwrap_or(text);
    let bytes = text.as_bytes();
    let has_drive = bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':';
    if has_drive {
        let drive = text[..1].to_ascii_uppercase();
        return normalize_folder(&format!("/{drive}/{}", text[2..].replace('\\', "/")));
    }
    normalize_folder(text)
}

/// A file name as it is sent: what is no UTF-8 goes as Latin-1 behind U+FFFD.
pub(super) fn encode_name(name: &std::ffi::OsStr) -> String {
    match name.to_str() {
        Some(text) => text.to_owned(),
        None => {
            let latin: String = name
                .as_encoded_bytes()
                .iter()
                .map(|&byte| char::from(byte))
                .collect();
            format!("\u{FFFD}{latin}")
        }
    }
}

#[cfg(unix)]
fn decode_name(segment: &str) -> std::ffi::OsString {
    use std::os::unix::ffi::OsStringExt;
    let latin: Option<Vec<u8>> = segment
        .strip_prefix('\u{FFFD}')
        .and_then(|rest| rest.chars().map(|c| u8::try_from(c).ok()).collect());
    latin.map_or_else(|| segment.into(), std::ffi::OsString::from_vec)
}

#[cfg(not(unix))]
fn decode_name(segment: &str) -> std::ffi::OsString {
    segment.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_end_with_a_slash_and_never_step_out() {
        assert_eq!(normalize_folder("/a//b").as_deref(), Some("/a/b/"));
        assert_eq!(normalize_folder("/").as_deref(), Some("/"));
        for bad in ["a", "", "/a/../b", "/..", "/./a", "/a\0"] {
            assert_eq!(normalize_folder(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn drives_become_folders() {
        assert_eq!(
            collection_path_of(Path::new(r"c:\Users\ann\Data")).as_deref(),
            Some("/C/Users/ann/Data/")
        );
        assert_eq!(
            collection_path_of(Path::new(r"\\?\C:\Users")).as_deref(),
            Some("/C/Users/")
        );
        assert_eq!(
            collection_path_of(Path::new("/home/ann")).as_deref(),
            Some("/home/ann/")
        );
        assert_eq!(collection_path_of(Path::new(r"\\server\share")), None);
    }
}
