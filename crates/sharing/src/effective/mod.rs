//! What somebody can do with a folder. Permissions only add up: the strongest live one whose path is the folder or
//! lies above it decides, whoever of "this identity, a group of theirs, everyone, anyone" it was given to. A role means
//! read and write on everything.

mod grant;

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use globus::ids::{GroupId, IdentityId};
use globus::path::CollectionPath;
use globus::transfer::Permissions;
use jiff::Timestamp;

use crate::model::Via;

pub use grant::{Grant, Principal, grants_from};

/// Whose access is looked at: one person with all their identities and active groups, or one group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// Identities of one person, linked ones included.
    pub identities: HashSet<IdentityId>,
    /// Groups with an active membership, and their names.
    pub groups: HashMap<GroupId, Option<String>>,
    /// The group itself, where access of a group is looked at.
    pub group: Option<GroupId>,
    /// False only for somebody without any sign-in.
    pub signs_in: bool,
}

impl Subject {
    /// One person.
    pub fn person(
        identities: impl IntoIterator<Item = IdentityId>,
        groups: HashMap<GroupId, Option<String>>,
    ) -> Self {
        Self {
            identities: identities.into_iter().collect(),
            groups,
            group: None,
            signs_in: true,
        }
    }

    /// Every member of a group.
    pub fn group(id: GroupId) -> Self {
        Self {
            group: Some(id),
            signs_in: true,
            ..Self::default()
        }
    }

    /// Everyone with a Globus login.
    pub fn everyone() -> Self {
        Self {
            signs_in: true,
            ..Self::default()
        }
    }

    /// Through what a grant reaches this subject; none if it does not.
    pub fn reached_by(&self, grant: &Grant) -> Option<Via> {
        let via = match &grant.principal {
            Principal::Identity(id) => self.identities.contains(id).then_some(Via::Own),
            Principal::Group(id) if self.group.as_ref() == Some(id) => Some(Via::Own),
            Principal::Group(id) => self.groups.get(id).map(|name| Via::Group {
                id: id.clone(),
                name: name.clone(),
            }),
            Principal::SignedIn => self.signs_in.then_some(Via::SignedIn),
            Principal::Anyone => Some(Via::Anyone),
        }?;
        Some(match &grant.role {
            Some(role) => Via::Role { role: role.clone() },
            None => via,
        })
    }
}

/// What a subject can do with a folder, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectiveAccess {
    /// The strongest level; none means no access.
    pub permissions: Option<Permissions>,
    /// Grants that matter: without any of them something would be lost, now or later.
    pub contributing: Vec<(Via, Grant)>,
    /// Grants that reach the folder too and change nothing, because another one gives as much for as long.
    pub without_effect: Vec<(Via, Grant)>,
}

/// Adds up what reaches `subject` at `path`.
pub fn effective_access(
    grants: &[Grant],
    subject: &Subject,
    path: &CollectionPath,
    now: Timestamp,
) -> EffectiveAccess {
    let applying: Vec<(Via, &Grant)> = grants
        .iter()
        .filter(|grant| grant.is_live(now) && path.starts_with(&grant.path))
        .filter_map(|grant| Some((subject.reached_by(grant)?, grant)))
        .collect();
    let mut access = EffectiveAccess {
        permissions: applying.iter().map(|(_, grant)| grant.permissions).max(),
        contributing: Vec::new(),
        without_effect: Vec::new(),
    };
    for (index, (via, grant)) in applying.iter().enumerate() {
        let covered = applying.iter().enumerate().any(|(other_index, (_, other))| {
            other_index != index && other.covers(grant) && (!grant.covers(other) || other_index < index)
        });
        let list = if covered {
            &mut access.without_effect
        } else {
            &mut access.contributing
        };
        list.push((via.clone(), (*grant).clone()));
    }
    access
}

impl Grant {
    /// Whether it grants anything at that moment.
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.ends_at.is_none_or(|end| end > now)
    }

    /// Whether it gives at least the level of the other for at least as long.
    pub fn covers(&self, other: &Self) -> bool {
        self.permissions >= other.permissions && compare_ends(self.ends_at, other.ends_at) != Ordering::Less
    }
}

/// No end is later than any end.
pub fn compare_ends(a: Option<Timestamp>, b: Option<Timestamp>) -> Ordering {
    match (a, b) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(a), Some(b)) => a.cmp(&b),
    }
}

#[cfg(test)]
mod tests;
