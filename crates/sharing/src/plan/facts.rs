//! Everything a plan depends on.

use std::collections::{HashMap, HashSet};

use globus::ids::{GroupId, IdentityId};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::effective::{Grant, Subject};
use crate::model::{Access, Exposure, Guest, Location, Person};
use crate::policy::Rulebook;

/// What is known when a plan is made.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The present moment.
    pub now: Timestamp,
    /// The person's zone.
    pub zone: TimeZone,
    /// The institution's policy.
    pub rulebook: Rulebook,
    /// The folders, in the draft's order.
    pub folders: Vec<FolderFacts>,
    /// The signed-in person's identities.
    pub my_identities: HashSet<IdentityId>,
    /// Groups of which something is known.
    pub groups: HashMap<GroupId, GroupFacts>,
    /// People who have access to one of the folders already, as far as they could be looked up.
    pub people: Vec<Person>,
}

/// One folder and what is stored on its guest collection.
#[derive(Clone, Debug)]
pub struct FolderFacts {
    /// Its name.
    pub name: String,
    /// Its local path.
    pub local_path: String,
    /// Where it lives, with the guest collection that is to be used.
    pub location: Location,
    /// Permissions and roles of that guest collection; empty for a new one.
    pub grants: Vec<Grant>,
}

/// A group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupFacts {
    /// Its name, where visible.
    pub name: Option<String>,
    /// Active members, where visible.
    pub members: HashSet<IdentityId>,
}

impl FolderFacts {
    /// What has to be typed before a folder like this is shared.
    pub(super) fn confirm_with(&self) -> Option<String> {
        (self.location.exposure != Exposure::Normal).then(|| self.name.clone())
    }

    /// Permissions stored already; roles don't count.
    pub(super) fn used(&self) -> u32 {
        u32::try_from(self.grants.iter().filter(|grant| grant.role.is_none()).count()).unwrap_or(u32::MAX)
    }
}

impl Facts {
    /// Whose access a row of the plan is about, with all that is known of them.
    pub(super) fn subject(&self, access: &Access) -> Subject {
        match access {
            Access::Guest {
                guest: Guest::Person(person),
            } => {
                let identities = if self.my_identities.contains(&person.id) {
                    self.my_identities.clone()
                } else {
                    HashSet::from([person.id.clone()])
                };
                let groups = self
                    .groups
                    .iter()
                    .filter(|(_, group)| !group.members.is_disjoint(&identities));
                let groups = groups
                    .map(|(id, group)| (id.clone(), group.name.clone()))
                    .collect();
                Subject::person(identities, groups)
            }
            Access::Guest {
                guest: Guest::Group(group),
            } => Subject::group(group.id.clone()),
            Access::SignedIn => Subject::everyone(),
            Access::Anyone => Subject::default(),
        }
    }
}
