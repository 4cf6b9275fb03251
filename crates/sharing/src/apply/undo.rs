//! Taking back what a share did, and closing a share with rows left over.

use futures::StreamExt;
use futures::stream;
use globus::ids::{AccessRuleId, CollectionId};
use globus::transfer::{AccessChange, AccessRule};

use super::run::{Lists, Run, is_stored, is_unsure};
use crate::error::{Error, Result};
use crate::journal::{GrantRow, Phase};
use crate::model::{GrantAction, GrantState, PlannedGrant, ShareOutcome, Stored};
use crate::verify::Listed;

const AT_ONCE: usize = 8;

impl Run<'_> {
    pub(super) async fn leave_off(&self) -> Result<ShareOutcome> {
        self.find_lost_collections().await?;
        // A row that waits may have been asked for in an attempt that was cut short before anybody looked.
        let unknown = |row: &GrantRow| match &row.state {
            GrantState::Waiting | GrantState::Sharing | GrantState::ReadingBack => true,
            GrantState::Failed { error } => is_unsure(error),
            _ => false,
        };
        self.change_all(
            |row| row.asked && unknown(row),
            |row| row.state = GrantState::ReadingBack,
        )
        .await?;
        self.read_back().await?;
        self.change_all(
            |row| row.state != GrantState::Shared,
            |row| row.state = GrantState::LeftOff,
        )
        .await?;
        if self.lock().collections.iter().any(|row| row.id.is_some()) {
            self.remove_unused_collections(&self.access_lists().await?)
                .await?;
        }
        self.close(None).await
    }

    pub(super) async fn undo(&self) -> Result<ShareOutcome> {
        self.find_lost_collections().await?;
        let lists = self.access_lists().await?;
        let rows = self
            .rows()
            .into_iter()
            .filter(|(_, _, row)| row.state != GrantState::Undone);
        let work: Vec<Result<()>> = stream::iter(rows)
            .map(|(index, grant, row)| self.undo_row(index, grant, row, &lists))
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        let mut stopped_by = work.into_iter().find_map(Result::err);
        if stopped_by.is_none()
            && let Err(error) = self.check_undone().await
        {
            stopped_by = Some(error);
        }
        let (id, verified_at) = {
            let mut record = self.lock();
            let done = record
                .grants
                .iter()
                .all(|row| !matches!(row.state, GrantState::Failed { .. }));
            record.phase = if stopped_by.is_none() && done {
                Phase::Undone
            } else {
                record.phase
            };
            record.stopped_by = stopped_by.clone();
            (record.id.clone(), record.verified_at)
        };
        let phase = self.lock().phase;
        self.sharing
            .journal()
            .save_phase(&id, phase, stopped_by, verified_at)
            .await?;
        if phase == Phase::Undone {
            self.forget().await?;
        }
        Ok(self.outcome())
    }

    /// An error is one that meets all rows; a row's own goes into its state.
    async fn undo_row(&self, index: usize, grant: PlannedGrant, row: GrantRow, lists: &Lists) -> Result<()> {
        let collection = self.collection_of(grant.folder);
        let rules = self.rules(lists, grant.folder).unwrap_or_default();
        let result = match (&grant.action, &collection) {
            // It was so before.
            (GrantAction::Nothing { .. }, _) => return Ok(()),
            _ if !row.asked => return self.change(index, |row| row.state = GrantState::LeftOff).await,
            (_, None) => Ok(()),
            (GrantAction::Create, Some(id)) => self.take_away(id, &grant, &row, rules).await,
            (
                GrantAction::Update {
                    rule_id,
                    from_permissions,
                    from_ends_at,
                },
                Some(id),
            ) => {
                let former = Stored {
                    permissions: *from_permissions,
                    ends_at: *from_ends_at,
                };
                let is_there = rules.iter().any(|rule| rule.id.as_ref() == Some(rule_id));
                match self.expected(&grant).find(rules) {
                    // Gone, or never changed: nothing to take back.
                    _ if !is_there => Ok(()),
                    Listed::Missing => Ok(()),
                    Listed::Different(rule) if is_stored(rule, former) => Ok(()),
                    Listed::Different(_) => Err(Error::Changed),
                    Listed::AsAsked(_) => self.put_back(id, &grant, rule_id, former).await,
                }
            }
        };
        match result {
            Ok(()) => self.change(index, |row| row.state = GrantState::Undone).await,
            Err(error) if error.stops_everything() => Err(error),
            Err(error) => {
                self.change(index, |row| row.state = GrantState::Failed { error })
                    .await
            }
        }
    }

    /// Level and end as they were before, unless the policy stands against that by now.
    async fn put_back(
        &self,
        collection: &CollectionId,
        grant: &PlannedGrant,
        rule_id: &AccessRuleId,
        former: Stored,
    ) -> Result<()> {
        self.check_former(grant, former).await?;
        let former = AccessChange {
            permissions: Some(former.permissions),
            expiration_date: Some(former.ends_at),
        };
        let transfer = &self.sharing.globus().transfer;
        Ok(transfer.update_access(collection, rule_id, &former).await?)
    }

    async fn take_away(
        &self,
        collection: &CollectionId,
        grant: &PlannedGrant,
        row: &GrantRow,
        rules: &[AccessRule],
    ) -> Result<()> {
        let by_id = rules
            .iter()
            .find(|rule| rule.id.is_some() && rule.id == row.rule_id);
        let found = by_id.or_else(|| self.expected(grant).find(rules).check().ok());
        let Some(rule_id) = found.and_then(|rule| rule.id.clone()) else {
            return Ok(());
        };
        Ok(self
            .sharing
            .globus()
            .transfer
            .delete_access(collection, &rule_id)
            .await?)
    }

    /// Reads the lists again: what was taken back must not be there. New collections that nobody uses go with it.
    async fn check_undone(&self) -> Result<()> {
        let lists = self.access_lists().await?;
        for (index, grant, row) in self.rows() {
            let rules = self.rules(&lists, grant.folder);
            let still_there = rules.is_some_and(|rules| {
                matches!(self.expected(&grant).find(rules), Listed::AsAsked(rule) if rule.id == row.rule_id)
            });
            if row.state == GrantState::Undone && still_there {
                self.change(index, |row| {
                    row.state = GrantState::Failed {
                        error: Error::Changed,
                    }
                })
                .await?;
            }
        }
        self.note_verified();
        // While it is known which collections these permissions were on.
        self.note_history().await;
        self.remove_unused_collections(&lists).await
    }
}
