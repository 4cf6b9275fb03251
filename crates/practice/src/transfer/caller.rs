//! Who calls Transfer, and the collection they call it about.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use uuid::Uuid;

use super::error::TransferError;
use crate::auth::{Bearer, verify_bearer};
use crate::rights::{self, Standing};
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Collection, RoleName};

pub(super) const ALL: &str = "urn:globus:auth:scope:transfer.api.globus.org:all";
const AUDIENCE: &str = "transfer.api.globus.org";

/// A caller whose token opens Transfer.
#[derive(Clone, Debug)]
pub(super) struct Caller(pub(super) Bearer);

impl FromRequestParts<App> for Caller {
    type Rejection = TransferError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, TransferError> {
        let bearer =
            verify_bearer(app, &parts.headers, AUDIENCE).map_err(|_| TransferError::not_authenticated())?;
        if !bearer.has(ALL) {
            return Err(TransferError::permission_denied(
                "The token has no scope for this",
            ));
        }
        Ok(Self(bearer))
    }
}

impl Caller {
    pub(super) fn standing(&self, world: &World) -> Standing {
        Standing::of(world, self.0.identity)
    }
}

/// The ids in the path, as they were written: what is no UUID is just not found.
#[derive(Clone, Debug, Default)]
pub(super) struct PathIds {
    pub(super) endpoint: String,
    pub(super) rule: String,
    pub(super) role: String,
    pub(super) task: String,
    pub(super) bookmark: String,
}

impl FromRequestParts<App> for PathIds {
    type Rejection = TransferError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, TransferError> {
        let params = RawPathParams::from_request_parts(parts, app)
            .await
            .map_err(|_| TransferError::bad_request("The path can't be read"))?;
        let mut ids = Self::default();
        for (name, value) in &params {
            match name {
                "endpoint" => ids.endpoint = value.to_owned(),
                "rule" => ids.rule = value.to_owned(),
                "role" => ids.role = value.to_owned(),
                "task" => ids.task = value.to_owned(),
                "bookmark" => ids.bookmark = value.to_owned(),
                _ => {}
            }
        }
        Ok(ids)
    }
}

/// A collection that exists, whether or not the caller may see it.
pub(super) fn find<'a>(
    world: &'a World,
    id: &str,
    remembers_deleted: bool,
) -> Result<&'a Collection, TransferError> {
    let unknown = || TransferError::no_endpoint(id);
    let uuid: Uuid = id.parse().map_err(|_| unknown())?;
    let collection = world.collections.by_id(uuid).ok_or_else(unknown)?;
    if collection
        .server
        .hidden_until
        .is_some_and(|until| until > world.now())
    {
        return Err(unknown());
    }
    match (collection.deleted, remembers_deleted) {
        (false, _) => Ok(collection),
        (true, true) => Err(TransferError::endpoint_deleted(uuid)),
        (true, false) => Err(unknown()),
    }
}

/// Refuses a caller who holds none of these roles.
pub(super) fn require_role(
    world: &World,
    standing: &Standing,
    collection: &Collection,
    any_of: &[RoleName],
) -> Result<(), TransferError> {
    let roles = rights::effective_roles(world, standing, collection);
    if any_of.iter().any(|role| roles.contains(role)) {
        return Ok(());
    }
    Err(TransferError::permission_denied(
        "You do not have the role that this needs",
    ))
}
