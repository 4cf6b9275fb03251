//! `endpoint_manager/task_list`: the tasks on collections that the caller looks after.

use axum::extract::State;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::answer::Answer;
use super::super::caller::{Caller, find};
use super::super::document::pick;
use super::super::error::TransferError;
use super::document;
use super::manager::{MONITOR, holds, managed, managed_end};
use crate::clock::parse_iso;
use crate::params::Params;
use crate::shared::App;
use crate::state::World;
use crate::state::model::Task;

const PAGE: usize = 100;

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
        text.map(|it| it.parse::<Uuid>().map_err(|_| bad(&format!("{name} is no UUID"))))
            .transpose()
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
    let others = [
        "status",
        "owner_id",
        "endpoint",
        "is_paused",
        "completion_time",
        "min_faults",
    ];
    if !query.tasks.is_empty()
        && others
            .iter()
            .any(|it| params.get(&format!("filter_{it}")).is_some())
    {
        return Err(bad("filter_task_id goes with no other filter"));
    }
    if query.use_.is_some() && query.endpoint.is_none() {
        return Err(bad("filter_endpoint_use needs filter_endpoint"));
    }
    let running = |it: &String| it == "ACTIVE" || it == "INACTIVE";
    let only_running = !query.statuses.is_empty() && query.statuses.iter().all(running);
    if !only_running && query.tasks.is_empty() && query.endpoint.is_none() {
        return Err(bad(
            "Without filter_task_id or filter_endpoint only running tasks can be listed",
        ));
    }
    if query.is_paused.is_some() && !query.statuses.iter().any(running) {
        return Err(bad(
            "filter_is_paused needs filter_status with ACTIVE or INACTIVE",
        ));
    }
    Ok(query)
}

impl Query {
    fn fits(&self, world: &World, task: &Task) -> bool {
        let uses = |id: Uuid, endpoint: Uuid| {
            id == endpoint
                || world
                    .collections
                    .by_id(id)
                    .is_some_and(|it| it.host == Some(endpoint))
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
            && self
                .completion
                .as_ref()
                .is_none_or(|(start, end)| match task.completion_time {
                    Some(time) => {
                        parse_iso(start).is_none_or(|it| time >= it)
                            && parse_iso(end).is_none_or(|it| time <= it)
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
                return Err(TransferError::permission_denied(
                    "You do not look after this collection",
                ));
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
            Some(last) => keys
                .iter()
                .position(|it| it == last)
                .map_or(keys.len(), |it| it + 1),
            None => 0,
        };
        let page = tasks.iter().skip(from).take(PAGE);
        let page = page.map(|task| pick(document::managed_task(&app, world, task, app.now()), &fields));
        let page: Vec<Value> = page.collect();
        let end = from + page.len();
        Ok(Answer::data(
            json!({"DATA_TYPE": "task_list", "DATA": page, "has_next_page": end < keys.len(),
            "last_key": end.checked_sub(1).and_then(|it| keys.get(it))}),
        ))
    })
}

fn key(task: &Task) -> String {
    let state = if task.status.has_ended() {
        "complete"
    } else {
        "active"
    };
    format!("{state},{}", task.id)
}
