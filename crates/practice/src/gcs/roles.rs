//! `api/roles`: the same roles that Transfer shows, and the only place where those of a server change.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use serde_json::{Value, json};
use uuid::Uuid;

use super::caller::{ADMINISTRATORS, Caller, ResourceId, has_role};
use super::envelope::Envelope;
use super::error::GcsError;
use super::input::Input;
use super::page;
use super::session::check_sign_in;
use crate::params::Params;
use crate::rights::Standing;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{PrincipalType, Role, RoleName};

/// What stands before the id of a principal.
const IDENTITY: &str = "urn:globus:auth:identity:";
const GROUP: &str = "urn:globus:groups:id:";

/// Roles that let their holder see everybody's roles.
const MAY_SEE: &[RoleName] = &[
    RoleName::Administrator,
    RoleName::AccessManager,
    RoleName::ActivityManager,
    RoleName::ActivityMonitor,
];

fn document(caller: &Caller, role: &Role) -> Value {
    let prefix = match role.principal_type {
        PrincipalType::Group => GROUP,
        _ => IDENTITY,
    };
    let collection = (role.collection != caller.endpoint).then_some(role.collection);
    json!({
        "DATA_TYPE": "role#1.0.0", "id": role.id, "collection": collection,
        "principal": format!("{prefix}{}", role.principal), "role": role.role,
    })
}

fn is_mine(me: &Standing, role: &Role) -> bool {
    match role.principal_type {
        PrincipalType::Group => me.groups.contains(&role.principal),
        _ => me.is(role.principal),
    }
}

/// The collection that is meant, or the endpoint itself.
fn place(world: &World, caller: &Caller, id: Option<&str>) -> Result<Uuid, GcsError> {
    match id {
        Some(id) => Ok(caller.collection(world, &id.to_lowercase())?.id),
        None => Ok(caller.endpoint),
    }
}

/// The caller's own roles; all of them with `include=all_roles`, for those who look after the collection.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    params: Params,
) -> Result<Envelope, GcsError> {
    let mut all = false;
    for wish in params.list("include") {
        match wish.as_str() {
            "all_roles" => all = true,
            _ => return Err(GcsError::bad_request("include must be all_roles")),
        }
    }
    app.state.read(|world| {
        let me = caller.standing(world);
        let on = place(world, &caller, params.get("collection_id"))?;
        let sees = caller.administers_endpoint(world, &me) || has_role(world, &me, on, MAY_SEE);
        if all && !sees {
            return Err(GcsError::missing_role(ADMINISTRATORS));
        }
        let roles = world.roles_of(on).filter(|it| all || is_mine(&me, it));
        let (roles, next) = page::take(roles, |it| it.id, &params)?;
        Ok(Envelope::page(
            roles.into_iter().map(|it| document(&caller, it)).collect(),
            next,
        ))
    })
}

fn find<'a>(world: &'a World, caller: &Caller, id: &str) -> Result<&'a Role, GcsError> {
    let found = id.parse().ok().and_then(|id: Uuid| world.roles.by_id(id));
    found
        .filter(|it| {
            place(world, caller, Some(&it.collection.to_string())).is_ok() || it.collection == caller.endpoint
        })
        .ok_or_else(|| GcsError::not_found(format!("There is no role {id}")))
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    ResourceId(id): ResourceId,
) -> Result<Envelope, GcsError> {
    app.state.read(|world| {
        let me = caller.standing(world);
        let role = find(world, &caller, &id)?;
        let sees = is_mine(&me, role)
            || caller.administers_endpoint(world, &me)
            || has_role(world, &me, role.collection, MAY_SEE);
        if !sees {
            return Err(GcsError::missing_role(ADMINISTRATORS));
        }
        Ok(Envelope::of([document(&caller, role)]))
    })
}

/// Roles are given and taken by administrators of the collection; on a mapped one also by those of the endpoint.
fn require_administrator(
    world: &World,
    caller: &Caller,
    on: Uuid,
    now: jiff::Timestamp,
) -> Result<(), GcsError> {
    let me = caller.standing(world);
    let collection = world.collections.by_id(on);
    let guest = collection.is_some_and(|it| it.entity_type.is_guest());
    let own = has_role(world, &me, on, &[RoleName::Administrator]) || me.is(caller.endpoint);
    if !own && (guest || !caller.administers_endpoint(world, &me)) {
        return Err(GcsError::missing_role(ADMINISTRATORS));
    }
    match collection {
        Some(collection) => check_sign_in(world, caller, collection, now),
        None => Ok(()),
    }
}

pub(super) async fn create(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Envelope, GcsError> {
    let mut input = Input::read(&headers, &body, "role")?;
    let collection = input.text("collection");
    let principal = input.needed("principal");
    let name = input.needed("role");
    let now = app.now();
    app.state.edit(|edit| {
        let world = edit.world();
        let on = place(world, &caller, collection.as_deref())?;
        require_administrator(world, &caller, on, now)?;
        let principal = read_principal(world, &principal);
        if principal.is_none() {
            input.refuse("principal", "must be the URN of an identity or group that exists");
        }
        let role = assignable(&name);
        if role.is_none() {
            input.refuse("role", "is none that can be given");
        }
        input.finish()?;
        let (Some((principal_type, principal)), Some(role)) = (principal, role) else {
            return Err(GcsError::bad_request("The document can't be read"));
        };
        if world
            .collections
            .by_id(on)
            .is_some_and(|it| it.subscription.is_none())
        {
            return Err(GcsError::subscription_required());
        }
        let same =
            |it: &&Role| (it.principal_type, it.principal, it.role) == (principal_type, principal, role);
        if let Some(known) = world.roles_of(on).find(same) {
            return Err(GcsError::resource_conflict(
                "This principal already has this role",
                vec![document(&caller, known)],
            ));
        }
        let role = Role {
            id: Uuid::new_v4(),
            collection: on,
            principal_type,
            principal,
            role,
        };
        let answer = document(&caller, &role);
        let message = format!("Created role {}", role.id);
        edit.put(role)?;
        Ok(Envelope::created(answer, message))
    })
}

/// `owner` belongs to the endpoint and can't be given away here.
fn assignable(name: &str) -> Option<RoleName> {
    match name {
        "administrator" => Some(RoleName::Administrator),
        "access_manager" => Some(RoleName::AccessManager),
        "activity_manager" => Some(RoleName::ActivityManager),
        "activity_monitor" => Some(RoleName::ActivityMonitor),
        _ => None,
    }
}

fn read_principal(world: &World, urn: &str) -> Option<(PrincipalType, Uuid)> {
    let urn = urn.to_lowercase();
    // The official client's own text names this form of a group too.
    let group = urn
        .strip_prefix(GROUP)
        .or_else(|| urn.strip_prefix("urn:globus:auth:group:"));
    if let Some(id) = group {
        let id = id.parse().ok()?;
        return world.groups.by_id(id).map(|it| (PrincipalType::Group, it.id));
    }
    let id = urn.strip_prefix(IDENTITY)?.parse().ok()?;
    world
        .identities
        .by_id(id)
        .map(|it| (PrincipalType::Identity, it.id))
}

pub(super) async fn delete(
    State(app): State<App>,
    caller: Caller,
    ResourceId(id): ResourceId,
) -> Result<Envelope, GcsError> {
    let now = app.now();
    app.state.edit(|edit| {
        let role = find(edit.world(), &caller, &id)?.clone();
        require_administrator(edit.world(), &caller, role.collection, now)?;
        edit.remove::<Role>(&role.id.to_string())?;
        Ok(Envelope::done(format!("Deleted role {id}"), []))
    })
}
