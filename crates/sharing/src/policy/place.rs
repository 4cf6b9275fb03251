//! Folders that may not be shared, and those whose files do not stay.

use globus::ids::CollectionId;
use globus::path::{CollectionPath, LocalPath, LocalSystem, local_to_collection};

use super::Policy;
use super::merge::BlockedPlace;
use crate::audit::SharedCollection;
use crate::drives::fold;
use crate::model::{Location, ShareTarget, StorageKind};

/// One way to name a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// By its path on a collection.
    OnCollection {
        collection: CollectionId,
        path: CollectionPath,
    },
    /// Somewhere on a collection: its path can't be known.
    SomewhereOn(CollectionId),
    /// By its path on this computer, as the computer's own collection writes it.
    ThisComputer { windows: bool, path: CollectionPath },
}

impl Place {
    pub(crate) fn on(collection: &CollectionId, path: &CollectionPath) -> Self {
        Self::OnCollection {
            collection: collection.clone(),
            path: path.clone(),
        }
    }

    /// A folder of this computer; none for one that has no name that could be compared.
    pub(crate) fn local(path: &LocalPath, system: LocalSystem) -> Option<Self> {
        Some(Self::ThisComputer {
            windows: system == LocalSystem::Windows,
            path: local_to_collection(path, system, None).ok()?,
        })
    }

    /// A folder of this computer by its path on the computer's collection.
    pub(crate) fn here(path: &CollectionPath, system: LocalSystem) -> Self {
        Self::ThisComputer {
            windows: system == LocalSystem::Windows,
            path: path.clone(),
        }
    }

    /// All names of a folder that was found.
    pub(crate) fn all_of(location: &Location, system: LocalSystem) -> Vec<Self> {
        let mut places = vec![Self::on(&location.storage.id, &location.storage_path)];
        if location.storage.kind == StorageKind::ThisComputer {
            places.push(Self::here(&location.storage_path, system));
        }
        if let ShareTarget::Reuse {
            collection_id, path, ..
        } = &location.target
        {
            places.push(Self::on(collection_id, path));
        }
        places
    }

    /// All names of a folder of a guest collection; `known` is what was read of it.
    pub(crate) fn all_shared(
        id: &CollectionId,
        known: Option<&SharedCollection>,
        path: &CollectionPath,
        system: LocalSystem,
    ) -> Vec<Self> {
        let mut places = vec![Self::on(id, path)];
        if let Some(SharedCollection {
            host: Some(host),
            root: Some(root),
            storage,
            ..
        }) = known
            && let Ok(below) = root.join(path.as_str())
        {
            places.push(Self::on(host, &below));
            if storage
                .as_ref()
                .is_some_and(|storage| storage.kind == StorageKind::ThisComputer)
            {
                places.push(Self::here(&below, system));
            }
        }
        places
    }

    /// None where it can't be known.
    fn path(&self) -> Option<&CollectionPath> {
        match self {
            Self::OnCollection { path, .. } | Self::ThisComputer { path, .. } => Some(path),
            Self::SomewhereOn(_) => None,
        }
    }

    fn is_on(&self, blocked: &BlockedPlace) -> bool {
        match (self, blocked) {
            (
                Self::OnCollection { collection, .. } | Self::SomewhereOn(collection),
                BlockedPlace::Collection(id),
            ) => collection == id,
            (Self::ThisComputer { windows, .. }, BlockedPlace::ThisComputer { windows: other }) => {
                windows == other
            }
            _ => false,
        }
    }
}

/// What stands against sharing a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ban {
    /// True when the folder itself is fine, but holds one that is not.
    pub(crate) holds_one: bool,
    /// True when nobody knows where on its storage the folder is, and something there may not be shared.
    pub(crate) perhaps: bool,
    /// Why, in the institution's words.
    pub(crate) reason: Option<String>,
}

impl Policy {
    /// Whether folders of this computer are among those that may not be shared.
    pub(crate) fn bans_folders_here(&self) -> bool {
        let is_here = |place: &BlockedPlace| matches!(place, BlockedPlace::ThisComputer { .. });
        self.blocked.iter().any(|blocked| is_here(&blocked.place))
    }

    /// Whether it matters to this policy where a folder is.
    pub(crate) fn is_about_folders(&self) -> bool {
        !self.blocked.is_empty() || !self.purged.is_empty()
    }

    /// Whether it matters where on a collection.
    pub(crate) fn is_about(&self, collection: &CollectionId) -> bool {
        let is_on = |place: &BlockedPlace| matches!(place, BlockedPlace::Collection(id) if id == collection);
        self.blocked.iter().any(|blocked| is_on(&blocked.place))
            || self.purged.iter().any(|area| area.collection == *collection)
    }

    /// The ban on a folder: on itself, on one around it, or on one inside it, which would be shared with it. A folder of
    /// which nobody knows where it is counts as banned where anything on its storage is.
    pub(crate) fn blocked(&self, places: &[Place]) -> Option<Ban> {
        self.blocked.iter().find_map(|blocked| {
            places
                .iter()
                .filter(|place| place.is_on(&blocked.place))
                .find_map(|place| {
                    let Some(path) = place.path() else {
                        return Some((false, true));
                    };
                    let parts: Vec<String> = path.parts().map(fold).collect();
                    let is_inside = parts.starts_with(&blocked.parts);
                    let holds_one = blocked.parts.starts_with(&parts);
                    (is_inside || holds_one).then_some((!is_inside, false))
                })
                .map(|(holds_one, perhaps)| Ban {
                    holds_one,
                    perhaps,
                    reason: blocked.reason.clone(),
                })
        })
    }

    /// After how many days files of this folder, or of one inside it, are deleted.
    pub(crate) fn purged_after(&self, places: &[Place]) -> Option<u16> {
        let is_meant = |collection: &CollectionId, area: &CollectionPath| {
            places.iter().any(|place| match place {
                Place::OnCollection { collection: id, path } => {
                    id == collection
                        && (path.strip_prefix_unicode(area).is_some()
                            || area.strip_prefix_unicode(path).is_some())
                }
                Place::ThisComputer { .. } | Place::SomewhereOn(_) => false,
            })
        };
        let areas = self
            .purged
            .iter()
            .filter(|area| is_meant(&area.collection, &area.path));
        areas.map(|area| area.after_days).min()
    }
}
