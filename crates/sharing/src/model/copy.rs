//! Copying a folder to storage from which it can be shared. A copy is a job of its own: it grants nothing, goes on without
//! a window, and is taken up again after a kill.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::copy_state::{CopyProgress, CopyState, TaskFault};
use super::{ByteCount, ShareId, Storage};
use crate::copy::upload::Advice;
use crate::error::InputProblem;

/// Names one copy in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, specta::Type)]
#[serde(transparent)]
pub struct CopyId(pub String);

/// What is to be copied, and where to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CopyRequest {
    /// The folder's address: a path of this computer, or the web app's link to a folder of a collection.
    pub source: String,
    /// The web app's link to the folder in which the copy is to be.
    pub destination: String,
    /// What the copy will be called there.
    pub name: String,
}

/// How it is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum CopyMethod {
    /// By Globus itself, from collection to collection: it goes on when this computer is off, unless it is one of the two.
    Transfer,
    /// File by file from this computer over HTTPS.
    Upload,
}

/// Where it comes from, or where it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CopyEnd {
    /// The folder's name.
    pub name: String,
    /// The storage; null for a folder that only this computer has.
    pub storage: Option<Storage>,
    /// The folder's path there.
    pub path: String,
    /// The web app's link to the folder, which is its address everywhere; null for a folder that only this computer has.
    pub link: Option<String>,
}

/// What a copy would be. Nothing was changed for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CopyPlan {
    /// What was asked for.
    pub request: CopyRequest,
    /// How.
    pub method: CopyMethod,
    /// The folder.
    pub source: CopyEnd,
    /// What it will be there.
    pub destination: CopyEnd,
    /// Something of that name is there already: the copy needs another one.
    pub name_taken: bool,
    /// A name that is free, where the other one is not.
    pub suggested_name: Option<String>,
    /// What stands against it.
    pub obstacle: Option<CopyObstacle>,
    /// After how many days files in the new folder are deleted, as the institution says.
    pub purged_after_days: Option<u16>,
}

/// Why it can't be copied now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CopyObstacle {
    /// The folder's address can't be used.
    Source {
        /// Why.
        reason: InputProblem,
    },
    /// The folder, or the collection that it is on, is not there.
    SourceGone,
    /// The storage of the folder does not answer: a computer that is off, or a server that is down.
    SourceOffline {
        /// The storage's own sentence.
        message: String,
    },
    /// The person may not read there.
    SourceForbidden {
        /// The storage's own sentence.
        message: String,
    },
    /// The destination is no folder of a collection that this person can see.
    DestinationGone,
    /// The destination's storage does not answer.
    DestinationOffline {
        /// The storage's own sentence.
        message: String,
    },
    /// The person may not even look there.
    DestinationForbidden {
        /// The storage's own sentence.
        message: String,
    },
    /// The folder is on this computer only, and the destination takes no files over HTTPS. Its keeper could change that;
    /// the person can have Globus Connect Personal, and then Globus copies it.
    NoHttps,
    /// The name can't be one.
    Name {
        /// Why.
        reason: InputProblem,
    },
    /// The institution does not allow the folder to be shared: a copy would be.
    SourceBlocked {
        /// True when its storage does not say where it is, and some folder there may not be shared.
        perhaps: bool,
        /// Why, in the institution's words.
        reason: Option<String>,
    },
    /// The institution does not allow the new folder to be shared: copying to there would be in vain.
    DestinationBlocked {
        /// As above.
        perhaps: bool,
        /// As above.
        reason: Option<String>,
    },
    /// It would be copied onto itself.
    SameFolder,
    /// It would be copied into itself.
    InsideItself,
}

/// How large it is. Grows while it is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CopySize {
    /// Files that can go.
    pub files: u32,
    /// Folders.
    pub folders: u32,
    /// Their size.
    pub bytes: ByteCount,
    /// Entries that can't go: sockets, links that lead elsewhere, names that no other system holds.
    pub left_out: u32,
    /// Whether everything was counted. The last number of a very large folder stays "more than".
    pub is_whole: bool,
    /// Whether another way than uploading would be better.
    pub advice: Option<Advice>,
}

/// A copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Copy {
    /// Its id.
    pub id: CopyId,
    /// What was asked for.
    pub request: CopyRequest,
    /// How it goes.
    pub method: CopyMethod,
    /// What the person calls it. Globus's own list of tasks shows it, too.
    pub label: String,
    /// Where from.
    pub source: CopyEnd,
    /// The new folder. It is there from the beginning: its link can be shared, and waits for the copy's end.
    pub destination: CopyEnd,
    /// Where it stands.
    pub state: CopyState,
    /// How far it is.
    pub progress: CopyProgress,
    /// How many things are not there because the person did without them: `accept_copy`. `copy_problems` names them.
    pub done_without: u32,
    /// What went wrong lately, newest first. Globus tries most of it again by itself.
    pub faults: Vec<TaskFault>,
    /// Globus's task, where Globus copies.
    pub task: Option<TaskLink>,
    /// When it was begun.
    pub began_at: Timestamp,
    /// When it came to its end.
    pub ended_at: Option<Timestamp>,
    /// Shares that begin when it is complete.
    pub waiting: Vec<WaitingShare>,
    /// What can be done with it now.
    pub actions: Vec<CopyAction>,
    /// True while its end was not announced yet (`announce_copy`).
    pub to_be_announced: bool,
}

/// Globus's task of a copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TaskLink {
    /// Its id.
    pub id: String,
    /// Its page in the web app.
    pub link: String,
}

/// A share that begins when a copy is complete and checked. Nothing of it is granted before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct WaitingShare {
    /// Its id.
    pub share_id: ShareId,
    /// Rows of its plan.
    pub guests: u32,
    /// Names of its folders.
    pub folders: Vec<String>,
}

/// What can be done with a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum CopyAction {
    /// Hold it. Uploads only: Globus's tasks can't be held by their owners.
    Pause,
    /// Go on: after a pause, a stop, a cancel.
    Continue,
    /// Try again what failed.
    TryAgain,
    /// Do without what failed: `accept_copy`.
    Accept,
    /// Stop. What was copied stays until it is removed.
    Cancel,
    /// Remove what was copied; shares that wait for it are closed.
    Remove,
    /// Give it another label.
    Rename,
    /// Take it off the list; shares that wait for it are closed.
    Forget,
}
