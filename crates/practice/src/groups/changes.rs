//! Making, changing and deleting groups.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::caller::{Caller, find, require_admin};
use super::document::View;
use super::error::GroupsError;
use super::input::{self, Fields};
use super::policies;
use super::session::require_recent;
use crate::config::Config;
use crate::shared::App;
use crate::state::model::{Group, Membership, Policies};
use crate::state::{Edit, Term};

/// Nobody with more memberships may make a group (Groups API, create a group).
const MOST_MEMBERSHIPS: usize = 1000;

fn document(edit: &Edit<'_>, app: &App, caller: &Caller, group: &Group) -> Value {
    let me = caller.standing(edit.world());
    let view = View {
        world: edit.world(),
        me: &me,
        session: caller.session(),
        now: app.now(),
    };
    view.group(group, &["my_memberships".to_owned()])
}

/// Fields that create and update have in common.
fn texts(group: &mut Group, fields: &mut Fields<'_>, config: &Config) {
    match fields.text("name") {
        Some(Some(name)) if name.trim().is_empty() => fields.refuse(
            "name",
            "ensure this value has at least 1 character",
            "value_error.any_str.min_length",
        ),
        Some(Some(name)) if name.chars().count() > config.group_name_limit => fields.refuse(
            "name",
            format!(
                "ensure this value has at most {} characters",
                config.group_name_limit
            ),
            "value_error.any_str.max_length",
        ),
        Some(Some(name)) => group.name = name.trim().to_owned(),
        _ => {}
    }
    if let Some(description) = fields.text("description") {
        group.description = description.map(str::to_owned);
    }
    if let Some(terms) = fields.text("terms_and_conditions") {
        group.terms_and_conditions = terms.map(str::to_owned);
    }
}

pub(super) async fn create(
    State(app): State<App>,
    caller: Caller,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), GroupsError> {
    caller.require_all()?;
    let input = input::object(&body)?;
    let now = app.now();
    let mut group = Group {
        id: Uuid::new_v4(),
        name: String::new(),
        description: None,
        parent: None,
        // The service's own defaults (Groups API, create a group).
        policies: Policies {
            is_high_assurance: false,
            authentication_assurance_timeout: policies::USUAL_TIMEOUT,
            group_visibility: "private".into(),
            group_members_visibility: "managers".into(),
            join_requests: false,
            open: false,
            signup_fields: Vec::new(),
        },
        subscription: None,
        memberships: vec![Membership {
            identity: caller.identity(),
            role: "admin".into(),
            status: "active".into(),
            updated: now,
            status_reason: None,
            invite_email_address: None,
            invite_time: None,
        }],
        terms_and_conditions: None,
        subscription_admin_verified: None,
        membership_fields: Default::default(),
    };
    let mut fields = Fields::of(&input);
    if input.get("name").is_none_or(Value::is_null) {
        fields.refuse("name", "field required", "value_error.missing");
    }
    texts(&mut group, &mut fields, &app.config());
    group.parent = fields.id("parent_id").flatten();
    let nested = Map::new();
    let nested = input
        .get("policies")
        .and_then(Value::as_object)
        .unwrap_or(&nested);
    let mut policy_fields = Fields::of(nested);
    policies::read(&mut group.policies, &mut policy_fields);
    fields.done()?;
    policy_fields.done()?;
    app.state.edit(|edit| {
        let me = caller.standing(edit.world());
        if let Some(parent) = group.parent {
            require_admin(find(edit.world(), &parent.to_string(), &me)?, &me)?;
        }
        if edit.world().groups_of(&me.identities).len() > MOST_MEMBERSHIPS {
            return Err(GroupsError::forbidden("You are in too many groups"));
        }
        edit.put(group.clone())?;
        Ok((StatusCode::CREATED, Json(document(edit, &app, &caller, &group))))
    })
}

pub(super) async fn update(
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
        texts(&mut group, &mut fields, &config);
        // The same facts as in the policies, under older names.
        if let Some(enforced) = fields.flag("enforce_session") {
            group.policies.is_high_assurance = enforced;
        }
        if let Some(limit) = fields.seconds("session_limit") {
            group.policies.authentication_assurance_timeout = limit;
        }
        let verified = fields.id("subscription_admin_verified_id");
        fields.done()?;
        match verified {
            Some(None) => group.subscription_admin_verified = None,
            Some(wanted) if wanted != group.subscription_admin_verified => {
                return Err(GroupsError::forbidden(
                    "Only the subscription's administrators verify a group",
                ));
            }
            _ => {}
        }
        edit.put(group.clone())?;
        Ok(Json(document(edit, &app, &caller, &group)))
    })
}

pub(super) async fn delete(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, GroupsError> {
    caller.require_all()?;
    let config = app.config().clone();
    app.state.edit(|edit| {
        let me = caller.standing(edit.world());
        let group = find(edit.world(), &id, &me)?.clone();
        require_admin(&group, &me)?;
        require_recent(&group, &caller, &me, &config, app.now())?;
        if edit.world().groups.under(Term::Parent(group.id)).next().is_some() {
            return Err(GroupsError::bad_request(
                "GROUP_HAS_CHILDREN",
                "The group has subgroups, which have to go first",
            ));
        }
        let answer = document(edit, &app, &caller, &group);
        edit.remove::<Group>(&group.id.to_string())?;
        Ok(Json(answer))
    })
}
