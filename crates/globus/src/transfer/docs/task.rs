//! Tasks, and what happened to them (Transfer API, task management).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::TaskId;
use crate::lenient::null_is_default;
use crate::time;

/// A transfer or a deletion that Globus works on in the background. Numbers count up while it goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its id.
    pub task_id: TaskId,
    /// Whether it goes on.
    pub status: TaskStatus,
    /// How it goes: `OK`, `Queued`, or what it suffers from. None once it has ended.
    #[serde(default)]
    pub nice_status: Option<String>,
    /// The same as a sentence.
    #[serde(default)]
    pub nice_status_details: Option<String>,
    /// Whether somebody holds it.
    #[serde(default, deserialize_with = "null_is_default")]
    pub is_paused: bool,
    /// What ended it, if not success.
    #[serde(default)]
    pub fatal_error: Option<TaskTrouble>,
    /// What the keeper of a collection wrote who ended it.
    #[serde(default)]
    pub canceled_by_admin_message: Option<String>,
    /// What its owner calls it.
    #[serde(default)]
    pub label: Option<String>,
    /// Files that were found so far.
    #[serde(default, deserialize_with = "null_is_default")]
    pub files: u64,
    /// Folders that were found so far.
    #[serde(default, deserialize_with = "null_is_default")]
    pub directories: u64,
    /// Files that arrived.
    #[serde(default, deserialize_with = "null_is_default")]
    pub files_transferred: u64,
    /// Files that were there already.
    #[serde(default, deserialize_with = "null_is_default")]
    pub files_skipped: u64,
    /// Bytes that arrived.
    #[serde(default, deserialize_with = "null_is_default")]
    pub bytes_transferred: u64,
    /// Bytes a second.
    #[serde(default, deserialize_with = "null_is_default")]
    pub effective_bytes_per_second: u64,
    /// How often something went wrong. Most of it is tried again.
    #[serde(default, deserialize_with = "null_is_default")]
    pub faults: u64,
}

/// Whether a task goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TaskStatus {
    /// It goes on.
    Active,
    /// Somebody has to do something first; then it goes on by itself.
    Inactive,
    /// It did all that it was asked to.
    Succeeded,
    /// It ended before.
    Failed,
}

impl TaskStatus {
    /// Whether nothing more will come of it.
    pub fn has_ended(self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed)
    }
}

/// A code and its explanation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskTrouble {
    /// `CANCELED`, `PERMISSION_DENIED`, …
    #[serde(default, deserialize_with = "null_is_default")]
    pub code: String,
    /// The same as a sentence.
    #[serde(default, deserialize_with = "null_is_default")]
    pub description: String,
}

/// Something that happened to a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskEvent {
    /// What.
    #[serde(default, deserialize_with = "null_is_default")]
    pub code: String,
    /// Whether something went wrong.
    #[serde(default, deserialize_with = "null_is_default")]
    pub is_error: bool,
    /// A few words.
    #[serde(default, deserialize_with = "null_is_default")]
    pub description: String,
    /// More about it: free text, or a document written as text.
    #[serde(default, deserialize_with = "null_is_default")]
    pub details: String,
    /// When.
    #[serde(
        default,
        deserialize_with = "time::lenient",
        serialize_with = "time::serialize_optional"
    )]
    pub time: Option<Timestamp>,
}

/// Something that a transfer left out, because it was told to (`skip_source_errors`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedError {
    /// Where it is.
    pub source_path: String,
    /// Why it was left out.
    #[serde(default, deserialize_with = "null_is_default")]
    pub error_code: String,
    /// The same as a sentence.
    #[serde(default, deserialize_with = "null_is_default")]
    pub error_details: String,
}
