//! `/submission_id`, `/transfer`, `/delete` and `/task/<id>…`: what Globus does in the background. Whatever is submitted
//! twice under one submission id is one task, so that all of these may be repeated.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use super::{List, SkippedError, Task, TaskEvent, TransferClient, VERSION};
use crate::error::Result;
use crate::http::Call;
use crate::ids::{CollectionId, SubmissionId, TaskId};
use crate::path::CollectionPath;
use crate::time;

/// A folder that is to be copied from one collection to another, with everything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTransfer {
    /// Under which it is submitted.
    pub submission_id: SubmissionId,
    /// At most 128 characters on one line, without blanks around them.
    pub label: String,
    /// Where from.
    pub source: (CollectionId, CollectionPath),
    /// What it will be. It may be there already.
    pub destination: (CollectionId, CollectionPath),
    /// Leaves alone what is there already with the same checksum (`sync_level` 3).
    pub only_what_differs: bool,
    /// When Globus gives up; none leaves that to the service (about a day).
    pub deadline: Option<jiff::Timestamp>,
}

/// Compares checksums (Transfer API, `sync_level`).
const CHECKSUM: u8 = 3;

#[derive(Deserialize)]
struct Submitted {
    task_id: TaskId,
}

#[derive(Deserialize)]
struct Page<T> {
    #[serde(rename = "DATA")]
    data: Vec<T>,
    #[serde(default)]
    next_marker: Option<Value>,
}

impl TransferClient {
    /// A new submission id. To be written down before it is used.
    pub async fn submission_id(&self) -> Result<SubmissionId> {
        #[derive(Deserialize)]
        struct Answer {
            value: SubmissionId,
        }
        let answer: Answer = self.service.call(Call::get(&[VERSION, "submission_id"])).await?;
        Ok(answer.value)
    }

    /// Begins a transfer, or finds the one that was begun under this submission id. Each file is checked by its checksum
    /// when it has arrived; files that can't be read are left out and listed ([`Self::skipped_errors`]).
    pub async fn submit_transfer(&self, new: &NewTransfer) -> Result<TaskId> {
        let ((source, from), (destination, to)) = (&new.source, &new.destination);
        let mut body = json!({
            "DATA_TYPE": "transfer",
            "submission_id": new.submission_id,
            "label": new.label,
            "source_endpoint": source,
            "destination_endpoint": destination,
            "verify_checksum": true,
            "skip_source_errors": true,
            "notify_on_succeeded": false,
            "DATA": [{
                "DATA_TYPE": "transfer_item", "recursive": true,
                "source_path": from.as_str(), "destination_path": to.as_str(),
            }],
        });
        if new.only_what_differs {
            body["sync_level"] = CHECKSUM.into();
        }
        if let Some(deadline) = new.deadline {
            body["deadline"] = time::format(deadline).into();
        }
        self.submit("transfer", body).await
    }

    /// Begins to delete a folder with everything in it, or finds the task that was begun under this submission id. One
    /// that is gone already is fine.
    pub async fn submit_delete(
        &self,
        submission_id: &SubmissionId,
        label: &str,
        collection: &CollectionId,
        folder: &CollectionPath,
    ) -> Result<TaskId> {
        let body = json!({
            "DATA_TYPE": "delete",
            "submission_id": submission_id,
            "label": label,
            "endpoint": collection,
            "recursive": true,
            "ignore_missing": true,
            "notify_on_succeeded": false,
            "DATA": [{"DATA_TYPE": "delete_item", "path": folder.as_str()}],
        });
        self.submit("delete", body).await
    }

    async fn submit(&self, route: &str, body: Value) -> Result<TaskId> {
        let submitted: Submitted = self.service.call(Call::post(&[VERSION, route], body)).await?;
        Ok(submitted.task_id)
    }

    /// How a task stands.
    pub async fn task(&self, task: &TaskId) -> Result<Task> {
        self.service
            .call(Call::get(&[VERSION, "task", task.as_str()]))
            .await
    }

    /// Gives a task that goes on another label.
    pub async fn label_task(&self, task: &TaskId, label: &str) -> Result<()> {
        let body = json!({"DATA_TYPE": "task", "label": label});
        let call = Call::put(&[VERSION, "task", task.as_str()], body);
        self.service.call::<IgnoredAny>(call).await.map(drop)
    }

    /// Asks for the end of a task. One that has ended is fine; [`Self::task`] says how.
    pub async fn cancel_task(&self, task: &TaskId) -> Result<()> {
        let call = Call::post(&[VERSION, "task", task.as_str(), "cancel"], json!({}));
        self.service.call::<IgnoredAny>(call).await.map(drop)
    }

    /// What went wrong lately, newest first.
    pub async fn task_faults(&self, task: &TaskId, limit: u32) -> Result<Vec<TaskEvent>> {
        let call = Call::get(&[VERSION, "task", task.as_str(), "event_list"])
            .query("limit", limit.to_string())
            .query("filter", "is_error:1");
        let list: List<TaskEvent> = self.service.call(call).await?;
        Ok(list.data)
    }

    /// What a transfer left out: one page, and where the next one begins.
    pub async fn skipped_errors(
        &self,
        task: &TaskId,
        marker: Option<&str>,
    ) -> Result<(Vec<SkippedError>, Option<String>)> {
        let call =
            Call::get(&[VERSION, "task", task.as_str(), "skipped_errors"]).query_if_some("marker", marker);
        let page: Page<SkippedError> = self.service.call(call).await?;
        let next = page.next_marker.and_then(|marker| match marker {
            Value::String(text) => Some(text),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        });
        Ok((page.data, next))
    }
}
