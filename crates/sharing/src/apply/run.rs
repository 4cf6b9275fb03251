//! One share being worked on: its record in memory and in the journal, kept in step.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures::future::join_all;
use globus::ids::CollectionId;
use globus::transfer::AccessRule;
use tokio_util::sync::CancellationToken;

use super::OnEvent;
use crate::Sharing;
use crate::error::{Error, Result};
use crate::journal::{GrantRow, Phase, ShareRecord};
use crate::model::{GrantAction, GrantState, PlannedCollection, PlannedGrant, ShareEvent, ShareOutcome};
use crate::plan::{principal, same_end};
use crate::verify::{Expected, Stored};

pub(super) struct Run<'a> {
    pub(super) sharing: &'a Sharing,
    pub(super) on_event: OnEvent<'a>,
    pub(super) cancel: CancellationToken,
    record: Mutex<ShareRecord>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        sharing: &'a Sharing,
        record: ShareRecord,
        on_event: OnEvent<'a>,
        cancel: CancellationToken,
    ) -> Self {
        Self {
            sharing,
            on_event,
            cancel,
            record: Mutex::new(record),
        }
    }

    /// Collections, permissions, reading back. `again` is true when some of it may have happened already.
    pub(super) async fn carry_out(&self, again: bool) -> Result<ShareOutcome> {
        let mut stopped_by = None;
        // Whether it is known of every waiting row that it is not shared.
        let mut sure = !again;
        if again {
            self.set_back().await?;
        }
        if let Err(error) = self.make_collections(again).await {
            stopped_by = Some(error);
        }
        if !stopped_by.as_ref().is_some_and(Error::stops_everything) {
            let looked = if again { self.adopt().await } else { Ok(()) };
            sure = looked.is_ok();
            let granted = match looked {
                Ok(()) => self.grant_all().await,
                Err(error) => Err(error),
            };
            stopped_by = granted.err().or(stopped_by);
        }
        if self.cancel.is_cancelled() {
            self.change_all(
                |row| row.state == GrantState::Waiting && (sure || !row.asked),
                |row| row.state = GrantState::LeftOff,
            )
            .await?;
        }
        if !stopped_by.as_ref().is_some_and(Error::stops_everything)
            && let Err(error) = self.read_back().await
        {
            stopped_by = Some(error);
        }
        self.close(stopped_by).await
    }

    /// Everything that is not shared yet gets another chance.
    async fn set_back(&self) -> Result<()> {
        let retried = |row: &GrantRow| !matches!(row.state, GrantState::Shared | GrantState::Undone);
        self.change_all(retried, |row| row.state = GrantState::Waiting)
            .await
    }

    /// After an interruption: what is stored as asked was done, whether or not an answer arrived.
    async fn adopt(&self) -> Result<()> {
        let lists = self.access_lists().await?;
        for (index, grant, row) in self.rows() {
            let Some(rules) = self
                .collection_of(grant.folder)
                .and_then(|id| lists.get(&id).cloned())
            else {
                continue;
            };
            if row.state != GrantState::Waiting || matches!(grant.action, GrantAction::Nothing { .. }) {
                continue;
            }
            match (self.expected(&grant).find(&rules), &grant.action) {
                // The journal said that it would be made, and there it is, to the second: ours.
                (Stored::AsAsked(rule), _) => {
                    let rule_id = rule.id.clone();
                    self.change(index, |row| {
                        (row.asked, row.rule_id, row.state) = (true, rule_id, GrantState::ReadingBack);
                    })
                    .await?;
                }
                (Stored::Different(_), GrantAction::Create) => {
                    let error = if row.asked { Error::Changed } else { Error::Exists };
                    self.change(index, |row| row.state = GrantState::Failed { error })
                        .await?;
                }
                (
                    Stored::Different(rule),
                    GrantAction::Update {
                        from_permissions,
                        from_ends_at,
                        ..
                    },
                ) if rule.permissions != *from_permissions
                    || !same_end(rule.expiration_date, *from_ends_at) =>
                {
                    let error = Error::Changed;
                    self.change(index, |row| row.state = GrantState::Failed { error })
                        .await?;
                }
                (Stored::Different(_) | Stored::Missing, _) => {}
            }
        }
        Ok(())
    }

    /// Compares Globus's lists with what was asked for.
    pub(super) async fn read_back(&self) -> Result<()> {
        let unsure = |row: &GrantRow| match &row.state {
            GrantState::ReadingBack => true,
            // No answer is not a no.
            GrantState::Failed { error } => row.asked && is_unsure(error),
            _ => false,
        };
        let waiting: Vec<_> = self
            .rows()
            .into_iter()
            .filter(|(_, _, row)| unsure(row))
            .collect();
        if waiting.is_empty() {
            return Ok(());
        }
        let lists = self.access_lists().await?;
        let mut changed = Vec::new();
        for (index, grant, mut row) in waiting {
            let Some(rules) = self
                .collection_of(grant.folder)
                .and_then(|id| lists.get(&id).cloned())
            else {
                continue;
            };
            match self.expected(&grant).find(&rules).check() {
                Ok(rule) => {
                    row.state = GrantState::Shared;
                    (row.rule_id, row.permissions, row.ends_at) =
                        (rule.id.clone(), rule.permissions, rule.expiration_date);
                }
                // A failure stays the failure it was.
                Err(_) if matches!(row.state, GrantState::Failed { .. }) => continue,
                Err(error) => row.state = GrantState::Failed { error },
            }
            changed.push((index, row));
        }
        self.replace(changed).await?;
        self.lock().verified_at = Some(self.sharing.now());
        Ok(())
    }

    /// Keeps how it went.
    pub(super) async fn close(&self, stopped_by: Option<Error>) -> Result<ShareOutcome> {
        let (id, phase, verified_at) = {
            let mut record = self.lock();
            let all = |states: fn(&GrantState) -> bool| record.grants.iter().all(|row| states(&row.state));
            record.phase = if all(|state| matches!(state, GrantState::Shared)) {
                Phase::Finished
            } else if all(|state| matches!(state, GrantState::Shared | GrantState::LeftOff)) {
                Phase::LeftOff
            } else {
                Phase::Open
            };
            record.stopped_by = stopped_by.clone();
            (record.id.clone(), record.phase, record.verified_at)
        };
        self.sharing
            .journal()
            .save_phase(&id, phase, stopped_by, verified_at)
            .await?;
        self.remember().await?;
        Ok(self.outcome())
    }

    /// Access lists of all collections of the share that exist, each read once.
    pub(super) async fn access_lists(&self) -> Result<HashMap<CollectionId, Vec<AccessRule>>> {
        let mut ids: Vec<CollectionId> = self
            .rows()
            .iter()
            .filter_map(|(_, grant, _)| self.collection_of(grant.folder))
            .collect();
        ids.sort();
        ids.dedup();
        let lists = ids.into_iter().map(|id| async move {
            let rules = match self
                .sharing
                .globus()
                .transfer
                .access_list(&id)
                .await
                .map_err(Error::from)
            {
                // Deleted by somebody: nothing is granted on it any more.
                Err(Error::NotFound { .. }) => Vec::new(),
                other => other?,
            };
            Ok((id, rules))
        });
        join_all(lists).await.into_iter().collect()
    }

    /// The guest collection of a folder, once it exists.
    pub(super) fn collection_of(&self, folder: u32) -> Option<CollectionId> {
        let record = self.lock();
        let folders = &record.prepared.plan.folders;
        match &folders.get(folder as usize)?.collection {
            PlannedCollection::Existing { id, .. } => Some(id.clone()),
            new @ PlannedCollection::New { .. } => {
                // A folder inside another new one shares its collection.
                let row = record
                    .collections
                    .iter()
                    .find(|row| folders[row.folder as usize].collection == *new)?;
                row.id.clone()
            }
        }
    }

    pub(super) fn expected(&self, grant: &PlannedGrant) -> Expected {
        Expected {
            principal: principal(&grant.access),
            path: self.lock().prepared.plan.folders[grant.folder as usize]
                .path
                .clone(),
            permissions: grant.permissions,
            ends_at: grant.ends_at,
        }
    }

    /// All rows with what was planned for them.
    pub(super) fn rows(&self) -> Vec<(usize, PlannedGrant, GrantRow)> {
        let record = self.lock();
        let pairs = record.prepared.plan.grants.iter().zip(&record.grants);
        pairs
            .enumerate()
            .map(|(index, (grant, row))| (index, grant.clone(), row.clone()))
            .collect()
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, ShareRecord> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes one row here and in the journal, and tells the window.
    pub(super) async fn change(&self, index: usize, change: impl FnOnce(&mut GrantRow)) -> Result<()> {
        let mut row = self.lock().grants[index].clone();
        change(&mut row);
        self.replace(vec![(index, row)]).await
    }

    pub(super) async fn change_all(
        &self,
        which: impl Fn(&GrantRow) -> bool,
        change: impl Fn(&mut GrantRow),
    ) -> Result<()> {
        let rows = self
            .rows()
            .into_iter()
            .filter(|(_, _, row)| which(row))
            .map(|(index, _, mut row)| {
                change(&mut row);
                (index, row)
            });
        self.replace(rows.collect()).await
    }

    pub(super) async fn replace(&self, rows: Vec<(usize, GrantRow)>) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let id = self.lock().id.clone();
        self.sharing.journal().save_grants(&id, rows.clone()).await?;
        for (index, row) in rows {
            let state = row.state.clone();
            let grant = row.grant.clone();
            let before = std::mem::replace(&mut self.lock().grants[index], row);
            if before.state != state {
                (self.on_event)(ShareEvent::Grant { grant, state });
            }
        }
        Ok(())
    }
}

/// Whether the request may have been carried out although it failed.
pub(super) fn is_unsure(error: &Error) -> bool {
    match error {
        Error::Timeout { outcome_unknown } => *outcome_unknown,
        Error::Api { status, .. } => *status >= 500,
        Error::Unexpected { .. } => true,
        _ => false,
    }
}
