//! Shared with the wrong one of a person's sign-ins: another one is on the list, or has access already.
//!
//! Globus shows nobody the linked identities of others. For the signed-in person they are known; for everybody else two
//! identities count as one person's when full name and the part before the @ are the same.

use std::collections::HashSet;

use globus::ids::IdentityId;

use super::Facts;
use crate::model::{Access, Guest, Person, PlannedGrant, Warning};

pub(super) fn warn(facts: &Facts, grants: &mut [PlannedGrant]) {
    let listed: Vec<Person> = grants
        .iter()
        .filter_map(|grant| person(&grant.access).cloned())
        .collect();
    for grant in grants.iter_mut() {
        let Some(this) = person(&grant.access).cloned() else {
            continue;
        };
        let mut said = HashSet::from([this.id.clone()]);
        for other in listed.iter().chain(&facts.people) {
            if said.insert(other.id.clone()) && is_same(&this, other, &facts.my_identities) {
                let (other, username) = (other.id.clone(), other.username.clone());
                grant.warnings.push(Warning::SamePerson { other, username });
            }
        }
    }
}

fn person(access: &Access) -> Option<&Person> {
    match access {
        Access::Guest {
            guest: Guest::Person(person),
        } => Some(person),
        _ => None,
    }
}

fn is_same(a: &Person, b: &Person, mine: &HashSet<IdentityId>) -> bool {
    let both_mine = mine.contains(&a.id) && mine.contains(&b.id);
    let name = |person: &Person| {
        person
            .name
            .as_deref()
            .map(|name| name.trim().to_lowercase())
            .filter(|name| !name.is_empty())
    };
    let before_at = |person: &Person| {
        person
            .username
            .split('@')
            .next()
            .unwrap_or_default()
            .to_lowercase()
    };
    both_mine || name(a).is_some() && name(a) == name(b) && before_at(a) == before_at(b)
}
