//! Permissions that change nothing, because another one gives the same guest as much for as long.

use std::collections::HashMap;

use globus::ids::{GroupId, IdentityId};
use jiff::Timestamp;

use super::snapshot::{Entry, SharedCollection, Snapshot};
use crate::effective::Principal;

/// Which entries of a collection have no effect, by position. Roles always have one: they are more than access to files.
pub(crate) fn without_effect(
    snapshot: &Snapshot,
    collection: &SharedCollection,
    now: Timestamp,
) -> Vec<bool> {
    let groups = groups_of_people(snapshot);
    let mut by_principal: HashMap<&Principal, Vec<usize>> = HashMap::new();
    for (index, entry) in collection.entries.iter().enumerate() {
        if entry.is_live(now) {
            by_principal.entry(&entry.principal).or_default().push(index);
        }
    }
    let covered = |index: usize, entry: &Entry| {
        let covering = wider_principals(&entry.principal, &groups);
        covering.iter().any(|principal| {
            let others = by_principal.get(principal).into_iter().flatten();
            others
                .copied()
                .any(|other| other != index && covers(&collection.entries[other], other, entry, index))
        })
    };
    let entries = collection.entries.iter().enumerate();
    entries
        .map(|(index, entry)| !entry.is_role() && entry.is_live(now) && covered(index, entry))
        .collect()
}

/// Whether `other` gives at least what `entry` gives. Of two that give the same, the first one counts.
fn covers(other: &Entry, other_index: usize, entry: &Entry, index: usize) -> bool {
    let (stronger, weaker) = (other.grant(), entry.grant());
    entry.path.starts_with(&other.path)
        && stronger.covers(&weaker)
        && !(other.principal == entry.principal
            && other.path == entry.path
            && weaker.covers(&stronger)
            && index < other_index)
}

/// Everything that whoever this is counts as.
fn wider_principals(principal: &Principal, groups: &HashMap<&IdentityId, Vec<&GroupId>>) -> Vec<Principal> {
    let mut wider = vec![principal.clone()];
    match principal {
        Principal::Identity(id) => {
            let theirs = groups.get(id).into_iter().flatten();
            wider.extend(theirs.map(|group| Principal::Group((*group).clone())));
            wider.extend([Principal::SignedIn, Principal::Anyone]);
        }
        Principal::Group(_) => wider.extend([Principal::SignedIn, Principal::Anyone]),
        Principal::SignedIn => wider.push(Principal::Anyone),
        Principal::Anyone => {}
    }
    wider
}

/// The groups of each person, as far as members may be seen.
fn groups_of_people(snapshot: &Snapshot) -> HashMap<&IdentityId, Vec<&GroupId>> {
    let mut groups: HashMap<&IdentityId, Vec<&GroupId>> = HashMap::new();
    for (id, facts) in &snapshot.groups {
        for member in facts.members.iter().flatten() {
            groups.entry(member).or_default().push(id);
        }
    }
    groups
}
