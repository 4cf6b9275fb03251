//! Who can reach one folder of a collection, what they can really do there, and which grants count.

use std::collections::{BTreeMap, BTreeSet};

use globus::ids::CollectionId;
use globus::path::CollectionPath;

use super::index::{At, Audit, Reach};
use crate::effective::{Principal, compare_ends};
use crate::model::{Access, AccessFolder, EffectiveGuest, GrantRow, Guest};

impl Audit {
    /// Folders of a collection with a permission, its root first.
    pub fn folders(&self, id: &CollectionId) -> Vec<AccessFolder> {
        let Some(position) = self.position(id) else {
            return Vec::new();
        };
        let collection = &self.snapshot.collections[position];
        let mut counts: BTreeMap<&CollectionPath, u32> = BTreeMap::new();
        let root = CollectionPath::root();
        counts.insert(&root, 0);
        for entry in collection
            .entries
            .iter()
            .filter(|entry| !entry.is_role() && entry.is_live(self.beside.now))
        {
            *counts.entry(&entry.path).or_default() += 1;
        }
        let folder = |(path, permissions): (&CollectionPath, u32)| AccessFolder {
            path: path.clone(),
            name: collection.name_of(path).to_owned(),
            permissions,
            exists: if collection.gone.contains(path) {
                Some(false)
            } else {
                let was_seen = collection.looked_at.contains_key(path) && !collection.is_offline();
                was_seen.then_some(true)
            },
            forbidden: None,
        };
        counts.into_iter().map(folder).collect()
    }

    /// Everybody who reaches a folder by a permission on it or above it, or by a role; people first, then groups, then
    /// everybody, those with a role last.
    pub fn guests_of_folder(&self, id: &CollectionId, path: &CollectionPath) -> Vec<EffectiveGuest> {
        let Some(position) = self.position(id) else {
            return Vec::new();
        };
        let applying: Vec<At> = (0..self.snapshot.collections[position].entries.len())
            .map(|entry| At {
                collection: position,
                entry,
            })
            .filter(|at| self.facts(*at).live && path.starts_with(&self.entry(*at).path))
            .collect();
        let named: BTreeSet<&Principal> = applying.iter().map(|at| &self.entry(*at).principal).collect();
        let mut guests: Vec<EffectiveGuest> = named
            .into_iter()
            .map(|principal| self.effective_guest(principal, &applying))
            .collect();
        guests.sort_by_key(|guest| {
            (
                guest.role.is_some(),
                kind_of(&guest.access),
                name_of(&guest.access),
            )
        });
        guests
    }

    /// People and groups, and everybody as one, with something on a collection; the signed-in person not counted.
    pub fn guests_of(&self, id: &CollectionId) -> u32 {
        let Some(position) = self.position(id) else {
            return 0;
        };
        let entries = (0..self.snapshot.collections[position].entries.len())
            .map(|entry| At {
                collection: position,
                entry,
            })
            .filter(|at| self.facts(*at).live);
        let named: BTreeSet<&Principal> = entries
            .map(|at| &self.entry(at).principal)
            .filter(|principal| !self.is_me(principal))
            .collect();
        u32::try_from(named.len()).unwrap_or(u32::MAX)
    }

    fn effective_guest(&self, principal: &Principal, applying: &[At]) -> EffectiveGuest {
        let key = Self::subject_key(principal);
        let reaches: Vec<Reach> = applying
            .iter()
            .filter_map(|at| self.reach(principal, *at))
            .collect();
        let covers = |one: &Reach, other: &Reach| {
            let (one, other) = (self.entry(one.at).grant(), self.entry(other.at).grant());
            one.covers(&other)
        };
        let (mut counting, mut without_effect): (Vec<&Reach>, Vec<&Reach>) = (Vec::new(), Vec::new());
        for (index, reach) in reaches.iter().enumerate() {
            let covered = reaches.iter().enumerate().any(|(other, stronger)| {
                other != index && covers(stronger, reach) && (!covers(reach, stronger) || other < index)
            });
            if covered {
                without_effect.push(reach)
            } else {
                counting.push(reach)
            }
        }
        let entries = || counting.iter().map(|reach| self.entry(reach.at));
        let permissions = entries().map(|entry| entry.permissions).max();
        let strongest = entries().filter(|entry| Some(entry.permissions) == permissions);
        let ends_at = strongest
            .map(|entry| entry.ends_at)
            .max_by(|a, b| compare_ends(*a, *b))
            .flatten();
        let rows = |list: Vec<&Reach>| -> Vec<GrantRow> {
            list.into_iter()
                .map(|reach| self.grant_row(&key, reach))
                .collect()
        };
        let role = entries().find_map(|entry| entry.role.clone());
        EffectiveGuest {
            access: self.access(principal),
            permissions: permissions.unwrap_or(globus::transfer::Permissions::Read),
            ends_at,
            role,
            owner: self.is_owner(principal, applying),
            is_me: self.is_me(principal),
            counting: rows(counting),
            without_effect: rows(without_effect),
        }
    }

    /// How an entry reaches somebody: by name, through a group that they are seen to be in, or as one of everybody.
    fn reach(&self, principal: &Principal, at: At) -> Option<Reach> {
        let entry = self.entry(at);
        let directly = Reach { at, group: None };
        match (&entry.principal, principal) {
            (named, wanted) if named == wanted => Some(directly),
            (Principal::Group(group), Principal::Identity(id)) => {
                let members = self.snapshot.groups.get(group)?.members.as_ref()?;
                members.contains(id).then(|| Reach {
                    at,
                    group: Some(group.clone()),
                })
            }
            (Principal::SignedIn, Principal::Identity(_) | Principal::Group(_)) | (Principal::Anyone, _) => {
                Some(directly)
            }
            _ => None,
        }
    }

    fn is_owner(&self, principal: &Principal, applying: &[At]) -> bool {
        let owner = applying
            .first()
            .and_then(|at| self.collection(*at).owner.as_ref());
        matches!((principal, owner), (Principal::Identity(id), Some(owner)) if id == owner)
    }
}

/// People, then groups, then everybody.
pub(super) fn kind_of(access: &Access) -> u8 {
    match access {
        Access::Guest {
            guest: Guest::Person(_),
        } => 0,
        Access::Guest {
            guest: Guest::Group(_),
        } => 1,
        Access::SignedIn => 2,
        Access::Anyone => 3,
    }
}

/// By which they are sorted.
pub(super) fn name_of(access: &Access) -> String {
    let name = match access {
        Access::Guest {
            guest: Guest::Person(person),
        } => person.name.as_ref().unwrap_or(&person.username),
        Access::Guest {
            guest: Guest::Group(group),
        } => match &group.name {
            Some(name) => name,
            None => return group.id.to_string(),
        },
        Access::SignedIn | Access::Anyone => return String::new(),
    };
    super::search::fold(name)
}
