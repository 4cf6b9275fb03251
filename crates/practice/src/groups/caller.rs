//! Who calls Groups, and the group it is about.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use uuid::Uuid;

use super::document::{is_visible, my_role};
use super::error::GroupsError;
use crate::auth::{Bearer, verify_bearer};
use crate::rights::Standing;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Group, Session};

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
            Err(GroupsError::missing_scope(&bearer.scopes))
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

    pub(super) fn session(&self) -> &Session {
        &self.0.session
    }

    /// Changes need more than the right to look.
    pub(super) fn require_all(&self) -> Result<(), GroupsError> {
        if self.0.has(ALL) {
            Ok(())
        } else {
            Err(GroupsError::missing_scope(&self.0.scopes))
        }
    }
}

/// A group that the caller may see.
pub(super) fn find<'a>(world: &'a World, id: &str, me: &Standing) -> Result<&'a Group, GroupsError> {
    let id = parse_id(id, "group_id")?;
    let group = world.groups.by_id(id).ok_or_else(GroupsError::not_found)?;
    if is_visible(group, me) {
        Ok(group)
    } else {
        Err(GroupsError::forbidden("You may not see this group"))
    }
}

/// An id in the path.
pub(super) fn parse_id(text: &str, name: &str) -> Result<Uuid, GroupsError> {
    text.parse()
        .map_err(|_| GroupsError::invalid(&["path", name], "value is not a valid uuid", "type_error.uuid"))
}

pub(super) fn require_admin(group: &Group, me: &Standing) -> Result<(), GroupsError> {
    match my_role(group, me) {
        Some("admin") => Ok(()),
        _ => Err(GroupsError::forbidden(
            "Only administrators of the group may do this",
        )),
    }
}
