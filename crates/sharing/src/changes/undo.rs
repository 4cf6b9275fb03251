//! Taking a change back: a change of its own, with every row turned round.

use std::collections::HashSet;

use super::OnChangeEvent;
use super::record::{ChangeRecord, ChangeRow};
use crate::Sharing;
use crate::error::Result;
use crate::journal::Phase;
use crate::model::{
    ChangeAction, ChangeId, ChangeOutcome, ChangePlan, ChangeState, ChangeStep, PlannedChange,
};

impl Sharing {
    /// Takes back what a change did, and only that: what was added is deleted, what was changed gets its former level
    /// and end, what was stopped is shared again. What somebody else changed since then is left alone.
    pub async fn undo_change(&self, id: &ChangeId, on_event: OnChangeEvent<'_>) -> Result<ChangeOutcome> {
        let me = self.me().await?;
        // A second click finds the first one at it.
        let (_, _guard) = self.begin_running(id)?;
        let done = self.my_change(id).await?;
        let positions: Vec<usize> = done
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| is_done(row))
            .map(|(position, _)| position)
            .collect();
        let mut rows: Vec<ChangeRow> = positions
            .iter()
            .map(|position| turned_round(&done.rows[*position]))
            .collect();
        // What was taken away after something was given comes back before that is taken away.
        for (index, position) in positions.iter().enumerate() {
            let first = done.rows[*position].after_row;
            if let Some(first) = first.and_then(|first| positions.iter().position(|other| *other == first)) {
                rows[first].after_row = Some(index);
            }
        }
        let action = ChangeAction::Undo { of: id.clone() };
        let changes = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let record = ChangeRecord {
            id: ChangeId(uuid::Uuid::new_v4().to_string()),
            identity: me.identity.id,
            started_at: self.now(),
            phase: Phase::Open,
            plan: ChangePlan {
                id: id.clone(),
                action,
                rows: Vec::new(),
                changes,
                guests: done.plan.guests,
                ticks: Vec::new(),
                notes: Vec::new(),
            },
            rows,
            stopped_by: None,
            verified_at: None,
        };
        self.begin(record, on_event).await
    }

    /// What was taken back is marked in the change that did it. Before the taking back is closed: one that was
    /// interrupted is resumed like any other change.
    pub(super) async fn note_undone(&self, taking_back: &ChangeRecord) -> Result<()> {
        let ChangeAction::Undo { of } = &taking_back.plan.action else {
            return Ok(());
        };
        let Some(done) = self.journal().change(of).await? else {
            return Ok(());
        };
        let rows = taking_back.rows.iter();
        let back: HashSet<&str> = rows
            .filter(|row| is_done(row))
            .map(|row| row.planned.id.as_str())
            .collect();
        let undone = done
            .rows
            .into_iter()
            .enumerate()
            .filter(|(_, row)| is_done(row) && back.contains(row.planned.id.as_str()));
        let undone = undone.map(|(position, row)| {
            let state = ChangeState::Undone;
            (position, ChangeRow { state, ..row })
        });
        Ok(self.journal().save_change_rows(of, undone.collect()).await?)
    }
}

fn is_done(row: &ChangeRow) -> bool {
    row.happens() && row.state == ChangeState::Done
}

/// The opposite of a row: adding becomes removing, and so on.
fn turned_round(row: &ChangeRow) -> ChangeRow {
    let planned = &row.planned;
    ChangeRow {
        planned: PlannedChange {
            before: planned.after,
            after: planned.before,
            step: match planned.step {
                ChangeStep::Add => ChangeStep::Remove,
                ChangeStep::Remove | ChangeStep::TakeRole => ChangeStep::Add,
                _ => ChangeStep::Update,
            },
            remains: Vec::new(),
            ..planned.clone()
        },
        // A role that is given back gets another id.
        role_id: None,
        after_row: None,
        asked: false,
        state: ChangeState::Waiting,
        ..row.clone()
    }
}
