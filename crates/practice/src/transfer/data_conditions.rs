//! What a collection asks of a caller before any of its files is touched, besides a right on the path.

use jiff::Timestamp;

use super::caller::{ALL, Caller};
use super::error::TransferError;
use crate::gcs::accounts;
use crate::sign_in::SignInRules;
use crate::state::World;
use crate::state::model::{Collection, EntityType};

/// Consent, sign-in, and the account that a guest collection passes on.
///
/// For every file operation, and for both sides of a task when it is submitted. `operation` is the part of an
/// `ExternalError` code that names what failed, such as `DirListingFailed`.
pub(super) fn check_data_conditions(
    world: &World,
    caller: &Caller,
    collection: &Collection,
    operation: &str,
    now: Timestamp,
) -> Result<(), TransferError> {
    check_consent(collection, caller)?;
    let rules = SignInRules::of_collection(collection);
    if let Some(demand) = rules.unmet(world, caller.0.identity, &caller.0.session, now) {
        return Err(TransferError::sign_in_required(&demand));
    }
    check_host(world, collection, operation)
}

/// Mapped collections of servers want their own consent, unless they are for protected data.
fn check_consent(collection: &Collection, caller: &Caller) -> Result<(), TransferError> {
    if collection.entity_type != EntityType::GCSv5_mapped_collection || collection.high_assurance {
        return Ok(());
    }
    let data_access = format!("https://auth.globus.org/scopes/{}/data_access", collection.id);
    if caller.0.dependencies.contains(&data_access) {
        return Ok(());
    }
    Err(TransferError::consent_required(format!("{ALL}[*{data_access}]")))
}

/// A guest collection of a server reaches no further than the account of who made it, and only while the server allows
/// guests.
pub(super) fn check_host(
    world: &World,
    collection: &Collection,
    operation: &str,
) -> Result<(), TransferError> {
    if collection.entity_type != EntityType::GCSv5_guest_collection {
        return Ok(());
    }
    let Some(mapped) = collection.host.and_then(|id| world.collections.by_id(id)) else {
        return Ok(());
    };
    if !mapped.server.allow_guest_collections {
        return Err(TransferError::permission_denied(
            "The server does not allow guest collections here any more",
        ));
    }
    let credential = collection.server.user_credential;
    if credential.is_none_or(|credential| accounts::still_works(world, credential)) {
        return Ok(());
    }
    Err(TransferError::new(
        502,
        format!("ExternalError.{operation}.LoginFailed"),
        "The account that this collection passes on has no access to the storage",
    ))
}
