//! From an identity to a local account behind a storage gateway.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::state::World;
use crate::state::model::{Collection, EntityType, Identity, StorageGateway, UserCredential};

/// Why an identity has no account behind a gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoAccount {
    /// Its organisation is none of the gateway's.
    Domain,
    /// The gateway leaves this account out.
    User(String),
}

/// Practice maps as most servers do: the local account is the sign-in name without its domain.
pub(crate) fn mapped_name(username: &str) -> &str {
    username.split_once('@').map_or(username, |(name, _)| name)
}

/// The account of one identity.
pub(crate) fn local_account(gateway: &StorageGateway, identity: &Identity) -> Result<String, NoAccount> {
    let (name, domain) = identity
        .username
        .split_once('@')
        .unwrap_or((&identity.username, ""));
    if !gateway
        .allowed_domains
        .iter()
        .any(|it| it.eq_ignore_ascii_case(domain))
    {
        return Err(NoAccount::Domain);
    }
    let listed = |users: &[String]| users.iter().any(|it| it == name);
    if listed(&gateway.users_deny) || (!gateway.users_allow.is_empty() && !listed(&gateway.users_allow)) {
        return Err(NoAccount::User(name.to_owned()));
    }
    Ok(name.to_owned())
}

/// Has any of these linked identities an account?
pub(crate) fn has_account(world: &World, gateway: &StorageGateway, identities: &BTreeSet<Uuid>) -> bool {
    !accounts_of(world, gateway, identities).is_empty()
}

/// Does the account that a guest collection passes on still reach the storage?
fn still_works(world: &World, credential: Uuid) -> bool {
    let credential = world.user_credentials.by_id(credential).filter(|it| !it.invalid);
    credential.is_some_and(|credential| {
        let gateway = world.storage_gateways.by_id(credential.gateway);
        let identity = world.identities.by_id(credential.identity);
        gateway
            .zip(identity)
            .is_some_and(|(gateway, identity)| local_account(gateway, identity).is_ok())
    })
}

/// Why a guest collection of a server reaches no files, whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Severed {
    /// Its mapped collection stopped to allow guests.
    #[error("The server does not allow guest collections here any more")]
    Host,
    /// The account of who made it is gone.
    #[error("The account that this collection passes on has no access to the storage")]
    Account,
}

/// A guest collection of a server reaches no further than the account of who made it, and only while the server allows
/// guests.
pub(crate) fn severed(world: &World, collection: &Collection) -> Option<Severed> {
    if collection.entity_type != EntityType::GCSv5_guest_collection {
        return None;
    }
    let mapped = collection.host.and_then(|id| world.collections.by_id(id))?;
    if !mapped.server.allow_guest_collections {
        return Some(Severed::Host);
    }
    let credential = collection.server.user_credential?;
    (!still_works(world, credential)).then_some(Severed::Account)
}

/// Identities with their accounts.
pub(super) fn accounts_of(
    world: &World,
    gateway: &StorageGateway,
    identities: &BTreeSet<Uuid>,
) -> Vec<(Uuid, String)> {
    identities
        .iter()
        .filter_map(|id| world.identities.by_id(*id))
        .filter_map(|it| Some((it.id, local_account(gateway, it).ok()?)))
        .collect()
}

/// Which of the linked identities something is done for, when the caller names none: the one that signed in if it has
/// an account, else any that has. The refusal is that of the one that signed in.
pub(super) fn choose(
    world: &World,
    gateway: &StorageGateway,
    signed_in: Uuid,
    identities: &BTreeSet<Uuid>,
) -> Result<(Uuid, String), NoAccount> {
    let refusal = match world.identities.by_id(signed_in) {
        Some(identity) => match local_account(gateway, identity) {
            Ok(account) => return Ok((signed_in, account)),
            Err(refusal) => refusal,
        },
        None => NoAccount::Domain,
    };
    accounts_of(world, gateway, identities)
        .into_iter()
        .next()
        .ok_or(refusal)
}

/// Credentials of these identities behind a gateway.
pub(super) fn credentials_of<'a>(
    world: &'a World,
    gateway: Uuid,
    identities: &BTreeSet<Uuid>,
) -> Vec<&'a UserCredential> {
    world
        .user_credentials
        .iter()
        .filter(|it| it.gateway == gateway && identities.contains(&it.identity))
        .collect()
}
