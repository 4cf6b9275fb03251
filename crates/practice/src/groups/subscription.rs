//! Groups behind subscriptions, and groups that a subscription vouches for.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::caller::{Caller, find, parse_id};
use super::document::my_role;
use super::error::GroupsError;
use super::input::{self, Fields};
use crate::gcs::connectors;
use crate::shared::App;
use crate::state::World;
use crate::state::model::Group;

fn group_of(world: &World, subscription: Uuid) -> Option<&Group> {
    world
        .groups
        .iter()
        .find(|it| it.subscription == Some(subscription))
}

/// What everybody may know. Each subscription of practice has all connectors; none comes with an agreement.
fn limited(world: &World, subscription: Uuid) -> Value {
    let connectors: Map<String, Value> = connectors::all()
        .map(|it| {
            let terms = json!({"is_ha": it.is_high_assurance(), "is_baa": false});
            (it.id.to_string(), terms)
        })
        .collect();
    let known = world.subscriptions.by_id(subscription);
    json!({"is_high_assurance": known.is_some_and(|it| it.high_assurance), "is_baa": false, "connectors": connectors})
}

/// `subscription_info` of a group.
pub(super) fn full(world: &World, subscription: Uuid) -> Value {
    let known = world.subscriptions.by_id(subscription).map(|it| it.name.clone());
    let name = known.or_else(|| group_of(world, subscription).map(|it| it.name.clone()));
    let mut info = limited(world, subscription);
    info["name"] = json!(name);
    info["subscriber_name"] = json!(name);
    info
}

/// `GET /v2/subscription_info/{id}`: the group behind a subscription.
pub(super) async fn info(
    State(app): State<App>,
    _: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, GroupsError> {
    let id = parse_id(&id, "subscription_id")?;
    app.state.read(|world| {
        let group = group_of(world, id).ok_or_else(GroupsError::not_found)?;
        Ok(Json(json!({
            "group_id": group.id, "subscription_id": id, "subscription_info": limited(world, id),
        })))
    })
}

/// `PUT …/subscription_admin_verified`: by administrators of the old and of the new subscription's group.
pub(super) async fn verify(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, GroupsError> {
    caller.require_all()?;
    let input = input::object(&body)?;
    let mut fields = Fields::of(&input);
    let wanted = fields.id("subscription_admin_verified_id");
    if !input.contains_key("subscription_admin_verified_id") {
        fields.refuse(
            "subscription_admin_verified_id",
            "field required",
            "value_error.missing",
        );
    }
    fields.done()?;
    let wanted = wanted.flatten();
    app.state.edit(|edit| {
        let me = caller.standing(edit.world());
        let mut group = find(edit.world(), &id, &me)?.clone();
        for subscription in [group.subscription_admin_verified, wanted].into_iter().flatten() {
            let behind = group_of(edit.world(), subscription);
            if behind.and_then(|it| my_role(it, &me)) != Some("admin") {
                return Err(GroupsError::forbidden(
                    "Only administrators of the subscription's group may do this",
                ));
            }
        }
        group.subscription_admin_verified = wanted;
        let answer = json!({"group_id": group.id, "subscription_admin_verified_id": wanted});
        edit.put(group)?;
        Ok(Json(answer))
    })
}
