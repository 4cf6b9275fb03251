//! Submitting tasks. The same submission twice is one task.

use axum::body::Bytes;
use axum::extract::State;
use serde_json::json;
use uuid::Uuid;

use super::super::answer::Answer;
use super::super::caller::{Caller, find};
use super::super::data_conditions::check_data_conditions;
use super::super::error::TransferError;
use super::super::operations::json_object;
use super::hitch::Side;
use super::reach::reach;
use super::submission::{self, Submission};
use crate::shared::App;
use crate::state::Term;
use crate::state::World;
use crate::state::model::{
    Collection, EntityType, Permissions, RecentUse, Task, TaskCounts, TaskKind, TaskOrder, TaskStatus,
};

pub(super) async fn submission_id(_: Caller) -> Answer {
    Answer::data(json!({"DATA_TYPE": "submission_id", "value": Uuid::new_v4()}))
}

pub(super) async fn transfer(
    State(app): State<App>,
    caller: Caller,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let submission = submission::transfer(&json_object(&body)?, app.now())?;
    submit(&app, &caller, TaskKind::Transfer, submission)
}

pub(super) async fn delete(
    State(app): State<App>,
    caller: Caller,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let submission = submission::delete(&json_object(&body)?, app.now())?;
    submit(&app, &caller, TaskKind::Delete, submission)
}

/// The collections of a submission that its submitter may use.
struct Ends {
    source: Uuid,
    destination: Option<Uuid>,
    consents: Vec<String>,
}

fn submit(
    app: &App,
    caller: &Caller,
    kind: TaskKind,
    submission: Submission,
) -> Result<Answer, TransferError> {
    let owner = app.state.read(|world| caller.standing(world).account);
    let id = submission.submission_id;
    if let Some(task) = app.state.read(|world| submitted_before(world, owner, id)) {
        return Ok(result(app, kind, "Duplicate", id, task));
    }
    let ends = app.state.read(|world| ends(app, world, caller, &submission))?;
    check_rights(app, caller, kind, &submission, &ends)?;
    let now = app.now();
    let task = Task {
        id: Uuid::new_v4(),
        kind,
        submission_id: id,
        submitter: caller.0.identity,
        owner,
        source: ends.source,
        destination: ends.destination,
        label: submission.label,
        status: TaskStatus::Active,
        request_time: now,
        deadline: submission.deadline,
        start_time: None,
        completion_time: None,
        trouble: None,
        fatal_error: None,
        paused_by_admin: None,
        is_paused: false,
        canceled_by_admin: None,
        cancel_requested: false,
        counts: TaskCounts::default(),
        next_event: 0,
        next_file: 0,
    };
    let order = TaskOrder {
        task: task.id,
        items: submission.items,
        options: submission.options,
        client: caller.0.client,
        consents: ends.consents,
    };
    // Two equal submissions may have come this far side by side.
    let accepted = app.state.edit::<_, crate::Error>(|edit| {
        if let Some(earlier) = submitted_before(edit.world(), owner, id) {
            return Ok(Err(earlier));
        }
        let used = [Some(ends.source), ends.destination];
        for collection in used.into_iter().flatten() {
            edit.put(RecentUse {
                account: owner,
                collection,
                time: now,
            })?;
        }
        let id = task.id;
        edit.put(order)?;
        edit.put(task)?;
        Ok(Ok(id))
    })?;
    Ok(match accepted {
        Ok(task) => {
            app.tasks.wake();
            result(app, kind, "Accepted", id, task)
        }
        Err(earlier) => result(app, kind, "Duplicate", id, earlier),
    })
}

fn submitted_before(world: &World, owner: Uuid, submission: Uuid) -> Option<Uuid> {
    let mut tasks = world.tasks.under(Term::Account(owner));
    tasks.find(|it| it.submission_id == submission).map(|it| it.id)
}

fn ends(app: &App, world: &World, caller: &Caller, submission: &Submission) -> Result<Ends, TransferError> {
    let remembers = app.config().deleted_is_remembered;
    let mut consents = Vec::new();
    let mut usable = |id: &str| {
        let collection = find(world, id, remembers)?;
        if collection.entity_type == EntityType::GCSv5_endpoint {
            return Err(TransferError::not_supported("Data operations need a collection"));
        }
        check_data_conditions(world, caller, collection, "DirListingFailed", app.now())?;
        consents.extend(lasting_consent(world, caller, collection));
        Ok(collection.id)
    };
    let source = usable(&submission.source)?;
    let destination = submission.destination.as_deref().map(&mut usable).transpose()?;
    Ok(Ends {
        source,
        destination,
        consents,
    })
}

/// The consent that a task on a server's mapped collection stands on, if it is one that can be withdrawn.
fn lasting_consent(world: &World, caller: &Caller, collection: &Collection) -> Option<String> {
    if !collection.needs_data_access() {
        return None;
    }
    let scope = collection.scope("data_access");
    let mine = world.linked(caller.0.identity);
    let mut consents = world.consents.iter();
    consents
        .any(|it| it.client == caller.0.client && mine.contains(&it.account) && it.scope == scope)
        .then_some(scope)
}

/// What is copied must be readable, where it goes must be writable; what is deleted must be writable.
fn check_rights(
    app: &App,
    caller: &Caller,
    kind: TaskKind,
    submission: &Submission,
    ends: &Ends,
) -> Result<(), TransferError> {
    let needed = match kind {
        TaskKind::Transfer => Permissions::Read,
        TaskKind::Delete => Permissions::ReadWrite,
    };
    let check = |side, collection, path: &str, needed| {
        reach(app, caller.0.identity, side, collection, path, needed).map_err(|hitch| {
            if hitch.fatal {
                TransferError::not_supported(hitch.trouble.description)
            } else {
                TransferError::path_denied(path)
            }
        })
    };
    for item in &submission.items {
        check(Side::Source, ends.source, &item.source_path, needed)?;
        if let Some(destination) = ends.destination {
            check(
                Side::Destination,
                destination,
                &item.destination_path,
                Permissions::ReadWrite,
            )?;
        }
    }
    Ok(())
}

fn result(app: &App, kind: TaskKind, code: &str, submission: Uuid, task: Uuid) -> Answer {
    let name = kind.text().to_lowercase();
    let message = if code == "Duplicate" {
        format!("This {name} was submitted before; it is one task")
    } else {
        format!("The {name} has been accepted and a task has been created and queued for execution")
    };
    // A repetition makes nothing new.
    let status = if code == "Duplicate" {
        200
    } else {
        app.config().submission_status
    };
    Answer::stamped(
        status,
        json!({"DATA_TYPE": format!("{name}_result"), "code": code, "message": message, "task_id": task,
            "submission_id": submission,
            "task_link": {"DATA_TYPE": "link", "href": format!("/v0.10/task/{task}?format=json"), "rel": "related",
                "resource": "task", "title": "related task"}}),
    )
}
