//! Membership actions: one request, several actions, a result for each item.

use std::collections::BTreeSet;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::caller::{Caller, find};
use super::document::membership;
use super::error::{GroupsError, problem};
use super::input;
use super::rules::{Action, Item, holds};
use super::session::require_recent;
use crate::shared::App;
use crate::state::model::{Group, Membership};

/// One item of the request, read.
struct Wish {
    action: (&'static str, Action),
    identity: Uuid,
    role: Option<String>,
    reason: Option<String>,
    email: Option<String>,
}

pub(super) async fn act(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, GroupsError> {
    caller.require_all()?;
    let wishes = read(&input::object(&body)?)?;
    let (now, config) = (app.now(), app.config().clone());
    app.state.edit(|edit| {
        let me = caller.standing(edit.world());
        let mut group = find(edit.world(), &id, &me)?.clone();
        require_recent(&group, &caller, &me, &config, now)?;
        // Whoever holds the role for none of it gets none of it.
        let mut roles = wishes.iter().filter_map(|it| it.action.1.needs_role());
        if roles.any(|role| !holds(&group, &me, role)) {
            return Err(GroupsError::forbidden("You may not do this in this group"));
        }
        let (mut done, mut errors) = (Map::new(), Map::new());
        for wish in &wishes {
            let (name, action) = wish.action;
            let item = Item {
                world: edit.world(),
                config: &config,
                group: &group,
                me: &me,
                identity: wish.identity,
                role: wish.role.as_deref().unwrap_or("member"),
            };
            let entry = done.entry(name).or_insert_with(|| json!([]));
            match item.check(action) {
                Ok(()) => {
                    let changed = change(&mut group, wish, now);
                    push(entry, membership(edit.world(), &group, &changed));
                }
                Err((code, detail)) => push(
                    errors.entry(name).or_insert_with(|| json!([])),
                    json!({"code": code, "detail": detail, "identity_id": wish.identity}),
                ),
            }
        }
        edit.put(group)?;
        if !errors.is_empty() {
            done.insert("errors".into(), errors.into());
        }
        Ok(Json(Value::Object(done)))
    })
}

fn push(list: &mut Value, item: Value) {
    if let Some(list) = list.as_array_mut() {
        list.push(item);
    }
}

/// Unknown actions are passed over, as unknown fields are everywhere.
fn read(body: &Map<String, Value>) -> Result<Vec<Wish>, GroupsError> {
    let (mut wishes, mut problems) = (Vec::new(), Vec::new());
    for action in Action::ALL {
        let items = match body.get(action.0) {
            None | Some(Value::Null) => continue,
            Some(Value::Array(items)) => items,
            Some(_) => {
                let place = ["body", action.0];
                problems.push(problem(&place, "value is not a valid list", "type_error.list"));
                continue;
            }
        };
        for item in items {
            match read_item(action, item) {
                Ok(wish) => wishes.push(wish),
                Err(problem) => problems.push(problem),
            }
        }
    }
    if !problems.is_empty() {
        return Err(GroupsError::Invalid(problems));
    }
    let mut seen = BTreeSet::new();
    let twice = wishes.iter().filter(|it| !seen.insert(it.identity));
    let twice: Vec<Uuid> = twice.map(|it| it.identity).collect();
    if twice.is_empty() {
        Ok(wishes)
    } else {
        Err(GroupsError::ambiguous(&twice))
    }
}

fn read_item(action: (&'static str, Action), item: &Value) -> Result<Wish, Value> {
    let place = |field| ["body", action.0, field];
    let identity = item["identity_id"].as_str().and_then(|text| text.parse().ok());
    let identity = identity.ok_or_else(|| {
        problem(
            &place("identity_id"),
            "value is not a valid uuid",
            "type_error.uuid",
        )
    })?;
    let text = |name: &str| item[name].as_str().map(str::to_owned);
    let role = text("role").filter(|_| action.1.takes_role());
    if let Some(role) = &role
        && !["member", "manager", "admin"].contains(&role.as_str())
    {
        let message = "value is not a valid enumeration member; permitted: member, manager, admin";
        return Err(problem(&place("role"), message, "type_error.enum"));
    }
    Ok(Wish {
        action,
        identity,
        role,
        reason: text("status_reason"),
        email: text("invite_email_address").filter(|_| action.1 == Action::Invite),
    })
}

fn change(group: &mut Group, wish: &Wish, now: Timestamp) -> Membership {
    let action = wish.action.1;
    let known = group
        .memberships
        .iter()
        .position(|it| it.identity == wish.identity);
    let before = known.and_then(|at| group.memberships.get(at));
    let keeps_role = !action.takes_role() && !matches!(action, Action::Join | Action::RequestJoin);
    let old_role = before.filter(|_| keeps_role).map(|it| it.role.clone());
    let changed = Membership {
        identity: wish.identity,
        role: wish.role.clone().or(old_role).unwrap_or_else(|| "member".into()),
        status: action.leads_to().into(),
        updated: now,
        status_reason: wish.reason.clone(),
        invite_email_address: wish
            .email
            .clone()
            .or_else(|| before.and_then(|it| it.invite_email_address.clone())),
        invite_time: if action == Action::Invite {
            Some(now)
        } else {
            before.and_then(|it| it.invite_time)
        },
    };
    match known.and_then(|at| group.memberships.get_mut(at)) {
        Some(place) => *place = changed.clone(),
        None => group.memberships.push(changed.clone()),
    }
    changed
}
