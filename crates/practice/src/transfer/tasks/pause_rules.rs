//! What pause rules hold back, and how that is told.

use std::collections::BTreeMap;

use axum::extract::State;
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::answer::Answer;
use super::super::caller::{Caller, PathIds, find};
use super::super::error::TransferError;
use super::routes::own;
use crate::clock::iso;
use crate::shared::App;
use crate::state::Term;
use crate::state::World;
use crate::state::model::{Collection, PauseRule, Pauses, Task};

/// Rules that reach an identity on a collection now. Those of its host, and of its server, do too.
pub(crate) fn effective<'a>(
    world: &'a World,
    collection: &Collection,
    identity: Uuid,
    now: Timestamp,
) -> impl Iterator<Item = &'a PauseRule> {
    let places = [Some(collection.id), collection.host, collection.gcs_endpoint];
    places
        .into_iter()
        .flatten()
        .flat_map(move |place| world.pause_rules.under(Term::Collection(place)))
        .filter(move |rule| rule.start_time.is_none_or(|it| it <= now))
        .filter(move |rule| {
            rule.identity
                .is_none_or(|it| world.linked(identity).contains(&it))
        })
}

/// Refuses a file operation that a rule holds back.
pub(in crate::transfer) fn check(
    world: &World,
    collection: &Collection,
    identity: Uuid,
    now: Timestamp,
    holds: impl Fn(&Pauses) -> bool,
) -> Result<(), TransferError> {
    match effective(world, collection, identity, now).find(|rule| holds(&rule.pauses)) {
        Some(rule) => Err(TransferError::new(409, "OperationPaused", &rule.message)),
        None => Ok(()),
    }
}

fn with_pauses(mut document: Value, pauses: Pauses) -> Value {
    if let (Some(fields), Value::Object(pauses)) = (document.as_object_mut(), json!(pauses)) {
        fields.extend(pauses);
    }
    document
}

/// A rule as those see it whom it holds back.
pub(super) fn limited(world: &World, rule: &PauseRule) -> Value {
    let name = world
        .collections
        .by_id(rule.collection)
        .map(|it| &it.display_name);
    let document = json!({"DATA_TYPE": "pause_rule_limited", "id": rule.id, "message": rule.message,
        "start_time": rule.start_time.map(iso), "endpoint_display_name": name, "identity_id": rule.identity,
        "modified_time": iso(rule.modified_time)});
    with_pauses(document, rule.pauses)
}

/// `GET /endpoint/<id>/my_effective_pause_rule_list`
pub(in crate::transfer) async fn mine(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    let remembers = app.config().deleted_is_remembered;
    app.state.read(|world| {
        let collection = find(world, &ids.endpoint, remembers)?;
        let rules = effective(world, collection, caller.0.identity, app.now());
        let rules: Vec<Value> = rules.map(|rule| limited(world, rule)).collect();
        Ok(Answer::data(
            json!({"DATA_TYPE": "pause_rule_limited_list", "DATA": rules}),
        ))
    })
}

/// `GET /task/<id>/pause_info`
pub(super) async fn info_of_task(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    app.state
        .read(|world| Ok(info(&app, world, own(world, &caller, &ids.task)?)))
}

/// Why a task is paused: rules, and messages of managers who paused just this one.
pub(super) fn info(app: &App, world: &World, task: &Task) -> Answer {
    let mut document = json!({"DATA_TYPE": "pause_info_limited", "pause_rules": [],
        "source_pause_message": null, "source_pause_message_share": null,
        "destination_pause_message": null, "destination_pause_message_share": null});
    if task.status.has_ended() {
        return Answer::data(document);
    }
    // Both ends may be under the same rule.
    let mut rules = BTreeMap::new();
    for (side, id) in [("source", Some(task.source)), ("destination", task.destination)] {
        let Some(collection) = id.and_then(|id| world.collections.by_id(id)) else {
            continue;
        };
        let found = effective(world, collection, task.submitter, app.now());
        rules.extend(found.map(|rule| (rule.id, limited(world, rule))));
        if let Some(pause) = task
            .paused_by_admin
            .as_ref()
            .filter(|it| it.collection == collection.id)
        {
            let end = if collection.entity_type.is_guest() {
                "_share"
            } else {
                ""
            };
            document[format!("{side}_pause_message{end}")] = pause.message.as_str().into();
        }
    }
    document["pause_rules"] = rules.into_values().collect();
    Answer::data(document)
}
