//! One task, by its owner: read, change, cancel.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use uuid::Uuid;

use super::super::answer::Answer;
use super::super::caller::{Caller, PathIds};
use super::super::document::pick;
use super::super::error::TransferError;
use super::super::operations::json_object;
use super::{document, submission};
use crate::params::Params;
use crate::shared::App;
use crate::state::World;
use crate::state::model::Task;

/// How long a cancel waits to be able to say that it is done.
const CANCEL_TAKES: Duration = Duration::from_secs(2);

/// A task of the caller: of any of their linked identities.
pub(super) fn own<'a>(world: &'a World, caller: &Caller, id: &str) -> Result<&'a Task, TransferError> {
    let task = known(world, id)?;
    if caller.standing(world).is(task.owner) {
        return Ok(task);
    }
    Err(TransferError::permission_denied("This is somebody else's task"))
}

/// A task that exists.
pub(super) fn known<'a>(world: &'a World, id: &str) -> Result<&'a Task, TransferError> {
    let task = id.parse::<Uuid>().ok().and_then(|id| world.tasks.by_id(id));
    task.ok_or_else(|| TransferError::not_found(format!("No such task '{id}'")))
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    app.state.read(|world| {
        let task = own(world, &caller, &ids.task)?;
        let document = document::task(&app, world, task, app.now());
        Ok(Answer::data(pick(document, &params.list("fields"))))
    })
}

/// Label and deadline of a task that has not ended.
pub(super) async fn update(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let input = json_object(&body)?;
    let (label, deadline) = (
        submission::label(&input)?,
        submission::deadline(&input, app.now())?,
    );
    app.state.edit(|edit| {
        let mut task = own(edit.world(), &caller, &ids.task)?.clone();
        if task.status.has_ended() {
            return Err(TransferError::new(409, "Conflict", "The task has ended"));
        }
        if input.get("label").is_some() {
            task.label = label;
        }
        task.deadline = deadline.unwrap_or(task.deadline);
        edit.put(task)?;
        Ok(Answer::result("Updated", "Updated task successfully"))
    })
}

pub(super) async fn cancel(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    let task = app.state.edit(|edit| {
        let mut task = own(edit.world(), &caller, &ids.task)?.clone();
        if task.status.has_ended() {
            return Ok::<_, TransferError>(None);
        }
        task.cancel_requested = true;
        let id = task.id;
        edit.put(task)?;
        Ok(Some(id))
    })?;
    let Some(task) = task else {
        return Ok(Answer::result(
            "TaskComplete",
            "The task completed before the cancel request was processed.",
        ));
    };
    app.tasks.wake();
    if ends_soon(&app, task).await {
        Ok(Answer::result(
            "Canceled",
            "The task has been cancelled successfully.",
        ))
    } else {
        let message = "The cancel request has been accepted and will be processed.";
        Ok(Answer::result("CancelAccepted", message))
    }
}

async fn ends_soon(app: &App, task: Uuid) -> bool {
    let ended = async {
        while app
            .state
            .read(|world| world.tasks.by_id(task).is_some_and(|it| !it.status.has_ended()))
        {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(CANCEL_TAKES, ended).await.is_ok()
}
