//! Ready, one step first, or not from here.

use std::collections::HashMap;

use globus::ids::CollectionId;
use globus::local::ConnectPersonal;
use globus::path::CollectionPath;
use globus::transfer::{AccessRule, Endpoint, RoleName};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Located, cover, disk::Looked, refused};
use crate::dates::last_allowed_day;
use crate::error::{Error, InputProblem};
use crate::model::{
    FolderCheck, Location, MissingStep, NotFromHere, Readiness, ShareTarget, Storage, StorageKind, WhoCanFix,
};

/// This computer as Globus sees it.
pub(super) struct Place {
    pub(super) personal: ConnectPersonal,
    pub(super) host: Endpoint,
    pub(super) guests: Vec<Endpoint>,
    pub(super) home: Option<CollectionPath>,
    pub(super) now: Timestamp,
    pub(super) zone: TimeZone,
}

impl Place {
    /// All guest collections that cover one of the folders.
    pub(super) fn covering(&self, folders: &[Result<CollectionPath, InputProblem>]) -> Vec<CollectionId> {
        let targets = folders.iter().flatten().flat_map(|path| self.targets(path));
        let mut ids: Vec<CollectionId> = targets
            .filter_map(|target| match target {
                ShareTarget::Reuse { collection_id, .. } => Some(collection_id),
                ShareTarget::Create { .. } => None,
            })
            .collect();
        ids.sort();
        ids.dedup();
        ids
    }

    fn targets(&self, path: &CollectionPath) -> Vec<ShareTarget> {
        cover::covering(&self.guests, path, self.home.as_ref())
    }

    /// The answer for one folder. `stat` is what Globus said against it, if it said anything.
    pub(super) fn located(
        &self,
        looked: Looked,
        path: Result<CollectionPath, InputProblem>,
        stat: Option<Error>,
        rules: &HashMap<CollectionId, Vec<AccessRule>>,
    ) -> Located {
        let (folder, path) = match (looked.folder.clone(), path) {
            (Ok(folder), Ok(path)) => (folder, path),
            (_, Err(reason)) | (Err(reason), _) => return refused(looked, &NotFromHere::Path { reason }),
        };
        if matches!(stat, Some(Error::NotFound { .. })) {
            return refused(looked, &NotFromHere::FolderNotFound);
        }
        let mut targets = self.targets(&path).into_iter();
        let create = || ShareTarget::Create {
            name: cover::suggested_name(&folder.name),
            host_path: path.clone(),
        };
        let target = targets.next().unwrap_or_else(create);
        let readiness = self.readiness(&target, &path, stat.as_ref());
        let max_lifetime_minutes = max_lifetime(&self.host, &self.guests, &target);
        let permissions_used = match &target {
            ShareTarget::Reuse { collection_id, .. } => {
                rules.get(collection_id).map_or(0, |rules| used(rules))
            }
            ShareTarget::Create { .. } => 0,
        };
        let location = Location {
            storage: self.storage(),
            storage_path: path,
            target,
            alternatives: targets.collect(),
            exposure: folder.exposure,
            max_lifetime_minutes,
            last_allowed_day: max_lifetime_minutes
                .and_then(|max| last_allowed_day(self.now, &self.zone, max)),
            permissions_used,
        };
        Located {
            name: folder.name,
            check: FolderCheck {
                dropped: looked.dropped,
                location: Some(location),
                readiness,
            },
            rules: rules.clone(),
            collections: self.guests.iter().chain([&self.host]).cloned().collect(),
        }
    }

    fn storage(&self) -> Storage {
        let online = self
            .host
            .gcp_connected
            .map(|connected| connected && self.host.gcp_paused != Some(true));
        Storage {
            id: self.host.id.clone(),
            name: self.host.display_name.clone(),
            kind: StorageKind::ThisComputer,
            online,
            high_assurance: self.host.high_assurance,
        }
    }

    fn readiness(&self, target: &ShareTarget, path: &CollectionPath, stat: Option<&Error>) -> Readiness {
        let is_new = matches!(target, ShareTarget::Create { .. });
        if is_new && !self.host.has_role(&RoleName::Administrator) {
            return Readiness::NotFromHere {
                reason: self.why_no_new_one(path),
            };
        }
        let mut steps = Vec::new();
        // Permissions can be given while the computer is off; a guest collection can't be made.
        if is_new && self.host.gcp_connected == Some(false) {
            steps.push(MissingStep::StartConnectPersonal);
        } else if is_new && self.host.gcp_paused == Some(true) {
            steps.push(MissingStep::ResumeConnectPersonal);
        }
        let refused = matches!(stat, Some(Error::Forbidden { .. }));
        if self.personal.covers(path).map_or(refused, |covered| !covered) {
            steps.push(MissingStep::ListFolder);
        }
        if is_new && self.personal.is_shareable(path) == Some(false) {
            steps.push(MissingStep::MakeFolderSharable);
        }
        if is_new && self.host.subscription_id.is_none() {
            steps.push(MissingStep::AttachSubscription);
        }
        if steps.is_empty() {
            Readiness::Ready
        } else {
            Readiness::OneStepFirst { steps }
        }
    }

    fn why_no_new_one(&self, path: &CollectionPath) -> NotFromHere {
        let covered = self.guests.iter().any(|guest| {
            cover::host_path(guest, self.home.as_ref())
                .is_some_and(|root| path.strip_prefix_unicode(&root).is_some())
        });
        if covered {
            return NotFromHere::NoPermissionToShare {
                who: WhoCanFix::Owner,
            };
        }
        NotFromHere::NotMine {
            owner: self.host.owner_string.clone(),
            who: WhoCanFix::Owner,
        }
    }
}

/// The longest lifetime of a permission on a target: its own limit, or that of the storage below.
pub(crate) fn max_lifetime(host: &Endpoint, guests: &[Endpoint], target: &ShareTarget) -> Option<u32> {
    let own = match target {
        ShareTarget::Reuse { collection_id, .. } => guests.iter().find(|guest| guest.id == *collection_id),
        ShareTarget::Create { .. } => None,
    };
    own.and_then(|guest| guest.acl_max_expiration_period_mins)
        .or(host.acl_max_expiration_period_mins)
}

/// Rows that count against the limit: roles don't.
pub(crate) fn used(rules: &[AccessRule]) -> u32 {
    u32::try_from(rules.iter().filter(|rule| !rule.is_implicit()).count()).unwrap_or(u32::MAX)
}
