//! Ready, one step first, or not from here.

use std::collections::HashMap;

use globus::ids::CollectionId;
use globus::local::ConnectPersonal;
use globus::path::CollectionPath;
use globus::transfer::{AccessRule, Endpoint, RoleName};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::checklist::{Facts, Owner};
use super::server::Server;
use super::{Located, Spot, checklist, cover, refused};
use crate::dates::last_allowed_day;
use crate::error::Error;
use crate::model::{
    Checklist, FolderCheck, Location, MissingStep, NotFromHere, Readiness, ShareTarget, Storage, StorageKind,
    WhoCanFix,
};

/// A storage as Globus sees it, with everything on it that could carry permissions.
pub(super) struct Place {
    /// Its own collection.
    pub(super) host: Endpoint,
    pub(super) kind: Host,
    /// The person's guest collections there.
    pub(super) guests: Vec<Endpoint>,
    /// All paths by which their roots are known; for those that are missing, the one that Transfer says.
    pub(super) roots: HashMap<CollectionId, Vec<CollectionPath>>,
    pub(super) home: Option<CollectionPath>,
    pub(super) now: Timestamp,
    pub(super) zone: TimeZone,
}

/// What kind of storage, with what is known of it beside Globus.
pub(super) enum Host {
    ThisComputer {
        personal: ConnectPersonal,
        /// Whose collection it is, from the person's view.
        owner: Owner,
    },
    OtherComputer,
    Server(Box<Server>),
}

