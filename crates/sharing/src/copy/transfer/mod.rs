//! A copy that Globus makes, from collection to collection. It is one task at a time: its submission id is in the journal
//! before it is submitted, so that after a kill the same submission finds the same task.

mod check;
mod faults;
mod remove;
mod watch;

use globus::ids::{SubmissionId, TaskId};
use globus::transfer::NewTransfer;
use jiff::SignedDuration;

use super::live::Live;
use super::run::{Step, Worked, step_of};
use super::{CopyPhase, CopyRecord, CopySource, TaskRow};
use crate::Sharing;
use crate::journal::JournalError;
use crate::model::{CopyStage, CopyState, CopyStop};

/// A task may wait for a computer that sleeps. Without a deadline Globus gives it a day.
const PATIENCE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Work that went on, or the step that ended it.
type Stage<T> = Result<Result<T, Step>, JournalError>;

impl Sharing {
    pub(super) async fn transfer(&self, record: &CopyRecord, live: &Live) -> Worked {
        let task = match self.task_of(record).await? {
            Ok(task) => task,
            Err(step) => return Ok(step),
        };
        if let Err(step) = self.watch(record, &task, live).await {
            return Ok(step);
        }
        self.show(&record.id, live, |view| {
            view.state = CopyState::Copying {
                stage: CopyStage::Checking,
            };
            view.progress.bytes_per_second = None;
        });
        match self.check(record, &task, live).await? {
            Ok(0) => Ok(Step::Reached(CopyPhase::Complete)),
            Ok(problems) => Ok(Step::Reached(CopyPhase::Incomplete { problems })),
            Err(step) => Ok(step),
        }
    }

    /// The task of a copy: the one that there is, or a new one.
    async fn task_of(&self, record: &CopyRecord) -> Stage<TaskId> {
        let CopySource::OnCollection { place } = &record.from else {
            return Ok(Err(Step::stopped(CopyStop::SourceGone)));
        };
        let transfer = &self.globus().transfer;
        let row = match &record.task {
            Some(row) => row.clone(),
            None => {
                // The app may have been killed before the folder was made.
                if let Err(error) = transfer.mkdir(&record.collection, &record.path).await {
                    return Ok(Err(step_of(error)));
                }
                match self.new_submission().await {
                    Ok(row) => self.keep_task(record, row).await?,
                    Err(step) => return Ok(Err(step)),
                }
            }
        };
        if let Some(task) = row.task_id {
            return Ok(Ok(task));
        }
        let new = NewTransfer {
            submission_id: row.submission_id.clone(),
            label: record.label.clone(),
            source: (place.collection.clone(), place.path.clone()),
            destination: (record.collection.clone(), record.path.clone()),
            only_what_differs: record.was_tried,
            deadline: self.now().checked_add(PATIENCE).ok(),
        };
        match transfer.submit_transfer(&new).await {
            Ok(task) => {
                let row = TaskRow {
                    task_id: Some(task.clone()),
                    ..row
                };
                self.keep_task(record, row).await?;
                self.state.copies.changed(&record.id);
                Ok(Ok(task))
            }
            Err(error) => Ok(Err(step_of(error))),
        }
    }

    async fn new_submission(&self) -> Result<TaskRow, Step> {
        let submission_id: SubmissionId = self.globus().transfer.submission_id().await.map_err(step_of)?;
        Ok(TaskRow {
            submission_id,
            task_id: None,
        })
    }

    async fn keep_task(&self, record: &CopyRecord, row: TaskRow) -> Result<TaskRow, JournalError> {
        let kept = row.clone();
        self.journal()
            .change_copy(&record.id, move |record| record.task = Some(kept))
            .await?;
        Ok(row)
    }
}
