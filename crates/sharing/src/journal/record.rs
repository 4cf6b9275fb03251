//! What the journal knows of one share.

use globus::ids::{AccessRuleId, CollectionId, IdentityId};
use globus::path::CollectionPath;
use globus::transfer::Permissions;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::model::{GrantState, PlannedGrant, ShareId, SharePlan};

/// A plan with what carrying it out needs and the window does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreparedPlan {
    /// What the person saw.
    pub plan: SharePlan,
    /// The draft it came from.
    pub draft_id: String,
    /// The mapped collection of each folder, in the plan's order.
    pub storage: Vec<CollectionId>,
    /// The path of each folder there, in the plan's order.
    #[serde(default)]
    pub storage_paths: Vec<CollectionPath>,
    /// Sent with the e-mails; plain text.
    pub message: Option<String>,
    /// For new guest collections.
    pub force_encryption: bool,
}

/// Where a share stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Something is left to do.
    Open,
    /// Every row is shared and was read back.
    Finished,
    /// The person closed it; what is shared stays.
    LeftOff,
    /// It was taken back.
    Undone,
}

/// The guest collection of one folder of a share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionRow {
    /// Index of the folder.
    pub folder: u32,
    /// True once the request to create it may have gone out.
    pub asked: bool,
    /// Its id, once known.
    pub id: Option<CollectionId>,
    /// False while Transfer may not know it yet: its server made it a moment ago.
    #[serde(default = "yes")]
    pub visible: bool,
}

fn yes() -> bool {
    true
}

/// One permission of a share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantRow {
    /// [`PlannedGrant::id`].
    pub grant: String,
    /// Where it stands.
    pub state: GrantState,
    /// True once a request of this share may have gone out: a matching permission is then ours.
    pub asked: bool,
    /// The stored permission, once known.
    pub rule_id: Option<AccessRuleId>,
    /// Level as stored, or as planned.
    pub permissions: Permissions,
    /// End as stored, or as planned.
    pub ends_at: Option<Timestamp>,
}

impl GrantRow {
    /// The row before anything was sent.
    pub fn waiting(grant: &PlannedGrant) -> Self {
        Self {
            grant: grant.id.clone(),
            state: GrantState::Waiting,
            asked: false,
            rule_id: None,
            permissions: grant.permissions,
            ends_at: grant.ends_at,
        }
    }
}

/// One share with all its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareRecord {
    /// Its id.
    pub id: ShareId,
    /// Who shared: the primary identity.
    pub identity: IdentityId,
    /// When it was begun.
    pub started_at: Timestamp,
    /// Where it stands.
    pub phase: Phase,
    /// The plan.
    pub prepared: PreparedPlan,
    /// What stopped it last.
    pub stopped_by: Option<Error>,
    /// When it was read back.
    pub verified_at: Option<Timestamp>,
    /// One per folder that needs a new collection.
    pub collections: Vec<CollectionRow>,
    /// One per row of the plan, in its order.
    pub grants: Vec<GrantRow>,
}