impl Place {
    /// All guest collections that cover one of the folders.
    pub(super) fn covering<'a>(&self, folders: impl Iterator<Item = &'a Spot>) -> Vec<CollectionId> {
        let targets = folders.flat_map(|spot| self.targets(spot));
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

    fn targets(&self, spot: &Spot) -> Vec<ShareTarget> {
        let paths: Vec<&CollectionPath> = spot.paths().collect();
        cover::covering(&self.guests, |guest| self.roots(guest), paths.iter().copied())
    }

    fn roots(&self, guest: &Endpoint) -> Vec<CollectionPath> {
        let known = self.roots.get(&guest.id).cloned();
        known.unwrap_or_else(|| cover::host_path(guest, self.home.as_ref()).into_iter().collect())
    }

    /// The answer for one folder. `stat` is what Globus said against it, if it said anything.
    pub(super) fn located(
        &self,
        spot: Spot,
        stat: Option<Error>,
        rules: &HashMap<CollectionId, Vec<AccessRule>>,
    ) -> Located {
        match stat {
            Some(Error::NotFound { .. }) => return refused(spot.dropped, &NotFromHere::FolderNotFound),
            Some(Error::Forbidden { .. }) if !matches!(self.kind, Host::ThisComputer { .. }) => {
                return refused(spot.dropped, &NotFromHere::FolderNotReadable);
            }
            _ => {}
        }
        let create = ShareTarget::Create {
            name: cover::suggested_name(&spot.name),
            host_path: spot.path.clone(),
        };
        let mut targets = self.targets(&spot);
        let is_covered = !targets.is_empty();
        // Beside one that exists, a new one is offered only where it could be made right now.
        if !is_covered || self.readiness(&create, &spot, stat.as_ref()) == Readiness::Ready {
            targets.push(create);
        }
        let mut targets = targets.into_iter();
        let Some(target) = targets.next() else {
            return refused(spot.dropped, &NotFromHere::FolderNotFound);
        };
        let readiness = self.readiness(&target, &spot, stat.as_ref());
        let checklist = self.checklist(&target, &spot, stat.as_ref());
        let max_lifetime_minutes = max_lifetime(&self.host, &self.guests, &target);
        let permissions_used = match &target {
            ShareTarget::Reuse { collection_id, .. } => {
                rules.get(collection_id).map_or(0, |rules| used(rules))
            }
            ShareTarget::Create { .. } => 0,
        };
        let alternatives: Vec<ShareTarget> = targets.collect();
        let can_create = std::iter::once(&target)
            .chain(&alternatives)
            .any(|target| matches!(target, ShareTarget::Create { .. }));
        let accounts = match &self.kind {
            Host::Server(server) if can_create => server.accounts(),
            _ => Vec::new(),
        };
        let location = Location {
            storage: self.storage(stat.as_ref()),
            storage_path: spot.path,
            target,
            alternatives,
            accounts,
            exposure: spot.exposure,
            max_lifetime_minutes,
            last_allowed_day: max_lifetime_minutes
                .and_then(|max| last_allowed_day(self.now, &self.zone, max)),
            permissions_used,
            purged_after_days: None,
        };
        Located {
            name: spot.name,
            check: FolderCheck {
                dropped: spot.dropped,
                location: Some(location),
                readiness,
                checklist,
                drive: None,
            },
            rules: rules.clone(),
            collections: self.guests.iter().chain([&self.host]).cloned().collect(),
        }
    }

    fn storage(&self, stat: Option<&Error>) -> Storage {
        let kind = match &self.kind {
            Host::ThisComputer { .. } => StorageKind::ThisComputer,
            Host::OtherComputer => StorageKind::OtherComputer,
            Host::Server(_) => StorageKind::Server,
        };
        storage(&self.host, kind, stat)
    }

    fn readiness(&self, target: &ShareTarget, spot: &Spot, stat: Option<&Error>) -> Readiness {
        let is_new = matches!(target, ShareTarget::Create { .. });
        if let Host::Server(server) = &self.kind {
            return match server.why_no_new_one(&spot.path).filter(|_| is_new) {
                Some(reason) => Readiness::NotFromHere { reason },
                None => Readiness::Ready,
            };
        }
        if let Some(checklist) = self.checklist(target, spot, stat) {
            return checklist::readiness(&checklist);
        }
        if is_new && !self.host.has_role(&RoleName::Administrator) {
            return Readiness::NotFromHere {
                reason: self.why_no_new_one(spot),
            };
        }
        let steps = if is_new {
            self.steps_elsewhere()
        } else {
            Vec::new()
        };
        if steps.is_empty() {
            Readiness::Ready
        } else {
            Readiness::OneStepFirst { steps }
        }
    }

    /// For this computer. None where the right to share is missing on a guest collection that covers the folder: no tick
    /// brings it.
    fn checklist(&self, target: &ShareTarget, spot: &Spot, stat: Option<&Error>) -> Option<Checklist> {
        let Host::ThisComputer { personal, owner } = &self.kind else {
            return None;
        };
        let is_new = matches!(target, ShareTarget::Create { .. });
        if is_new && *owner != Owner::Me && self.is_covered(spot) {
            return None;
        }
        Some(checklist::of_folder(&Facts {
            host: &self.host,
            personal,
            owner,
            path: &spot.path,
            stat,
            is_new,
        }))
    }

    /// What another computer needs before a guest collection can be made on it.
    fn steps_elsewhere(&self) -> Vec<MissingStep> {
        let mut steps = Vec::new();
        if self.host.gcp_connected == Some(false) || self.host.gcp_paused == Some(true) {
            steps.push(MissingStep::StartOtherComputer);
        }
        if self.host.subscription_id.is_none() {
            steps.push(MissingStep::AttachSubscription);
        }
        steps
    }

    fn why_no_new_one(&self, spot: &Spot) -> NotFromHere {
        if self.is_covered(spot) {
            return NotFromHere::NoPermissionToShare {
                who: WhoCanFix::Owner,
            };
        }
        NotFromHere::NotMine {
            owner: self.host.owner_string.clone(),
            who: WhoCanFix::Owner,
        }
    }

    /// Whether a guest collection covers a folder, whoever may change it.
    fn is_covered(&self, spot: &Spot) -> bool {
        let paths: Vec<&CollectionPath> = spot.paths().collect();
        let covers = |guest: &Endpoint| cover::inside(&self.roots(guest), paths.iter().copied()).is_some();
        self.guests.iter().any(covers)
    }
}

/// A collection as a place. A server that can't be reached says so when a folder is looked at.
pub(crate) fn storage(host: &Endpoint, kind: StorageKind, stat: Option<&Error>) -> Storage {
    let connected = host
        .gcp_connected
        .map(|connected| connected && host.gcp_paused != Some(true));
    let is_away = matches!(
        stat,
        Some(Error::Api {
            status: 502..=504,
            ..
        })
    );
    Storage {
        id: host.id.clone(),
        name: host.display_name.clone(),
        kind,
        online: connected.or_else(|| is_away.then_some(false)),
        high_assurance: host.high_assurance,
        contact_email: host.contact_email.clone(),
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
