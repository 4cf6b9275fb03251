//! Roles on collections.

use axum::body::Bytes;
use axum::extract::State;
use serde_json::{Value, json};
use uuid::Uuid;

use super::access_input::check_principal;
use super::answer::Answer;
use super::caller::{Caller, PathIds, find, require_role};
use super::error::TransferError;
use super::operations::json_object;
use crate::config::Config;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Collection, PrincipalType, Role, RoleName};

const MAY_SEE: &[RoleName] = &[
    RoleName::Administrator,
    RoleName::AccessManager,
    RoleName::ActivityManager,
    RoleName::ActivityMonitor,
    RoleName::RestrictedAdministrator,
];

pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    let config = app.config().clone();
    app.state.read(|world| {
        let collection = find(world, &ids.endpoint, config.deleted_is_remembered)?;
        require_role(world, &caller.standing(world), collection, MAY_SEE)?;
        let documents: Vec<Value> = world.roles_of(collection.id).map(document).collect();
        Ok(Answer::data(json!({"DATA_TYPE": "role_list", "DATA": documents})))
    })
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    let config = app.config().clone();
    app.state.read(|world| {
        let collection = find(world, &ids.endpoint, config.deleted_is_remembered)?;
        require_role(world, &caller.standing(world), collection, MAY_SEE)?;
        Ok(Answer::data(document(find_role(world, collection, &ids.role)?)))
    })
}

pub(super) async fn create(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let config = app.config().clone();
    app.state.edit(|edit| {
        let collection = open_for_change(edit.world(), &caller, &ids.endpoint, &config)?.clone();
        let input = json_object(&body)?;
        let role = new_role(&input, edit.world(), &collection)?;
        let same = |known: &Role| {
            (known.principal_type, known.principal, known.role)
                == (role.principal_type, role.principal, role.role)
        };
        if edit.world().roles_of(collection.id).any(same) {
            return Err(TransferError::new(
                409,
                "Conflict",
                "This principal already has this role",
            ));
        }
        let answer = document(&role);
        edit.put(role)?;
        Ok(Answer::created(answer))
    })
}

pub(super) async fn delete(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    let config = app.config().clone();
    app.state.edit(|edit| {
        let collection = open_for_change(edit.world(), &caller, &ids.endpoint, &config)?.clone();
        let role = find_role(edit.world(), &collection, &ids.role)?.clone();
        if role.principal == collection.owner && role.role == RoleName::Administrator {
            return Err(TransferError::new(
                409,
                "Conflict",
                "The owner stays administrator",
            ));
        }
        edit.remove::<Role>(&role.id.to_string())?;
        Ok(Answer::result(
            "Deleted",
            format!("Role '{}' deleted successfully.", role.id),
        ))
    })
}

/// Roles of server collections change through the Connect Server manager only; others need a subscription.
fn open_for_change<'a>(
    world: &'a World,
    caller: &Caller,
    endpoint: &str,
    config: &Config,
) -> Result<&'a Collection, TransferError> {
    let collection = find(world, endpoint, config.deleted_is_remembered)?;
    require_role(
        world,
        &caller.standing(world),
        collection,
        &[RoleName::Administrator],
    )?;
    if !collection.entity_type.is_personal() {
        return Err(TransferError::refused(
            &config.server_role_change,
            "Roles of this collection are kept on its server",
        ));
    }
    if collection.subscription.is_none() {
        return Err(TransferError::new(
            409,
            "Conflict",
            "Roles need a subscribed collection",
        ));
    }
    Ok(collection)
}

fn new_role(input: &Value, world: &World, collection: &Collection) -> Result<Role, TransferError> {
    let wrong = |name: &str| TransferError::bad_request(format!("{name} is missing or has no valid value"));
    let principal_type: PrincipalType =
        serde_json::from_value(input["principal_type"].clone()).map_err(|_| wrong("principal_type"))?;
    let principal: Uuid = input["principal"]
        .as_str()
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| wrong("principal"))?;
    check_principal(world, principal_type, principal)?;
    let role: RoleName = serde_json::from_value(input["role"].clone()).map_err(|_| wrong("role"))?;
    if role == RoleName::RestrictedAdministrator {
        return Err(TransferError::bad_request("This role can't be given to anybody"));
    }
    Ok(Role {
        id: Uuid::new_v4(),
        collection: collection.id,
        principal_type,
        principal,
        role,
    })
}

fn find_role<'a>(world: &'a World, collection: &Collection, id: &str) -> Result<&'a Role, TransferError> {
    let role = id.parse::<Uuid>().ok().and_then(|id| world.roles.by_id(id));
    role.filter(|role| role.collection == collection.id)
        .ok_or_else(|| TransferError::no_role(id))
}

fn document(role: &Role) -> Value {
    json!({
        "DATA_TYPE": "role", "id": role.id, "principal_type": role.principal_type, "principal": role.principal,
        "role": role.role,
    })
}
