//! From a collection path to a file on this machine, never outside the collection's root.

mod generated;
mod path;

use std::path::{Path, PathBuf};

use uuid::Uuid;

pub(crate) use generated::{Generated, GeneratedEntry, GeneratedTree};
pub(crate) use path::{collection_path_of, encode_name, normalize_folder};

use crate::shared::App;
use crate::state::World;
use crate::state::model::{Collection, Storage};
use path::{below, from_collection_path};

/// Why a path of a collection leads nowhere on this machine.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub(crate) enum LocateError {
    /// The path is not one, or lies outside of what the collection shows.
    #[error("the path '{0}' is not allowed")]
    PathDenied(String),
    /// The mapped collection below a guest collection was deleted.
    #[error("the collection {0} is gone")]
    HostGone(Uuid),
    /// The endpoint of a server, for instance.
    #[error("the collection has no files")]
    NoFiles,
}

/// Where a path of a collection leads, before any file was looked at.
#[derive(Clone, Debug)]
pub(crate) enum Located {
    /// A local path that must stay inside one of the fences once links are resolved.
    Local(Local),
    /// A folder above the allowed ones: only the way down to them is shown.
    OnTheWay(Vec<String>),
    /// A place in a tree that has no files on disk. Nothing can be written there.
    Generated(Generated),
}

#[derive(Clone, Debug)]
pub(crate) struct Local {
    pub(crate) path: PathBuf,
    fences: Vec<PathBuf>,
}

/// Replaces a leading `/~/` by the home folder; collections without one begin at their root.
pub(crate) fn expand_home(collection: &Collection, folder: &str) -> String {
    let home = match &collection.storage {
        Some(Storage::Computer { home }) => home.as_str(),
        _ => "/",
    };
    folder
        .strip_prefix("/~/")
        .map_or_else(|| folder.to_owned(), |rest| format!("{home}{rest}"))
}

/// Finds the local path. Looks at no file, so it can run while the state is locked.
pub(crate) fn locate(
    app: &App,
    world: &World,
    collection: &Collection,
    path: &str,
) -> Result<Located, LocateError> {
    let folder = normalize_folder(path).ok_or_else(|| LocateError::PathDenied(path.to_owned()))?;
    let folder = expand_home(collection, &folder);
    let (mapped, root) = match collection.host {
        Some(host) => {
            let mapped = world.collections.by_id(host).filter(|it| !it.deleted);
            let mapped = mapped.ok_or(LocateError::HostGone(host))?;
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
                return Err(LocateError::PathDenied(path.to_owned()));
            }
            Ok(Located::OnTheWay(names))
        }
        Some(Storage::Generated { tree }) => Ok(Located::Generated(Generated::new(*tree, &on_host))),
        None => Err(LocateError::NoFiles),
    }
}

/// May guest collections be made under this folder of a mapped collection?
pub(crate) fn is_shareable(app: &App, world: &World, mapped: &Collection, folder: &str) -> bool {
    match &mapped.storage {
        Some(Storage::Computer { .. }) => allowed_folders(app, world)
            .iter()
            .any(|allowed| folder.starts_with(allowed.as_str())),
        // The pretend account's own folders; not the whole disk.
        Some(Storage::Folder { .. } | Storage::Generated { .. }) => folder != "/",
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
    pub(crate) fn existing(&self) -> std::io::Result<PathBuf> {
        let real = self.path.canonicalize()?;
        self.guard(&real)?;
        Ok(real)
    }

    /// For something that is to be made: its folder resolved, and its name.
    pub(crate) fn new_entry(&self) -> std::io::Result<PathBuf> {
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
    pub(crate) fn entry(&self) -> std::io::Result<PathBuf> {
        if self.fences.contains(&self.path) {
            return self.existing();
        }
        let entry = self.new_entry()?;
        entry.symlink_metadata()?;
        Ok(entry)
    }

    /// The folder around it, unless that would be outside.
    pub(crate) fn parent(&self) -> Option<Self> {
        if self.fences.contains(&self.path) {
            return None;
        }
        Some(Self {
            path: self.path.parent()?.to_owned(),
            fences: self.fences.clone(),
        })
    }

    /// Is it the root of what may be seen?
    pub(crate) fn is_root(&self) -> bool {
        self.fences.contains(&self.path)
    }

    pub(crate) fn guard(&self, real: &Path) -> std::io::Result<()> {
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
