//! Removing what was copied: Globus deletes the folder, which was made for the copy, with all that is in it.

use globus::ids::TaskId;
use globus::transfer::TaskStatus;

use super::Stage;
use crate::Sharing;
use crate::copy::live::Live;
use crate::copy::run::{Step, Worked, step_of};
use crate::copy::{CopyPhase, CopyRecord, TaskRow};
use crate::journal::JournalError;
use crate::model::CopyStop;

impl Sharing {
    pub(in crate::copy) async fn remove(&self, record: &CopyRecord, live: &Live) -> Worked {
        // What still comes would come into a folder that is being removed.
        if record.task.is_some()
            && let Err(step) = self.cancelled(record, live).await?
        {
            return Ok(step);
        }
        let task = match self.removal_of(record).await? {
            Ok(task) => task,
            Err(step) => return Ok(step),
        };
        let mut pause = super::watch::SHORTEST;
        loop {
            let task = match self.globus().transfer.task(&task).await {
                Ok(task) => task,
                Err(error) => return Ok(step_of(error)),
            };
            match task.status {
                TaskStatus::Succeeded => return Ok(Step::Reached(CopyPhase::Removed)),
                TaskStatus::Failed => {
                    let message = task.fatal_error.unwrap_or_default().description;
                    return Ok(Step::stopped(CopyStop::NotRemoved { message }));
                }
                TaskStatus::Active | TaskStatus::Inactive => {}
            }
            live.wait(pause).await;
            pause = (pause * 3 / 2).min(super::watch::LONGEST);
        }
    }

    async fn removal_of(&self, record: &CopyRecord) -> Stage<TaskId> {
        let row = match &record.removal {
            Some(row) => row.clone(),
            None => match self.new_submission().await {
                Ok(row) => self.keep_removal(record, row).await?,
                Err(step) => return Ok(Err(step)),
            },
        };
        if let Some(task) = row.task_id {
            return Ok(Ok(task));
        }
        let transfer = &self.globus().transfer;
        let submitted = transfer
            .submit_delete(
                &row.submission_id,
                &record.label,
                &record.collection,
                &record.path,
            )
            .await;
        match submitted {
            Ok(task) => {
                let row = TaskRow {
                    task_id: Some(task.clone()),
                    ..row
                };
                self.keep_removal(record, row).await?;
                Ok(Ok(task))
            }
            Err(error) => Ok(Err(step_of(error))),
        }
    }

    async fn keep_removal(&self, record: &CopyRecord, row: TaskRow) -> Result<TaskRow, JournalError> {
        let kept = row.clone();
        self.journal()
            .change_copy(&record.id, move |record| record.removal = Some(kept))
            .await?;
        Ok(row)
    }
}
