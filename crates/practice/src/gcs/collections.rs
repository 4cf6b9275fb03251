//! The collections of an endpoint: list, read, change, delete.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use serde_json::{Value, json};
use uuid::Uuid;

use super::caller::{ADMINISTRATORS, Caller, ResourceId, has_role};
use super::collection_document::View;
use super::collection_filter::Filter;
use super::envelope::Envelope;
use super::error::GcsError;
use super::input::Input;
use super::session::check_sign_in;
use super::{page, settings};
use crate::params::Params;
use crate::rights::{self, Standing};
use crate::shared::App;
use crate::state::model::{Collection, RoleName};
use crate::state::{Edit, World};
use crate::transfer::erase;

fn wants_private(params: &Params) -> Result<bool, GcsError> {
    let mut private = false;
    for wish in params.list("include") {
        match wish.as_str() {
            "private_policies" => private = true,
            _ => return Err(GcsError::bad_request("include must be private_policies")),
        }
    }
    Ok(private)
}

/// Private policies are for administrators of the endpoint or of the collection.
fn check_private(
    world: &World,
    caller: &Caller,
    me: &Standing,
    collection: Option<&Collection>,
) -> Result<(), GcsError> {
    let own = collection.is_some_and(|it| has_role(world, me, it.id, &[RoleName::Administrator]));
    if own || caller.administers_endpoint(world, me) {
        return Ok(());
    }
    Err(GcsError::missing_role(ADMINISTRATORS))
}

pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    params: Params,
) -> Result<Envelope, GcsError> {
    let (filter, private_policies, now) = (Filter::parse(&params)?, wants_private(&params)?, app.now());
    app.state.read(|world| {
        let me = caller.standing(world);
        if private_policies {
            check_private(world, &caller, &me, None)?;
        }
        let found = world
            .collections
            .iter()
            .filter(|it| it.gcs_endpoint == Some(caller.endpoint) && it.id != caller.endpoint && !it.deleted)
            .filter(|it| rights::is_visible(world, &me, it, now) || caller.administers_endpoint(world, &me))
            .filter(|it| filter.fits(world, &me, it));
        let (found, next) = page::take(found, |it| it.id, &params)?;
        let view = View {
            urls: &app.urls,
            world,
            caller: &caller,
            me: &me,
            private_policies,
        };
        Ok(Envelope::page(
            found.into_iter().map(|it| view.document(it)).collect(),
            next,
        ))
    })
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    ResourceId(id): ResourceId,
    params: Params,
) -> Result<Envelope, GcsError> {
    let (private_policies, now) = (wants_private(&params)?, app.now());
    app.state.read(|world| {
        let collection = caller.collection(world, &id)?;
        let me = caller.standing(world);
        if !rights::is_visible(world, &me, collection, now) && !caller.administers_endpoint(world, &me) {
            return Err(GcsError::permission_denied("You may not see this collection"));
        }
        if private_policies {
            check_private(world, &caller, &me, Some(collection))?;
        }
        let view = View {
            urls: &app.urls,
            world,
            caller: &caller,
            me: &me,
            private_policies,
        };
        Ok(Envelope::of([view.document(collection)]))
    })
}

