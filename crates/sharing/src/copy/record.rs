//! What the journal knows of one copy.

use std::path::PathBuf;

use globus::ids::{CollectionId, IdentityId, SubmissionId, TaskId};
use globus::path::CollectionPath;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::place::Place;
use crate::model::{CopyAction, CopyEnd, CopyId, CopyMethod, CopyProgress, CopyRequest, CopyStop};

/// A copy as it was asked for, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyRecord {
    /// Its id.
    pub id: CopyId,
    /// Who copies: the primary identity.
    pub identity: IdentityId,
    /// When it was begun.
    pub began_at: Timestamp,
    /// When it came to its end.
    pub ended_at: Option<Timestamp>,
    /// What was asked for.
    pub request: CopyRequest,
    /// How it goes.
    pub method: CopyMethod,
    /// What the person calls it.
    pub label: String,
    /// Where from, for showing.
    pub source: CopyEnd,
    /// Where to, for showing.
    pub destination: CopyEnd,
    /// Where from.
    pub from: CopySource,
    /// The destination's collection.
    pub collection: CollectionId,
    /// The new folder on it, which is made for this copy.
    pub path: CollectionPath,
    /// All known names of the new folder. Nothing is granted on it, around it or in it before the copy is complete.
    pub places: Vec<Place>,
    /// What the person wants of it: a stop on the way does not change that.
    pub goal: CopyGoal,
    /// Where it stands.
    pub phase: CopyPhase,
    /// How far it was when it was last written down.
    pub progress: CopyProgress,
    /// Globus's task, where Globus copies.
    pub task: Option<TaskRow>,
    /// True once a task has ended before everything was there: the next one leaves alone what is.
    pub was_tried: bool,
    /// Globus's task that removes what was copied.
    pub removal: Option<TaskRow>,
    /// Whether its end was announced.
    pub announced: bool,
    /// How many things the person did without, so that the copy is complete.
    #[serde(default)]
    pub done_without: u32,
}

/// Where a copy comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum CopySource {
    /// A folder of this computer, read by the app.
    Here {
        /// Links resolved.
        root: PathBuf,
    },
    /// A folder that Globus reads.
    OnCollection {
        /// The folder.
        place: Place,
    },
}

/// What a person wants of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CopyGoal {
    /// That everything is there.
    Copied,
    /// That it ends.
    Cancelled,
    /// That nothing of it is there any more.
    Removed,
}

impl CopyGoal {
    /// Working towards it.
    pub(crate) fn phase(self) -> CopyPhase {
        match self {
            Self::Copied => CopyPhase::Copying,
            Self::Cancelled => CopyPhase::Cancelling,
            Self::Removed => CopyPhase::Removing,
        }
    }
}

/// A task of Globus: written down before it is submitted, so that it is never submitted as two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskRow {
    /// Under which it is, or will be, submitted.
    pub submission_id: SubmissionId,
    /// Its id, once known.
    pub task_id: Option<TaskId>,
}

/// Where a copy stands. What can't outlive the app (whether it waits for the network, what it does right now) is not here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum CopyPhase {
    /// Something is left to do.
    Copying,
    /// The person holds it.
    Paused,
    /// It needs the person.
    Stopped {
        /// Why.
        reason: CopyStop,
    },
    /// Some things are not there.
    Incomplete {
        /// How many.
        problems: u32,
    },
    /// Everything is there and checked, or the person does without the rest.
    Complete,
    /// It is to be stopped.
    Cancelling,
    /// It was stopped.
    Cancelled,
    /// What was copied is to be removed.
    Removing,
    /// What was copied is gone.
    Removed,
}

impl CopyPhase {
    /// Whether there is something to be done without the person.
    pub(crate) fn is_active(&self) -> bool {
        matches!(self, Self::Copying | Self::Cancelling | Self::Removing)
    }

    /// Whether the destination may be shared: all of it is there, or nothing of it any more.
    pub(crate) fn opens_the_gate(&self) -> bool {
        matches!(self, Self::Complete | Self::Removed)
    }

    /// Whether a person would like to hear of it.
    pub(crate) fn is_end(&self) -> bool {
        matches!(
            self,
            Self::Stopped { .. } | Self::Incomplete { .. } | Self::Complete
        )
    }
}

impl CopyRecord {
    /// Moves on. An end is announced once, unless the person is the one who brought it about.
    pub(crate) fn reach(&mut self, phase: CopyPhase, now: Timestamp) {
        if phase.is_end() {
            self.announced = false;
        }
        self.ended_at = (!phase.is_active() && phase != CopyPhase::Paused).then_some(now);
        self.phase = phase;
    }

    /// What can be done with it now.
    pub(crate) fn actions(&self) -> Vec<CopyAction> {
        use CopyAction::{Accept, Cancel, Continue, Forget, Pause, Remove, Rename, TryAgain};
        let mut actions = match &self.phase {
            CopyPhase::Copying if self.method == CopyMethod::Upload => vec![Pause, Cancel, Remove],
            CopyPhase::Copying => vec![Cancel, Remove],
            CopyPhase::Paused => vec![Continue, Cancel, Remove],
            CopyPhase::Stopped { .. } if self.goal == CopyGoal::Copied => vec![Continue, Cancel, Remove],
            CopyPhase::Stopped { .. } => vec![Continue, Forget],
            CopyPhase::Incomplete { .. } => vec![TryAgain, Accept, Remove, Forget],
            CopyPhase::Complete | CopyPhase::Removed => vec![Forget],
            CopyPhase::Cancelling => vec![Remove],
            CopyPhase::Removing => vec![],
            CopyPhase::Cancelled => vec![Continue, Remove, Forget],
        };
        if !matches!(self.phase, CopyPhase::Removing | CopyPhase::Removed) {
            actions.push(Rename);
        }
        actions
    }

    /// Whether this can be done with it now.
    pub(crate) fn allows(&self, action: CopyAction) -> bool {
        self.actions().contains(&action)
    }
}
