//! Grants: what a person let an application do, kept as the tree of consents that clients read back.

use std::collections::BTreeSet;

use jiff::Timestamp;
use uuid::Uuid;

use super::scopes::Scope;
use crate::Error;
use crate::state::model::{Consent, Token};
use crate::state::{Edit, Term, World};

/// An application and the account it acts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Holder {
    pub(super) client: Uuid,
    pub(super) account: Uuid,
}

impl Holder {
    pub(super) fn of(world: &World, client: Uuid, identity: Uuid) -> Self {
        Self {
            client,
            account: world.account_of(identity),
        }
    }

    fn find<'a>(self, world: &'a World, scope: &str, above: &[u64]) -> Option<&'a Consent> {
        let mut of_account = world.consents.under(Term::Account(self.account));
        of_account.find(|consent| {
            consent.client == self.client
                && consent.scope == scope
                && consent
                    .dependency_path
                    .split_last()
                    .is_some_and(|(_, parents)| parents == above)
        })
    }
}

/// Adds the consents of one Allow. Earlier ones stay: consents only add up.
pub(super) fn record_consents(
    edit: &mut Edit<'_>,
    holder: Holder,
    scopes: &[Scope],
    offline: bool,
    now: Timestamp,
) -> Result<(), Error> {
    scopes
        .iter()
        .try_for_each(|scope| record(edit, holder, scope, &[], offline, now))
}

fn record(
    edit: &mut Edit<'_>,
    holder: Holder,
    scope: &Scope,
    above: &[u64],
    offline: bool,
    now: Timestamp,
) -> Result<(), Error> {
    let known = holder.find(edit.world(), &scope.name, above).cloned();
    let path = match known {
        Some(mut known) => {
            let path = known.dependency_path.clone();
            if offline && !known.offline {
                known.offline = true;
                known.updated = Some(now);
                edit.put(known)?;
            }
            path
        }
        None => {
            let id = edit.world().consents.iter().map(|it| it.id).max().unwrap_or(1000) + 1;
            let path = [above, &[id]].concat();
            edit.put(Consent {
                id,
                client: holder.client,
                account: holder.account,
                scope: scope.name.clone(),
                dependency_path: path.clone(),
                optional: scope.optional,
                offline,
                created: now,
                updated: None,
                last_used: None,
            })?;
            path
        }
    };
    scope
        .below
        .iter()
        .try_for_each(|below| record(edit, holder, below, &path, offline, now))
}

/// The names among these scopes that were not allowed before, each once.
pub(super) fn missing(world: &World, holder: Holder, scopes: &[Scope], offline: bool) -> Vec<String> {
    let mut names = Vec::new();
    for scope in scopes {
        collect_missing(world, holder, scope, Some(&[]), offline, &mut names);
    }
    names
}

fn collect_missing(
    world: &World,
    holder: Holder,
    scope: &Scope,
    above: Option<&[u64]>,
    offline: bool,
    names: &mut Vec<String>,
) {
    let known = above.and_then(|above| holder.find(world, &scope.name, above));
    if known.is_none_or(|it| offline && !it.offline) && !names.contains(&scope.name) {
        names.push(scope.name.clone());
    }
    let path = known.map(|it| it.dependency_path.as_slice());
    for below in &scope.below {
        collect_missing(world, holder, below, path, offline, names);
    }
}

/// The consents that tokens for these scopes stand on.
pub(super) fn roots(world: &World, holder: Holder, scopes: &[String]) -> Vec<u64> {
    scopes
        .iter()
        .filter_map(|scope| holder.find(world, scope, &[]))
        .map(|it| it.id)
        .collect()
}

/// Notes that tokens were just made from these consents.
pub(super) fn mark_used(edit: &mut Edit<'_>, consents: &[u64], now: Timestamp) -> Result<(), Error> {
    for id in consents {
        if let Some(mut consent) = edit.world().consents.get(&id.to_string()).cloned() {
            consent.last_used = Some(now);
            edit.put(consent)?;
        }
    }
    Ok(())
}

/// Every scope that was allowed below those of a token, then or later, at any depth.
pub(super) fn dependencies(world: &World, token: &Token) -> Vec<String> {
    world
        .consents
        .under(Term::Account(world.account_of(token.identity)))
        .filter(|it| !token.consents.contains(&it.id))
        .filter(|it| it.dependency_path.iter().any(|id| token.consents.contains(id)))
        .map(|it| it.scope.clone())
        .collect()
}

/// The consents directly below those of a token.
pub(super) fn directly_below<'a>(world: &'a World, token: &'a Token) -> impl Iterator<Item = &'a Consent> {
    let of_account = world
        .consents
        .under(Term::Account(world.account_of(token.identity)));
    of_account.filter(|it| match it.dependency_path.as_slice() {
        [.., parent, _] => token.consents.contains(parent),
        _ => false,
    })
}

/// Takes a consent back with everything below it, and ends the tokens that stood on them.
///
/// Only what was marked with `*` can be taken back alone; anything else takes the consent above along, since that one
/// can't be without it.
pub(crate) fn withdraw(edit: &mut Edit<'_>, consent: u64) -> Result<Option<Vec<u64>>, Error> {
    let world = edit.world();
    let Some(found) = world.consents.get(&consent.to_string()) else {
        return Ok(None);
    };
    let revocable = found.dependency_path.iter().rev().find(|id| {
        world
            .consents
            .get(&id.to_string())
            .is_some_and(|it| it.optional || it.dependency_path.len() == 1)
    });
    let top = *revocable.unwrap_or(&consent);
    let gone: BTreeSet<u64> = world
        .consents
        .iter()
        .filter(|it| it.dependency_path.contains(&top))
        .map(|it| it.id)
        .collect();
    let tokens: Vec<String> = world
        .tokens
        .iter()
        .filter(|token| token.consents.iter().any(|id| gone.contains(id)))
        .map(|token| token.hash.clone())
        .collect();
    for hash in tokens {
        edit.remove::<Token>(&hash)?;
    }
    for id in &gone {
        edit.remove::<Consent>(&id.to_string())?;
    }
    Ok(Some(gone.into_iter().collect()))
}
