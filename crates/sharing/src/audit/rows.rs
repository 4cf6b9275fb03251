//! Rows as the window shows them.

use globus::ids::{AccessRuleId, CollectionId};
use globus::path::CollectionPath;

use super::index::{At, Audit, Reach, ShareIndex, SubjectIndex};
use super::snapshot::Entry;
use crate::effective::Principal;
use crate::guests::{nameless, unknown_person};
use crate::link::folder_link;
use crate::model::{
    Access, AuditFilter, GrantRow, Guest, RowKey, RuleRef, ShareBadge, ShareRow, SubjectRow, Via,
};

/// Faces that a row has room for.
const FACES: usize = 3;

/// What a [`RowKey`] names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A folder.
    Share(CollectionId, CollectionPath),
    /// A person, a group, or everybody.
    Subject(Principal),
    /// One grant below a row.
    Grant(Box<Named>, String),
}

impl Audit {
    pub(super) fn share_key(&self, share: &ShareIndex) -> RowKey {
        let id = &self.snapshot.collections[share.collection].id;
        RowKey(format!("s:{id}:{}", share.path.as_str()))
    }

    pub(super) fn subject_key(principal: &Principal) -> RowKey {
        RowKey(match principal {
            Principal::Identity(id) => format!("p:{id}"),
            Principal::Group(id) => format!("g:{id}"),
            Principal::SignedIn => "w:signedIn".to_owned(),
            Principal::Anyone => "w:anyone".to_owned(),
        })
    }

    pub(super) fn share_row(&self, share: &ShareIndex) -> ShareRow {
        let collection = &self.snapshot.collections[share.collection];
        let mut faces: Vec<Access> = Vec::with_capacity(FACES);
        for at in &share.entries {
            if faces.len() == FACES {
                break;
            }
            let principal = &self.entry(*at).principal;
            let access = self.access(principal);
            if !self.is_me(principal) && !faces.contains(&access) {
                faces.push(access);
            }
        }
        let roles = share.entries.iter().filter(|at| self.entry(**at).is_role());
        let others = roles
            .filter(|at| !self.is_me(&self.entry(**at).principal))
            .count();
        ShareRow {
            key: self.share_key(share),
            collection_id: collection.id.clone(),
            collection_name: collection.name.clone(),
            path: share.path.clone(),
            name: collection.name_of(&share.path).to_owned(),
            storage: collection.storage.clone(),
            faces,
            guests: share.sum.count,
            through_role: u32::try_from(others).unwrap_or(u32::MAX),
            at_most: share.sum.at_most,
            first_end: share.sum.first_end,
            no_end_reason: self.no_end_reason(share.entries.iter().copied()),
            badges: self.badges(share),
            can_change: collection.can_change(),
            can_remove: collection.can_remove(),
            link: folder_link(&self.beside.web_app, &collection.id, &share.path),
            changed: share.sum.facts.has(AuditFilter::Changed),
        }
    }

    pub(super) fn badges(&self, share: &ShareIndex) -> Vec<ShareBadge> {
        let collection = &self.snapshot.collections[share.collection];
        let has = |principal: &Principal| {
            share
                .entries
                .iter()
                .any(|at| self.entry(*at).principal == *principal)
        };
        let badges = [
            (ShareBadge::FolderNotFound, collection.gone.contains(&share.path)),
            (ShareBadge::OwnerLockedOut, collection.owner_locked_out),
            (ShareBadge::Offline, collection.is_offline()),
            (ShareBadge::Anyone, has(&Principal::Anyone)),
            (ShareBadge::SignedIn, has(&Principal::SignedIn)),
            (ShareBadge::NoEndDate, share.sum.facts.has(AuditFilter::NoEndDate)),
        ];
        badges
            .into_iter()
            .filter(|(_, is_so)| *is_so)
            .map(|(badge, _)| badge)
            .collect()
    }

    pub(super) fn subject_row(&self, subject: &SubjectIndex) -> SubjectRow {
        let entries = || subject.reaches.iter().map(|reach| reach.at);
        let sum = &subject.sum;
        SubjectRow {
            key: Self::subject_key(&subject.principal),
            access: self.access(&subject.principal),
            shares: sum.count,
            at_most: sum.at_most,
            role: highest_role(entries().map(|at| self.entry(at))),
            first_end: sum.first_end,
            no_end: sum.facts.has(AuditFilter::NoEndDate),
            no_end_reason: self.no_end_reason(entries()),
            is_me: self.is_me(&subject.principal),
            changed: sum.facts.has(AuditFilter::Changed),
        }
    }

