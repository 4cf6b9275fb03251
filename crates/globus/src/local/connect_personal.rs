//! Finding Globus Connect Personal and asking it what it lets out.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::config_paths::{self, ConfigPath};
use super::gridmap::{self, OwnerHint};
use crate::ids::CollectionId;
use crate::path::{CollectionPath, LocalSystem};

/// Globus Connect Personal, set up on this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectPersonal {
    /// This computer's collection.
    pub collection_id: CollectionId,
    /// Where its files are.
    pub config_dir: PathBuf,
    /// What it lets out; none where it doesn't say, as on Windows.
    pub shared_paths: Option<Vec<ConfigPath>>,
    /// Whose it is.
    pub owner: Option<OwnerHint>,
}

/// The files are there but can't be read, or don't say which collection.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LocalError {
    /// The system refused.
    #[error("{} can't be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// `client-id.txt` holds something else than a UUID.
    #[error("{} doesn't hold a collection's id", path.display())]
    NotAnId {
        /// The file.
        path: PathBuf,
    },
}

impl ConnectPersonal {
    /// Looks in `config_dir`, or where this system keeps it. None when it isn't installed or was never set
    /// up.
    pub fn find(config_dir: Option<&Path>) -> Result<Option<Self>, LocalError> {
        let system = LocalSystem::current();
        let home = std::env::home_dir();
        let app_data = std::env::var_os("LOCALAPPDATA").map(PathBuf::from);
        let usual = default_config_dir(system, home.as_deref(), app_data.as_deref());
        match config_dir.map(Path::to_owned).or(usual) {
            Some(dir) => Self::read(&dir, system, home.as_deref().and_then(Path::to_str)),
            None => Ok(None),
        }
    }

    /// Reads one folder by the rules of one system.
    pub fn read(
        config_dir: &Path,
        system: LocalSystem,
        home: Option<&str>,
    ) -> Result<Option<Self>, LocalError> {
        let id_file = config_dir.join("client-id.txt");
        let Some(id) = read_if_there(&id_file)? else {
            return Ok(None);
        };
        let collection_id = CollectionId::parse(&id).ok_or(LocalError::NotAnId { path: id_file })?;
        // The other files only help to warn early; without them the service's answer has to do.
        let hint = |name: &str| read_if_there(&config_dir.join(name)).ok().flatten();
        Ok(Some(Self {
            collection_id,
            config_dir: config_dir.to_owned(),
            shared_paths: hint("config-paths").map(|text| config_paths::parse(&text, system, home)),
            owner: hint("gridmap").as_deref().and_then(gridmap::parse),
        }))
    }

    /// Whether a folder can be reached through Globus Connect Personal. None: it doesn't say.
    pub fn covers(&self, path: &CollectionPath) -> Option<bool> {
        Some(self.deciding(path)?.is_some())
    }

    /// Whether a guest collection may be made on a folder. None: it doesn't say.
    pub fn is_shareable(&self, path: &CollectionPath) -> Option<bool> {
        Some(self.deciding(path)?.is_some_and(|entry| entry.sharing))
    }

    /// Whether guests may be let write to a folder. None: it doesn't say.
    pub fn is_writable(&self, path: &CollectionPath) -> Option<bool> {
        Some(self.deciding(path)?.is_some_and(|entry| entry.write))
    }

    fn deciding(&self, path: &CollectionPath) -> Option<Option<&ConfigPath>> {
        let found = config_paths::deciding(self.shared_paths.as_ref()?, path);
        // One entry a line: the file can't name a folder with a line break in its name, so its silence means nothing.
        let can_be_named = !path.as_str().contains(['\n', '\r']);
        (found.is_some() || can_be_named).then_some(found)
    }
}

/// Where Globus Connect Personal keeps its files on a system.
pub fn default_config_dir(
    system: LocalSystem,
    home: Option<&Path>,
    local_app_data: Option<&Path>,
) -> Option<PathBuf> {
    match system {
        LocalSystem::Linux | LocalSystem::MacOs => Some(home?.join(".globusonline").join("lta")),
        LocalSystem::Windows => Some(local_app_data?.join("Globus Connect")),
    }
}

fn read_if_there(path: &Path) -> Result<Option<String>, LocalError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(LocalError::Unreadable {
            path: path.to_owned(),
            source,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "44444444-4444-4444-8444-444444444444";

    fn path(text: &str) -> CollectionPath {
        CollectionPath::parse(text).unwrap()
    }

    #[test]
    fn each_system_has_its_own_folder() {
        let home = Path::new("/home/ann");
        let app_data = Path::new("/appdata");
        let linux = default_config_dir(LocalSystem::Linux, Some(home), None);
        assert_eq!(linux, Some(PathBuf::from("/home/ann/.globusonline/lta")));
        assert_eq!(default_config_dir(LocalSystem::MacOs, Some(home), None), linux);
        let windows = default_config_dir(LocalSystem::Windows, Some(home), Some(app_data));
        assert_eq!(windows, Some(app_data.join("Globus Connect")));
        assert_eq!(default_config_dir(LocalSystem::Windows, Some(home), None), None);
    }

    #[test]
    fn nothing_there_is_no_error() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(ConnectPersonal::find(Some(dir.path())).unwrap(), None);
    }

    #[test]
    fn everything_that_is_there_is_read() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("client-id.txt"), format!("{ID}\n")).unwrap();
        fs::write(dir.path().join("config-paths"), "~/,0,1\n~/share/,1,0\n").unwrap();
        let found = ConnectPersonal::read(dir.path(), LocalSystem::Linux, Some("/home/ann"))
            .unwrap()
            .unwrap();
        assert_eq!(found.collection_id.as_str(), ID);
        assert_eq!(found.is_shareable(&path("/home/ann/share/x/")), Some(true));
        assert_eq!(found.is_writable(&path("/home/ann/share/x/")), Some(false));
        assert_eq!(found.is_shareable(&path("/home/ann/other/")), Some(false));
        assert_eq!(found.covers(&path("/home/ann/other/")), Some(true));
        assert_eq!(found.covers(&path("/srv/")), Some(false));
        assert_eq!(found.covers(&path("/srv/a\nb/")), None);
        assert_eq!(found.is_shareable(&path("/home/ann/a\nb/")), Some(false));
        assert_eq!(found.owner, None);
    }

    #[test]
    fn without_config_paths_nobody_knows() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("client-id.txt"), ID).unwrap();
        let found = ConnectPersonal::find(Some(dir.path())).unwrap().unwrap();
        assert_eq!(found.shared_paths, None);
        assert_eq!(found.is_shareable(&path("/anything/")), None);
    }

    #[test]
    fn an_id_that_is_none_is_said() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("client-id.txt"), "hello").unwrap();
        assert!(matches!(
            ConnectPersonal::find(Some(dir.path())),
            Err(LocalError::NotAnId { .. })
        ));
    }
}