/// `PATCH` and `PUT`: practice keeps what is not sent in both.
pub(super) async fn update(
    State(app): State<App>,
    caller: Caller,
    ResourceId(id): ResourceId,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Envelope, GcsError> {
    let mut input = Input::read(&headers, &body, "collection")?;
    let now = app.now();
    app.state.edit(|edit| {
        let world = edit.world();
        let mut collection = caller.collection(world, &id)?.clone();
        let me = caller.standing(world);
        require_own_administrator(world, &caller, &me, &collection)?;
        check_sign_in(world, &caller, &collection, now)?;
        let host = collection.host.and_then(|id| world.collections.by_id(id));
        let view = View {
            urls: &app.urls,
            world,
            caller: &caller,
            me: &me,
            private_policies: true,
        };
        settings::refuse_moves(&mut input, &view.document(&collection));
        settings::read(&mut input, &mut collection, host);
        input.finish()?;
        let document = view.document(&collection);
        edit.put(collection)?;
        Ok(Envelope::done(format!("Updated collection {id}"), [document]))
    })
}

/// Guest collections are changed by their own administrators; mapped ones also by those of the endpoint.
fn require_own_administrator(
    world: &World,
    caller: &Caller,
    me: &Standing,
    collection: &Collection,
) -> Result<(), GcsError> {
    let own = has_role(world, me, collection.id, &[RoleName::Administrator]) || me.is(caller.endpoint);
    if own || (!collection.entity_type.is_guest() && caller.administers_endpoint(world, me)) {
        return Ok(());
    }
    Err(GcsError::missing_role(ADMINISTRATORS))
}

pub(super) async fn delete(
    State(app): State<App>,
    caller: Caller,
    ResourceId(id): ResourceId,
) -> Result<Envelope, GcsError> {
    let now = app.now();
    app.state.edit(|edit| {
        remove(edit, &caller, &id, now)?;
        Ok(Envelope::done(format!("Deleted collection {id}"), []))
    })
}

/// Takes a collection away, here and in Transfer, with the guest collections below it.
fn remove(edit: &mut Edit<'_>, caller: &Caller, id: &str, now: jiff::Timestamp) -> Result<(), GcsError> {
    let world = edit.world();
    let collection = caller.collection(world, id)?.clone();
    caller.require_administrator(world, &caller.standing(world), &collection)?;
    check_sign_in(world, caller, &collection, now)?;
    if collection.server.delete_protected {
        return Err(GcsError::conflict("This collection is protected from deletion"));
    }
    let guests: Vec<Collection> = world
        .collections
        .iter()
        .filter(|it| it.host == Some(collection.id) && !it.deleted)
        .cloned()
        .collect();
    for gone in guests.into_iter().chain([collection]) {
        erase(edit, gone)?;
    }
    Ok(())
}

/// `POST api/collections/batch_delete`: all of them or none.
pub(super) async fn batch_delete(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Envelope, GcsError> {
    let mut input = Input::plain(&headers, &body)?;
    let mut ids: Option<Vec<Uuid>> = None;
    input.put("collection_ids", "a list of UUIDs", &mut ids);
    if ids.as_ref().is_none_or(Vec::is_empty) {
        input.refuse("collection_ids", "is missing");
    }
    input.finish()?;
    let (ids, now) = (ids.unwrap_or_default(), app.now());
    app.state.edit(|edit| {
        for id in &ids {
            // A guest collection may have gone with its mapped collection just now.
            let gone = edit.world().collections.by_id(*id).is_some_and(|it| it.deleted);
            if !gone {
                remove(edit, &caller, &id.to_string(), now)?;
            }
        }
        let documents: Vec<Value> = ids
            .iter()
            .map(|id| json!({"DATA_TYPE": "collection_batch_delete_result#1.0.0", "id": id, "code": "deleted"}))
            .collect();
        Ok(Envelope::done(format!("Deleted {} collections", ids.len()), documents))
    })
}

/// `PUT api/collections/{id}/owner_string`: how Transfer shows the owner.
pub(super) async fn set_owner_string(
    State(app): State<App>,
    caller: Caller,
    id: ResourceId,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Envelope, GcsError> {
    let mut input = Input::plain(&headers, &body)?;
    let text = input.needed("owner_string");
    input.finish()?;
    put_owner_string(&app, &caller, &id, Some(text))
}

/// `DELETE api/collections/{id}/owner_string`: back to the endpoint's own.
pub(super) async fn reset_owner_string(
    State(app): State<App>,
    caller: Caller,
    id: ResourceId,
) -> Result<Envelope, GcsError> {
    put_owner_string(&app, &caller, &id, None)
}

fn put_owner_string(
    app: &App,
    caller: &Caller,
    ResourceId(id): &ResourceId,
    text: Option<String>,
) -> Result<Envelope, GcsError> {
    app.state.edit(|edit| {
        let world = edit.world();
        let mut collection = caller.collection(world, id)?.clone();
        caller.require_administrator(world, &caller.standing(world), &collection)?;
        collection.owner_string =
            text.unwrap_or_else(|| format!("{}@clients.auth.globus.org", caller.endpoint));
        edit.put(collection)?;
        Ok(Envelope::done(format!("Updated collection {id}"), []))
    })
}
