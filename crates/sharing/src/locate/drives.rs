//! Folders on network drives: where such a drive is a folder of a collection, they are looked for there.

use super::{Address, Located};
use crate::Sharing;
use crate::drives::{Mapped, OnDrive};
use crate::error::{InputProblem, Result};
use crate::model::{Exposure, FolderDrive, NotFromHere, Readiness};

/// An address, and the drive that it is on.
pub(super) struct Placed {
    pub(super) address: Result<Address, InputProblem>,
    /// What was given.
    pub(super) text: String,
    drive: Option<(OnDrive, Option<Mapped>)>,
}

impl Sharing {
    /// Reads addresses. A local path on a mapped drive becomes the one on its collection.
    pub(super) async fn placed(&self, addresses: Vec<String>) -> Result<Vec<Placed>> {
        let mut placed: Vec<Placed> = addresses
            .into_iter()
            .map(|text| Placed {
                address: Address::parse(&text),
                text,
                drive: None,
            })
            .collect();
        let is_local = |placed: &Placed| matches!(placed.address, Ok(Address::Local(_)));
        if !placed.iter().any(is_local) {
            return Ok(placed);
        }
        let known = self.known_drives().await?;
        let paths = placed.iter().filter(|it| is_local(it)).map(|it| it.text.clone());
        let on_drives = self.on_drives(paths.collect()).await?;
        let local = placed.iter_mut().filter(|it| is_local(it));
        for (placed, on_drive) in local.zip(on_drives) {
            let Some(on_drive) = on_drive else { continue };
            let mapped = known.find(&on_drive, self.system());
            if let Some(mapped) = &mapped {
                placed.address = Ok(Address::OnCollection {
                    collection: mapped.collection.clone(),
                    path: Some(mapped.path.clone()),
                });
            }
            placed.drive = Some((on_drive, mapped));
        }
        Ok(placed)
    }
}

impl Placed {
    /// Adds what is known of the drive to what was found.
    pub(super) fn told(self, mut located: Located) -> Located {
        match self.drive {
            Some((_, Some(mapped))) => {
                located.check.drive = Some(FolderDrive {
                    drive: mapped.drive.to_string(),
                    folder: self.text,
                    by: mapped.by,
                });
                // In the place of a file its folder would be shared.
                let depth = usize::from(located.check.dropped.file_in_folder.is_some());
                if let Some(location) = &mut located.check.location
                    && mapped.depth == depth
                {
                    location.exposure = Exposure::DriveRoot;
                }
            }
            // What this computer can share itself is left to it.
            Some((on_drive, None)) if located.check.readiness != Readiness::Ready => {
                if let Some(drive) = &on_drive.drive {
                    located.check.location = None;
                    located.check.checklist = None;
                    located.check.readiness = Readiness::NotFromHere {
                        reason: NotFromHere::NetworkDrive {
                            drive: drive.to_string(),
                            can_compare: !on_drive.is_away,
                        },
                    };
                }
            }
            _ => {}
        }
        located
    }
}
