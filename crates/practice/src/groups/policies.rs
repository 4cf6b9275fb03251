//! Policies of a group.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use serde_json::Value;

use super::caller::{Caller, find, require_admin};
use super::document;
use super::error::GroupsError;
use super::input::{self, Fields};
use super::session::require_recent;
use crate::shared::App;
use crate::state::model::Policies;

/// Eight hours, in seconds.
pub(super) const USUAL_TIMEOUT: i64 = 28_800;

/// What a group may ask applicants for.
const SIGNUP_FIELDS: [&str; 12] = [
    "institution",
    "current_project_name",
    "address",
    "city",
    "state",
    "country",
    "address1",
    "address2",
    "zip",
    "phone",
    "department",
    "field_of_science",
];

/// Takes over what a document names and leaves the rest.
pub(super) fn read(policies: &mut Policies, fields: &mut Fields<'_>) {
    if let Some(high) = fields.flag("is_high_assurance") {
        policies.is_high_assurance = high;
    }
    if let Some(seconds) = fields.seconds("authentication_assurance_timeout") {
        policies.authentication_assurance_timeout = seconds;
    }
    if let Some(word) = fields.word("group_visibility", &["authenticated", "private"]) {
        policies.group_visibility = word.to_owned();
    }
    if let Some(word) = fields.word("group_members_visibility", &["members", "managers"]) {
        policies.group_members_visibility = word.to_owned();
    }
    if let Some(allowed) = fields.flag("join_requests") {
        policies.join_requests = allowed;
    }
    if let Some(names) = fields.words("signup_fields", &SIGNUP_FIELDS) {
        policies.signup_fields = names;
    }
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, GroupsError> {
    app.state.read(|world| {
        let group = find(world, &id, &caller.standing(world))?;
        Ok(Json(document::policies(group)))
    })
}

pub(super) async fn put(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, GroupsError> {
    caller.require_all()?;
    let input = input::object(&body)?;
    let config = app.config().clone();
    app.state.edit(|edit| {
        let me = caller.standing(edit.world());
        let mut group = find(edit.world(), &id, &me)?.clone();
        require_admin(&group, &me)?;
        require_recent(&group, &caller, &me, &config, app.now())?;
        let mut fields = Fields::of(&input);
        read(&mut group.policies, &mut fields);
        fields.done()?;
        let answer = document::policies(&group);
        edit.put(group)?;
        Ok(Json(answer))
    })
}
