//! The institution's policy: when a change is planned, and again before each row is sent.

use std::collections::{BTreeMap, BTreeSet};

use globus::ids::GroupId;
use globus::transfer::RoleName;

use super::plan::Planner;
use super::record::ChangeRow;
use super::run::Run;
use super::targets::Target;
use crate::audit::{Audit, SharedCollection};
use crate::collection::assignable;
use crate::dates::Maximum;
use crate::error::{Error, Result};
use crate::model::{Access, AssignableRole, CannotChange, ChangeStep, Guest, HistoryEntry, PlannedChange};
use crate::policy::{Place, Rulebook, Wish};

/// Groups that may get something.
pub(super) fn groups(audit: &Audit, targets: &BTreeSet<Target>, ended: &[HistoryEntry]) -> Vec<GroupId> {
    let now = targets
        .iter()
        .map(|target| audit.access(&audit.entry(target.at).principal));
    let earlier = ended.iter().filter_map(|entry| entry.access.clone());
    let groups: BTreeSet<GroupId> = now.chain(earlier).filter_map(group).collect();
    groups.into_iter().collect()
}

fn group(access: Access) -> Option<GroupId> {
    match access {
        Access::Guest {
            guest: Guest::Group(group),
        } => Some(group.id),
        _ => None,
    }
}

impl Planner<'_> {
    /// How far away an end may be on a collection.
    pub(super) fn maximum(&self, collection: &SharedCollection) -> Maximum {
        self.rulebook.maximum(collection.max_lifetime_minutes)
    }

    /// Rows that the policy stands against are shown with the reason, and nothing happens to them. What would be taken
    /// away only after them stays.
    pub(super) fn refuse_forbidden(&self, rows: &mut [ChangeRow]) {
        let mut refused: BTreeMap<usize, CannotChange> = BTreeMap::new();
        for (index, row) in rows.iter_mut().enumerate() {
            let collection = self.collection(&row.planned.collection_id).ok();
            let reason = match check(self.rulebook, row, collection) {
                Err(Error::InstitutionForbids { rule }) => Some(rule.into()),
                _ => row.after_row.and_then(|first| refused.get(&first).copied()),
            };
            if let Some(reason) = reason {
                refused.insert(index, reason);
                row.planned.step = ChangeStep::NotPossible { reason };
                row.planned.after = row.planned.before;
                row.planned.remains.clear();
            }
        }
    }
}

impl Run<'_> {
    /// Asks the policy as it is while this runs.
    pub(super) async fn check_allowed(&self, row: &ChangeRow) -> Result<()> {
        if !gives(row) {
            return Ok(());
        }
        let groups = || {
            let record = self.lock();
            let giving = record.rows.iter().filter(|row| gives(row));
            giving
                .filter_map(|row| group(row.planned.access.clone()))
                .collect()
        };
        let rulebook = self.rulebook.get(self.sharing, groups).await?;
        let (audit, _) = self.sharing.audit().await?;
        let collections = audit.iter().flat_map(|audit| &audit.snapshot().collections);
        let mut here = collections.filter(|collection| collection.id == row.planned.collection_id);
        check(&rulebook, row, here.next())?;
        // What was read for the list does not say where every guest collection is.
        let (collection, path) = (&row.planned.collection_id, &row.planned.path);
        let names = self.sharing.names_under(&rulebook, collection, path);
        let names = match names.await {
            Err(Error::NotFound { .. }) => return Ok(()),
            names => names?,
        };
        match row.planned.after {
            Some(after) if row.role.is_none() => rulebook.check(&Wish {
                access: &row.planned.access,
                before: row.planned.before,
                after,
                places: &names,
            }),
            _ => Ok(()),
        }
    }
}

fn gives(row: &ChangeRow) -> bool {
    matches!(row.planned.step, ChangeStep::Add | ChangeStep::Update)
}

fn check(rulebook: &Rulebook, row: &ChangeRow, collection: Option<&SharedCollection>) -> Result<()> {
    let Some(after) = row.planned.after.filter(|_| gives(row)) else {
        return Ok(());
    };
    // A role that is given back. One that this app does not give is as strong as any.
    if let (Some(role), Access::Guest { guest }) = (&row.role, &row.planned.access) {
        let role = assignable(&RoleName::from(role.clone())).unwrap_or(AssignableRole::Administrator);
        return rulebook.check_role(guest, None, role);
    }
    let PlannedChange {
        collection_id, path, ..
    } = &row.planned;
    let places = Place::all_shared(collection_id, collection, path, rulebook.system());
    rulebook.check(&Wish {
        access: &row.planned.access,
        before: row.planned.before,
        after,
        places: &places,
    })
}
