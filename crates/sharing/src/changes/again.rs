//! Giving once more what ended: like adding, with level and guest from the history and an end that is chosen now.

use std::collections::BTreeSet;

use globus::ids::CollectionId;

use super::plan::{Planner, Prepared, is_same};
use super::record::ChangeRow;
use crate::audit::Entry;
use crate::dates::resolve_end;
use crate::error::Result;
use crate::model::{CannotChange, ChangeStep, EndChoice, HistoryEntry, Stored};
use crate::plan::{principal, same_path};

/// Collections whose lists have to be fresh first.
pub(super) fn collections(entries: &[HistoryEntry]) -> BTreeSet<CollectionId> {
    entries.iter().map(|entry| entry.collection_id.clone()).collect()
}

impl Planner<'_> {
    /// A row for each guest and folder. Where somebody shared it again already, level and end change instead.
    pub(super) fn plan_again(&self, entries: &[HistoryEntry], end: &EndChoice) -> Result<Prepared> {
        let (mut rows, mut shortened): (Vec<ChangeRow>, u32) = (Vec::new(), 0);
        for entry in entries {
            let (Some(access), Some(before)) = (&entry.access, entry.before) else {
                continue;
            };
            let collection = self.collection(&entry.collection_id)?;
            let whom = principal(access);
            let end = resolve_end(end, self.now, self.zone, self.maximum(collection))?;
            let wanted = Stored {
                permissions: before.permissions,
                ends_at: end.ends_at,
            };
            let earlier = Entry {
                rule_id: None,
                role_id: None,
                role: None,
                principal: whom.clone(),
                path: entry.path.clone(),
                permissions: before.permissions,
                ends_at: before.ends_at,
                created_at: None,
            };
            let mut row = self.row(&earlier, collection, &entry.path);
            let is_planned = |other: &ChangeRow| {
                other.principal == row.principal
                    && other.planned.collection_id == row.planned.collection_id
                    && same_path(&other.planned.path, &row.planned.path)
            };
            // The history may tell of the same permission twice: it ended, came back, and ended again.
            if rows.iter().any(is_planned) {
                continue;
            }
            let there = collection.entries.iter().find(|other| {
                !other.is_role() && other.principal == whom && same_path(&other.path, &entry.path)
            });
            row.rule_id = there.and_then(|there| there.rule_id.clone());
            row.planned.before = there.map(Entry::stored);
            row.planned.after = Some(wanted);
            row.planned.step = match there {
                _ if !collection.can_change() => ChangeStep::NotPossible {
                    reason: CannotChange::RoleMayNotChange,
                },
                None => ChangeStep::Add,
                Some(there) if is_same(there.stored(), wanted) => ChangeStep::Nothing,
                Some(_) => ChangeStep::Update,
            };
            shortened += u32::from(end.capped && !matches!(row.planned.step, ChangeStep::NotPossible { .. }));
            rows.push(row);
        }
        Ok(self.numbered(rows, shortened))
    }
}
