//! Mapping a drive: the person points at the folder on a storage, the two are compared, and as much of the drive as can
//! be told is mapped.

use globus::ids::CollectionId;
use globus::path::{CollectionPath, unicode_eq};

use super::here::OnDrive;
use super::{DriveName, OwnDrive};
use crate::Sharing;
use crate::error::{Error, Field, InputProblem, Result};
use crate::model::{DriveComparison, DriveMapping, DriveVerdict};

impl Sharing {
    /// Keeps that a folder of a network drive is this one on a storage, if they look the same. Where the folders around
    /// both have the same names up to where the drive begins, and that looks the same too, the whole drive is mapped.
    pub async fn confirm_drive(
        &self,
        folder: &str,
        collection: &CollectionId,
        path: &CollectionPath,
    ) -> Result<Vec<DriveMapping>> {
        let on_drive = self
            .on_drives(vec![folder.to_owned()])
            .await?
            .into_iter()
            .flatten()
            .next();
        let on_drive = on_drive.filter(|it| it.drive.is_some() && !it.is_away);
        let on_drive = on_drive.ok_or(Error::input(Field::Path, InputProblem::NotANetworkDrive))?;
        // What the window saw may be old, or of another folder.
        let comparison = self.compare_drive(folder, collection, path).await?;
        if !is_one(&comparison) {
            return Err(Error::input(Field::Path, InputProblem::Mismatch));
        }
        let (name, path) = match self.whole_drive(&on_drive, folder, collection, path).await {
            Some(whole) => whole,
            None => (first(&on_drive)?, path.clone()),
        };
        let endpoint = self.globus().transfer.endpoint(collection).await?;
        let drive = OwnDrive {
            name,
            collection: collection.clone(),
            collection_name: endpoint.display_name,
            path,
        };
        self.journal().keep_drive(drive).await?;
        self.drives().await
    }

    /// The drive from its beginning, where that looks the same on both sides.
    async fn whole_drive(
        &self,
        on_drive: &OnDrive,
        folder: &str,
        collection: &CollectionId,
        path: &CollectionPath,
    ) -> Option<(DriveName, CollectionPath)> {
        let up = on_drive.depth();
        let name = on_drive.names.first()?;
        let above = above(name, path, up)?;
        let mut top = std::path::Path::new(folder);
        for _ in 0..up {
            top = top.parent()?;
        }
        let comparison = self.compare_drive(top.to_str()?, collection, &above).await.ok()?;
        is_one(&comparison).then(|| (name.up(up), above))
    }
}

fn first(on_drive: &OnDrive) -> Result<DriveName> {
    let unknown = Error::input(Field::Path, InputProblem::NotANetworkDrive);
    on_drive.names.first().cloned().ok_or(unknown)
}

/// The path so many folders up, if all of these have the same names on both sides.
pub(super) fn above(name: &DriveName, path: &CollectionPath, up: usize) -> Option<CollectionPath> {
    let mut above = path.clone();
    for part in name.parts().iter().rev().take(up) {
        if !unicode_eq(above.name()?, part) {
            return None;
        }
        above = above.parent()?;
    }
    Some(above)
}

fn is_one(comparison: &DriveComparison) -> bool {
    matches!(comparison.verdict, DriveVerdict::Same | DriveVerdict::Nearly)
}
