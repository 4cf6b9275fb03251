//! What goes wrong while a task works, and why its work ends early.

use std::io::ErrorKind;

use crate::state::model::TaskTrouble;

/// The collection that a hitch is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Source,
    Destination,
}

/// One step did not work. Most hitches go away, so the step is tried again until the deadline.
#[derive(Clone, Debug)]
pub(super) struct Hitch {
    pub(super) side: Side,
    pub(super) trouble: TaskTrouble,
    /// Trying again can't help.
    pub(super) fatal: bool,
}

impl Hitch {
    pub(super) fn new(side: Side, code: &str, description: impl Into<String>) -> Self {
        Self {
            side,
            trouble: TaskTrouble {
                code: code.to_owned(),
                description: description.into(),
            },
            fatal: false,
        }
    }

    pub(super) fn fatal(self) -> Self {
        Self { fatal: true, ..self }
    }

    /// What the storage said about a path, under the names of task events.
    pub(super) fn storage(side: Side, path: &str, error: &std::io::Error) -> Self {
        let code = match error.kind() {
            ErrorKind::NotFound => "FILE_NOT_FOUND",
            ErrorKind::PermissionDenied => "PERMISSION_DENIED",
            ErrorKind::NotADirectory => "NOT_A_DIRECTORY",
            ErrorKind::IsADirectory => "IS_A_DIRECTORY",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "QUOTA_EXCEEDED",
            _ => "ENDPOINT_ERROR",
        };
        Self::new(side, code, format!("{path}: {error}"))
    }

    pub(super) fn is(&self, code: &str) -> bool {
        self.trouble.code == code
    }

    /// `skip_source_errors` is about what is missing or closed at the source, and about nothing else.
    pub(super) fn may_be_skipped(&self) -> bool {
        self.side == Side::Source && (self.is("FILE_NOT_FOUND") || self.is("PERMISSION_DENIED"))
    }
}

/// Why a task's work ends before everything is done.
#[derive(Clone, Debug)]
pub(super) enum Ended {
    /// Practice stops, or its state was put back: the task itself goes on later.
    Left,
    Canceled,
    /// The deadline passed.
    Expired,
    Fatal(TaskTrouble),
}

/// A step's failure: either of the step alone, or of the whole task.
#[derive(Clone, Debug)]
pub(super) enum Setback {
    Hitch(Hitch),
    Ended(Ended),
}

impl From<Hitch> for Setback {
    fn from(hitch: Hitch) -> Self {
        Self::Hitch(hitch)
    }
}

impl From<Ended> for Setback {
    fn from(ended: Ended) -> Self {
        Self::Ended(ended)
    }
}
