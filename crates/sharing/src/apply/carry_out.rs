//! The order of a share: collections, permissions, reading back. After an interruption first of all what is there.

use globus::transfer::AccessRule;

use super::run::{Run, is_stored, is_unsure};
use crate::error::{Error, Result};
use crate::journal::{GrantRow, Phase};
use crate::model::{GrantAction, GrantState, PlannedGrant, ShareOutcome, Stored};
use crate::verify::Listed;

impl Run<'_> {
    /// Carries out, unless a copy has to be complete first: then the share waits in the journal, and nothing of it is made
    /// or granted. The copy goes on with it.
    pub(super) async fn carry_out_in_time(&self, again: bool) -> Result<ShareOutcome> {
        let (id, prepared) = {
            let record = self.lock();
            (record.id.clone(), record.prepared.clone())
        };
        match self.sharing.hold_share(&id, &prepared).await {
            Ok(None) => {}
            Ok(waits_for) => {
                return Ok(ShareOutcome {
                    waits_for,
                    ..self.outcome()
                });
            }
            // Nobody knows whether it has to wait. The person, or the copy, tries again.
            Err(error) => return self.close(Some(error)).await,
        }
        let outcome = self.carry_out(again).await?;
        let ends_later = |error: &Error| error.stops_everything() || error.passes();
        if !outcome.stopped_by.as_ref().is_some_and(ends_later) {
            self.sharing.journal().release_share(&id).await?;
        }
        Ok(outcome)
    }

    /// Collections, permissions, reading back. `again` is true when some of it may have happened already.
    pub(super) async fn carry_out(&self, again: bool) -> Result<ShareOutcome> {
        let mut stopped_by = None;
        // Whether it is known of every waiting row that it is not shared.
        let mut sure = !again;
        if again {
            self.set_back().await?;
        }
        // A collection whose folders may not be shared any more is not made either.
        if let Err(error) = self.refuse_forbidden().await {
            return self.close(Some(error)).await;
        }
        if let Err(error) = self.make_collections(again).await {
            stopped_by = Some(error);
        }
        if !stopped_by.as_ref().is_some_and(Error::stops_everything) {
            let looked = if again {
                let adopted = self.adopt().await;
                sure = adopted.is_ok();
                adopted
            } else {
                self.refuse_changed().await
            };
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

    /// Before the first request: what is to be changed must be as the person saw it, and that may be hours ago.
    async fn refuse_changed(&self) -> Result<()> {
        let is_update = |grant: &PlannedGrant| matches!(grant.action, GrantAction::Update { .. });
        if !self.rows().iter().any(|(_, grant, _)| is_update(grant)) {
            return Ok(());
        }
        let lists = self.access_lists().await?;
        for (index, grant, row) in self.rows() {
            let rules = self.rules(&lists, grant.folder).unwrap_or_default();
            if row.state == GrantState::Waiting && self.is_changed(&grant, rules) {
                self.fail(index, Error::Changed).await?;
            }
        }
        Ok(())
    }

    /// After an interruption: what is stored as asked was done, whether or not an answer arrived.
    async fn adopt(&self) -> Result<()> {
        let lists = self.access_lists().await?;
        for (index, grant, row) in self.rows() {
            let Some(rules) = self.rules(&lists, grant.folder) else {
                continue;
            };
            if row.state != GrantState::Waiting || matches!(grant.action, GrantAction::Nothing { .. }) {
                continue;
            }
            match (self.expected(&grant).find(rules), &grant.action) {
                // The journal said that it would be made, and there it is, to the second: ours.
                (Listed::AsAsked(rule), _) => {
                    let rule_id = rule.id.clone();
                    self.change(index, |row| {
                        (row.asked, row.rule_id, row.state) = (true, rule_id, GrantState::ReadingBack);
                    })
                    .await?;
                }
                (Listed::Different(_), GrantAction::Create) => {
                    let error = if row.asked { Error::Changed } else { Error::Exists };
                    self.fail(index, error).await?;
                }
                _ if self.is_changed(&grant, rules) => self.fail(index, Error::Changed).await?,
                (Listed::Different(_) | Listed::Missing, _) => {}
            }
        }
        Ok(())
    }

    /// Whether what a row would change is neither as the person saw it nor as they want it.
    fn is_changed(&self, grant: &PlannedGrant, rules: &[AccessRule]) -> bool {
        let GrantAction::Update {
            from_permissions,
            from_ends_at,
            ..
        } = &grant.action
        else {
            return false;
        };
        let seen = Stored {
            permissions: *from_permissions,
            ends_at: *from_ends_at,
        };
        matches!(self.expected(grant).find(rules), Listed::Different(rule) if !is_stored(rule, seen))
    }

    async fn fail(&self, index: usize, error: Error) -> Result<()> {
        self.change(index, |row| row.state = GrantState::Failed { error })
            .await
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
            let Some(rules) = self.rules(&lists, grant.folder) else {
                continue;
            };
            match self.expected(&grant).find(rules).check() {
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
        self.note_verified();
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
        self.note_history().await;
        Ok(self.outcome())
    }
}
