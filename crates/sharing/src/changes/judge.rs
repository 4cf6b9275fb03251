//! What is stored against what the person saw and what was asked for. Pure.

use globus::ids::AccessRuleId;

use super::plan::is_same;
use super::record::ChangeRow;
use crate::audit::Entry;
use crate::error::{Error, Missing};
use crate::model::{ChangeStep, Stored};
use crate::plan::same_path;

/// What is to be done with a row, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    /// Send the request; for a stored permission, with its id.
    Write(Option<AccessRuleId>),
    /// It is as asked.
    Done(Option<AccessRuleId>),
    /// Somebody changed it since the person saw it.
    Conflict(Option<Stored>),
    /// It can't go on.
    Failed(Error),
}

/// Before writing.
pub(super) fn judge(row: &ChangeRow, entries: &[Entry]) -> Judgement {
    let found = find(row, entries);
    let now = found.map(Entry::stored);
    let rule_id = found.and_then(|entry| entry.rule_id.clone());
    match row.planned.step {
        ChangeStep::Nothing | ChangeStep::NotPossible { .. } => Judgement::Done(rule_id),
        ChangeStep::TakeRole => match found {
            None => Judgement::Done(None),
            Some(_) => Judgement::Write(None),
        },
        _ if matches(now, row.planned.after) => Judgement::Done(rule_id),
        _ if matches(now, row.planned.before) => Judgement::Write(rule_id),
        _ => Judgement::Conflict(now),
    }
}

/// After writing.
pub(super) fn verify(row: &ChangeRow, entries: &[Entry]) -> Judgement {
    let found = find(row, entries);
    let is_gone = matches!(row.planned.step, ChangeStep::Remove | ChangeStep::TakeRole);
    match found {
        None if is_gone => Judgement::Done(None),
        None => Judgement::Failed(Error::NotFound {
            what: Missing::AccessRule,
        }),
        Some(entry) if !is_gone && matches(Some(entry.stored()), row.planned.after) => {
            Judgement::Done(entry.rule_id.clone())
        }
        Some(_) => Judgement::Failed(Error::Changed),
    }
}

fn matches(one: Option<Stored>, other: Option<Stored>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => is_same(one, other),
        _ => false,
    }
}

/// The permission of this guest on this folder, or the role. There is at most one.
fn find<'a>(row: &ChangeRow, entries: &'a [Entry]) -> Option<&'a Entry> {
    let is_it = |entry: &&Entry| match (&row.role_id, &row.role) {
        (Some(role_id), _) => entry.role_id.as_ref() == Some(role_id),
        // One that is given back has no id yet.
        (None, Some(role)) => {
            entry.is_role() && entry.principal == row.principal && entry.role.as_ref() == Some(role)
        }
        (None, None) => {
            !entry.is_role() && entry.principal == row.principal && same_path(&entry.path, &row.planned.path)
        }
    };
    entries.iter().find(is_it)
}
