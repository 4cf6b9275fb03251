//! Whose account a guest collection passes on.

use uuid::Uuid;

use super::accounts::{self, NoAccount};
use super::caller::Caller;
use super::error::GcsError;
use crate::config::Config;
use crate::rights::Standing;
use crate::state::World;
use crate::state::model::{StorageGateway, UserCredential};

/// Whose collection it becomes.
pub(super) fn check_identity(
    world: &World,
    caller: &Caller,
    me: &Standing,
    gateway: &StorageGateway,
    named: Option<Uuid>,
) -> Result<Uuid, GcsError> {
    let refused = |why| no_account(gateway, why);
    let Some(id) = named else {
        return accounts::choose(world, gateway, caller.bearer.identity, &me.identities)
            .map(|(identity, _)| identity)
            .map_err(refused);
    };
    let identity = world.identities.by_id(id).filter(|it| me.is(it.id));
    let identity = identity.ok_or_else(|| GcsError::not_in_identity_set(id))?;
    accounts::local_account(gateway, identity)
        .map(|_| id)
        .map_err(refused)
}

pub(super) fn no_account(gateway: &StorageGateway, why: NoAccount) -> GcsError {
    match why {
        NoAccount::Domain => GcsError::not_from_allowed_domain(&gateway.allowed_domains),
        NoAccount::User(username) => GcsError::invalid_user(&username),
    }
}

/// The credential that was named, or the only one there is.
pub(super) fn choose_credential<'a>(
    world: &'a World,
    gateway: &StorageGateway,
    me: &Standing,
    (identity, named_identity): (Uuid, Option<Uuid>),
    named: Option<Uuid>,
    config: &Config,
) -> Result<&'a UserCredential, GcsError> {
    let mine = accounts::credentials_of(world, gateway.id, &me.identities);
    let none = || {
        let accounts: Vec<String> = accounts::accounts_of(world, gateway, &me.identities)
            .into_iter()
            .map(|(_, account)| account)
            .collect();
        GcsError::credential_not_found(&accounts)
    };
    let found = match named {
        Some(id) => mine.into_iter().find(|it| it.id == id).ok_or_else(none)?,
        None if !config.user_credential_optional => {
            return Err(GcsError::invalid_field("user_credential_id", "is missing"));
        }
        None => {
            let fits = |it: &&UserCredential| named_identity.is_none() || it.identity == identity;
            let mut fitting = mine.into_iter().filter(fits);
            let first = fitting.next().ok_or_else(none)?;
            if fitting.next().is_some() {
                let message = "is missing, and there are several user credentials";
                return Err(GcsError::invalid_field("user_credential_id", message));
            }
            first
        }
    };
    if found.invalid {
        return Err(GcsError::invalid_credential(found.id));
    }
    Ok(found)
}
