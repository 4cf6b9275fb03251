//! Which drive is which folder of a collection: what the policy says and what the person confirmed.

use globus::ids::CollectionId;
use globus::path::{CollectionPath, LocalSystem};
use serde::{Deserialize, Serialize};

use super::here::OnDrive;
use super::{DriveName, translate};
use crate::Sharing;
use crate::error::{Error, Result};
use crate::model::{DriveMapping, MappedBy};
use crate::policy::Policy;

/// A drive that the person mapped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDrive {
    /// The drive, or a folder on it.
    pub name: DriveName,
    /// The collection.
    pub collection: CollectionId,
    /// What it was called then.
    pub collection_name: String,
    /// The folder there.
    pub path: CollectionPath,
}

/// Where a folder of a mapped drive is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mapped {
    pub(crate) collection: CollectionId,
    pub(crate) path: CollectionPath,
    /// The drive's name in the mapping.
    pub(crate) drive: DriveName,
    pub(crate) by: MappedBy,
    /// How many parts of the path lie below what was mapped; none for the whole of it.
    pub(crate) depth: usize,
}

/// What is known of drives.
#[derive(Clone, Debug, Default)]
pub(crate) struct KnownDrives {
    mappings: Vec<Mapped>,
}

impl KnownDrives {
    pub(crate) fn new(policy: &Policy, own: Vec<OwnDrive>) -> Self {
        let by_policy = policy.drives().iter().map(|drive| Mapped {
            collection: drive.collection.clone(),
            path: drive.path.clone(),
            drive: drive.name.clone(),
            by: MappedBy::Policy,
            depth: 0,
        });
        let by_person = own.into_iter().map(|drive| Mapped {
            collection: drive.collection,
            path: drive.path,
            drive: drive.name,
            by: MappedBy::Person,
            depth: 0,
        });
        Self {
            mappings: by_policy.chain(by_person).collect(),
        }
    }

    /// Where a folder is. The institution knows its drives better than the person; of several mappings the nearest one
    /// counts.
    pub(crate) fn find(&self, folder: &OnDrive, system: LocalSystem) -> Option<Mapped> {
        let fitting = self.mappings.iter().filter_map(|mapping| {
            let rest = folder.names.iter().find_map(|name| name.inside(&mapping.drive))?;
            let path = translate(&mapping.path, rest, system)?;
            let found = Mapped {
                path,
                depth: rest.len(),
                ..mapping.clone()
            };
            Some(((mapping.by == MappedBy::Policy, mapping.drive.depth()), found))
        });
        fitting.max_by_key(|(order, _)| *order).map(|(_, found)| found)
    }
}

impl Sharing {
    pub(crate) async fn known_drives(&self) -> Result<KnownDrives> {
        let policy = self.policy().await?;
        Ok(KnownDrives::new(&policy, self.journal().drives().await?))
    }

    /// Where folders of this computer are, in order; none for those on no drive that anybody could map.
    pub(crate) async fn on_drives(&self, paths: Vec<String>) -> Result<Vec<Option<OnDrive>>> {
        let computer = self.parts.computer.clone();
        let look = move || {
            paths
                .iter()
                .map(|path| super::here::look(path, &computer))
                .collect()
        };
        tokio::task::spawn_blocking(look).await.map_err(Error::unexpected)
    }

    /// All mappings, the institution's first.
    pub async fn drives(&self) -> Result<Vec<DriveMapping>> {
        let policy = self.policy().await?;
        let own = self.journal().drives().await?;
        let by_policy = policy.drives().iter().map(|drive| DriveMapping {
            drive: drive.name.to_string(),
            collection_id: drive.collection.clone(),
            collection_name: None,
            path: drive.path.clone(),
            by: MappedBy::Policy,
        });
        let by_person = own.into_iter().map(|drive| DriveMapping {
            drive: drive.name.to_string(),
            collection_id: drive.collection,
            collection_name: Some(drive.collection_name),
            path: drive.path,
            by: MappedBy::Person,
        });
        Ok(by_policy.chain(by_person).collect())
    }

    /// Forgets a drive that the person mapped. Nothing that is shared changes.
    pub async fn forget_drive(&self, drive: &str) -> Result<Vec<DriveMapping>> {
        self.journal().forget_drive(drive).await?;
        self.drives().await
    }
}
