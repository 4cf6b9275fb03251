//! Folders of this computer: the collection is that of its Globus Connect Personal.

use std::collections::HashMap;

use futures::future::join_all;
use globus::ids::CollectionId;
use globus::local::ConnectPersonal;
use globus::path::{CollectionPath, LocalPath, collection_to_local, local_to_collection};
use globus::transfer::Endpoint;

use super::disk::{self, LocalFolder, Looked};
use super::readiness::{Host, Place};
use super::{Located, Spot, host_path, my_guests, refused, unusable};
use crate::Sharing;
use crate::error::{Error, InputProblem, Result};
use crate::model::NotFromHere;

impl Sharing {
    /// Two rounds of requests: the collection, its guest collections and the folders at once; then the permissions of the
    /// guest collections that cover them.
    pub(super) async fn locate_here(&self, paths: Vec<String>) -> Result<Vec<Located>> {
        if paths.is_empty() {
            return Ok(Vec::new());
        }
        let (looked, personal) = self.look(paths).await?;
        let spots: Vec<Result<Spot, Box<Located>>> =
            looked.into_iter().map(|looked| self.spot(looked)).collect();
        if spots.iter().all(Result::is_err) {
            return Ok(spots
                .into_iter()
                .filter_map(Result::err)
                .map(|refused| *refused)
                .collect());
        }
        let none_with = |reason: NotFromHere| {
            let refuse = |spot: Spot| refused(spot.dropped, &reason);
            Ok(spots
                .iter()
                .cloned()
                .map(|spot| spot.map_or_else(|refused| *refused, refuse))
                .collect())
        };
        let Some(personal) = personal else {
            return none_with(NotFromHere::NoConnectPersonal);
        };
        let transfer = &self.globus().transfer;
        let id = &personal.collection_id;
        let (host, guests, stats) = futures::join!(
            transfer.endpoint(id),
            transfer.my_shared_endpoint_list(id),
            join_all(spots.iter().map(|spot| async {
                match spot {
                    Ok(spot) => transfer.stat(id, &spot.path).await.map(|_| ()),
                    Err(_) => Ok(()),
                }
            })),
        );
        let host = match host.map_err(Error::from) {
            Err(Error::NotFound { .. }) => return none_with(NotFromHere::CollectionGone),
            host => host?,
        };
        let demands = stats
            .iter()
            .filter_map(|stat| stat.as_ref().err())
            .cloned()
            .map(Error::from);
        let demands = demands.filter(|error| error.demand().is_some()).collect();
        if let Some(error) = Error::of_all(demands) {
            return Err(error);
        }
        let guests = my_guests(guests)?;
        let roots = self.roots_on_disk(&guests).await?;
        let place = Place {
            host,
            kind: Host::ThisComputer(personal),
            guests,
            roots,
            home: self.home(),
            now: self.now(),
            zone: self.zone(),
        };
        let rules = self.rules_of(place.covering(spots.iter().flatten())).await?;
        let spots = spots.into_iter().zip(stats);
        Ok(spots
            .map(|(spot, stat)| match spot {
                Ok(spot) => place.located(spot, stat.err().map(Error::from), &rules),
                Err(refused) => *refused,
            })
            .collect())
    }

    /// Where this computer's Globus Connect Personal is at home, if it is there.
    pub(super) async fn connect_personal(&self) -> Result<Option<ConnectPersonal>> {
        Ok(self.look(Vec::new()).await?.1)
    }

    async fn look(&self, paths: Vec<String>) -> Result<(Vec<Looked>, Option<ConnectPersonal>)> {
        let computer = self.parts.computer.clone();
        let work = move || {
            let looked = paths.iter().map(|path| disk::look(path, &computer)).collect();
            let personal = match &computer.connect_personal {
                Some(dir) => {
                    let home = computer.home.as_deref().and_then(std::path::Path::to_str);
                    ConnectPersonal::read(dir, computer.system, home)
                }
                None => ConnectPersonal::find(None),
            };
            let personal = personal.unwrap_or_else(|error| {
                tracing::warn!(%error, "Globus Connect Personal's files can't be used");
                None
            });
            (looked, personal)
        };
        tokio::task::spawn_blocking(work).await.map_err(Error::unexpected)
    }

    fn spot(&self, looked: Looked) -> Result<Spot, Box<Located>> {
        let folder = match looked.folder {
            Ok(folder) => folder,
            Err(reason) => return Err(Box::new(unusable(looked.dropped, reason))),
        };
        match self.storage_path(&folder) {
            Ok(path) => Ok(Spot {
                dropped: looked.dropped,
                name: folder.name,
                exposure: folder.exposure,
                path,
                also: Vec::new(),
            }),
            Err(reason) => Err(Box::new(unusable(looked.dropped, reason))),
        }
    }

    /// What the computer's collection calls a folder; some it can't name: too long, or on a network share.
    fn storage_path(&self, folder: &LocalFolder) -> Result<CollectionPath, InputProblem> {
        Ok(local_to_collection(
            &folder.real,
            self.parts.computer.system,
            None,
        )?)
    }

    /// Folders are looked up with links resolved. A guest collection may have been made through a link: on this computer
    /// it can be seen where that leads.
    async fn roots_on_disk(&self, guests: &[Endpoint]) -> Result<HashMap<CollectionId, Vec<CollectionPath>>> {
        let (system, home) = (self.parts.computer.system, self.home());
        let given: Vec<(CollectionId, CollectionPath)> = guests
            .iter()
            .filter_map(|guest| Some((guest.id.clone(), host_path(guest, home.as_ref())?)))
            .collect();
        let resolve = move || {
            let resolved = |path: &CollectionPath| {
                let local = collection_to_local(path, system, None).ok()?;
                let real = std::fs::canonicalize(local.as_path()).ok()?;
                local_to_collection(&LocalPath::from_path(&real).ok()?, system, None).ok()
            };
            given
                .into_iter()
                .map(|(id, path)| {
                    let real = resolved(&path).filter(|real| *real != path);
                    (id, std::iter::once(path).chain(real).collect())
                })
                .collect()
        };
        tokio::task::spawn_blocking(resolve)
            .await
            .map_err(Error::unexpected)
    }

    /// The home folder as the computer's collection names it.
    pub(crate) fn home(&self) -> Option<CollectionPath> {
        let home = self.parts.computer.home.as_deref()?;
        let home = LocalPath::from_path(home).ok()?;
        local_to_collection(&home, self.parts.computer.system, None).ok()
    }
}
