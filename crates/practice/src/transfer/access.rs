//! Permissions of guest collections: `access_list` and `access`.

use axum::body::Bytes;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::access_document::AccessDocument;
use super::access_input::{access_change, new_access};
use super::answer::Answer;
use super::caller::{Caller, PathIds, find, require_role};
use super::error::TransferError;
use super::operations::json_object;
use crate::config::Config;
use crate::params::Params;
use crate::rights;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{AccessRule, Collection, RoleName};

/// Permissions that one guest collection may have.
const MAX_RULES: usize = 1000;

const MAY_SEE: &[RoleName] = &[
    RoleName::Administrator,
    RoleName::AccessManager,
    RoleName::RestrictedAdministrator,
];
const MAY_CHANGE: &[RoleName] = &[RoleName::Administrator, RoleName::AccessManager];

/// The guest collection, if the caller holds one of these roles there.
fn open<'a>(
    world: &'a World,
    caller: &Caller,
    endpoint: &str,
    roles: &[RoleName],
    config: &Config,
) -> Result<&'a Collection, TransferError> {
    let collection = find(world, endpoint, config.deleted_is_remembered)?;
    if !collection.entity_type.is_guest() {
        return Err(TransferError::not_supported(
            "Only guest collections have access rules",
        ));
    }
    require_role(world, &caller.standing(world), collection, roles)?;
    Ok(collection)
}

/// Rules that count: ended ones are gone for everybody, even while they are kept.
fn is_listed(rule: &AccessRule, now: Timestamp, config: &Config) -> bool {
    !config.hide_expired_rules || rights::is_live(rule, now)
}

fn find_rule(
    world: &World,
    collection: &Collection,
    id: &str,
    now: Timestamp,
    config: &Config,
) -> Result<AccessRule, TransferError> {
    let id_or_none: Option<Uuid> = id.parse().ok();
    id_or_none
        .and_then(|id| world.access_rules.by_id(id))
        .filter(|rule| rule.collection == collection.id && is_listed(rule, now, config))
        .cloned()
        .ok_or_else(|| TransferError::no_rule(id))
}

#[derive(Serialize)]
struct AccessList<'a> {
    #[serde(rename = "DATA_TYPE")]
    data_type: &'static str,
    endpoint: Uuid,
    length: usize,
    #[serde(rename = "DATA")]
    documents: Vec<AccessDocument<'a>>,
}

fn text(document: &impl Serialize) -> Result<Answer, TransferError> {
    let text = serde_json::to_vec(document).map_err(crate::Error::from)?;
    Ok(Answer::written(text))
}

pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    let (config, now, fields) = (app.config().clone(), app.now(), params.list("fields"));
    app.state.read(|world| {
        let collection = open(world, &caller, &ids.endpoint, MAY_SEE, &config)?;
        let mut rules: Vec<&AccessRule> = world
            .rules_of(collection.id)
            .filter(|rule| is_listed(rule, now, &config))
            .collect();
        rules.sort_by_key(|rule| (rule.create_time, rule.id));
        let documents: Vec<AccessDocument<'_>> = world
            .roles_of(collection.id)
            .filter_map(|role| AccessDocument::of_role(role, &fields))
            .chain(
                rules
                    .into_iter()
                    .map(|rule| AccessDocument::of_rule(rule, &fields)),
            )
            .collect();
        text(&AccessList {
            data_type: "access_list",
            endpoint: collection.id,
            length: documents.len(),
            documents,
        })
    })
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    let (config, now) = (app.config().clone(), app.now());
    app.state.read(|world| {
        let collection = open(world, &caller, &ids.endpoint, MAY_SEE, &config)?;
        let rule = find_rule(world, collection, &ids.rule, now, &config)?;
        text(&AccessDocument::of_rule(&rule, &params.list("fields")))
    })
}

pub(super) async fn create(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let (config, now) = (app.config().clone(), app.now());
    app.state.edit(|edit| {
        let collection = open(edit.world(), &caller, &ids.endpoint, MAY_CHANGE, &config)?.clone();
        let input = json_object(&body)?;
        let new = new_access(&input, edit.world(), &collection, &config, now)?;
        let same: Vec<AccessRule> = edit
            .world()
            .rules_for(collection.id, new.principal)
            .filter(|rule| rule.principal_type == new.principal_type && rule.path == new.path)
            .cloned()
            .collect();
        for rule in same {
            // A rule that ended and is no longer listed must not be in the way of its successor.
            if is_listed(&rule, now, &config) {
                let message = format!(
                    "This principal already has access to '{}' (rule '{}')",
                    rule.path, rule.id
                );
                return Err(TransferError::new(409, "Exists", message));
            }
            edit.remove::<AccessRule>(&rule.id.to_string())?;
        }
        check_limit(edit.world(), &collection, &config, now)?;
        let rule = AccessRule {
            id: Uuid::new_v4(),
            collection: collection.id,
            principal_type: new.principal_type,
            principal: new.principal,
            path: new.path,
            permissions: new.permissions,
            create_time: now,
            expiration_date: new.expiration_date,
        };
        let answer = json!({"DATA_TYPE": "access_create_result", "code": "Created", "access_id": rule.id,
            "message": "Access rule created successfully."});
        edit.put(rule)?;
        Ok(Answer::created(answer))
    })
}

fn check_limit(
    world: &World,
    collection: &Collection,
    config: &Config,
    now: Timestamp,
) -> Result<(), TransferError> {
    let mut count = world
        .rules_of(collection.id)
        .filter(|rule| is_listed(rule, now, config))
        .count();
    if config.implicit_rules_count {
        count += world
            .roles_of(collection.id)
            .filter_map(|role| AccessDocument::of_role(role, &[]))
            .count();
    }
    if count >= MAX_RULES {
        let message = format!("A collection can have {MAX_RULES} access rules at most");
        return Err(TransferError::new(409, "LimitExceeded", message));
    }
    Ok(())
}

pub(super) async fn update(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let (config, now) = (app.config().clone(), app.now());
    app.state.edit(|edit| {
        let collection = open(edit.world(), &caller, &ids.endpoint, MAY_CHANGE, &config)?.clone();
        let mut rule = find_rule(edit.world(), &collection, &ids.rule, now, &config)?;
        let change = access_change(&json_object(&body)?, &rule, &collection, &config, now)?;
        if let Some(permissions) = change.permissions {
            rule.permissions = permissions;
        }
        if let Some(expiration_date) = change.expiration_date {
            rule.expiration_date = expiration_date;
        }
        let message = format!("Access rule '{}' updated successfully.", rule.id);
        edit.put(rule)?;
        Ok(Answer::result("Updated", message))
    })
}

pub(super) async fn delete(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    let (config, now) = (app.config().clone(), app.now());
    app.state.edit(|edit| {
        let collection = open(edit.world(), &caller, &ids.endpoint, MAY_SEE, &config)?.clone();
        let rule = find_rule(edit.world(), &collection, &ids.rule, now, &config)?;
        edit.remove::<AccessRule>(&rule.id.to_string())?;
        Ok(Answer::result(
            "Deleted",
            format!("Access rule '{}' deleted successfully.", rule.id),
        ))
    })
}
