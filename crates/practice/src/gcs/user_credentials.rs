//! `api/user_credentials`: the local accounts of the caller.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use serde_json::{Value, json};
use uuid::Uuid;

use super::accounts;
use super::caller::{Caller, ResourceId};
use super::connectors;
use super::envelope::Envelope;
use super::error::GcsError;
use super::guest_account::no_account;
use super::input::Input;
use super::page;
use super::session::demand;
use crate::params::Params;
use crate::rights::Standing;
use crate::shared::App;
use crate::sign_in::SignInRules;
use crate::state::World;
use crate::state::model::{StorageGateway, UserCredential};

fn document(world: &World, credential: &UserCredential) -> Value {
    let gateway = world.storage_gateways.by_id(credential.gateway);
    let connector = connectors::by_id(gateway.map_or_else(Uuid::nil, |it| it.connector));
    let mut policies = credential.policies.clone().unwrap_or_else(|| json!({}));
    // Secrets go in and never come out.
    if let Some(fields) = policies.as_object_mut() {
        fields.retain(|name, _| !name.contains("secret"));
    }
    policies["DATA_TYPE"] = format!("{}_user_credential_policies#1.0.0", connector.prefix).into();
    json!({
        "DATA_TYPE": "user_credential#1.0.0",
        "id": credential.id,
        "identity_id": credential.identity,
        "storage_gateway_id": credential.gateway,
        "connector_id": connector.id,
        "username": credential.username,
        "display_name": credential.display_name,
        "home_directory": "/",
        "invalid": credential.invalid,
        "provisioned": false,
        "policies": policies,
    })
}

fn gateway<'a>(world: &'a World, caller: &Caller, id: Uuid) -> Result<&'a StorageGateway, GcsError> {
    world
        .storage_gateways
        .by_id(id)
        .filter(|it| it.endpoint == caller.endpoint)
        .ok_or_else(|| GcsError::not_found(format!("There is no storage gateway {id}")))
}

/// A credential of the caller; an administrator of the endpoint sees everybody's.
fn find<'a>(
    world: &'a World,
    caller: &Caller,
    me: &Standing,
    id: &str,
) -> Result<&'a UserCredential, GcsError> {
    let found = id
        .parse()
        .ok()
        .and_then(|id: Uuid| world.user_credentials.by_id(id));
    found
        .filter(|it| gateway(world, caller, it.gateway).is_ok())
        .filter(|it| me.is(it.identity) || caller.administers_endpoint(world, me))
        .ok_or_else(|| GcsError::not_found(format!("There is no user credential {id}")))
}

pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    params: Params,
) -> Result<Envelope, GcsError> {
    let wanted = params
        .get("storage_gateway")
        .map(|text| text.parse::<Uuid>())
        .transpose()
        .map_err(|_| GcsError::bad_request("storage_gateway must be a UUID"))?;
    let all = params.list("include").iter().any(|it| it == "all");
    app.state.read(|world| {
        let me = caller.standing(world);
        if all {
            caller.require_endpoint_administrator(world, &me)?;
        }
        let found = world
            .user_credentials
            .iter()
            .filter(|it| gateway(world, &caller, it.gateway).is_ok())
            .filter(|it| wanted.is_none_or(|id| it.gateway == id))
            .filter(|it| all || me.is(it.identity));
        let (found, next) = page::take(found, |it| it.id, &params)?;
        Ok(Envelope::page(
            found.into_iter().map(|it| document(world, it)).collect(),
            next,
        ))
    })
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    ResourceId(id): ResourceId,
) -> Result<Envelope, GcsError> {
    app.state.read(|world| {
        let found = find(world, &caller, &caller.standing(world), &id)?;
        Ok(Envelope::of([document(world, found)]))
    })
}

