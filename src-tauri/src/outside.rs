//! What the shell lends to the state: everything that needs a window, a desktop or the real environment. Tests lend
//! something else.

use std::path::PathBuf;
use std::sync::Arc;

use globus::local::program_folders;
use globus::path::LocalSystem;
use sharing::Computer;
use sharing::model::Copy;
use sharing::ports::Browser;

use crate::data_folder::DataFolder;
use crate::environment::Environment;
use crate::settings_file::KeepSettings;
use crate::vault::OpenKeychain;

/// The lent things.
pub struct Outside {
    /// The process's environment.
    pub environment: Environment,
    /// Where things are kept.
    pub data: DataFolder,
    /// The person's home folder.
    pub home: Option<PathBuf>,
    /// The system's own browser.
    pub browser: Arc<dyn Browser>,
    /// The system's keychain.
    pub keychain: OpenKeychain,
    /// The settings file.
    pub settings: Arc<dyn KeepSettings>,
    /// Tells the window that the state changed.
    pub changed: Box<dyn Fn() + Send + Sync>,
    /// Tells the window how a copy stands now.
    pub copy_changed: Box<dyn Fn(Copy) + Send + Sync>,
}

impl Outside {
    /// This computer, with Globus Connect Personal's configuration in the given place (none for the usual one).
    pub fn computer(&self, connect_personal: Option<PathBuf>) -> Computer {
        Computer {
            home: self.home.clone(),
            connect_personal,
            programs: program_folders(LocalSystem::current()),
            system: LocalSystem::current(),
            policy: self.environment.policy_files(self.home.as_deref()),
            mounts: self.environment.mounts(),
        }
    }
}
