//! Everything that was read of all guest collections, in one piece. All views, counts and reports come from here.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use globus::ids::{AccessRuleId, CollectionId, GroupId, IdentityId, RoleId};
use globus::path::CollectionPath;
use globus::transfer::{AccessRule, Permissions};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::effective::{Grant, Principal};
use crate::model::{GroupGuest, MyRole, Person, Problem, Storage, Stored};

/// What was read at one time, names included. Answers of Globus and nothing that was derived from them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// When.
    pub checked_at: Timestamp,
    /// All identities of the signed-in person.
    pub me: BTreeSet<IdentityId>,
    /// Guest collections whose permissions the person may see.
    pub collections: Vec<SharedCollection>,
    /// People that permissions, roles and groups name, as far as Globus shows them.
    pub people: HashMap<IdentityId, Person>,
    /// Groups that permissions and roles name.
    pub groups: HashMap<GroupId, GroupFacts>,
    /// Collections that could not be read.
    pub problems: Vec<Problem>,
    /// True when Globus cut the list of collections short.
    pub cut_short: bool,
}

/// A guest collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedCollection {
    /// Its id.
    pub id: CollectionId,
    /// Its name.
    pub name: String,
    /// Where it lives.
    pub storage: Option<Storage>,
    /// Whose it is, on a personal computer; servers own theirs themselves.
    #[serde(default)]
    pub owner: Option<IdentityId>,
    /// What the signed-in person is there.
    pub my_role: MyRole,
    /// Permissions and roles.
    pub entries: Vec<Entry>,
    /// Folders with a permission that are gone.
    pub gone: BTreeSet<CollectionPath>,
    /// When it was looked whether a folder is there. Not all are looked for at each reading.
    #[serde(default)]
    pub looked_at: BTreeMap<CollectionPath, Timestamp>,
    /// True when Globus refuses the owner's own access to the files.
    pub owner_locked_out: bool,
    /// Longest lifetime of a permission there, in minutes.
    pub max_lifetime_minutes: Option<u32>,
    /// The collection that it is a part of.
    #[serde(default)]
    pub host: Option<CollectionId>,
    /// Where on that one it begins, where Globus says so.
    #[serde(default)]
    pub root: Option<CollectionPath>,
}

/// One permission, or one role that gives access to the files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The permission; none for a role.
    pub rule_id: Option<AccessRuleId>,
    /// The role's id, for a role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role_id: Option<RoleId>,
    /// The role, for a role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Whom.
    pub principal: Principal,
    /// Where.
    pub path: CollectionPath,
    /// What.
    pub permissions: Permissions,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<Timestamp>,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
}

/// A group with its members, where they may be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupFacts {
    /// The group.
    pub guest: GroupGuest,
    /// Active members; none when they may not be seen.
    pub members: Option<BTreeSet<IdentityId>>,
}

impl Snapshot {
    /// All but the collections.
    pub(crate) fn head(&self) -> Self {
        Self {
            checked_at: self.checked_at,
            me: self.me.clone(),
            collections: Vec::new(),
            people: self.people.clone(),
            groups: self.groups.clone(),
            problems: self.problems.clone(),
            cut_short: self.cut_short,
        }
    }

    /// Whom permissions and roles name.
    pub(crate) fn principals(&self) -> (BTreeSet<IdentityId>, BTreeSet<GroupId>) {
        let (mut people, mut groups) = (BTreeSet::new(), BTreeSet::new());
        for entry in self.collections.iter().flat_map(|collection| &collection.entries) {
            match &entry.principal {
                Principal::Identity(id) => drop(people.insert(id.clone())),
                Principal::Group(id) => drop(groups.insert(id.clone())),
                Principal::SignedIn | Principal::Anyone => {}
            }
        }
        (people, groups)
    }
}

impl SharedCollection {
    /// Whether the person may add and change permissions here.
    pub fn can_change(&self) -> bool {
        matches!(self.my_role, MyRole::Administrator | MyRole::AccessManager)
    }

    /// Whether the person may take permissions away here.
    pub fn can_remove(&self) -> bool {
        self.my_role != MyRole::None
    }

    /// Whether the storage is known to be offline.
    pub fn is_offline(&self) -> bool {
        self.storage
            .as_ref()
            .is_some_and(|storage| storage.online == Some(false))
    }

    /// Last part of a path, or the collection's name for its root.
    pub fn name_of<'a>(&'a self, path: &'a CollectionPath) -> &'a str {
        path.name().unwrap_or(&self.name)
    }

    /// Whether a folder can't be opened by anybody now.
    pub fn is_broken(&self, path: &CollectionPath) -> bool {
        self.is_offline() || self.owner_locked_out || self.gone.contains(path)
    }
}

impl Entry {
    /// As the access list has it; none for a path that no collection can have: that is somebody's mistake elsewhere,
    /// and there is nothing to show it under.
    pub fn of_rule(rule: &AccessRule) -> Option<Self> {
        Some(Self {
            rule_id: rule.id.clone(),
            role_id: rule.role_id.clone(),
            role: rule.role_type.clone().map(String::from),
            principal: Principal::of_rule(rule),
            path: rule.collection_path().ok()?,
            permissions: rule.permissions,
            ends_at: rule.expiration_date,
            created_at: rule.create_time,
        })
    }

    /// Whether it is a role and not a permission.
    pub fn is_role(&self) -> bool {
        self.rule_id.is_none()
    }

    /// Whether it gives anything at that moment.
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.ends_at.is_none_or(|end| end > now)
    }

    /// Its level and end.
    pub fn stored(&self) -> Stored {
        Stored {
            permissions: self.permissions,
            ends_at: self.ends_at,
        }
    }

    /// In the form in which grants are added up.
    pub fn grant(&self) -> Grant {
        Grant {
            rule_id: self.rule_id.clone(),
            role: self.role.clone(),
            principal: self.principal.clone(),
            path: self.path.clone(),
            permissions: self.permissions,
            ends_at: self.ends_at,
        }
    }
}
