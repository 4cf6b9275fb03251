//! What the journal knows of one change.

use globus::ids::{AccessRuleId, IdentityId, RoleId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::effective::Principal;
use crate::journal::Phase;
use crate::model::{ChangeId, ChangePlan, ChangeState, ChangeStep, PlannedChange};

/// A change that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRecord {
    /// Names it.
    pub id: ChangeId,
    /// Who asked for it.
    pub identity: IdentityId,
    /// When.
    pub started_at: Timestamp,
    /// Where it stands as a whole.
    pub phase: Phase,
    /// What the person saw, without the rows.
    pub plan: ChangePlan,
    /// Row by row.
    pub rows: Vec<ChangeRow>,
    /// What stopped it as a whole.
    pub stopped_by: Option<Error>,
    /// When all lists were read back.
    pub verified_at: Option<Timestamp>,
}

/// One row of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRow {
    /// What the person saw.
    pub planned: PlannedChange,
    /// Whom.
    pub principal: Principal,
    /// The stored permission, once known.
    pub rule_id: Option<AccessRuleId>,
    /// The role, for a role.
    pub role_id: Option<RoleId>,
    /// Which role, for a role.
    pub role: Option<String>,
    /// Only when that row is done.
    pub after_row: Option<usize>,
    /// True once a request may have gone out: what is stored as asked is then ours.
    pub asked: bool,
    /// Where it stands.
    pub state: ChangeState,
}

impl ChangeRow {
    /// Whether anything is to be done at all.
    pub fn happens(&self) -> bool {
        !matches!(
            self.planned.step,
            ChangeStep::Nothing | ChangeStep::NotPossible { .. }
        )
    }

    /// Whether something is still to be done.
    pub fn is_open(&self) -> bool {
        self.happens()
            && !matches!(
                self.state,
                ChangeState::Done | ChangeState::LeftOff | ChangeState::Undone | ChangeState::Conflict { .. }
            )
    }
}

impl ChangeRecord {
    /// The plan as the person saw it.
    pub fn full_plan(&self) -> ChangePlan {
        ChangePlan {
            rows: self.rows.iter().map(|row| row.planned.clone()).collect(),
            ..self.plan.clone()
        }
    }
}
