//! Documents, named as in the Transfer API.

mod access_rule;
mod endpoint;
mod file;
mod role;

pub use access_rule::{AccessRule, Permissions, PrincipalType};
pub use endpoint::{Endpoint, EntityType};
pub use file::{FileEntry, FileList, FileType};
pub use role::{Role, RoleName};

use serde::{Deserialize, Deserializer};

/// For values that the service may send as `null` where others send nothing.
pub(super) fn null_is_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(
    d: D,
) -> Result<T, D::Error> {
    Ok(Option::deserialize(d)?.unwrap_or_default())
}