pub(super) async fn create(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Envelope, GcsError> {
    let input = Input::read(&headers, &body, "user_credential")?;
    let now = app.now();
    app.state.edit(|edit| {
        let credential = prepare(edit.world(), &caller, input, now)?;
        let same = |it: &&UserCredential| {
            (it.gateway, it.identity, &it.username)
                == (credential.gateway, credential.identity, &credential.username)
        };
        if let Some(known) = edit.world().user_credentials.iter().find(same) {
            let resource = json!({"DATA_TYPE": "user_credential#1.0.0", "id": known.id});
            return Err(GcsError::resource_conflict(
                "This user credential is there already",
                vec![resource],
            ));
        }
        let answer = document(edit.world(), &credential);
        let message = format!("Created User Credential {}", credential.id);
        edit.put(credential)?;
        Ok(Envelope::created(answer, message))
    })
}

fn prepare(
    world: &World,
    caller: &Caller,
    mut input: Input,
    now: jiff::Timestamp,
) -> Result<UserCredential, GcsError> {
    let wanted = input.needed_id("storage_gateway_id");
    let (named, username) = (input.id("identity_id"), input.text("username"));
    let display_name = input.text("display_name");
    let mut policies: Option<Value> = None;
    input.put("policies", "a document", &mut policies);
    let Some(wanted) = wanted else {
        input.finish()?;
        return Err(GcsError::bad_request("The document can't be read"));
    };
    let gateway = gateway(world, caller, wanted)?;
    for secret in connectors::by_id(gateway.connector).secrets {
        let sent = policies.as_ref().and_then(|it| it[*secret].as_str());
        if sent.is_none_or(str::is_empty) {
            input.refuse(&format!("policies.{secret}"), "is missing");
        }
    }
    input.finish()?;
    demand(
        SignInRules::of_gateway(gateway),
        world,
        caller,
        gateway.high_assurance,
        now,
    )?;
    let me = caller.standing(world);
    let (identity, account) = match named {
        Some(id) => {
            let identity = world.identities.by_id(id).filter(|it| me.is(it.id));
            let identity = identity.ok_or_else(|| GcsError::not_in_identity_set(id))?;
            accounts::local_account(gateway, identity).map(|account| (id, account))
        }
        None => accounts::choose(world, gateway, caller.bearer.identity, &me.identities),
    }
    .map_err(|why| no_account(gateway, why))?;
    // A person has the account that their sign-in name maps to, and no other.
    if let Some(other) = username.filter(|it| *it != account) {
        return Err(GcsError::invalid_user(&other));
    }
    Ok(UserCredential {
        id: Uuid::new_v4(),
        gateway: gateway.id,
        identity,
        username: account,
        display_name,
        invalid: false,
        policies,
    })
}

/// `PATCH` and `PUT`: the name and the policies. What is not sent stays.
pub(super) async fn update(
    State(app): State<App>,
    caller: Caller,
    ResourceId(id): ResourceId,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Envelope, GcsError> {
    let mut input = Input::read(&headers, &body, "user_credential")?;
    app.state.edit(|edit| {
        let world = edit.world();
        let mut credential = find(world, &caller, &caller.standing(world), &id)?.clone();
        let before = document(world, &credential);
        for field in [
            "id",
            "identity_id",
            "storage_gateway_id",
            "connector_id",
            "username",
        ] {
            let sent = input.raw(field).filter(|it| !it.is_null());
            if sent.is_some_and(|sent| *sent != before[field]) {
                input.refuse(field, "can't be changed");
            }
        }
        input.put_text("display_name", &mut credential.display_name);
        if input.has("policies") {
            input.put("policies", "a document", &mut credential.policies);
            // New secrets are as good as a new credential.
            credential.invalid = false;
        }
        input.finish()?;
        let after = document(world, &credential);
        edit.put(credential)?;
        Ok(Envelope::done(format!("Updated User Credential {id}"), [after]))
    })
}

/// Guest collections that stood on it are there still, but reach no files.
pub(super) async fn delete(
    State(app): State<App>,
    caller: Caller,
    ResourceId(id): ResourceId,
) -> Result<Envelope, GcsError> {
    app.state.edit(|edit| {
        let world = edit.world();
        let found = find(world, &caller, &caller.standing(world), &id)?.id;
        edit.remove::<UserCredential>(&found.to_string())?;
        Ok(Envelope::done(format!("Deleted User Credential {id}"), []))
    })
}