    pub(super) fn grant_row(&self, parent: &RowKey, reach: &Reach) -> GrantRow {
        let (entry, collection, facts) = (
            self.entry(reach.at),
            self.collection(reach.at),
            self.facts(reach.at),
        );
        GrantRow {
            key: grant_key(parent, entry, reach),
            parent: parent.clone(),
            rule: entry.rule_id.clone().map(|rule_id| RuleRef {
                collection_id: collection.id.clone(),
                rule_id,
            }),
            role_id: entry.role_id.clone(),
            access: self.access(&entry.principal),
            via: self.via(entry, reach),
            collection_id: collection.id.clone(),
            collection_name: collection.name.clone(),
            path: entry.path.clone(),
            name: collection.name_of(&entry.path).to_owned(),
            permissions: entry.permissions,
            ends_at: entry.ends_at,
            no_end_reason: self.no_end_reason(std::iter::once(reach.at)),
            no_effect: facts.no_effect,
            is_me: self.is_me(&entry.principal),
            can_change: !entry.is_role() && collection.can_change(),
            can_remove: !entry.is_role() && collection.can_remove(),
            changed: self.since(entry.rule_id.as_ref()),
        }
    }

    /// Somebody as a guest, with whatever Globus shows of them.
    pub(crate) fn access(&self, principal: &Principal) -> Access {
        let guest = match principal {
            Principal::SignedIn => return Access::SignedIn,
            Principal::Anyone => return Access::Anyone,
            Principal::Group(id) => {
                let known = self.snapshot.groups.get(id).map(|group| group.guest.clone());
                Guest::Group(known.unwrap_or_else(|| nameless(id)))
            }
            Principal::Identity(id) => {
                let known = self.snapshot.people.get(id).cloned();
                Guest::Person(known.unwrap_or_else(|| unknown_person(id)))
            }
        };
        Access::Guest { guest }
    }

    /// Everybody with a permission or role of their own, for suggesting them again.
    pub(crate) fn guests(&self) -> Vec<Guest> {
        let subjects = self.people.iter().chain(&self.groups);
        let guests = subjects.filter_map(|subject| match self.access(&subject.principal) {
            Access::Guest { guest } => Some(guest),
            Access::SignedIn | Access::Anyone => None,
        });
        guests.collect()
    }

    fn via(&self, entry: &Entry, reach: &Reach) -> Via {
        match (&reach.group, &entry.role, &entry.principal) {
            (_, Some(role), _) => Via::Role { role: role.clone() },
            (Some(id), None, _) => Via::Group {
                id: id.clone(),
                name: self
                    .snapshot
                    .groups
                    .get(id)
                    .and_then(|group| group.guest.name.clone()),
            },
            (None, None, Principal::SignedIn) => Via::SignedIn,
            (None, None, Principal::Anyone) => Via::Anyone,
            (None, None, _) => Via::Own,
        }
    }

    /// Why a permission has no end, where that was asked on this device.
    pub(crate) fn no_end_reason_of(&self, at: At) -> Option<String> {
        self.no_end_reason(std::iter::once(at))
    }

    /// The reason of the first permission that has no end and a reason.
    fn no_end_reason(&self, mut entries: impl Iterator<Item = At>) -> Option<String> {
        entries.find_map(|at| {
            let entry = self.entry(at);
            let id = entry.rule_id.as_ref().filter(|_| entry.ends_at.is_none())?;
            self.beside.no_end_reasons.get(id).cloned()
        })
    }

    fn since(&self, rule: Option<&AccessRuleId>) -> Option<crate::model::SinceLastVisit> {
        rule.and_then(|id| self.beside.since.get(id)).copied()
    }
}

fn grant_key(parent: &RowKey, entry: &Entry, reach: &Reach) -> RowKey {
    let id = match (&entry.rule_id, &entry.role_id) {
        (Some(rule), _) => rule.as_str(),
        (None, Some(role)) => role.as_str(),
        (None, None) => "",
    };
    // Somebody may have a grant themselves and the same one through a group.
    let through = reach.group.as_ref().map_or("", |group| group.as_str());
    RowKey(format!("x:{id}:{through}:{}", parent.0))
}

impl Named {
    /// Reads a key back; none for something that no row is called.
    pub(super) fn parse(key: &RowKey) -> Option<Self> {
        match key.0.strip_prefix("x:") {
            // The row above comes last: a path may hold any character, ids hold no colon.
            Some(rest) => {
                let mut parts = rest.splitn(3, ':');
                let (id, _through, parent) = (parts.next()?, parts.next()?, parts.next()?);
                Some(Self::Grant(Box::new(Self::parse_top(parent)?), id.to_owned()))
            }
            None => Self::parse_top(&key.0),
        }
    }

    fn parse_top(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':')?;
        Some(match (kind, rest) {
            ("s", rest) => {
                let (id, path) = rest.split_once(':')?;
                Self::Share(CollectionId::new(id), CollectionPath::parse(path).ok()?)
            }
            ("p", id) => Self::Subject(Principal::Identity(globus::ids::IdentityId::new(id))),
            ("g", id) => Self::Subject(Principal::Group(globus::ids::GroupId::new(id))),
            ("w", "signedIn") => Self::Subject(Principal::SignedIn),
            ("w", "anyone") => Self::Subject(Principal::Anyone),
            _ => return None,
        })
    }
}

/// Administrators can do more than access managers.
fn highest_role<'a>(entries: impl Iterator<Item = &'a Entry>) -> Option<String> {
    let roles = entries.filter_map(|entry| entry.role.clone());
    roles.min_by_key(|role| role != "administrator")
}
