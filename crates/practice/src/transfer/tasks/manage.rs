//! What activity managers do to the tasks of others: cancel, pause, resume.

use std::collections::BTreeSet;

use axum::body::Bytes;
use axum::extract::State;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::answer::Answer;
use super::super::caller::{Caller, PathIds};
use super::super::error::TransferError;
use super::super::operations::{json_object, text_field};
use super::manager::{MANAGER, managed};
use crate::shared::App;
use crate::state::model::{PausedBy, Task, TaskStatus};

fn task_ids(input: &Value) -> Result<BTreeSet<String>, TransferError> {
    let ids = input["task_id_list"].as_array().filter(|it| !it.is_empty());
    let ids = ids.ok_or_else(|| TransferError::bad_request("task_id_list is missing"))?;
    let texts = ids.iter().map(|it| it.as_str().map(str::to_owned));
    texts
        .collect::<Option<_>>()
        .ok_or_else(|| TransferError::bad_request("task_id_list must be a list of ids"))
}

fn message(input: &Value) -> Result<String, TransferError> {
    text_field(input, "message")
}

/// Changes all tasks of a list, or none.
fn change(
    app: &App,
    caller: &Caller,
    ids: &BTreeSet<String>,
    change: impl Fn(&mut Task, Uuid),
) -> Result<(), TransferError> {
    app.state.edit(|edit| {
        for id in ids {
            let (task, end) = managed(edit.world(), caller, id, MANAGER)?;
            let mut task = task.clone();
            if !task.status.has_ended() {
                change(&mut task, end);
                edit.put(task)?;
            }
        }
        Ok::<_, TransferError>(())
    })?;
    app.tasks.wake();
    Ok(())
}

pub(super) async fn cancel(
    State(app): State<App>,
    caller: Caller,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let input = json_object(&body)?;
    let (ids, message) = (task_ids(&input)?, message(&input)?);
    change(&app, &caller, &ids, |task, end| {
        let side = if end == task.source {
            "SOURCE"
        } else {
            "DESTINATION"
        };
        task.canceled_by_admin = Some((side.to_owned(), message.clone()));
        task.cancel_requested = true;
    })?;
    let id = Uuid::new_v4();
    let kept = json!({"message": message, "task_id_list": ids}).to_string();
    app.state
        .edit::<_, crate::Error>(|edit| edit.note(&format!("admin_cancel/{id}"), kept))?;
    Ok(Answer::stamped(
        202,
        json!({"DATA_TYPE": "admin_cancel", "id": id, "done": false, "code": "CancelAccepted",
            "message": "The cancel request has been accepted"}),
    ))
}

pub(super) async fn cancel_status(
    State(app): State<App>,
    _: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    app.state.read(|world| {
        let kept = world.notes.get(&format!("admin_cancel/{}", ids.task));
        let kept = kept.and_then(|text| serde_json::from_str::<Value>(text).ok());
        let mut kept = kept.ok_or_else(|| TransferError::not_found("No such cancel request"))?;
        let tasks = kept["task_id_list"].as_array().cloned().unwrap_or_default();
        let has_ended = |id: &Value| {
            let task = id.as_str().and_then(|id| world.tasks.get(id));
            task.is_none_or(|it| it.status.has_ended())
        };
        kept["DATA_TYPE"] = "admin_cancel".into();
        kept["id"] = ids.task.as_str().into();
        kept["done"] = tasks.iter().all(has_ended).into();
        Ok(Answer::data(kept))
    })
}

pub(super) async fn pause(
    State(app): State<App>,
    caller: Caller,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let input = json_object(&body)?;
    let (ids, message) = (task_ids(&input)?, message(&input)?);
    change(&app, &caller, &ids, |task, end| {
        task.paused_by_admin = Some(PausedBy {
            collection: end,
            message: message.clone(),
        });
        // Set at once for tasks that are paused by id.
        task.is_paused = true;
    })?;
    Ok(Answer::result("PauseAccepted", "The tasks are paused"))
}

pub(super) async fn resume(
    State(app): State<App>,
    caller: Caller,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let ids = task_ids(&json_object(&body)?)?;
    change(&app, &caller, &ids, |task, _| {
        task.paused_by_admin = None;
        task.is_paused = false;
        task.status = TaskStatus::Active;
    })?;
    Ok(Answer::result("ResumeAccepted", "The tasks go on"))
}
