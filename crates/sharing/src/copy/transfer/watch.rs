//! Looking at a task until it has ended.

use std::time::Duration;

use globus::ids::TaskId;
use globus::transfer::{Task, TaskStatus};

use super::faults::{fault, kind, wait};
use crate::Sharing;
use crate::copy::live::{Live, View};
use crate::copy::run::{Step, Worked, step_of};
use crate::copy::{CopyPhase, CopyRecord, CopySource};
use crate::error::Error;
use crate::model::{ByteCount, CopyStage, CopyState, CopyStop, FaultKind};

/// The first look comes soon: small folders are quick.
pub(super) const SHORTEST: Duration = Duration::from_millis(250);
pub(super) const LONGEST: Duration = Duration::from_secs(5);

/// Faults that are shown.
const FAULTS: u32 = 10;

impl Sharing {
    /// Until the task has succeeded; else the step that follows.
    pub(super) async fn watch(&self, record: &CopyRecord, id: &TaskId, live: &Live) -> Result<(), Step> {
        let mut pause = SHORTEST;
        let mut faults = 0;
        loop {
            let task = self.globus().transfer.task(id).await.map_err(step_of_task)?;
            if task.faults > faults {
                faults = task.faults;
                let events = self
                    .globus()
                    .transfer
                    .task_faults(id, FAULTS)
                    .await
                    .map_err(step_of)?;
                live.view().faults = events.into_iter().map(fault).collect();
            }
            self.show(&record.id, live, |view| note(view, &task));
            match task.status {
                TaskStatus::Succeeded => return Ok(()),
                TaskStatus::Failed => return Err(Step::stopped(why_failed(task))),
                // What it waits for may be the person: whoever looks at the folders is told what to sign in with.
                TaskStatus::Inactive => self.demanded(record).await?,
                TaskStatus::Active => {}
            }
            live.wait(pause).await;
            pause = (pause * 3 / 2).min(LONGEST);
        }
    }

    async fn demanded(&self, record: &CopyRecord) -> Result<(), Step> {
        let transfer = &self.globus().transfer;
        let source = async {
            match &record.from {
                CopySource::OnCollection { place } => {
                    transfer.stat(&place.collection, &place.path).await.err()
                }
                CopySource::Here { .. } => None,
            }
        };
        let destination = async { transfer.stat(&record.collection, &record.path).await.err() };
        let errors = futures::join!(source, destination);
        let demands = [errors.0, errors.1].into_iter().flatten().map(Error::from);
        let demands = demands.filter(|error| error.demand().is_some()).collect();
        match Error::of_all(demands) {
            Some(error) => Err(Step::stopped(CopyStop::SignIn { error })),
            None => Ok(()),
        }
    }

    /// Ends Globus's task, if there is one, and waits until it has ended. An upload has ended by now.
    pub(in crate::copy) async fn end_task(&self, record: &CopyRecord, live: &Live) -> Worked {
        if record.task.is_some()
            && let Err(step) = self.cancelled(record, live).await?
        {
            return Ok(step);
        }
        Ok(Step::Reached(CopyPhase::Cancelled))
    }

    pub(super) async fn cancelled(&self, record: &CopyRecord, live: &Live) -> super::Stage<()> {
        // Nobody knows whether it was submitted: the same submission finds the task, if need be makes it.
        let id = match self.task_of(record).await? {
            Ok(id) => id,
            Err(step) => return Ok(Err(step)),
        };
        if let Err(error) = self.globus().transfer.cancel_task(&id).await {
            return Ok(Err(step_of(error)));
        }
        let mut pause = SHORTEST;
        loop {
            match self.globus().transfer.task(&id).await {
                Ok(task) if task.status.has_ended() => return Ok(Ok(())),
                Ok(_) => {}
                Err(error) => return Ok(Err(step_of(error))),
            }
            live.wait(pause).await;
            pause = (pause * 3 / 2).min(LONGEST);
        }
    }
}

/// A task that Globus does not know any more says nothing about either end.
fn step_of_task(error: globus::Error) -> Step {
    match error.api() {
        Some(api) if api.status == 404 => Step::stopped(CopyStop::Other { error: error.into() }),
        _ => step_of(error),
    }
}

fn note(view: &mut View, task: &Task) {
    let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let progress = &mut view.progress;
    progress.files = count(task.files);
    progress.folders = count(task.directories);
    progress.files_done = count(task.files_transferred.saturating_add(task.files_skipped));
    progress.bytes_done = ByteCount(task.bytes_transferred);
    progress.bytes_per_second = Some(ByteCount(task.effective_bytes_per_second));
    progress.is_counting = task.files == 0;
    let details = task.nice_status_details.as_deref();
    let waits = wait(task.nice_status.as_deref(), task.is_paused, details);
    view.state = match waits.filter(|_| !task.status.has_ended()) {
        Some(why) => {
            view.progress.bytes_per_second = None;
            CopyState::Waiting { why }
        }
        None if task.nice_status.as_deref() == Some("Queued") => CopyState::Copying {
            stage: CopyStage::Queued,
        },
        None => CopyState::Copying {
            stage: CopyStage::Files,
        },
    };
}

fn why_failed(task: Task) -> CopyStop {
    let trouble = task.fatal_error.unwrap_or_default();
    match trouble.code.as_str() {
        "CANCELED" => CopyStop::TaskCancelled {
            message: task.canceled_by_admin_message.filter(|it| !it.is_empty()),
        },
        "ENDPOINT_DELETED" => CopyStop::DestinationGone,
        code => match kind(code) {
            FaultKind::QuotaFull => CopyStop::QuotaFull {
                message: trouble.description,
            },
            fault => CopyStop::TaskFailed {
                fault,
                message: trouble.description,
            },
        },
    }
}
