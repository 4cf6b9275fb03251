//! Network drives: which folder of which collection is what hangs on this computer as a drive.
//!
//! A drive is known by its share (`\\server\share`, `server:/folder`), which all computers have in common, by its letter,
//! or by the folder that it hangs below ([`DriveName`]). The institution's policy says which folder of a collection that
//! is, or the person says so once, and the two are compared ([`Sharing::compare_drive`](crate::Sharing::compare_drive)).
//! A folder on such a drive is then looked for on its collection, and shared there, in place.

mod compare;
mod confirm;
mod here;
mod mapping;
mod mounts;
mod name;

pub(crate) use here::OnDrive;
pub(crate) use mapping::Mapped;
pub use mapping::OwnDrive;
pub use mounts::{Mount, MountsInFile, Network, NoMounts, SystemMounts, linux, macos};
pub(crate) use name::fold;
pub use name::{DriveName, NotADrive, translate};

#[cfg(test)]
mod tests;
