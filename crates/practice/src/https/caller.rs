//! Who asks for a file, and whether they may have it.

use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, COOKIE};
use jiff::Timestamp;
use uuid::Uuid;

use super::error::DataError;
use super::sign_in;
use super::target::Target;
use crate::auth::{Bearer, verify_bearer};
use crate::gcs::accounts;
use crate::rights::{self, Standing};
use crate::shared::App;
use crate::sign_in::SignInRules;
use crate::state::World;
use crate::state::model::{Collection, EntityType, Permissions};
use crate::storage::{self, Located};

/// What comes of looking at a request before any file is touched.
pub(super) enum Verdict {
    Open(Located),
    /// A browser, or a client that wants to learn the collection's id.
    SignIn,
}

/// Finds the file's place for a caller who may reach it.
pub(super) fn admit(
    app: &App,
    target: &Target,
    headers: &HeaderMap,
    needed: Permissions,
) -> Result<Verdict, DataError> {
    let caller = caller(app, target, headers, needed)?;
    let now = app.now();
    app.state.read(|world| {
        let collection = find(world, target.collection)?;
        let path = target
            .normal_path()
            .ok_or_else(|| DataError::permission_denied("This path is not allowed"))?;
        let level = match &caller {
            None => rights::anonymous_level(world, collection, &path, now),
            Some(bearer) => {
                check_scopes(collection, bearer)?;
                check_session(world, collection, bearer, now)?;
                rights::access_level(
                    world,
                    &Standing::of(world, bearer.identity),
                    collection,
                    &path,
                    now,
                )
            }
        };
        if level.is_none_or(|level| level < needed) {
            return match (caller, needed) {
                (Some(_), _) => Err(DataError::permission_denied("You may not do this here")),
                (None, Permissions::Read) => Ok(Verdict::SignIn),
                (None, Permissions::ReadWrite) => Err(DataError::not_authorized()),
            };
        }
        Ok(Verdict::Open(storage::locate(
            app,
            world,
            collection,
            &target.path,
        )?))
    })
}

/// The person behind the token, or behind the cookie of a browser that only looks. A token that does not count is
/// refused, a cookie that does not is as good as none.
fn caller(
    app: &App,
    target: &Target,
    headers: &HeaderMap,
    needed: Permissions,
) -> Result<Option<Bearer>, DataError> {
    let audience = target.collection.to_string();
    if headers.contains_key(AUTHORIZATION) {
        return verify_bearer(app, headers, &audience)
            .map(Some)
            .map_err(|_| DataError::not_authorized());
    }
    // A cookie comes along with whatever a page elsewhere makes the browser send: it never lets anybody write.
    if needed != Permissions::Read || !headers.contains_key(COOKIE) {
        return Ok(None);
    }
    Ok(sign_in::as_bearer(headers, target.collection)
        .and_then(|headers| verify_bearer(app, &headers, &audience).ok()))
}

/// A collection whose files have an address.
pub(super) fn find(world: &World, id: Uuid) -> Result<&Collection, DataError> {
    let collection = world
        .collections
        .by_id(id)
        .filter(|it| !it.deleted)
        .filter(|it| {
            matches!(
                it.entity_type,
                EntityType::GCSv5_mapped_collection | EntityType::GCSv5_guest_collection
            )
        })
        .ok_or_else(|| DataError::not_found("No collection has this address"))?;
    check_open(world, collection)?;
    Ok(collection)
}

/// What its server lets through at all, whoever asks.
fn check_open(world: &World, collection: &Collection) -> Result<(), DataError> {
    if !super::is_served(world, collection) {
        return Err(DataError::permission_denied(
            "HTTPS access is not switched on for this collection",
        ));
    }
    if let Some(severed) = accounts::severed(world, collection) {
        return Err(DataError::permission_denied(severed.to_string()));
    }
    let mapped = collection.host.and_then(|host| world.collections.by_id(host));
    let restricted = |it: &Collection| it.server.restrict_transfers_to_high_assurance.is_some();
    if restricted(collection) || mapped.is_some_and(restricted) {
        return Err(DataError::permission_denied(
            "This collection only takes part in transfers between collections with high assurance",
        ));
    }
    Ok(())
}

/// `…/https`, and for mapped collections without high assurance `…/data_access`, itself or below the other.
fn check_scopes(collection: &Collection, bearer: &Bearer) -> Result<(), DataError> {
    let https = collection.scope("https");
    if !bearer.has(&https) {
        return Err(DataError::missing_scope(&https));
    }
    if !collection.needs_data_access() {
        return Ok(());
    }
    let data_access = collection.scope("data_access");
    if bearer.has(&data_access) || bearer.dependencies.contains(&data_access) {
        return Ok(());
    }
    Err(DataError::consent_required(&data_access))
}

/// Recent enough, strong enough, from the right organisation.
fn check_session(
    world: &World,
    collection: &Collection,
    bearer: &Bearer,
    now: Timestamp,
) -> Result<(), DataError> {
    let demand = SignInRules::of_collection(collection).unmet(world, bearer.identity, &bearer.session, now);
    demand.map_or(Ok(()), |demand| Err(DataError::sign_in_required(&demand)))
}
