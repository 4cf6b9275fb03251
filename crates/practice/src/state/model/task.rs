//! Transfer and delete tasks: what was asked for, how far it is, and what happened on the way.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum TaskKind {
    Transfer,
    Delete,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum TaskStatus {
    Active,
    /// Somebody has to do something first; it goes on by itself then.
    Inactive,
    Succeeded,
    Failed,
}

impl TaskStatus {
    pub(crate) fn has_ended(self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed)
    }

    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Inactive => "INACTIVE",
            Self::Succeeded => "SUCCEEDED",
            Self::Failed => "FAILED",
        }
    }
}

impl TaskKind {
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Transfer => "TRANSFER",
            Self::Delete => "DELETE",
        }
    }
}

/// A code and its explanation: why a task failed, or why it does not move.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub(crate) struct TaskTrouble {
    pub code: String,
    pub description: String,
}

/// The moving part of a task. What was asked for is in [`TaskOrder`], which never changes.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Task {
    pub id: Uuid,
    pub kind: TaskKind,
    pub submission_id: Uuid,
    /// The identity whose token submitted it: its rights count while the task runs.
    pub submitter: Uuid,
    /// The primary identity of the account.
    pub owner: Uuid,
    /// For a delete task, where things are removed.
    pub source: Uuid,
    pub destination: Option<Uuid>,
    pub label: Option<String>,
    pub status: TaskStatus,
    pub request_time: Timestamp,
    pub deadline: Timestamp,
    /// When the work began; none while it is queued.
    pub start_time: Option<Timestamp>,
    pub completion_time: Option<Timestamp>,
    /// Why it does not move now; none while it does, and after a success.
    pub trouble: Option<TaskTrouble>,
    pub fatal_error: Option<TaskTrouble>,
    /// The message of an activity manager who paused this very task.
    pub paused_by_admin: Option<PausedBy>,
    pub is_paused: bool,
    /// Which side's manager cancelled it, and what they wrote.
    pub canceled_by_admin: Option<(String, String)>,
    /// The owner or a manager wants it to end; the engine sees to that.
    pub cancel_requested: bool,
    pub counts: TaskCounts,
    pub next_event: u64,
    pub next_file: u64,
}

/// An explicit pause by an activity manager.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct PausedBy {
    pub collection: Uuid,
    pub message: String,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct TaskCounts {
    pub files: u64,
    pub directories: u64,
    pub symlinks: u64,
    pub files_skipped: u64,
    pub files_transferred: u64,
    pub bytes_transferred: u64,
    pub bytes_checksummed: u64,
    pub faults: u64,
    pub subtasks_total: u64,
    pub subtasks_succeeded: u64,
    pub subtasks_retrying: u64,
    pub subtasks_skipped_errors: u64,
    pub subtasks_failed: u64,
    pub subtasks_canceled: u64,
    pub subtasks_expired: u64,
}

impl TaskCounts {
    /// Those that are still to be done.
    pub(crate) fn pending(&self) -> u64 {
        let done = self.subtasks_succeeded
            + self.subtasks_skipped_errors
            + self.subtasks_failed
            + self.subtasks_canceled
            + self.subtasks_expired;
        self.subtasks_total.saturating_sub(done)
    }
}

/// What a task was asked to do.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct TaskOrder {
    pub task: Uuid,
    pub items: Vec<TaskItem>,
    #[serde(default)]
    pub options: TaskOptions,
    /// `data_access` consents that the task lives on, and the client that had them.
    pub client: Uuid,
    #[serde(default)]
    pub consents: Vec<String>,
}

/// The switches of a submission, by their names in the document.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct TaskOptions {
    pub sync_level: Option<u8>,
    pub verify_checksum: bool,
    pub preserve_timestamp: bool,
    pub encrypt_data: bool,
    pub delete_destination_extra: bool,
    pub skip_source_errors: bool,
    pub fail_on_quota_errors: bool,
    pub recursive_symlinks: RecursiveSymlinks,
    pub filter_rules: Vec<FilterRule>,
    pub recursive: bool,
    pub ignore_missing: bool,
    pub interpret_globs: bool,
}

/// What becomes of links that a recursive item meets.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RecursiveSymlinks {
    #[default]
    Ignore,
    Keep,
    Copy,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FilterMethod {
    Include,
    Exclude,
}

/// One line of `filter_rules`; the first that fits a name decides.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct FilterRule {
    pub method: FilterMethod,
    pub name: String,
    /// `file` or `dir`; both if absent.
    #[serde(rename = "type", default)]
    pub kind: Option<String>,
}

/// One `transfer_item`, `transfer_symlink_item` or `delete_item`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct TaskItem {
    /// What is read, or removed.
    pub source_path: String,
    #[serde(default)]
    pub destination_path: String,
    /// A folder with all that is in it; if absent, what is found decides.
    #[serde(default)]
    pub recursive: Option<bool>,
    /// The link itself is copied, not what it leads to.
    #[serde(default)]
    pub symlink: bool,
    #[serde(default)]
    pub external_checksum: Option<String>,
    #[serde(default)]
    pub checksum_algorithm: Option<String>,
}

/// Something that happened to a task.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct TaskEvent {
    pub task: Uuid,
    pub number: u64,
    pub time: Timestamp,
    pub code: String,
    pub is_error: bool,
    pub description: String,
    /// Free text or JSON text.
    pub details: String,
}

/// A file that was dealt with. It is what a restarted task knows of its past.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct TaskFile {
    pub task: Uuid,
    pub number: u64,
    pub source_path: String,
    pub destination_path: Option<String>,
    pub size: u64,
    pub checksum: Option<(String, String)>,
    /// The error for which it was left out; none if it arrived.
    pub error: Option<TaskTrouble>,
}
