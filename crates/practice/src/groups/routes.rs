//! Reading groups, and making, changing and deleting them.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde_json::{Value, json};
use uuid::Uuid;

use super::document::{self, INCLUDES, is_visible, my_role, sees_members};
use super::error::GroupsError;
use crate::auth::{Bearer, verify_bearer};
use crate::params::Params;
use crate::rights::Standing;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Group, Membership, Policies};

const AUDIENCE: &str = "groups.api.globus.org";
const ALL: &str = "urn:globus:auth:scope:groups.api.globus.org:all";
const VIEW: &str = "urn:globus:auth:scope:groups.api.globus.org:view_my_groups_and_memberships";

/// A caller whose token opens Groups.
pub(super) struct Caller(Bearer);

impl FromRequestParts<App> for Caller {
    type Rejection = GroupsError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, GroupsError> {
        let bearer =
            verify_bearer(app, &parts.headers, AUDIENCE).map_err(|_| GroupsError::not_authenticated())?;
        if bearer.has(ALL) || bearer.has(VIEW) {
            Ok(Self(bearer))
        } else {
            Err(GroupsError::forbidden("Missing scope"))
        }
    }
}

impl Caller {
    pub(super) fn standing(&self, world: &World) -> Standing {
        Standing::of(world, self.0.identity)
    }

    pub(super) fn identity(&self) -> Uuid {
        self.0.identity
    }

    /// Changes need more than the right to look.
    pub(super) fn require_all(&self) -> Result<(), GroupsError> {
        if self.0.has(ALL) {
            Ok(())
        } else {
            Err(GroupsError::forbidden("The token may only view groups"))
        }
    }
}

/// A group that the caller may see.
pub(super) fn find<'a>(world: &'a World, id: &str, me: &Standing) -> Result<&'a Group, GroupsError> {
    let id: Uuid = id
        .parse()
        .map_err(|_| GroupsError::invalid("value is not a valid uuid"))?;
    let group = world.groups.by_id(id).ok_or_else(GroupsError::not_found)?;
    if is_visible(group, me) {
        Ok(group)
    } else {
        Err(GroupsError::forbidden("You may not see this group"))
    }
}

fn includes(params: &Params) -> Result<Vec<String>, GroupsError> {
    let include = params.list("include");
    match include.iter().find(|it| !INCLUDES.contains(&it.as_str())) {
        Some(unknown) => Err(GroupsError::invalid(format!("include does not know {unknown}"))),
        None => Ok(include),
    }
}

/// A bare array, without envelope and pages.
pub(super) async fn my_groups(
    State(app): State<App>,
    caller: Caller,
    params: Params,
) -> Result<Json<Value>, GroupsError> {
    let mut statuses = params.list("statuses");
    if statuses.is_empty() {
        statuses.push("active".into());
    }
    let mut include = includes(&params)?;
    // Recorded answers have both without being asked.
    include.extend(["my_memberships".to_owned(), "policies".to_owned()]);
    let documents: Vec<Value> = app.state.read(|world| {
        let me = caller.standing(world);
        let mut groups: Vec<&Group> = world
            .groups
            .iter()
            .filter(|group| document::mine(group, &me).any(|it| statuses.contains(&it.status)))
            .collect();
        groups.sort_by(|a, b| a.name.cmp(&b.name));
        groups
            .into_iter()
            .map(|group| {
                let mut include = include.clone();
                if !sees_members(group, &me) {
                    include.retain(|it| it != "memberships");
                }
                document::group(world, group, &me, &include)
            })
            .collect()
    });
    Ok(Json(documents.into()))
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Json<Value>, GroupsError> {
    let include = includes(&params)?;
    app.state.read(|world| {
        let me = caller.standing(world);
        let group = find(world, &id, &me)?;
        if include.iter().any(|it| it == "memberships") && !sees_members(group, &me) {
            return Err(GroupsError::forbidden(
                "You may not see the members of this group",
            ));
        }
        Ok(Json(document::group(world, group, &me, &include)))
    })
}

pub(super) async fn policies(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, GroupsError> {
    app.state.read(|world| {
        Ok(Json(document::policies(find(
            world,
            &id,
            &caller.standing(world),
        )?)))
    })
}

pub(super) fn json_object(body: &Bytes) -> Result<Value, GroupsError> {
    serde_json::from_slice::<Value>(body)
        .ok()
        .filter(Value::is_object)
        .ok_or_else(|| GroupsError::invalid("value is not a valid dict"))
}

pub(super) async fn create(
    State(app): State<App>,
    caller: Caller,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), GroupsError> {
    caller.require_all()?;
    let input = json_object(&body)?;
    let name = input["name"]
        .as_str()
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let name = name
        .ok_or_else(|| GroupsError::invalid("name: field required"))?
        .to_owned();
    let now = app.now();
    let group = Group {
        id: Uuid::new_v4(),
        name,
        description: input["description"].as_str().map(str::to_owned),
        parent: input["parent_id"].as_str().and_then(|text| text.parse().ok()),
        policies: Policies {
            is_high_assurance: false,
            authentication_assurance_timeout: 28800,
            group_visibility: "private".into(),
            group_members_visibility: "managers".into(),
            join_requests: false,
        },
        subscription: None,
        memberships: vec![Membership {
            identity: caller.identity(),
            role: "admin".into(),
            status: "active".into(),
            updated: now,
        }],
    };
    app.state.edit(|edit| {
        edit.put(group.clone())?;
        let me = caller.standing(edit.world());
        let include = [
            "memberships".to_owned(),
            "my_memberships".to_owned(),
            "policies".to_owned(),
        ];
        Ok((
            StatusCode::CREATED,
            Json(document::group(edit.world(), &group, &me, &include)),
        ))
    })
}

fn require_admin(group: &Group, me: &Standing) -> Result<(), GroupsError> {
    match my_role(group, me) {
        Some("admin") => Ok(()),
        _ => Err(GroupsError::forbidden(
            "Only administrators of the group may do this",
        )),
    }
}

pub(super) async fn update(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, GroupsError> {
    caller.require_all()?;
    let input = json_object(&body)?;
    app.state.edit(|edit| {
        let me = caller.standing(edit.world());
        let mut group = find(edit.world(), &id, &me)?.clone();
        require_admin(&group, &me)?;
        if let Some(name) = input["name"].as_str().filter(|name| !name.trim().is_empty()) {
            group.name = name.to_owned();
        }
        if let Some(description) = input.get("description") {
            group.description = description.as_str().map(str::to_owned);
        }
        edit.put(group.clone())?;
        Ok(Json(document::group(edit.world(), &group, &me, &[])))
    })
}

pub(super) async fn delete(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, GroupsError> {
    caller.require_all()?;
    app.state.edit(|edit| {
        let me = caller.standing(edit.world());
        let group = find(edit.world(), &id, &me)?.clone();
        require_admin(&group, &me)?;
        edit.remove::<Group>(&group.id.to_string())?;
        let include = ["my_memberships".to_owned(), "policies".to_owned()];
        Ok(Json(json!(document::group(edit.world(), &group, &me, &include))))
    })
}
