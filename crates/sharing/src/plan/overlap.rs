//! Permissions only add up: a row below or beside a wider one may change nothing, or less than it seems to.

use std::cmp::Ordering;

use super::{Facts, grant::principal};
use crate::effective::{Grant, compare_ends, effective_access};
use crate::model::{GrantAction, PlannedFolder, PlannedGrant, Via, Warning};

/// Adds [`Warning::NoEffect`] and [`Warning::WiderAccessStays`] where they are true.
pub(super) fn warn(facts: &Facts, folders: &[PlannedFolder], grants: &mut [PlannedGrant]) {
    let planned: Vec<Grant> = grants.iter().map(|grant| as_grant(folders, grant)).collect();
    let collections: Vec<_> = grants
        .iter()
        .map(|grant| &folders[grant.folder as usize].collection)
        .collect();
    for (index, grant) in grants.iter_mut().enumerate() {
        let this = &planned[index];
        let here = &folders[grant.folder as usize];
        let stored = facts.folders[grant.folder as usize]
            .grants
            .iter()
            .filter(|other| {
                // The row that this one changes is no other row.
                !(other.rule_id.is_some()
                    && other.principal == this.principal
                    && super::same_path(&other.path, &this.path))
            });
        // Rows of the same share count too, where they are on the same collection. Of two equal ones the later has no effect.
        let beside = planned.iter().enumerate().filter(|(other, grant)| {
            let same_collection = *collections[*other] == here.collection;
            *other != index
                && same_collection
                && !(this.covers(grant) && grant.path == this.path && index < *other)
        });
        let others: Vec<Grant> = stored.chain(beside.map(|(_, grant)| grant)).cloned().collect();
        let without_this = effective_access(&others, &facts.subject(&grant.access), &here.path, facts.now);
        let wider = without_this
            .contributing
            .iter()
            .filter(|(_, other)| exceeds(other, this))
            .max_by(|(_, a), (_, b)| {
                let covering = a.covers(this).cmp(&b.covers(this));
                covering
                    .then(a.permissions.cmp(&b.permissions))
                    .then(compare_ends(a.ends_at, b.ends_at))
            });
        if let Some((via, other)) = wider {
            let warning = describe(via.clone(), other, this, &grant.action);
            grant.warnings.insert(0, warning);
        }
    }
}

fn as_grant(folders: &[PlannedFolder], grant: &PlannedGrant) -> Grant {
    Grant {
        rule_id: None,
        role: None,
        principal: principal(&grant.access),
        path: folders[grant.folder as usize].path.clone(),
        permissions: grant.permissions,
        ends_at: grant.ends_at,
    }
}

/// Whether the other gives something that this one does not, or all that this one does.
fn exceeds(other: &Grant, this: &Grant) -> bool {
    let longer = compare_ends(other.ends_at, this.ends_at);
    other.covers(this) || other.permissions > this.permissions || longer == Ordering::Greater
}

fn describe(via: Via, other: &Grant, this: &Grant, action: &GrantAction) -> Warning {
    let narrows = match action {
        GrantAction::Update {
            from_permissions,
            from_ends_at,
            ..
        } => {
            *from_permissions > this.permissions
                || compare_ends(*from_ends_at, this.ends_at) == Ordering::Greater
        }
        GrantAction::Create | GrantAction::Nothing { .. } => false,
    };
    let (path, permissions, ends_at) = (other.path.clone(), other.permissions, other.ends_at);
    if other.covers(this) && !narrows {
        Warning::NoEffect {
            via,
            path,
            permissions,
            ends_at,
        }
    } else {
        Warning::WiderAccessStays {
            via,
            path,
            permissions,
            ends_at,
        }
    }
}
