//! Membership actions: one request, several actions, a result for each item.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::document::{membership, my_role};
use super::error::GroupsError;
use super::routes::{Caller, find, json_object};
use crate::rights::Standing;
use crate::shared::App;
use crate::state::model::{Group, Membership};

/// Why one item could not be done: the code and a sentence.
type Failure = (&'static str, &'static str);

const NO_MEMBERSHIP: Failure = ("NO_MEMBERSHIP", "There is no such membership");
const FORBIDDEN: Failure = ("FORBIDDEN", "You may not do this in this group");

pub(super) async fn act(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, GroupsError> {
    caller.require_all()?;
    let input = json_object(&body)?;
    let now = app.now();
    app.state.edit(|edit| {
        let me = caller.standing(edit.world());
        let mut group = find(edit.world(), &id, &me)?.clone();
        let (mut done, mut errors) = (Map::new(), Map::new());
        for (action, items) in input.as_object().into_iter().flatten() {
            let (mut results, mut failures) = (Vec::new(), Vec::new());
            for item in items.as_array().into_iter().flatten() {
                let identity: Uuid = item["identity_id"]
                    .as_str()
                    .and_then(|text| text.parse().ok())
                    .ok_or_else(|| GroupsError::invalid("identity_id: value is not a valid uuid"))?;
                match apply(&mut group, &me, action, identity, item["role"].as_str(), now) {
                    Ok(changed) => results.push(membership(edit.world(), &group, &changed)),
                    Err((code, detail)) => {
                        failures.push(json!({"code": code, "detail": detail, "identity_id": identity}));
                    }
                }
            }
            done.insert(action.clone(), results.into());
            if !failures.is_empty() {
                errors.insert(action.clone(), failures.into());
            }
        }
        edit.put(group)?;
        if !errors.is_empty() {
            done.insert("errors".into(), errors.into());
        }
        Ok(Json(Value::Object(done)))
    })
}

fn apply(
    group: &mut Group,
    me: &Standing,
    action: &str,
    identity: Uuid,
    role: Option<&str>,
    now: Timestamp,
) -> Result<Membership, Failure> {
    let manages = matches!(my_role(group, me), Some("admin" | "manager"));
    let is_admin = my_role(group, me) == Some("admin");
    let role = role.filter(|role| matches!(*role, "member" | "manager" | "admin"));
    let current = group
        .memberships
        .iter()
        .find(|it| it.identity == identity)
        .map(|it| it.status.clone());
    let current = current.as_deref();
    let may_join = group.policies.join_requests && !group.policies.is_high_assurance;
    let (allowed, expected, next): (bool, &[&str], &str) = match action {
        "add" | "invite" => {
            if current == Some("active") {
                return Err(("ALREADY_ACTIVE", "This identity is a member already"));
            }
            let status = if action == "add" { "active" } else { "invited" };
            return if manages {
                Ok(set(group, identity, Some(role.unwrap_or("member")), status, now))
            } else {
                Err(FORBIDDEN)
            };
        }
        "request_join" => {
            return if may_join && me.is(identity) {
                Ok(set(group, identity, Some("member"), "pending", now))
            } else {
                Err(FORBIDDEN)
            };
        }
        "change_role" => {
            let role = role.ok_or(("INVALID_ROLE", "There is no such role"))?;
            return match current {
                Some("active") if is_admin => Ok(set(group, identity, Some(role), "active", now)),
                Some("active") => Err(FORBIDDEN),
                _ => Err(NO_MEMBERSHIP),
            };
        }
        "accept" => (me.is(identity), &["invited"], "active"),
        "decline" => (me.is(identity), &["invited"], "declined"),
        "leave" => (me.is(identity), &["active"], "left"),
        "remove" => (manages, &["active", "invited"], "removed"),
        "approve" => (manages, &["pending"], "active"),
        "reject" => (manages, &["pending"], "rejected"),
        _ => return Err(("UNSUPPORTED_ACTION", "There is no such action")),
    };
    match current {
        Some(status) if expected.contains(&status) && allowed => Ok(set(group, identity, None, next, now)),
        Some(status) if expected.contains(&status) => Err(FORBIDDEN),
        _ => Err(NO_MEMBERSHIP),
    }
}

fn set(group: &mut Group, identity: Uuid, role: Option<&str>, status: &str, now: Timestamp) -> Membership {
    let known = group.memberships.iter().position(|it| it.identity == identity);
    let old_role = known
        .and_then(|at| group.memberships.get(at))
        .map(|it| it.role.clone());
    let changed = Membership {
        identity,
        role: role
            .map(str::to_owned)
            .or(old_role)
            .unwrap_or_else(|| "member".into()),
        status: status.into(),
        updated: now,
    };
    match known.and_then(|at| group.memberships.get_mut(at)) {
        Some(place) => *place = changed.clone(),
        None => group.memberships.push(changed.clone()),
    }
    changed
}
