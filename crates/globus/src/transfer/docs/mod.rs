//! Documents, named as in the Transfer API.

mod access_rule;
mod endpoint;
mod file;
mod role;

pub use access_rule::{AccessRule, Permissions, PrincipalType, principal_id};
pub use endpoint::{Endpoint, EntityType, NotificationPolicy};
pub use file::{FileEntry, FileList, FileType};
pub use role::{Role, RoleName};
