//! What a collection asks of a caller before any of its files is touched, besides a right on the path.

use jiff::Timestamp;

use super::caller::{ALL, Caller};
use super::error::TransferError;
use crate::gcs::accounts::{self, Severed};
use crate::sign_in::SignInRules;
use crate::state::World;
use crate::state::model::Collection;

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
    if !collection.needs_data_access() {
        return Ok(());
    }
    let data_access = collection.scope("data_access");
    if caller.0.dependencies.contains(&data_access) {
        return Ok(());
    }
    Err(TransferError::consent_required(format!("{ALL}[*{data_access}]")))
}

/// The account behind a guest collection of a server, in the words of Transfer.
fn check_host(world: &World, collection: &Collection, operation: &str) -> Result<(), TransferError> {
    match accounts::severed(world, collection) {
        None => Ok(()),
        Some(severed @ Severed::Host) => Err(TransferError::permission_denied(severed.to_string())),
        Some(severed @ Severed::Account) => Err(TransferError::new(
            502,
            format!("ExternalError.{operation}.LoginFailed"),
            severed.to_string(),
        )),
    }
}
