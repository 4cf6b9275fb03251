//! Working on a copy in the background, from wherever the journal says that it stands.

use std::time::Duration;

use super::live::{Live, View};
use super::{CopyPhase, CopyRecord};
use crate::Sharing;
use crate::journal::JournalError;
use crate::model::{CopyId, CopyMethod, CopyStage, CopyState, CopyStop, CopyWait};

/// How a piece of work ended.
pub(super) enum Step {
    /// The copy stands elsewhere now.
    Reached(CopyPhase),
    /// The same again, later.
    Wait(CopyWait),
    /// Somebody wants something else of it.
    Interrupted,
    /// Nothing is left to do.
    Finished,
}

impl Step {
    pub(super) fn stopped(reason: CopyStop) -> Self {
        Self::Reached(CopyPhase::Stopped { reason })
    }
}

/// What is only the case while it is not journaled: an error of the journal ends the work, and the next start takes it up.
pub(super) type Worked = Result<Step, JournalError>;

/// How long to wait before looking again: longer each time, since most reasons last.
struct Patience(Duration);

impl Patience {
    const SHORTEST: Duration = Duration::from_secs(2);
    const LONGEST: Duration = Duration::from_secs(5 * 60);

    fn next(&mut self) -> Duration {
        let pause = self.0;
        self.0 = (pause * 2).min(Self::LONGEST);
        pause
    }
}

impl Sharing {
    /// Works on a copy, unless somebody does. The work belongs to nobody who waits for it.
    pub(super) fn drive(&self, record: &CopyRecord) {
        let id = record.id.clone();
        let begin = || View {
            state: CopyState::Copying {
                stage: CopyStage::Looking,
            },
            progress: record.progress.clone(),
            faults: Vec::new(),
        };
        let Some(live) = self.state.copies.begin(&id, begin) else {
            return;
        };
        let sharing = self.clone();
        tokio::spawn(async move {
            let worked = sharing.work(&id, &live).await;
            sharing.state.copies.end(&id);
            if let Err(error) = &worked {
                tracing::error!(%error, "a copy can't be remembered");
            }
            // Somebody may have wanted something else in the last moment, and found us at work.
            if worked.is_ok()
                && let Ok(Some(record)) = sharing.journal().copy(&id).await
                && record.phase.is_active()
            {
                sharing.drive(&record);
            }
            sharing.state.copies.changed(&id);
        });
    }

    async fn work(&self, id: &CopyId, live: &Live) -> Result<(), JournalError> {
        let mut patience = Patience(Patience::SHORTEST);
        while !live.is_interrupted() {
            let Some(record) = self.journal().copy(id).await? else {
                return Ok(());
            };
            let step = match &record.phase {
                // It ends by itself when it is interrupted, and writes down what it has sent.
                CopyPhase::Copying if record.method == CopyMethod::Upload => {
                    self.upload(&record, live).await?
                }
                CopyPhase::Copying | CopyPhase::Cancelling | CopyPhase::Removing | CopyPhase::Complete => {
                    // Dropped anywhere, it is where a kill would have left it.
                    tokio::select! {
                        step = self.globus_does(&record, live) => step?,
                        () = live.interrupted() => Step::Interrupted,
                    }
                }
                _ => return Ok(()),
            };
            match step {
                Step::Reached(phase) => {
                    self.reach(id, record.phase, phase, live).await?;
                    patience = Patience(Patience::SHORTEST);
                }
                Step::Finished => return Ok(()),
                Step::Wait(why) => {
                    self.keep_progress(id, live).await?;
                    let pause = patience.next();
                    live.begin_to_wait(why, pause == Patience::LONGEST);
                    self.state.copies.changed(id);
                    live.wait(pause).await;
                }
                Step::Interrupted => return self.keep_progress(id, live).await,
            }
        }
        Ok(())
    }

    async fn globus_does(&self, record: &CopyRecord, live: &Live) -> Worked {
        match record.phase {
            CopyPhase::Cancelling => self.end_task(record, live).await,
            CopyPhase::Removing => self.remove(record, live).await,
            CopyPhase::Complete => Ok(match self.begin_waiting(&record.id).await? {
                Some(why) => Step::Wait(why),
                None => Step::Finished,
            }),
            _ => self.transfer(record, live).await,
        }
    }

    /// The copy stands elsewhere now, unless the person has said something else in the meantime.
    async fn reach(
        &self,
        id: &CopyId,
        from: CopyPhase,
        to: CopyPhase,
        live: &Live,
    ) -> Result<(), JournalError> {
        let (progress, now) = (live.view().progress.clone(), self.now());
        let is_removed = to == CopyPhase::Removed;
        self.journal()
            .change_copy(id, move |record| {
                if record.phase == from {
                    record.progress = progress;
                    record.reach(to, now);
                }
            })
            .await?;
        self.state.copies.changed(id);
        if is_removed {
            self.close_waiting(id).await;
        }
        Ok(())
    }

    async fn keep_progress(&self, id: &CopyId, live: &Live) -> Result<(), JournalError> {
        let progress = live.view().progress.clone();
        self.journal()
            .change_copy(id, |record| record.progress = progress)
            .await?;
        Ok(())
    }

    /// Another stage, or further in the same one.
    pub(super) fn show(&self, id: &CopyId, live: &Live, change: impl FnOnce(&mut View)) {
        change(&mut live.view());
        self.state.copies.changed(id);
    }
}

/// What a failed request means for a copy as a whole.
pub(super) fn step_of(error: globus::Error) -> Step {
    if error.has_code("GCDisconnected") {
        return Step::Wait(CopyWait::ComputerOffline);
    }
    if error.has_code("GCPaused") {
        return Step::Wait(CopyWait::ComputerPaused);
    }
    let is_refused = |api: &globus::ApiError| api.demand.is_none() && matches!(api.status, 400 | 409 | 422);
    if error.api().is_some_and(is_refused) {
        let error = error.into();
        return Step::stopped(CopyStop::Other { error });
    }
    super::by_upload::step_of_stop(super::upload::Stop::of_all(error))
}
