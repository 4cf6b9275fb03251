//! `endpoint_manager`: tasks as the activity managers and monitors of a collection see them.

use std::collections::BTreeSet;

use axum::body::Bytes;
use axum::extract::State;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::answer::Answer;
use super::super::caller::{Caller, PathIds, find};
use super::super::document::pick;
use super::super::error::TransferError;
use super::super::operations::json_object;
use super::routes::known;
use super::{document, events, pause_rules};
use crate::clock::parse_iso;
use crate::params::Params;
use crate::rights::{self, Standing};
use crate::shared::App;
use crate::state::World;
use crate::state::model::{PausedBy, RoleName, Task, TaskStatus};

const PAGE: usize = 100;
const MANAGER: RoleName = RoleName::ActivityManager;
const MONITOR: RoleName = RoleName::ActivityMonitor;

/// Does somebody hold this role on a collection, or on the one that it lives on?
fn holds(world: &World, me: &Standing, collection: Uuid, role: RoleName) -> bool {
    let found = world.collections.by_id(collection);
    let host = found.and_then(|it| it.host).and_then(|id| world.collections.by_id(id));
    let mut both = [found, host].into_iter().flatten();
    both.any(|it| {
        let roles = rights::effective_roles(world, me, it);
        roles.contains(&role) || (role == MONITOR && roles.contains(&MANAGER))
    })
}

/// The end of a task that somebody looks after.
fn managed_end(world: &World, me: &Standing, task: &Task, role: RoleName) -> Option<Uuid> {
    let ends = [Some(task.source), task.destination];
    ends.into_iter().flatten().find(|it| holds(world, me, *it, role))
}

fn managed<'a>(world: &'a World, caller: &Caller, id: &str, role: RoleName) -> Result<(&'a Task, Uuid), TransferError> {
    let task = known(world, id)?;
    let end = managed_end(world, &caller.standing(world), task, role);
    let end = end.ok_or_else(|| TransferError::permission_denied("You do not look after a collection of this task"))?;
    Ok((task, end))
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    app.state.read(|world| {
        let (task, _) = managed(world, &caller, &ids.task, MONITOR)?;
        let document = document::managed_task(&app, world, task, app.now());
        Ok(Answer::data(pick(document, &params.list("fields"))))
    })
}

pub(super) async fn event_list(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    app.state
        .read(|world| events::event_list(&app, world, managed(world, &caller, &ids.task, MONITOR)?.0, &params))
}

pub(super) async fn pause_info(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    app.state
        .read(|world| Ok(pause_rules::info(&app, world, managed(world, &caller, &ids.task, MONITOR)?.0)))
}

pub(super) async fn successful_transfers(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    app.state
        .read(|world| events::successful(&app, world, managed(world, &caller, &ids.task, MONITOR)?.0, &params))
}

pub(super) async fn skipped_errors(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    app.state
        .read(|world| events::skipped(&app, world, managed(world, &caller, &ids.task, MONITOR)?.0, &params))
}

/// What the list is asked for.
struct Query {
    statuses: Vec<String>,
    tasks: Vec<String>,
    owner: Option<Uuid>,
    endpoint: Option<Uuid>,
    use_: Option<String>,
    is_paused: Option<bool>,
    completion: Option<(String, String)>,
    min_faults: u64,
}

fn parse(params: &Params) -> Result<Query, TransferError> {
    let bad = |text: &str| TransferError::bad_request(text);
    let uuid = |name: &str| {
        let text = params.get(name);
        text.map(|it| it.parse::<Uuid>().map_err(|_| bad(&format!("{name} is no UUID")))).transpose()
    };
    let query = Query {
        statuses: params.list("filter_status"),
        tasks: params.list("filter_task_id"),
        owner: uuid("filter_owner_id")?,
        endpoint: uuid("filter_endpoint")?,
        use_: params.get("filter_endpoint_use").map(str::to_owned),
        is_paused: params.flag("filter_is_paused"),
        completion: params.get("filter_completion_time").map(|text| {
            let (start, end) = text.split_once(',').unwrap_or((text, ""));
            (start.to_owned(), end.to_owned())
        }),
        min_faults: match params.get("filter_min_faults") {
            Some(text) => text.parse().map_err(|_| bad("filter_min_faults is no number"))?,
            None => 0,
        },
    };
    let others = ["status", "owner_id", "endpoint", "is_paused", "completion_time", "min_faults"];
    if !query.tasks.is_empty() && others.iter().any(|it| params.get(&format!("filter_{it}")).is_some()) {
        return Err(bad("filter_task_id goes with no other filter"));
    }
    if query.use_.is_some() && query.endpoint.is_none() {
        return Err(bad("filter_endpoint_use needs filter_endpoint"));
    }
    let running = |it: &String| it == "ACTIVE" || it == "INACTIVE";
    let only_running = !query.statuses.is_empty() && query.statuses.iter().all(running);
    if !only_running && query.tasks.is_empty() && query.endpoint.is_none() {
        return Err(bad("Without filter_task_id or filter_endpoint only running tasks can be listed"));
    }
    if query.is_paused.is_some() && !query.statuses.iter().any(running) {
        return Err(bad("filter_is_paused needs filter_status with ACTIVE or INACTIVE"));
    }
    Ok(query)
}

