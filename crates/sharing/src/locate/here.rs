//! Folders of this computer: the collection is that of its Globus Connect Personal.

use std::collections::HashMap;

use globus::ids::{CollectionId, IdentityId};
use globus::local::{ConnectPersonal, OwnerHint, Presence, Surroundings};
use globus::path::{CollectionPath, LocalPath, collection_to_local, local_to_collection};
use globus::transfer::{Endpoint, RoleName};

use super::checklist::{self, Owner};
use super::disk::{self, LocalFolder, Looked};
use super::readiness::{Host, Place};
use super::{Located, Spot, held_up, host_path, my_guests, unusable};
use crate::Sharing;
use crate::error::{Error, InputProblem, Result};
use crate::model::{Checklist, ChecklistItem, LineObstacle, SignInIdentity};

impl Sharing {
    /// Two rounds of requests: the collection, its guest collections and the folders at once; then the permissions of the
    /// guest collections that cover them.
    pub(super) async fn locate_here(&self, paths: Vec<String>) -> Result<Vec<Located>> {
        if paths.is_empty() {
            return Ok(Vec::new());
        }
        let (looked, presence) = self.look(paths).await?;
        let spots: Vec<Result<Spot, Box<Located>>> =
            looked.into_iter().map(|looked| self.spot(looked)).collect();
        if spots.iter().all(Result::is_err) {
            return Ok(spots
                .into_iter()
                .filter_map(Result::err)
                .map(|refused| *refused)
                .collect());
        }
        let none_with = |checklist: Checklist| {
            let refuse = |spot: Spot| held_up(spot.dropped, checklist.clone());
            Ok(spots
                .iter()
                .cloned()
                .map(|spot| spot.map_or_else(|refused| *refused, refuse))
                .collect())
        };
        let personal = match checklist::set_up(presence) {
            Ok(personal) => personal,
            Err(checklist) => return none_with(checklist),
        };
        let transfer = &self.globus().transfer;
        let id = &personal.collection_id;
        let paths: Vec<CollectionPath> = spots.iter().flatten().map(|spot| spot.path.clone()).collect();
        let (host, guests, stats) = futures::join!(
            transfer.endpoint(id),
            transfer.my_shared_endpoint_list(id),
            self.stats(id, &paths),
        );
        let host = match host.map_err(Error::from) {
            Err(Error::NotFound { .. } | Error::Forbidden { .. }) => {
                let obstacle = self.why_not_shown(&personal).await?;
                return none_with(checklist::stopped_at(ChecklistItem::SetUp, obstacle));
            }
            host => host?,
        };
        let refusals = stats.iter().filter_map(|stat| stat.as_ref().err());
        let demands = refusals.filter(|error| error.demand().is_some());
        if let Some(error) = Error::of_all(demands.cloned().collect()) {
            return Err(error);
        }
        let guests = my_guests(guests)?;
        let roots = self.roots_on_disk(&guests).await?;
        let place = Place {
            kind: self.host_here(&host, personal).await?,
            host,
            guests,
            roots,
            home: self.home(),
            now: self.now(),
            zone: self.zone(),
        };
        let rules = self.rules_of(place.covering(spots.iter().flatten())).await?;
        let mut stats = stats.into_iter();
        Ok(spots
            .into_iter()
            .map(|spot| match spot {
                Ok(spot) => place.located(spot, stats.next().and_then(Result::err), &rules),
                Err(refused) => *refused,
            })
            .collect())
    }

    /// Where this computer's Globus Connect Personal is at home, if it is there.
    pub(crate) async fn connect_personal(&self) -> Result<Option<ConnectPersonal>> {
        Ok(self.look(Vec::new()).await?.1.into_set_up())
    }

    /// This computer as a host, with whose it is. Who administers it need not be told from anybody.
    pub(super) async fn host_here(&self, host: &Endpoint, personal: ConnectPersonal) -> Result<Host> {
        let owner = if host.has_role(&RoleName::Administrator) {
            Owner::Me
        } else {
            let mine = self.sign_in_of(host.owner_id.as_ref(), &personal).await?;
            mine.map_or(Owner::SomebodyElse(host.owner_string.clone()), Owner::OtherSignIn)
        };
        Ok(Host::ThisComputer { personal, owner })
    }

    /// The one of the person's own sign-ins that this computer's collection belongs to.
    async fn sign_in_of(
        &self,
        owner: Option<&IdentityId>,
        personal: &ConnectPersonal,
    ) -> Result<Option<String>> {
        let mut linked = self.me().await?.linked.into_iter();
        let is_owner = |sign_in: &SignInIdentity| match (owner, &personal.owner) {
            (Some(owner), _) => sign_in.id == *owner,
            (None, Some(OwnerHint::Identity(id))) => sign_in.id == *id,
            (None, Some(OwnerHint::Username(name))) => sign_in.username.eq_ignore_ascii_case(name),
            (None, None) => false,
        };
        Ok(linked.find(is_owner).map(|sign_in| sign_in.username))
    }

    /// Why Globus does not show this computer's collection: to its owner it would, so that it is gone for them.
    async fn why_not_shown(&self, personal: &ConnectPersonal) -> Result<LineObstacle> {
        let is_mine = self.sign_in_of(None, personal).await?.is_some();
        let owner = match &personal.owner {
            _ if is_mine => return Ok(LineObstacle::CollectionGone),
            None => return Ok(LineObstacle::CollectionGone),
            Some(OwnerHint::Username(name)) => Some(name.clone()),
            // Only to name them: without an answer they stay unnamed.
            Some(OwnerHint::Identity(id)) => {
                let found = self
                    .globus()
                    .auth
                    .identities_by_id(std::slice::from_ref(id))
                    .await;
                let found = found.unwrap_or_default().into_iter().next();
                found.map(|identity| identity.username)
            }
        };
        Ok(LineObstacle::OtherAccount { owner })
    }

    async fn look(&self, paths: Vec<String>) -> Result<(Vec<Looked>, Presence)> {
        let computer = self.parts.computer.clone();
        let work = move || {
            let looked = paths.iter().map(|path| disk::look(path, &computer)).collect();
            let presence = Presence::look(&Surroundings {
                system: computer.system,
                home: computer.home.as_deref(),
                config_dir: computer.connect_personal.as_deref(),
                programs: &computer.programs,
            });
            if let Presence::Unusable(error) = &presence {
                tracing::warn!(%error, "Globus Connect Personal's files can't be used");
            }
            (looked, presence)
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
