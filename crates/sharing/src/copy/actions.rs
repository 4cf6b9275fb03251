//! What a person can do with a copy. Each wish is in the journal before anybody is told of it.

use super::upload::Manifest;
use super::{CopyGoal, CopyPhase, CopyRecord, CopySource};
use crate::Sharing;
use crate::error::{Error, Missing, Result};
use crate::model::{Copy, CopyAction, CopyId, CopyMethod, CopyStop};

/// Longest label of a task (Transfer API, task submission).
const LONGEST_LABEL: usize = 128;

impl Sharing {
    /// Holds an upload. What is on its way stays open for as long as the service lets it.
    pub async fn pause_copy(&self, id: &CopyId) -> Result<Copy> {
        let record = self
            .wish(id, CopyAction::Pause, |record| record.phase = CopyPhase::Paused)
            .await?;
        if let Some(live) = self.state.copies.find(id) {
            live.control.pause();
            live.wake();
        }
        self.told(record).await
    }

    /// Goes on after a pause, a stop or a cancel, and tries again what is missing.
    ///
    /// To try again means: make the copy what the folder is now. Whoever has made a file readable, renamed it or removed a
    /// socket expects that to count, and a renamed file can't be told from a new one. So the folder is looked at anew, and
    /// what is missing, is new, or has changed since it was sent goes; what is there as it is now is not sent again. What
    /// is not in the folder any more is not missed. Nothing is removed from the copy: what was sent under a former name
    /// stays there.
    pub async fn continue_copy(&self, id: &CopyId) -> Result<Copy> {
        let record = self.my_copy(id).await?;
        let action = match record.phase {
            CopyPhase::Incomplete { .. } => CopyAction::TryAgain,
            _ => CopyAction::Continue,
        };
        if record.method == CopyMethod::Upload {
            match record.phase {
                CopyPhase::Incomplete { .. } => {
                    // Without the folder there is nothing to try, and doing without the rest must still be possible.
                    if !record.is_source_here().await {
                        let what = Missing::Folder;
                        return Err(Error::NotFound { what });
                    }
                    let manifest = self.journal().upload_manifest(id.0.clone());
                    manifest.look_again().await?;
                }
                // With the folder went all that was in it.
                CopyPhase::Stopped {
                    reason: CopyStop::DestinationGone,
                } => self.journal().forget_upload(&id.0).await?,
                _ => {}
            }
        }
        let record = self.wish(id, action, CopyRecord::go_on).await?;
        self.drive(&record);
        self.told(record).await
    }

    /// Does without what could not be copied: the copy is complete as it is, and what waits for it begins.
    pub async fn accept_copy(&self, id: &CopyId) -> Result<Copy> {
        let now = self.now();
        let record = self
            .wish(id, CopyAction::Accept, move |record| {
                if let CopyPhase::Incomplete { problems } = record.phase {
                    record.done_without = problems;
                }
                record.reach(CopyPhase::Complete, now);
                // Nobody has to be told what they have just said themselves.
                record.announced = true;
            })
            .await?;
        self.drive(&record);
        self.told(record).await
    }

    /// Stops it. What was copied stays; what waits for it goes on waiting.
    pub async fn cancel_copy(&self, id: &CopyId) -> Result<Copy> {
        let record = self
            .wish(id, CopyAction::Cancel, |record| {
                record.pursue(CopyGoal::Cancelled);
            })
            .await?;
        self.turn(record).await
    }

    /// Removes what was copied, the folder included: it was made for the copy. Shares that wait for it are closed.
    pub async fn remove_copied(&self, id: &CopyId) -> Result<Copy> {
        let record = self
            .wish(id, CopyAction::Remove, |record| {
                record.pursue(CopyGoal::Removed);
            })
            .await?;
        self.turn(record).await
    }

    /// Gives it another label, at Globus too where Globus is at it.
    pub async fn rename_copy(&self, id: &CopyId, label: &str) -> Result<Copy> {
        let label = label_of(label).ok_or(Error::input(
            crate::error::Field::FolderName,
            crate::error::InputProblem::Empty,
        ))?;
        let renamed = label.clone();
        let record = self
            .wish(id, CopyAction::Rename, move |record| record.label = renamed)
            .await?;
        let task = record.task.as_ref().and_then(|task| task.task_id.as_ref());
        if let Some(task) = task
            && record.phase == CopyPhase::Copying
            && let Err(error) = self.globus().transfer.label_task(task, &label).await
        {
            // It may have ended in this moment. Here it has its new label all the same.
            tracing::debug!(%error, "a task kept its label");
        }
        self.told(record).await
    }

    /// Takes a copy off the list. What was copied stays; shares that wait for it are closed.
    pub async fn forget_copy(&self, id: &CopyId) -> Result<()> {
        if !self.my_copy(id).await?.allows(CopyAction::Forget) {
            return Err(Error::Changed);
        }
        self.close_waiting(id).await;
        self.journal().forget_copy(id).await?;
        self.state.copies.changed(id);
        Ok(())
    }

