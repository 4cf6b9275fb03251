//! A share while it is carried out, and what came of it.

use globus::ids::{AccessRuleId, CollectionId};
use globus::path::CollectionPath;
use globus::transfer::Permissions;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Access, CopyId, SharePlan};
use crate::Error;

/// Names one share in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(transparent)]
pub struct ShareId(pub String);

/// Sent over the channel while a share is carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ShareEvent {
    /// Written to the journal; from now on it can be resumed.
    Started {
        /// Its id.
        share_id: ShareId,
    },
    /// A new guest collection is being created for a folder.
    CreatingCollection {
        /// Index of the folder.
        folder: u32,
    },
    /// It was created.
    CollectionCreated {
        /// Index of the folder.
        folder: u32,
        /// Its id.
        collection_id: CollectionId,
    },
    /// A row moved on.
    Grant {
        /// [`super::PlannedGrant::id`].
        grant: String,
        /// Where it is now.
        state: GrantState,
    },
}

/// States of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum GrantState {
    /// Not begun.
    Waiting,
    /// The request is out.
    Sharing,
    /// Globus said yes; its list is being read.
    ReadingBack,
    /// Globus's list has it as asked.
    Shared,
    /// It did not go through.
    Failed {
        /// Why.
        error: Error,
    },
    /// The person left it off, or stopped before its turn.
    LeftOff,
    /// It was undone.
    Undone,
}

/// What came of a share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ShareOutcome {
    /// Its id.
    pub share_id: ShareId,
    /// The plan it came from.
    pub plan: SharePlan,
    /// One per row, in the plan's order.
    pub results: Vec<GrantResult>,
    /// One link per folder, in the plan's order; null where the collection could not be made.
    pub links: Vec<Option<String>>,
    /// What stopped the share as a whole (an end of the sign-in, a collection that could not be made).
    pub stopped_by: Option<Error>,
    /// When Globus's list was read back; null when it could not be.
    pub verified_at: Option<Timestamp>,
    /// The copy that has to be complete first. Nothing was granted; the share begins by itself when it is.
    #[serde(default)]
    pub waits_for: Option<CopyId>,
}

/// What came of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct GrantResult {
    /// [`super::PlannedGrant::id`].
    pub grant: String,
    /// Who.
    pub access: Access,
    /// Where.
    pub path: CollectionPath,
    /// Last state.
    pub state: GrantState,
    /// The stored permission, read back.
    pub rule_id: Option<AccessRuleId>,
    /// Level as stored.
    pub permissions: Permissions,
    /// End as stored (as asked for where nothing is stored).
    pub ends_at: Option<Timestamp>,
    /// Whether Globus was asked to e-mail.
    pub email_requested: bool,
}

/// A share that was begun and not finished: the app was closed, or it failed in part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct UnfinishedShare {
    /// Its id.
    pub share_id: ShareId,
    /// Names of its folders.
    pub folders: Vec<String>,
    /// When it was begun.
    pub started_at: Timestamp,
    /// Rows that are shared.
    pub shared: u32,
    /// Rows in all.
    pub total: u32,
    /// The copy that it waits for: there is nothing to do but wait.
    #[serde(default)]
    pub waits_for: Option<CopyId>,
}
