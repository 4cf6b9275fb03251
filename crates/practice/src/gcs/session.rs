//! A sign-in that is recent and strong enough for what is to be changed.

use jiff::Timestamp;

use super::caller::Caller;
use super::error::GcsError;
use crate::sign_in::SignInRules;
use crate::state::World;
use crate::state::model::Collection;

/// Changes on protected storage need a sign-in as its files do.
pub(super) fn check_sign_in(
    world: &World,
    caller: &Caller,
    collection: &Collection,
    now: Timestamp,
) -> Result<(), GcsError> {
    demand(
        SignInRules::of_collection(collection),
        world,
        caller,
        collection.high_assurance,
        now,
    )
}

pub(super) fn demand(
    rules: SignInRules<'_>,
    world: &World,
    caller: &Caller,
    high_assurance: bool,
    now: Timestamp,
) -> Result<(), GcsError> {
    match rules.unmet(world, caller.bearer.identity, &caller.bearer.session, now) {
        None => Ok(()),
        Some(demand) => Err(GcsError::authentication_timeout(
            high_assurance,
            &demand.identities,
            demand.mfa,
            demand.parameters(),
        )),
    }
}
