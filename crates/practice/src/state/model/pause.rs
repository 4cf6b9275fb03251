//! Pauses that a collection's activity managers declare.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A pause rule of a collection. On a mapped collection it reaches the guest collections there too.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct PauseRule {
    pub id: Uuid,
    pub collection: Uuid,
    pub message: String,
    /// Only this identity's work; everybody's if absent.
    pub identity: Option<Uuid>,
    /// Not before then.
    pub start_time: Option<Timestamp>,
    pub created_by: Uuid,
    pub modified_by: Uuid,
    pub modified_time: Timestamp,
    pub pauses: Pauses,
}

/// What a rule holds back, by the names of the document.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(default)]
#[allow(clippy::struct_excessive_bools)] // They are the fields of the document.
pub(crate) struct Pauses {
    pub pause_ls: bool,
    pub pause_mkdir: bool,
    pub pause_symlink: bool,
    pub pause_rename: bool,
    pub pause_task_delete: bool,
    pub pause_task_transfer_read: bool,
    pub pause_task_transfer_write: bool,
}

impl Default for Pauses {
    fn default() -> Self {
        Self {
            pause_ls: true,
            pause_mkdir: true,
            pause_symlink: true,
            pause_rename: true,
            pause_task_delete: true,
            pause_task_transfer_read: true,
            pause_task_transfer_write: true,
        }
    }
}
