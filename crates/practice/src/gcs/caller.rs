//! Who calls the manager of which endpoint.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use uuid::Uuid;

use super::FIRST_ENDPOINT;
use super::error::GcsError;
use crate::auth::{Bearer, NotAuthenticated, is_live_token, verify_bearer};
use crate::rights::Standing;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Collection, EntityType, PrincipalType, RoleName};

/// The server whose manager is asked: by the id in the path, or the seed's first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Endpoint(pub(super) Uuid);

impl FromRequestParts<App> for Endpoint {
    type Rejection = GcsError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, GcsError> {
        let named = path_part(parts, app, "endpoint").await?;
        app.state
            .read(|world| {
                let first = || world.notes.get(FIRST_ENDPOINT).cloned();
                let id = named.or_else(first)?.parse().ok()?;
                let endpoint = world.collections.by_id(id)?;
                (endpoint.entity_type == EntityType::GCSv5_endpoint && !endpoint.deleted).then_some(Self(id))
            })
            .ok_or_else(|| GcsError::not_found("There is no such endpoint"))
    }
}

/// The id in the path after the kind of resource, as it was written: what is no UUID is just not found.
#[derive(Clone, Debug)]
pub(super) struct ResourceId(pub(super) String);

impl FromRequestParts<App> for ResourceId {
    type Rejection = GcsError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, GcsError> {
        let id = path_part(parts, app, "id").await?;
        Ok(Self(id.unwrap_or_default().to_lowercase()))
    }
}

async fn path_part(parts: &mut Parts, app: &App, wanted: &str) -> Result<Option<String>, GcsError> {
    let params = RawPathParams::from_request_parts(parts, app)
        .await
        .map_err(|_| GcsError::bad_request("The path can't be read"))?;
    Ok(params
        .iter()
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| value.to_owned()))
}

/// A caller whose token opens the manager of this endpoint.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    pub(super) bearer: Bearer,
    pub(super) endpoint: Uuid,
}

impl FromRequestParts<App> for Caller {
    type Rejection = GcsError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, GcsError> {
        let Endpoint(endpoint) = Endpoint::from_request_parts(parts, app).await?;
        let scope = manage_collections(endpoint);
        match verify_bearer(app, &parts.headers, &endpoint.to_string()) {
            Ok(bearer) if bearer.has(&scope) => Ok(Self { bearer, endpoint }),
            // A token of another service is a sign-in too: it only lacks this scope.
            Err(NotAuthenticated) if !is_live_token(app, &parts.headers) => Err(GcsError::not_authorized()),
            _ => Err(GcsError::missing_scopes(&scope)),
        }
    }
}

/// The scope that opens the manager of an endpoint.
pub(super) fn manage_collections(endpoint: Uuid) -> String {
    format!("urn:globus:auth:scope:{endpoint}:manage_collections")
}

impl Caller {
    pub(super) fn standing(&self, world: &World) -> Standing {
        Standing::of(world, self.bearer.identity)
    }

    /// A collection of this endpoint that is there.
    pub(super) fn collection<'a>(&self, world: &'a World, id: &str) -> Result<&'a Collection, GcsError> {
        let found = id.parse().ok().and_then(|id| world.collections.by_id(id));
        found
            .filter(|it| it.gcs_endpoint == Some(self.endpoint) && it.id != self.endpoint && !it.deleted)
            .ok_or_else(|| GcsError::not_found(format!("There is no collection {id} on this endpoint")))
    }

    /// Does the caller administer the endpoint itself?
    pub(super) fn administers_endpoint(&self, world: &World, me: &Standing) -> bool {
        me.is(self.endpoint) || has_role(world, me, self.endpoint, &[RoleName::Administrator])
    }

    pub(super) fn require_endpoint_administrator(
        &self,
        world: &World,
        me: &Standing,
    ) -> Result<(), GcsError> {
        if self.administers_endpoint(world, me) {
            return Ok(());
        }
        Err(GcsError::missing_role(ADMINISTRATORS))
    }

    /// May the caller change or delete a collection: as its administrator, or as one of what it stands on.
    pub(super) fn require_administrator(
        &self,
        world: &World,
        me: &Standing,
        collection: &Collection,
    ) -> Result<(), GcsError> {
        let own = std::iter::once(collection.id).chain(collection.host);
        if self.administers_endpoint(world, me)
            || own
                .into_iter()
                .any(|id| has_role(world, me, id, &[RoleName::Administrator]))
        {
            return Ok(());
        }
        Err(GcsError::missing_role(ADMINISTRATORS))
    }
}

/// As refusals name them.
pub(super) const ADMINISTRATORS: &[&str] = &["owner", "administrator"];

/// Has the caller one of these roles on exactly this?
pub(super) fn has_role(world: &World, me: &Standing, on: Uuid, any_of: &[RoleName]) -> bool {
    world.roles_of(on).any(|role| {
        any_of.contains(&role.role)
            && match role.principal_type {
                PrincipalType::Group => me.groups.contains(&role.principal),
                _ => me.is(role.principal),
            }
    })
}
