//! What identities decide for themselves: whether they may be added to groups, and what they filled in for one.

use std::collections::BTreeMap;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::caller::{Caller, find};
use super::error::GroupsError;
use super::input::{self, Fields};
use crate::rights::Standing;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Group, GroupPreference};

fn document(world: &World, me: &Standing) -> Value {
    let mut document = Map::new();
    for identity in &me.identities {
        let preference = world.group_preferences.by_id(*identity);
        let allow_add = preference.is_none_or(|it| it.allow_add);
        document.insert(identity.to_string(), json!({ "allow_add": allow_add }));
    }
    document.into()
}

/// `GET /v2/preferences`: of each identity of the caller.
pub(super) async fn preferences(State(app): State<App>, caller: Caller) -> Json<Value> {
    Json(app.state.read(|world| document(world, &caller.standing(world))))
}

/// By identity; without one, as the official library's example has it, for all of them.
pub(super) async fn set_preferences(
    State(app): State<App>,
    caller: Caller,
    body: Bytes,
) -> Result<Json<Value>, GroupsError> {
    caller.require_all()?;
    let input = input::object(&body)?;
    app.state.edit(|edit| {
        let me = caller.standing(edit.world());
        let wishes = if input.contains_key("allow_add") {
            let for_all = |identity: &Uuid| (*identity, input.clone());
            me.identities.iter().map(for_all).collect()
        } else {
            by_identity(&input, &me)?
        };
        for (identity, wish) in wishes {
            let mut fields = Fields::of(&wish);
            let allow_add = fields.flag("allow_add").unwrap_or(true);
            fields.done()?;
            edit.put(GroupPreference { identity, allow_add })?;
        }
        Ok(Json(document(edit.world(), &me)))
    })
}

/// What a body says about each identity.
type ByIdentity = Vec<(Uuid, Map<String, Value>)>;

/// A mapping from the caller's identities to objects.
fn by_identity(input: &Map<String, Value>, me: &Standing) -> Result<ByIdentity, GroupsError> {
    let mut all = Vec::new();
    for (name, value) in input {
        let identity: Option<Uuid> = name.parse().ok();
        let (Some(identity), Some(fields)) = (identity, value.as_object()) else {
            return Err(GroupsError::invalid(
                &["body", name],
                "value is not a mapping from an identity to its fields",
                "type_error.dict",
            ));
        };
        if !me.is(identity) {
            return Err(GroupsError::forbidden("This is not one of your identities"));
        }
        all.push((identity, fields.clone()));
    }
    Ok(all)
}

fn fields_of(group: &Group, me: &Standing) -> Value {
    let filled = group.membership_fields.iter().filter(|(id, _)| me.is(**id));
    let by_identity: BTreeMap<String, _> = filled.map(|(id, fields)| (id.to_string(), fields)).collect();
    json!(by_identity)
}

/// `GET …/membership_fields`: what the caller's identities filled in.
pub(super) async fn fields(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, GroupsError> {
    app.state.read(|world| {
        let me = caller.standing(world);
        Ok(Json(fields_of(find(world, &id, &me)?, &me)))
    })
}

/// Before or after becoming a member.
pub(super) async fn set_fields(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, GroupsError> {
    caller.require_all()?;
    let input = input::object(&body)?;
    app.state.edit(|edit| {
        let me = caller.standing(edit.world());
        let mut group = find(edit.world(), &id, &me)?.clone();
        for (identity, fields) in by_identity(&input, &me)? {
            let texts = fields
                .into_iter()
                .filter_map(|(name, value)| Some((name, value.as_str()?.to_owned())));
            group.membership_fields.insert(identity, texts.collect());
        }
        let answer = fields_of(&group, &me);
        edit.put(group)?;
        Ok(Json(answer))
    })
}
