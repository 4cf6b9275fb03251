//! Globus Connect Personal on this computer, as far as its own files tell. They are read, never written.

mod config_paths;
mod connect_personal;
mod gridmap;
mod presence;

pub use config_paths::ConfigPath;
pub use connect_personal::{ConnectPersonal, LocalError, default_config_dir};
pub use gridmap::OwnerHint;
pub use presence::{Presence, Surroundings, program_folders};
