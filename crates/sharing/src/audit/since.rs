//! What is new since the last visit, and whether it was this app that made it so.

use std::collections::{HashMap, HashSet};

use globus::ids::AccessRuleId;
use jiff::Timestamp;

use super::snapshot::{Entry, Snapshot};
use crate::model::{SinceLastVisit, Stored};

/// Permissions as they were at a visit.
pub type Visit = HashMap<AccessRuleId, Stored>;

/// Permissions of a snapshot, to compare with later.
pub fn visit(snapshot: &Snapshot) -> Visit {
    entries(snapshot)
        .map(|(id, entry)| (id.clone(), entry.stored()))
        .collect()
}

/// What is different from a visit. `mine` are permissions that this app wrote since then.
pub fn since(
    visit: &Visit,
    snapshot: &Snapshot,
    mine: &HashSet<AccessRuleId>,
) -> HashMap<AccessRuleId, SinceLastVisit> {
    let changes = entries(snapshot).filter_map(|(id, entry)| {
        let is_mine = mine.contains(id);
        let change = match visit.get(id) {
            None if is_mine => SinceLastVisit::Added,
            None => SinceLastVisit::AddedByOthers,
            Some(before) if *before == entry.stored() => return None,
            Some(_) if is_mine => SinceLastVisit::Changed,
            Some(_) => SinceLastVisit::ChangedByOthers,
        };
        Some((id.clone(), change))
    });
    changes.collect()
}

/// Permissions of a visit that are gone, and whether their end had come. Nothing may be concluded from a snapshot with
/// collections that could not be read: those keep their earlier entries in it.
pub fn gone(visit: &Visit, snapshot: &Snapshot, now: Timestamp) -> Vec<(AccessRuleId, Stored, bool)> {
    let there: HashSet<&AccessRuleId> = entries(snapshot).map(|(id, _)| id).collect();
    let gone = visit.iter().filter(|(id, _)| !there.contains(id));
    gone.map(|(id, stored)| (id.clone(), *stored, stored.ends_at.is_some_and(|end| end <= now)))
        .collect()
}

fn entries(snapshot: &Snapshot) -> impl Iterator<Item = (&AccessRuleId, &Entry)> {
    let all = snapshot
        .collections
        .iter()
        .flat_map(|collection| &collection.entries);
    all.filter_map(|entry| Some((entry.rule_id.as_ref()?, entry)))
}
