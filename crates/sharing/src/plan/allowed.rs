//! What the institution does not allow is no plan.

use super::Facts;
use crate::error::Result;
use crate::model::{GrantAction, PlannedGrant, Stored};
use crate::policy::{Place, Wish};

/// Refuses a plan with a row that the policy stands against. An end that is too far away was shortened before.
pub(super) fn check(facts: &Facts, grants: &[PlannedGrant]) -> Result<()> {
    for grant in grants {
        let places = Place::all_of(
            &facts.folders[grant.folder as usize].location,
            facts.rulebook.system(),
        );
        facts.rulebook.check(&Wish {
            access: &grant.access,
            before: before(&grant.action),
            after: Stored {
                permissions: grant.permissions,
                ends_at: grant.ends_at,
            },
            places: &places,
        })?;
    }
    Ok(())
}

/// What is stored of a row when it is planned. A row that changes nothing is as it shall be.
pub(crate) fn before(action: &GrantAction) -> Option<Stored> {
    match action {
        GrantAction::Create => None,
        GrantAction::Update {
            from_permissions,
            from_ends_at,
            ..
        } => Some(Stored {
            permissions: *from_permissions,
            ends_at: *from_ends_at,
        }),
        GrantAction::Nothing { .. } => Some(Stored {
            permissions: globus::transfer::Permissions::ReadWrite,
            ends_at: None,
        }),
    }
}
