//! What happened to a task: events, files that arrived, files that were left out.

use axum::extract::State;
use serde_json::{Value, json};

use super::super::answer::Answer;
use super::super::caller::{Caller, PathIds};
use super::super::document::pick;
use super::super::error::TransferError;
use super::document::history_is_deleted;
use super::list::Page;
use super::routes::own;
use crate::clock::iso;
use crate::params::Params;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Task, TaskFile, TaskKind};

/// Files on one page of a list that goes on by a marker.
const FILES: usize = 1000;

pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    app.state
        .read(|world| event_list(&app, world, own(world, &caller, &ids.task)?, &params))
}

/// Newest first. `filter=is_error:1` leaves the errors.
pub(super) fn event_list(
    app: &App,
    world: &World,
    task: &Task,
    params: &Params,
) -> Result<Answer, TransferError> {
    let page = Page::parse(params)?;
    let wanted = match params.get("filter") {
        None => params.flag("filter_is_error"),
        Some("is_error:1" | "is_error:true") => Some(true),
        Some("is_error:0" | "is_error:false") => Some(false),
        Some(_) => {
            return Err(TransferError::bad_request(
                "filter must be is_error:0 or is_error:1",
            ));
        }
    };
    let fields = params.list("fields");
    let events = world
        .task_events
        .range((task.id, 0)..=(task.id, u64::MAX))
        .rev()
        .filter(|_| !history_is_deleted(task, app.now()))
        .filter(|event| wanted.is_none_or(|it| it == event.is_error));
    let documents = events.map(|event| {
        let document = json!({"DATA_TYPE": "event", "code": event.code, "is_error": event.is_error,
            "description": event.description, "details": event.details, "time": iso(event.time)});
        pick(document, &fields)
    });
    Ok(page.answer("event_list", documents.collect()))
}

pub(super) async fn successful_transfers(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    app.state
        .read(|world| successful(&app, world, own(world, &caller, &ids.task)?, &params))
}

pub(super) fn successful(
    app: &App,
    world: &World,
    task: &Task,
    params: &Params,
) -> Result<Answer, TransferError> {
    let arrived = |file: &&TaskFile| file.error.is_none();
    by_marker(
        app,
        world,
        task,
        params,
        "successful_transfers",
        arrived,
        |file| {
            let (algorithm, checksum) = file.checksum.clone().unzip();
            json!({"DATA_TYPE": "successful_transfer", "source_path": file.source_path,
            "destination_path": file.destination_path, "size": file.size, "checksum": checksum,
            "checksum_algorithm": algorithm})
        },
    )
}

pub(super) async fn skipped_errors(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    app.state
        .read(|world| skipped(&app, world, own(world, &caller, &ids.task)?, &params))
}

pub(super) fn skipped(
    app: &App,
    world: &World,
    task: &Task,
    params: &Params,
) -> Result<Answer, TransferError> {
    let left_out = |file: &&TaskFile| file.error.is_some();
    by_marker(app, world, task, params, "skipped_errors", left_out, |file| {
        let error = file.error.as_ref();
        json!({"DATA_TYPE": "skipped_error", "source_path": file.source_path,
            "destination_path": file.destination_path, "error_code": error.map(|it| &it.code),
            "error_details": error.map(|it| &it.description), "is_directory": false, "is_symlink": false,
            "is_delete_destination_extra": false, "checksum_algorithm": null, "external_checksum": null})
    })
}

fn by_marker(
    app: &App,
    world: &World,
    task: &Task,
    params: &Params,
    data_type: &str,
    wanted: impl Fn(&&TaskFile) -> bool,
    document: impl Fn(&TaskFile) -> Value,
) -> Result<Answer, TransferError> {
    if task.kind != TaskKind::Transfer {
        return Err(TransferError::bad_request("Only transfer tasks have this list"));
    }
    let marker = match params.get("marker") {
        Some(text) => text
            .parse::<u64>()
            .map_err(|_| TransferError::bad_request("marker is none of ours"))?,
        None => 0,
    };
    let files = world.task_files.range((task.id, marker)..=(task.id, u64::MAX));
    let mut files = files
        .filter(|_| !history_is_deleted(task, app.now()))
        .filter(wanted);
    let page: Vec<Value> = files.by_ref().take(FILES).map(document).collect();
    let next = files.next().map(|file| file.number);
    Ok(Answer::data(
        json!({"DATA_TYPE": data_type, "marker": marker, "next_marker": next, "DATA": page}),
    ))
}
