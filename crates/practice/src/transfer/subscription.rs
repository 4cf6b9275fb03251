//! Which subscription a collection belongs to, and whether its managers have looked at it.

use axum::body::Bytes;
use axum::extract::State;
use serde_json::Value;
use uuid::Uuid;

use super::answer::Answer;
use super::caller::{Caller, PathIds, find};
use super::error::TransferError;
use super::operations::json_object;
use crate::rights::{self, Standing};
use crate::shared::App;
use crate::state::model::{Collection, EntityType, RoleName, Subscription};
use crate::state::{Edit, World};

fn is_any_of(me: &Standing, identities: &[Uuid]) -> bool {
    identities.iter().any(|it| me.is(*it))
}

fn manages(world: &World, me: &Standing, subscription: Option<Uuid>) -> bool {
    let found = subscription.and_then(|id| world.subscriptions.by_id(id));
    found.is_some_and(|it| is_any_of(me, &it.managers))
}

/// A subscription for protected data wants the managing identity itself in the session, not only one linked to it.
fn check_session(world: &World, caller: &Caller, subscription: Option<Uuid>) -> Result<(), TransferError> {
    let protected = subscription
        .and_then(|id| world.subscriptions.by_id(id))
        .filter(|it| it.high_assurance);
    let Some(protected) = protected else { return Ok(()) };
    let session = &caller.0.session.authentications;
    if protected.managers.iter().any(|it| session.contains_key(it)) {
        return Ok(());
    }
    Err(TransferError::bad_request(format!(
        "No manager or admin identities in session for high-assurance subscription {}",
        protected.id
    )))
}

fn usable<'a>(world: &'a World, me: &'a Standing) -> impl Iterator<Item = &'a Subscription> {
    let all = world.subscriptions.iter();
    all.filter(|it| is_any_of(me, &it.managers) || is_any_of(me, &it.members))
}

/// The subscription that a wish means. `DEFAULT` is the caller's only one.
pub(super) fn resolve(world: &World, me: &Standing, wish: &Value) -> Result<Option<Uuid>, TransferError> {
    match wish {
        Value::Null => Ok(None),
        Value::String(text) if text == "DEFAULT" => {
            let ids: Vec<Uuid> = usable(world, me).map(|it| it.id).collect();
            match ids.as_slice() {
                [only] => Ok(Some(*only)),
                [] => Err(TransferError::bad_request(
                    "You do not have access to a subscription",
                )),
                several => {
                    let list: Vec<String> = several.iter().map(Uuid::to_string).collect();
                    Err(TransferError::bad_request(format!(
                        "Please specify the subscription ID to use. You currently have access to: {}",
                        list.join(", ")
                    )))
                }
            }
        }
        Value::String(text) => {
            let id = text.parse::<Uuid>();
            let id = id
                .map_err(|_| TransferError::bad_request("subscription_id must be a UUID, DEFAULT or null"))?;
            if usable(world, me).any(|it| it.id == id) {
                return Ok(Some(id));
            }
            Err(TransferError::permission_denied(format!(
                "You may not use the subscription '{id}'"
            )))
        }
        _ => Err(TransferError::bad_request(
            "subscription_id must be a UUID, DEFAULT or null",
        )),
    }
}

/// `PUT /endpoint/<id>/subscription`
pub(super) async fn set(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let remembers = app.config().deleted_is_remembered;
    app.state.edit(|edit| {
        let world = edit.world();
        let collection = find(world, &ids.endpoint, remembers)?;
        let me = caller.standing(world);
        let input = json_object(&body)?;
        let wish = input
            .get("subscription_id")
            .ok_or_else(|| TransferError::bad_request("subscription_id is missing"))?;
        let administers = rights::effective_roles(world, &me, collection).contains(&RoleName::Administrator);
        let subscription = resolve(world, &me, wish)?;
        // A manager may put it under their subscription, or take it out, without administering it.
        let concerned = subscription.or(collection.subscription);
        if !administers && !manages(world, &me, concerned) {
            return Err(TransferError::permission_denied(
                "You neither administer this collection nor manage the subscription",
            ));
        }
        if collection.entity_type.is_guest() {
            return Err(TransferError::bad_request(
                "A guest collection has the subscription of its mapped collection",
            ));
        }
        let collection = collection.clone();
        put_under(edit, collection, subscription)?;
        Ok(Answer::result("Updated", "Endpoint updated successfully"))
    })
}

/// Guest collections follow their host. What a manager verified was for the former subscription.
pub(super) fn put_under(
    edit: &mut Edit<'_>,
    collection: Collection,
    subscription: Option<Uuid>,
) -> Result<(), crate::Error> {
    let id = collection.id;
    let world = edit.world();
    let below = world.collections.iter().filter(|it| {
        let on_it = it.host == Some(id)
            || (collection.entity_type == EntityType::GCSv5_endpoint && it.gcs_endpoint == Some(id));
        on_it && it.id != id && !it.deleted
    });
    let mut all: Vec<Collection> = below.cloned().collect();
    all.push(collection);
    for mut collection in all {
        if collection.subscription != subscription {
            collection.subscription = subscription;
            collection.texts.subscription_admin_verified = false;
        }
        edit.put(collection)?;
    }
    Ok(())
}

/// `PUT /endpoint/<id>/subscription_admin_verified`
pub(super) async fn set_verified(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let remembers = app.config().deleted_is_remembered;
    app.state.edit(|edit| {
        let world = edit.world();
        let collection = find(world, &ids.endpoint, remembers)?;
        let input = json_object(&body)?;
        let verified = input["subscription_admin_verified"]
            .as_bool()
            .ok_or_else(|| TransferError::bad_request("subscription_admin_verified must be true or false"))?;
        if collection.subscription.is_none() {
            return Err(TransferError::bad_request(
                "The collection must be associated with a subscription to set subscription_admin_verified",
            ));
        }
        if !manages(world, &caller.standing(world), collection.subscription) {
            return Err(TransferError::permission_denied(
                "User does not have an admin role on the collection's subscription to set \
                 subscription_admin_verified",
            ));
        }
        check_session(world, &caller, collection.subscription)?;
        let mut collection = collection.clone();
        collection.texts.subscription_admin_verified = verified;
        edit.put(collection)?;
        Ok(Answer::result("Updated", "Endpoint updated successfully"))
    })
}