    /// Its end was announced; false where somebody was quicker, or where there is nothing to announce.
    pub async fn note_announced(&self, id: &CopyId) -> Result<bool> {
        let answer = self
            .journal()
            .change_copy(id, |record| {
                let is_due = record.phase.is_end() && !record.announced;
                record.announced = true;
                is_due
            })
            .await?;
        self.state.copies.changed(id);
        Ok(answer.is_some_and(|(_, is_due)| is_due))
    }

    /// Copies that wait look again at once, and those that nobody works on are taken up: after a start, a sign-in, when the
    /// network is back, when the window is looked at. With `signed_in` those that a sign-in had stopped go on, too.
    pub async fn look_at_copies(&self, signed_in: bool) -> Result<()> {
        let me = match self.remembered().await {
            Ok(me) => me,
            Err(Error::NotSignedIn) => return Ok(()),
            Err(error) => return Err(error),
        };
        self.state.copies.set_ended(false);
        for record in self.journal().copies(&me.identity.id).await? {
            if let Some(live) = self.state.copies.find(&record.id) {
                live.wake();
            } else if record.phase.is_active()
                || record.phase == CopyPhase::Complete && self.is_waited_for(&record.id).await?
            {
                self.drive(&record);
            } else if signed_in && record.waits_for_sign_in() {
                self.continue_copy(&record.id).await?;
            }
        }
        Ok(())
    }

    /// Ends all work on copies, as the end of the app would. The journal keeps where they stand.
    pub async fn end_copies(&self) {
        self.state.copies.set_ended(true);
        self.state.copies.idle().await;
    }

    /// A wish that ends what is being done now.
    async fn turn(&self, record: CopyRecord) -> Result<Copy> {
        if let Some(live) = self.state.copies.find(&record.id) {
            live.interrupt();
        }
        self.drive(&record);
        self.told(record).await
    }

    async fn told(&self, record: CopyRecord) -> Result<Copy> {
        self.state.copies.changed(&record.id);
        self.shown(record).await
    }

    pub(super) async fn my_copy(&self, id: &CopyId) -> Result<CopyRecord> {
        let me = self.remembered().await?.identity.id;
        let record = self.journal().copy(id).await?;
        let mine = record.filter(|record| record.identity == me);
        mine.ok_or(Error::NotFound { what: Missing::Copy })
    }

    async fn wish(
        &self,
        id: &CopyId,
        action: CopyAction,
        change: impl FnOnce(&mut CopyRecord) + Send + 'static,
    ) -> Result<CopyRecord> {
        self.my_copy(id).await?;
        let changed = self
            .journal()
            .change_copy(id, move |record| {
                let is_allowed = record.allows(action);
                if is_allowed {
                    change(record);
                }
                is_allowed
            })
            .await?;
        match changed {
            Some((record, true)) => Ok(record),
            // It came to its end while the person was looking at it.
            Some((_, false)) => Err(Error::Changed),
            None => Err(Error::NotFound { what: Missing::Copy }),
        }
    }
}

impl CopyRecord {
    fn pursue(&mut self, goal: CopyGoal) {
        self.goal = goal;
        self.phase = goal.phase();
        self.ended_at = None;
    }

    /// Once more, after a pause, a stop or a cancel. A task that has ended is not asked again; another one does what it
    /// left.
    fn go_on(&mut self) {
        let is_over = !matches!(
            &self.phase,
            CopyPhase::Paused
                | CopyPhase::Stopped {
                    reason: CopyStop::SignIn { .. }
                }
        );
        let goal = match &self.phase {
            CopyPhase::Cancelled => CopyGoal::Copied,
            _ => self.goal,
        };
        if is_over && goal == CopyGoal::Copied && self.task.take().is_some() {
            self.was_tried = true;
        }
        if is_over && goal == CopyGoal::Removed {
            self.removal = None;
        }
        self.pursue(goal);
    }

    /// Whether a folder of this computer is where it was. A folder elsewhere is Globus's to look at.
    async fn is_source_here(&self) -> bool {
        match &self.from {
            CopySource::Here { root } => tokio::fs::metadata(root).await.is_ok_and(|it| it.is_dir()),
            CopySource::OnCollection { .. } => true,
        }
    }

    fn waits_for_sign_in(&self) -> bool {
        let reason = match &self.phase {
            CopyPhase::Stopped { reason } => reason,
            _ => return false,
        };
        matches!(reason, CopyStop::SignIn { .. })
    }
}

/// A label as Globus takes it: one line, not too long.
pub(super) fn label_of(text: &str) -> Option<String> {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(LONGEST_LABEL)
        .collect();
    Some(line.trim().to_owned()).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_one_line_that_globus_takes() {
        assert_eq!(label_of("  Maple\ntrial  ").as_deref(), Some("Maple trial"));
        assert_eq!(label_of(" \n "), None);
        let long = format!("{} x", "é".repeat(127));
        assert_eq!(label_of(&long), Some("é".repeat(127)));
    }
}
