//! Carrying a change out: read what is stored, write what differs, read back. Whatever gives comes before whatever
//! takes away.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures::FutureExt;
use globus::ids::{AccessRuleId, CollectionId};
use globus::transfer::AccessRule;
use tokio_util::sync::CancellationToken;

use super::OnChangeEvent;
use super::judge::{Judgement, judge, verify};
use super::record::{ChangeRecord, ChangeRow};
use crate::Sharing;
use crate::audit::Entry;
use crate::error::{Error, Missing, Result};
use crate::journal::Phase;
use crate::model::{ChangeAction, ChangeEvent, ChangeOutcome, ChangeState, ChangeStep};
use crate::policy::CurrentRulebook;

/// What is stored on each collection, or why that could not be read.
type Lists = HashMap<CollectionId, Result<Vec<Entry>>>;

/// One change being worked on: its record in memory and in the journal, kept in step.
pub(super) struct Run<'a> {
    pub(super) sharing: &'a Sharing,
    on_event: OnChangeEvent<'a>,
    cancel: CancellationToken,
    record: Mutex<ChangeRecord>,
    pub(super) rulebook: CurrentRulebook,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        sharing: &'a Sharing,
        record: ChangeRecord,
        on_event: OnChangeEvent<'a>,
        cancel: CancellationToken,
    ) -> Self {
        Self {
            sharing,
            on_event,
            cancel,
            record: Mutex::new(record),
            rulebook: CurrentRulebook::default(),
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, ChangeRecord> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does what is still open.
    pub(super) async fn carry_out(&self) -> Result<ChangeOutcome> {
        let gives = |row: &ChangeRow| matches!(row.planned.step, ChangeStep::Add | ChangeStep::Update);
        let moves = self.lock().rows.iter().any(|row| row.after_row.is_some());
        let mut stopped = self.step(gives).await?;
        // What is taken away at the old place must be stored at the new one: only a look tells.
        if stopped.is_none() && moves {
            self.read_back().await?;
        }
        if stopped.is_none() {
            stopped = self.step(|row| !gives(row)).await?;
        }
        let verified = self.read_back().await?;
        self.close(stopped, verified).await
    }

    /// Leaves off what is still open, after a look at what was asked for.
    pub(super) async fn leave_off(&self) -> Result<ChangeOutcome> {
        self.read_back().await?;
        let rows = {
            let record = self.lock();
            let open = record.rows.iter().enumerate().filter(|(_, row)| row.is_open());
            open.map(|(index, row)| {
                let state = ChangeState::LeftOff;
                (index, ChangeRow { state, ..row.clone() })
            })
            .collect()
        };
        self.keep(rows).await?;
        self.close(None, false).await
    }

    /// Reads what is stored, then writes all open rows of one kind. Answers what stopped it.
    async fn step(&self, which: impl Fn(&ChangeRow) -> bool) -> Result<Option<Error>> {
        let rows = self.open_rows(which);
        let lists = self.lists(&rows).await?;
        // Asked for before anything is written: a sign-in later would find half of it done.
        if let Some(error) = lists
            .values()
            .filter_map(|list| list.as_ref().err())
            .find(|error| error.stops_everything())
        {
            return Ok(Some(error.clone()));
        }
        let (mut jobs, mut settled) = (Vec::new(), Vec::new());
        for (index, row) in rows {
            let judgement = match lists.get(&row.planned.collection_id) {
                Some(Ok(entries)) => judge(&row, entries),
                // Deleted by somebody: nothing is granted there any more.
                Some(Err(Error::NotFound {
                    what: Missing::Collection,
                })) => judge(&row, &[]),
                Some(Err(error)) => Judgement::Failed(error.clone()),
                None => continue,
            };
            match judgement {
                Judgement::Write(rule_id) => jobs.push((index, rule_id)),
                other => settled.push((index, other)),
            }
        }
        self.settle(settled).await?;
        let stopped: Mutex<Option<Error>> = Mutex::new(None);
        let jobs = jobs.into_iter().map(|(index, rule_id)| {
            let stopped = &stopped;
            async move {
                let is_stopped = stopped.lock().unwrap_or_else(PoisonError::into_inner).is_some();
                if is_stopped || self.cancel.is_cancelled() {
                    return Ok(());
                }
                let written = self.write(index, rule_id).await?;
                if let Some(error) = written.filter(Error::stops_everything) {
                    *stopped.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                }
                Ok(())
            }
            .boxed()
        });
        let done: Vec<Result<()>> = self.sharing.at_most_eight(jobs.collect()).await;
        done.into_iter().collect::<Result<()>>()?;
        Ok(stopped.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// One request, written down before and after.
    async fn write(&self, index: usize, rule_id: Option<AccessRuleId>) -> Result<Option<Error>> {
        // The policy may be another one than when the change was planned; undoing has no plan at all.
        if let Err(error) = self.check_allowed(&self.row(index)).await {
            let state = ChangeState::Failed { error: error.clone() };
            self.change(index, |row| row.state = state).await?;
            return Ok(Some(error));
        }
        self.change(index, |row| {
            row.state = ChangeState::Working;
            row.asked = true;
            row.rule_id = rule_id.or(row.rule_id.take());
        })
        .await?;
        let sent = self.sharing.send_change(&self.row(index)).await;
        let error = sent.as_ref().err().cloned();
        self.change(index, |row| match sent {
            Ok(rule_id) => {
                row.rule_id = rule_id.or(row.rule_id.take());
                row.state = ChangeState::ReadingBack;
            }
            Err(error) => row.state = ChangeState::Failed { error },
        })
        .await?;
        Ok(error)
    }

    /// Looks at all rows that were asked for and are not known to be done. False when a list could not be read.
    async fn read_back(&self) -> Result<bool> {
        let asked: Vec<(usize, ChangeRow)> = self.open_rows(|row| row.asked).into_iter().collect();
        let lists = self.lists(&asked).await?;
        let mut all_read = true;
        let mut seen = Vec::new();
        for (index, row) in asked {
            let entries = match lists.get(&row.planned.collection_id) {
                Some(Ok(entries)) => entries.as_slice(),
                Some(Err(Error::NotFound {
                    what: Missing::Collection,
                })) => &[],
                _ => {
                    all_read = false;
                    continue;
                }
            };
            seen.push((index, verify(&row, entries)));
        }
        self.settle(seen).await?;
        Ok(all_read)
    }

    async fn settle(&self, judgements: Vec<(usize, Judgement)>) -> Result<()> {
        let mut rows = Vec::with_capacity(judgements.len());
        for (index, judgement) in judgements {
            let mut row = self.row(index);
            match judgement {
                Judgement::Done(rule_id) => {
                    row.rule_id = rule_id.or(row.rule_id.take());
                    row.state = ChangeState::Done;
                }
                Judgement::Conflict(stored) => row.state = ChangeState::Conflict { stored },
                Judgement::Failed(error) => {
                    // The first reason says more than "it is not there".
                    if !matches!(row.state, ChangeState::Failed { .. }) {
                        row.state = ChangeState::Failed { error };
                    }
                }
                Judgement::Write(_) => {}
            }
            rows.push((index, row));
        }
        self.keep(rows).await
    }

    /// Lists of the collections of some rows, each read once; the snapshot keeps in step.
    async fn lists(&self, rows: &[(usize, ChangeRow)]) -> Result<Lists> {
        let ids: BTreeSet<CollectionId> = rows
            .iter()
            .map(|(_, row)| row.planned.collection_id.clone())
            .collect();
        if ids.is_empty() {
            return Ok(Lists::new());
        }
        let mine: HashSet<AccessRuleId> = {
            let record = self.lock();
            record
                .rows
                .iter()
                .filter(|row| row.asked)
                .filter_map(|row| row.rule_id.clone())
                .collect()
        };
        let mine: Vec<AccessRuleId> = mine.into_iter().collect();
        let read = self.sharing.read_lists(ids).await;
        let fresh: Vec<(CollectionId, &[AccessRule])> = read
            .iter()
            .filter_map(|(id, list)| Some((id.clone(), list.as_ref().ok()?.as_slice())))
            .collect();
        self.sharing.note_access_lists(&fresh, &mine).await?;
        let entries = |rules: Vec<AccessRule>| rules.iter().filter_map(Entry::of_rule).collect();
        Ok(read
            .into_iter()
            .map(|(id, list)| (id, list.map(entries)))
            .collect())
    }

    fn open_rows(&self, which: impl Fn(&ChangeRow) -> bool) -> Vec<(usize, ChangeRow)> {
        let record = self.lock();
        let is_due = |row: &ChangeRow| {
            let first = row.after_row.and_then(|first| record.rows.get(first));
            first.is_none_or(|first| !first.happens() || first.state == ChangeState::Done)
        };
        let open = record
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.is_open() && is_due(row) && which(row));
        open.map(|(index, row)| (index, row.clone())).collect()
    }

    fn row(&self, index: usize) -> ChangeRow {
        self.lock().rows[index].clone()
    }

    /// Changes one row here and in the journal, and tells the window.
    pub(super) async fn change(&self, index: usize, change: impl FnOnce(&mut ChangeRow)) -> Result<()> {
        let mut row = self.row(index);
        change(&mut row);
        self.keep(vec![(index, row)]).await
    }

    async fn keep(&self, rows: Vec<(usize, ChangeRow)>) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let id = self.lock().id.clone();
        self.sharing.journal().save_change_rows(&id, rows.clone()).await?;
        for (index, row) in rows {
            let (name, state) = (row.planned.id.clone(), row.state.clone());
            let before = std::mem::replace(&mut self.lock().rows[index], row);
            if before.state != state {
                (self.on_event)(ChangeEvent::Row { row: name, state });
            }
        }
        Ok(())
    }

    /// Writes down where it stands as a whole.
    pub(super) async fn close(&self, stopped_by: Option<Error>, verified: bool) -> Result<ChangeOutcome> {
        let record = {
            let mut record = self.lock();
            let is_open = record.rows.iter().any(ChangeRow::is_open);
            record.phase = if is_open { Phase::Open } else { Phase::Finished };
            record.stopped_by = stopped_by;
            record.verified_at = verified.then(|| self.sharing.now());
            record.clone()
        };
        self.sharing.note_undone(&record).await?;
        self.sharing
            .journal()
            .save_change_phase(
                &record.id,
                record.phase,
                record.stopped_by.clone(),
                record.verified_at,
            )
            .await?;
        let done = crate::history::of_change(&record, self.sharing.now());
        self.sharing.note_own(record.started_at, done).await;
        Ok(record.outcome())
    }
}

impl ChangeRecord {
    /// What came of it so far.
    pub(super) fn outcome(&self) -> ChangeOutcome {
        ChangeOutcome {
            id: self.id.clone(),
            plan: self.full_plan(),
            states: self.rows.iter().map(|row| row.state.clone()).collect(),
            stopped_by: self.stopped_by.clone(),
            verified_at: self.verified_at,
            can_undo: self.can_undo(),
        }
    }

    /// Whether anything of it can be taken back.
    pub(crate) fn can_undo(&self) -> bool {
        let is_done = |row: &ChangeRow| row.happens() && row.state == ChangeState::Done;
        !matches!(self.plan.action, ChangeAction::Undo { .. }) && self.rows.iter().any(is_done)
    }
}
