//! Where a copy stands, how far it is, and what went wrong with it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ByteCount;
use crate::Error;
use crate::copy::upload::{Advice, WhyNot};

/// Where a copy stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CopyState {
    /// It goes on.
    Copying {
        /// What is being done.
        stage: CopyStage,
    },
    /// It goes on by itself when the reason is gone.
    Waiting {
        /// Why.
        why: CopyWait,
    },
    /// The person holds it.
    Paused,
    /// It needs the person, and can be continued then. What was copied stays.
    Stopped {
        /// Why.
        reason: CopyStop,
    },
    /// Everything that can be there is there, and some things are not. The person tries them again, or does without.
    Incomplete {
        /// How many things.
        problems: u32,
    },
    /// Everything is there, checked, or the person does without the rest.
    Complete,
    /// It is being stopped.
    Cancelling,
    /// The person stopped it. What was copied is still there.
    Cancelled,
    /// What was copied is being removed.
    Removing,
    /// What was copied is gone.
    Removed,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum CopyStage {
    /// The folder is being looked at.
    Looking,
    /// Folders are being made.
    Folders,
    /// Globus has other tasks of this person's before it.
    Queued,
    /// Files are being copied.
    Files,
    /// What has arrived is being compared.
    Checking,
}

/// Why a copy waits. It looks again by itself, and at once when the window is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CopyWait {
    /// No network.
    Offline,
    /// A storage does not answer.
    StorageOffline {
        /// Its sentence, or Globus's.
        message: String,
    },
    /// A computer is off, asleep, or its Globus Connect Personal does not run.
    ComputerOffline,
    /// A computer's Globus Connect Personal is paused.
    ComputerPaused,
    /// The keeper of a storage paused everything.
    PausedByKeeper {
        /// What they wrote.
        message: String,
    },
    /// There is no room left; Globus goes on when there is.
    QuotaFull {
        /// Globus's sentence.
        message: String,
    },
    /// The service wants more patience.
    Busy,
    /// Globus waits for something else.
    Other {
        /// Globus's sentence.
        message: String,
    },
}

/// Why a copy stopped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CopyStop {
    /// Globus wants the person first: a consent, a session, a sign-in. The error goes into the window's one way of asking.
    SignIn {
        /// Which of them.
        error: Error,
    },
    /// There is no room left.
    QuotaFull {
        /// The service's sentence.
        message: String,
    },
    /// Nothing can be written there (any more), or nothing read.
    Forbidden {
        /// The service's sentence.
        message: String,
    },
    /// The destination, or the folder around it, is not there any more.
    DestinationGone,
    /// A file has the name of the destination.
    DestinationIsFile,
    /// The folder is gone, can't be read, or is none.
    SourceGone,
    /// Globus gave its task up.
    TaskFailed {
        /// Globus's code.
        fault: FaultKind,
        /// Globus's sentence.
        message: String,
    },
    /// Somebody else ended Globus's task: in the web app, or the keeper of a storage.
    TaskCancelled {
        /// What they wrote, if anything.
        message: Option<String>,
    },
    /// What was to be removed was not, or not wholly.
    NotRemoved {
        /// The service's sentence.
        message: String,
    },
    /// Anything else.
    Other {
        /// What.
        error: Error,
    },
}

/// How far a copy is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CopyProgress {
    /// Files that are there; while checking, files that are checked.
    pub files_done: u32,
    /// All files, as far as known.
    pub files: u32,
    /// Folders, as far as known.
    pub folders: u32,
    /// Bytes that are there or on their way.
    pub bytes_done: ByteCount,
    /// All bytes; null where Globus does not say.
    pub bytes: Option<ByteCount>,
    /// Lately.
    pub bytes_per_second: Option<ByteCount>,
    /// True while `files` and `bytes` still grow.
    pub is_counting: bool,
    /// Whether another way would be better.
    pub advice: Option<Advice>,
}

/// Something that went wrong while Globus copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TaskFault {
    /// What.
    pub fault: FaultKind,
    /// Globus's sentence.
    pub message: String,
    /// When.
    pub at: Option<Timestamp>,
}

/// Kinds of faults of Globus's tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum FaultKind {
    /// A computer is off, asleep, or its Globus Connect Personal does not run.
    ComputerOffline,
    /// A computer's Globus Connect Personal is paused.
    ComputerPaused,
    /// A storage does not answer.
    StorageOffline,
    /// Reading or writing is not allowed.
    PermissionDenied,
    /// A file vanished.
    FileNotFound,
    /// There is no room left.
    QuotaFull,
    /// What arrived differs from what was sent.
    ChecksumDiffers,
    /// The keeper of a storage paused everything.
    PausedByKeeper,
    /// It took too long.
    TimeOver,
    /// Something else.
    Other {
        /// Globus's code.
        code: String,
    },
}

/// Something that is not there, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CopyProblem {
    /// Its path in the folder.
    pub path: String,
    /// Why.
    pub why: WhyNot,
}

/// Some of what is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CopyProblems {
    /// In the order of their paths.
    pub entries: Vec<CopyProblem>,
    /// For the next page; null on the last one.
    pub next: Option<String>,
}
