//! Where things are kept on this computer.
//!
//! ```text
//! <app data>/settings.json     what the person has set
//! <app data>/logs/             a file a day, a week of them
//! <app data>/globus/           journal, drafts and recents of the real Globus
//! <app data>/other-<name>/     the same for other services (GUESTLIST_…_URL)
//! <app data>/practice/         the same for practice mode, beside the pretend Globus itself
//! ```

use std::path::{Path, PathBuf};

use sharing::{Error, Result};

use crate::environment::Environment;
use crate::guard::blocking;

/// The app's own folder.
#[derive(Clone, Debug)]
pub struct DataFolder {
    root: PathBuf,
    services: String,
}

impl DataFolder {
    /// `usual` is the system's place for app data; `GUESTLIST_DATA_DIR` goes before it.
    pub fn new(environment: &Environment, usual: PathBuf) -> Self {
        Self {
            root: environment.data_dir.clone().unwrap_or(usual),
            services: match environment.service_realm() {
                None => "globus".to_owned(),
                Some(name) => format!("other-{name}"),
            },
        }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The settings file, the same one in every mode.
    pub fn settings(&self) -> PathBuf {
        self.root.join("settings.json")
    }

    /// Log files.
    pub fn logs(&self) -> PathBuf {
        self.root.join("logs")
    }

    /// What belongs to the services that the app is pointed at.
    pub fn services(&self) -> PathBuf {
        self.root.join(&self.services)
    }

    /// What belongs to practice mode.
    pub fn practice(&self) -> PathBuf {
        self.root.join("practice")
    }

    /// Practice's folder where the usual one belongs to a newer version of the app.
    pub fn practice_of_this_version(&self) -> PathBuf {
        self.root.join(concat!("practice-", env!("CARGO_PKG_VERSION")))
    }
}

/// Makes a folder with the folders above it; on Unix nobody else may look into them.
pub async fn make(folder: PathBuf) -> Result<()> {
    blocking(move || {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder).map_err(Error::unexpected)
    })
    .await
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nobody_else_may_look_in() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        make(folder.path().join("a/b")).await.unwrap();
        for name in ["a", "a/b"] {
            let mode = std::fs::metadata(folder.path().join(name))
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o700);
        }
    }
}