impl Query {
    fn fits(&self, world: &World, task: &Task) -> bool {
        let uses = |id: Uuid, endpoint: Uuid| {
            id == endpoint || world.collections.by_id(id).is_some_and(|it| it.host == Some(endpoint))
        };
        let as_source = |endpoint| self.use_.as_deref() != Some("destination") && uses(task.source, endpoint);
        let as_destination = |endpoint| {
            self.use_.as_deref() != Some("source") && task.destination.is_some_and(|it| uses(it, endpoint))
        };
        (self.statuses.is_empty() || self.statuses.iter().any(|it| it == task.status.text()))
            && (self.tasks.is_empty() || self.tasks.contains(&task.id.to_string()))
            && self.owner.is_none_or(|it| world.linked(it).contains(&task.owner))
            && self.endpoint.is_none_or(|it| as_source(it) || as_destination(it))
            && self.is_paused.is_none_or(|it| it == task.is_paused)
            && task.counts.faults >= self.min_faults
            && self.completion.as_ref().is_none_or(|(start, end)| match task.completion_time {
                Some(time) => {
                    parse_iso(start).is_none_or(|it| time >= it) && parse_iso(end).is_none_or(|it| time <= it)
                }
                // Without an end, what still runs will end within the time.
                None => end.is_empty(),
            })
    }
}

pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    params: Params,
) -> Result<Answer, TransferError> {
    let (query, fields) = (parse(&params)?, params.list("fields"));
    let last = params.get("last_key").map(str::to_owned);
    app.state.read(|world| {
        let me = caller.standing(world);
        if let Some(endpoint) = query.endpoint {
            find(world, &endpoint.to_string(), false)?;
            if !holds(world, &me, endpoint, MONITOR) {
                return Err(TransferError::permission_denied("You do not look after this collection"));
            }
        }
        for id in &query.tasks {
            managed(world, &caller, id, MONITOR)?;
        }
        let mut tasks: Vec<&Task> = world.tasks.iter().filter(|it| query.fits(world, it)).collect();
        tasks.retain(|task| managed_end(world, &me, task, MONITOR).is_some());
        tasks.sort_by_key(|task| std::cmp::Reverse((task.request_time, task.id)));
        let keys: Vec<String> = tasks.iter().map(|task| key(task)).collect();
        let from = match &last {
            Some(last) => keys.iter().position(|it| it == last).map_or(keys.len(), |it| it + 1),
            None => 0,
        };
        let page = tasks.iter().skip(from).take(PAGE);
        let page = page.map(|task| pick(document::managed_task(&app, world, task, app.now()), &fields));
        let page: Vec<Value> = page.collect();
        let end = from + page.len();
        Ok(Answer::data(json!({"DATA_TYPE": "task_list", "DATA": page, "has_next_page": end < keys.len(),
            "last_key": end.checked_sub(1).and_then(|it| keys.get(it))})))
    })
}

fn key(task: &Task) -> String {
    let state = if task.status.has_ended() { "complete" } else { "active" };
    format!("{state},{}", task.id)
}

fn task_ids(input: &Value) -> Result<BTreeSet<String>, TransferError> {
    let ids = input["task_id_list"].as_array().filter(|it| !it.is_empty());
    let ids = ids.ok_or_else(|| TransferError::bad_request("task_id_list is missing"))?;
    let texts = ids.iter().map(|it| it.as_str().map(str::to_owned));
    texts
        .collect::<Option<_>>()
        .ok_or_else(|| TransferError::bad_request("task_id_list must be a list of ids"))
}

fn message(input: &Value) -> Result<String, TransferError> {
    super::super::operations::text_field(input, "message")
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
        let side = if end == task.source { "SOURCE" } else { "DESTINATION" };
        task.canceled_by_admin = Some((side.to_owned(), message.clone()));
        task.cancel_requested = true;
    })?;
    let id = Uuid::new_v4();
    let kept = json!({"message": message, "task_id_list": ids}).to_string();
    app.state.edit::<_, crate::Error>(|edit| edit.note(&format!("admin_cancel/{id}"), kept))?;
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
        task.paused_by_admin = Some(PausedBy { collection: end, message: message.clone() });
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
