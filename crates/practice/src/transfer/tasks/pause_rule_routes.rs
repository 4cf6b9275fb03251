//! Pause rules, kept by activity managers.

use axum::body::Bytes;
use axum::extract::State;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::answer::Answer;
use super::super::caller::{Caller, PathIds, find, require_role};
use super::super::error::TransferError;
use super::super::operations::{json_object, text_field};
use super::pause_rules::limited;
use crate::clock::parse_iso;
use crate::params::Params;
use crate::rights;
use crate::shared::App;
use crate::state::model::{PauseRule, Pauses, RoleName};
use crate::state::{Edit, World};

const MANAGERS: [RoleName; 1] = [RoleName::ActivityManager];

/// A rule as those see it who look after the collection.
fn full(world: &World, rule: &PauseRule) -> Value {
    let mut document = limited(world, rule);
    document["DATA_TYPE"] = "pause_rule".into();
    document["endpoint_id"] = json!(rule.collection);
    document["created_by_id"] = json!(rule.created_by);
    document["modified_by_id"] = json!(rule.modified_by);
    document["created_by_host_manager"] = false.into();
    document["editable"] = true.into();
    document
}

/// A rule as it is sent. What is absent keeps its value; a new rule pauses everything.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct PauseRuleInput {
    #[serde(default)]
    pub(crate) message: Option<String>,
    #[serde(default)]
    pub(crate) identity_id: Option<Uuid>,
    #[serde(default)]
    pub(crate) start_time: Option<String>,
    #[serde(default)]
    pub(crate) pause_ls: Option<bool>,
    #[serde(default)]
    pub(crate) pause_mkdir: Option<bool>,
    #[serde(default)]
    pub(crate) pause_symlink: Option<bool>,
    #[serde(default)]
    pub(crate) pause_rename: Option<bool>,
    #[serde(default)]
    pub(crate) pause_task_delete: Option<bool>,
    #[serde(default)]
    pub(crate) pause_task_transfer_read: Option<bool>,
    #[serde(default)]
    pub(crate) pause_task_transfer_write: Option<bool>,
}

impl PauseRuleInput {
    fn write_to(self, pauses: &mut Pauses) {
        let fields = [
            (self.pause_ls, &mut pauses.pause_ls),
            (self.pause_mkdir, &mut pauses.pause_mkdir),
            (self.pause_symlink, &mut pauses.pause_symlink),
            (self.pause_rename, &mut pauses.pause_rename),
            (self.pause_task_delete, &mut pauses.pause_task_delete),
            (
                self.pause_task_transfer_read,
                &mut pauses.pause_task_transfer_read,
            ),
            (
                self.pause_task_transfer_write,
                &mut pauses.pause_task_transfer_write,
            ),
        ];
        for (wish, field) in fields {
            *field = wish.unwrap_or(*field);
        }
    }
}

/// Adds a rule and answers its id.
pub(crate) fn add(
    edit: &mut Edit<'_>,
    collection: Uuid,
    by: Uuid,
    input: PauseRuleInput,
    now: Timestamp,
) -> Result<Uuid, crate::Error> {
    let mut pauses = Pauses::default();
    let rule = PauseRule {
        id: Uuid::new_v4(),
        collection,
        message: input.message.clone().unwrap_or_default(),
        identity: input.identity_id,
        start_time: input.start_time.as_deref().and_then(parse_iso),
        created_by: by,
        modified_by: by,
        modified_time: now,
        pauses,
    };
    input.write_to(&mut pauses);
    let id = rule.id;
    edit.put(PauseRule { pauses, ..rule })?;
    Ok(id)
}

fn parse(body: &Bytes) -> Result<PauseRuleInput, TransferError> {
    let input = json_object(body)?;
    let input: PauseRuleInput =
        serde_json::from_value(input).map_err(|error| TransferError::bad_request(error.to_string()))?;
    if input
        .start_time
        .as_deref()
        .is_some_and(|it| parse_iso(it).is_none())
    {
        return Err(TransferError::bad_request("start_time is no ISO 8601 date"));
    }
    Ok(input)
}

fn managed<'a>(world: &'a World, caller: &Caller, id: &str) -> Result<&'a PauseRule, TransferError> {
    let rule = id.parse().ok().and_then(|id| world.pause_rules.by_id(id));
    let rule = rule.ok_or_else(|| TransferError::not_found(format!("No such pause rule '{id}'")))?;
    let collection = find(world, &rule.collection.to_string(), false)?;
    require_role(world, &caller.standing(world), collection, &MANAGERS)?;
    Ok(rule)
}

pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    params: Params,
) -> Result<Answer, TransferError> {
    app.state.read(|world| {
        let me = caller.standing(world);
        let wanted = params.get("filter_endpoint");
        let sees = |rule: &&PauseRule| {
            let collection = world.collections.by_id(rule.collection);
            collection.is_some_and(|it| {
                let host = it.host.map(|host| host.to_string());
                let fits = wanted.is_none_or(|id| id == it.id.to_string() || host.as_deref() == Some(id));
                fits && rights::effective_roles(world, &me, it).contains(&RoleName::ActivityMonitor)
            })
        };
        let rules: Vec<Value> = world
            .pause_rules
            .iter()
            .filter(sees)
            .map(|rule| full(world, rule))
            .collect();
        Ok(Answer::data(
            json!({"DATA_TYPE": "pause_rule_list", "DATA": rules}),
        ))
    })
}

pub(super) async fn create(
    State(app): State<App>,
    caller: Caller,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let input = parse(&body)?;
    let endpoint = text_field(&json_object(&body)?, "endpoint_id")?;
    if input.message.as_deref().is_none_or(|it| it.trim().is_empty()) {
        return Err(TransferError::bad_request("message is missing"));
    }
    let now = app.now();
    app.state.edit(|edit| {
        let collection = find(edit.world(), &endpoint, false)?;
        require_role(
            edit.world(),
            &caller.standing(edit.world()),
            collection,
            &MANAGERS,
        )?;
        let id = add(edit, collection.id, caller.0.identity, input, now)?;
        Ok(Answer::created(
            json!({"DATA_TYPE": "pause_rule_result", "code": "Created", "id": id,
            "message": "The pause rule was created successfully"}),
        ))
    })
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    app.state
        .read(|world| Ok(Answer::data(full(world, managed(world, &caller, &ids.rule)?))))
}

pub(super) async fn update(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let (input, now) = (parse(&body)?, app.now());
    app.state.edit(|edit| {
        let mut rule = managed(edit.world(), &caller, &ids.rule)?.clone();
        if let Some(message) = input.message.clone() {
            rule.message = message;
        }
        if let Some(start) = input.start_time.as_deref() {
            rule.start_time = parse_iso(start);
        }
        rule.modified_by = caller.0.identity;
        rule.modified_time = now;
        input.write_to(&mut rule.pauses);
        edit.put(rule)?;
        Ok(Answer::result(
            "Updated",
            "The pause rule was updated successfully",
        ))
    })
}

pub(super) async fn delete(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    app.state.edit(|edit| {
        let id = managed(edit.world(), &caller, &ids.rule)?.id;
        edit.remove::<PauseRule>(&id.to_string())?;
        Ok(Answer::result(
            "Deleted",
            "The pause rule was deleted successfully",
        ))
    })
}
