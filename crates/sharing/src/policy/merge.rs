//! One policy from two files. Whatever forbids or limits adds up, so that nobody loosens what holds for the whole
//! computer: the shorter maximum counts, and every ban of either file. Of everything else the machine-wide file's word
//! counts, and the person's own file fills the gaps; drives and storages of both are known, the machine-wide ones first.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::Permissions;

use super::Policy;
use super::document::{BlockedDocument, Document, SupportDocument};
use crate::drives::{DriveName, fold};
use crate::model::{
    ForbiddenKind, InstitutionPolicy, PolicyLimits, PolicyPlace, PolicyStatement, PolicyWords, SupportContact,
};

/// A drive that the policy maps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PolicyDrive {
    pub(crate) name: DriveName,
    pub(crate) collection: CollectionId,
    pub(crate) path: CollectionPath,
}

/// A folder where files are deleted after a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Purged {
    pub(super) collection: CollectionId,
    pub(super) path: CollectionPath,
    pub(super) after_days: u16,
}

/// A folder that may not be shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Blocked {
    pub(super) place: BlockedPlace,
    /// Parts of its path, for comparing: a ban that depends on capital letters would be easy to get round.
    pub(super) parts: Vec<String>,
    pub(super) reason: Option<String>,
}

/// What a blocked path is a path on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BlockedPlace {
    Collection(CollectionId),
    ThisComputer { windows: bool },
}

/// Joins what was read, the machine-wide file first.
pub(super) fn merge(documents: &[(PolicyPlace, Document)]) -> Policy {
    let mut policy = Policy::default();
    for (place, document) in documents {
        policy.add(*place, document);
    }
    policy.settle();
    policy
}

impl Policy {
    fn say(&mut self, from: PolicyPlace, says: PolicyWords) {
        self.shown.statements.push(PolicyStatement { from, says });
    }

    fn add(&mut self, from: PolicyPlace, document: &Document) {
        self.add_words(from, document);
        self.add_limits(from, document);
        for drive in &document.drives {
            let drive = PolicyDrive {
                name: drive.drive.0.clone(),
                collection: drive.collection.0.clone(),
                path: drive.path.0.clone(),
            };
            if self.drives.iter().any(|known| known.name == drive.name) {
                continue;
            }
            self.say(
                from,
                PolicyWords::Drive {
                    drive: drive.name.to_string(),
                    collection_id: drive.collection.clone(),
                    path: drive.path.clone(),
                },
            );
            self.drives.push(drive);
        }
        for purged in &document.purged {
            let (collection, path) = (purged.collection.0.clone(), purged.path.0.clone());
            let after_days = purged.after_days.0;
            self.say(
                from,
                PolicyWords::Purged {
                    collection_id: collection.clone(),
                    path: path.clone(),
                    after_days,
                },
            );
            self.purged.push(Purged {
                collection,
                path,
                after_days,
            });
        }
        for blocked in &document.blocked {
            self.add_blocked(from, blocked);
        }
        for collection in &document.preferred_collections {
            if !self.preferred.contains(&collection.0) {
                let collection_id = collection.0.clone();
                self.say(from, PolicyWords::Preferred { collection_id });
                self.preferred.push(collection.0.clone());
            }
        }
    }

    /// The first file that says it counts.
    fn add_words(&mut self, from: PolicyPlace, document: &Document) {
        let limits = &mut self.shown.limits;
        let mut said = Vec::new();
        if let (None, Some(name)) = (&limits.institution, &document.institution) {
            limits.institution = Some(name.0.clone());
            said.push(PolicyWords::Institution { name: name.0.clone() });
        }
        if let (None, Some(support)) = (&limits.support, &document.support) {
            let support = contact(support);
            limits.support = Some(support.clone());
            said.push(PolicyWords::Support { support });
        }
        if let (None, Some(permissions)) = (limits.default_permissions, document.defaults.permissions) {
            limits.default_permissions = Some(permissions);
            said.push(PolicyWords::DefaultLevel { permissions });
        }
        if let (None, Some(days)) = (limits.default_end_days, document.defaults.end_days) {
            limits.default_end_days = Some(days.0);
            said.push(PolicyWords::DefaultEnd { days: days.0 });
        }
        for says in said {
            self.say(from, says);
        }
    }

    fn add_limits(&mut self, from: PolicyPlace, document: &Document) {
        if let Some(days) = document.max_end_days
            && self.shown.limits.max_end_days.is_none_or(|known| days.0 < known)
        {
            self.shown.limits.max_end_days = Some(days.0);
            let is_maximum =
                |statement: &PolicyStatement| matches!(statement.says, PolicyWords::MaximumEnd { .. });
            self.shown.statements.retain(|statement| !is_maximum(statement));
            self.say(from, PolicyWords::MaximumEnd { days: days.0 });
        }
        if !document.domains.is_empty() {
            let domains: Vec<String> = document.domains.iter().map(|domain| domain.0.clone()).collect();
            self.insiders.push(domains.clone());
            self.say(from, PolicyWords::Domains { domains });
        }
        for kind in &document.forbidden {
            if !self.shown.limits.forbidden.contains(kind) {
                self.shown.limits.forbidden.push(*kind);
                self.say(from, PolicyWords::Forbidden { sharing: *kind });
            }
        }
    }

    fn add_blocked(&mut self, from: PolicyPlace, document: &BlockedDocument) {
        let (place, path, shown) = match (&document.collection, &document.path, &document.folder) {
            (Some(collection), Some(path), _) => (
                BlockedPlace::Collection(collection.0.clone()),
                &path.0,
                path.0.as_str().to_owned(),
            ),
            (_, _, Some(folder)) => (
                BlockedPlace::ThisComputer {
                    windows: folder.windows,
                },
                &folder.path,
                folder.text.clone(),
            ),
            _ => return,
        };
        let reason = document.reason.as_ref().map(|reason| reason.0.clone());
        self.say(
            from,
            PolicyWords::Blocked {
                collection_id: match &place {
                    BlockedPlace::Collection(id) => Some(id.clone()),
                    BlockedPlace::ThisComputer { .. } => None,
                },
                path: shown,
                reason: reason.clone(),
            },
        );
        self.blocked.push(Blocked {
            place,
            parts: path.parts().map(fold).collect(),
            reason,
        });
    }

    /// What one part says must not be undone by another one.
    fn settle(&mut self) {
        let InstitutionPolicy { limits, .. } = &mut self.shown;
        let PolicyLimits {
            default_permissions,
            default_end_days,
            max_end_days,
            forbidden,
            ..
        } = limits;
        if forbidden.contains(&ForbiddenKind::Write) {
            *default_permissions = Some(Permissions::Read);
        }
        if let Some(most) = *max_end_days {
            *default_end_days = default_end_days.map(|days| days.min(most));
        }
    }
}

fn contact(support: &SupportDocument) -> SupportContact {
    SupportContact {
        name: support.name.0.clone(),
        email: support.email.as_ref().map(|email| email.0.clone()),
        page: support.page.as_ref().map(|page| page.0.to_string()),
    }
}
