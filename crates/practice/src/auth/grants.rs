//! Consents: what a person allowed, kept as the tree that clients read back.

use jiff::Timestamp;
use uuid::Uuid;

use super::scopes::Scope;
use crate::Error;
use crate::state::model::Consent;
use crate::state::{Edit, World};

/// Adds the consents of one Allow. Earlier ones stay: consents only add up.
pub(super) fn record_consents(
    edit: &mut Edit<'_>,
    client: Uuid,
    identity: Uuid,
    scopes: &[Scope],
    offline: bool,
    now: Timestamp,
) -> Result<(), Error> {
    let account = edit
        .world()
        .identities
        .by_id(identity)
        .map_or(identity, |it| it.account);
    for scope in scopes {
        record(edit, (client, account), scope, &[], offline, now)?;
    }
    Ok(())
}

fn record(
    edit: &mut Edit<'_>,
    whose: (Uuid, Uuid),
    scope: &Scope,
    above: &[u64],
    offline: bool,
    now: Timestamp,
) -> Result<(), Error> {
    let same = |consent: &&Consent| {
        (consent.client, consent.account) == whose
            && consent.scope == scope.name
            && consent
                .dependency_path
                .split_last()
                .is_some_and(|(_, parents)| parents == above)
    };
    let known = edit
        .world()
        .consents
        .iter()
        .find(same)
        .map(|it| it.dependency_path.clone());
    let path = match known {
        Some(path) => path,
        None => {
            let id = edit.world().consents.iter().map(|it| it.id).max().unwrap_or(1000) + 1;
            let path = [above, &[id]].concat();
            edit.put(Consent {
                id,
                client: whose.0,
                account: whose.1,
                scope: scope.name.clone(),
                dependency_path: path.clone(),
                optional: scope.optional,
                offline,
                created: now,
            })?;
            path
        }
    };
    scope
        .below
        .iter()
        .try_for_each(|below| record(edit, whose, below, &path, offline, now))
}

/// Everything that was allowed below these scopes, now or earlier.
pub(super) fn dependencies(world: &World, client: Uuid, identity: Uuid, scopes: &[String]) -> Vec<String> {
    let account = world.identities.by_id(identity).map_or(identity, |it| it.account);
    let mine: Vec<&Consent> = world
        .consents
        .iter()
        .filter(|it| it.client == client && it.account == account)
        .collect();
    let is_root = |id: u64| mine.iter().any(|it| it.id == id && scopes.contains(&it.scope));
    mine.iter()
        .filter(|it| {
            it.dependency_path.len() > 1 && it.dependency_path.first().is_some_and(|&root| is_root(root))
        })
        .map(|it| it.scope.clone())
        .collect()
}
