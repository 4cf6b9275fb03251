//! Documents, named as in the Transfer API.

mod access_rule;
mod endpoint;
mod file;
mod role;
mod task;

pub use access_rule::{AccessRule, Permissions, PrincipalType, principal_id};
pub use endpoint::{Endpoint, EntityType, NotificationPolicy};
pub use file::{FileEntry, FileList, FileType};
pub use role::{Role, RoleName};
pub use task::{SkippedError, Task, TaskEvent, TaskStatus, TaskTrouble};
