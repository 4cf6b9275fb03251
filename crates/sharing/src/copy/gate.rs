//! Nobody gets access before everything is there. Shares of a folder that a copy is being made to are held here, and
//! begin when the copy is complete and checked.

use globus::path::CollectionPath;
use globus::transfer::Endpoint;

use super::place::{Place, overlap};
use crate::Sharing;
use crate::error::{Error, Result};
use crate::journal::{JournalError, PreparedPlan};
use crate::locate::{Address, host_path};
use crate::model::{CopyId, CopyWait, PlannedCollection, PlannedFolder, ShareId};

impl Sharing {
    /// The copy that a plan would have to wait for: one to a folder that is, contains, or lies in one of the plan's.
    pub(crate) async fn plan_waits_for(&self, folders: &[PlannedFolder]) -> Result<Option<CopyId>> {
        let me = self.me().await?.identity.id;
        let mut unfinished = self.journal().copies(&me).await?;
        unfinished.retain(|copy| !copy.phase.opens_the_gate());
        if unfinished.is_empty() {
            return Ok(None);
        }
        for folder in folders {
            let places = self.places_of(folder).await?;
            if let Some(copy) = unfinished.iter().find(|copy| overlap(&copy.places, &places)) {
                return Ok(Some(copy.id.clone()));
            }
        }
        Ok(None)
    }

    /// Holds a share that is in the journal, if it has to wait. A copy that ends in this very moment either finds the
    /// share held, or is found to have ended.
    pub(crate) async fn hold_share(
        &self,
        share: &ShareId,
        prepared: &PreparedPlan,
    ) -> Result<Option<CopyId>> {
        let folders = &prepared.plan.folders;
        let Some(copy) = self.plan_waits_for(folders).await? else {
            return Ok(None);
        };
        self.journal().hold_share(share, &copy).await?;
        let copy = self.plan_waits_for(folders).await?;
        if let Some(copy) = &copy {
            self.journal().hold_share(share, copy).await?;
            self.state.copies.changed(copy);
        }
        Ok(copy)
    }

    /// Goes on with all shares that wait for a copy. Says what to wait for, where it is worth another try later; what
    /// needs the person is among the unfinished shares.
    pub(super) async fn begin_waiting(&self, copy: &CopyId) -> Result<Option<CopyWait>, JournalError> {
        let mut later = None;
        for share in self.journal().shares_waiting_for(copy).await? {
            let error = match Box::pin(self.resume_share(&share, &|_| ())).await {
                Ok(outcome) => outcome.stopped_by,
                Err(Error::NotFound { .. }) => {
                    // Taken back in the meantime.
                    self.journal().release_share(&share).await?;
                    None
                }
                // Somebody else is at it.
                Err(Error::Changed) => None,
                Err(error) => Some(error),
            };
            if error.as_ref().is_some_and(Error::passes) {
                later = Some(CopyWait::Offline);
            }
            self.state.copies.changed(copy);
        }
        Ok(later)
    }

    /// Closes the shares that wait for a copy which will not come. Nothing of them was granted.
    pub(super) async fn close_waiting(&self, copy: &CopyId) {
        let waiting = match self.journal().shares_waiting_for(copy).await {
            Ok(waiting) => waiting,
            Err(error) => return tracing::error!(%error, "waiting shares can't be read"),
        };
        for share in waiting {
            if let Err(error) = Box::pin(self.leave_off(&share)).await {
                // It stays among the unfinished ones, where the person can close it.
                tracing::warn!(%error, "a waiting share could not be closed");
            }
        }
    }

    /// Whether anything waits for a copy.
    pub(super) async fn is_waited_for(&self, copy: &CopyId) -> Result<bool, JournalError> {
        Ok(!self.journal().shares_waiting_for(copy).await?.is_empty())
    }

    /// All names of a folder of a plan.
    async fn places_of(&self, folder: &PlannedFolder) -> Result<Vec<Place>> {
        let mut places = match &folder.collection {
            PlannedCollection::Existing { id, .. } => {
                let collection = match self.globus().transfer.endpoint(id).await.map_err(Error::from) {
                    // Deleted by somebody: nothing can be granted on it.
                    Err(Error::NotFound { .. }) => return Ok(Vec::new()),
                    collection => collection?,
                };
                self.places(&collection, &folder.path).await
            }
            PlannedCollection::New {
                host_path,
                storage_id,
                ..
            } => vec![Place::new(storage_id, &below(host_path, &folder.path))],
        };
        if let Ok(Address::OnCollection {
            collection,
            path: Some(path),
        }) = Address::parse(&folder.local_path)
        {
            places.push(Place { collection, path });
        }
        Ok(places)
    }

    /// All names of a folder of a collection.
    pub(super) async fn places(&self, collection: &Endpoint, path: &CollectionPath) -> Vec<Place> {
        let mut places = vec![Place::new(&collection.id, path)];
        let storage = collection
            .mapped_collection_id
            .as_ref()
            .or(collection.host_endpoint_id.as_ref());
        if let Some(storage) = storage.filter(|_| collection.is_guest())
            && let Some(root) = self.root_of(collection).await
        {
            places.push(Place::new(storage, &below(&root, path)));
        }
        let in_home = |place: &&Place| place.path.starts_with(&CollectionPath::home());
        if let Some(place) = places.iter().find(in_home)
            && let Some(home) = self.home_on(collection).await
        {
            let path = place.path.expand_home(&home);
            places.push(Place::new(&place.collection, &path));
        }
        places
    }

    /// Where `/~/` is, as far as one may know without asking the person.
    async fn home_on(&self, collection: &Endpoint) -> Option<CollectionPath> {
        if collection.is_personal() {
            let here = self.connect_personal().await.ok()??.collection_id;
            let is_here = here == collection.id || collection.host_endpoint_id == Some(here);
            return self.home().filter(|_| is_here);
        }
        let manager = self.globus().connect_server(collection).ok()?;
        let accounts = manager.my_user_credentials().await.ok()?;
        let account = accounts.iter().find(|account| account.is_usable())?;
        CollectionPath::parse(account.home_directory.as_deref()?).ok()
    }

    /// Where a guest collection is on its storage. Transfer says it for computers, the manager for servers.
    async fn root_of(&self, guest: &Endpoint) -> Option<CollectionPath> {
        if let Some(root) = host_path(guest, None) {
            return Some(root);
        }
        let manager = self.globus().connect_server(guest).ok()?;
        let document = manager.collection(&guest.id).await.ok()?;
        CollectionPath::parse(document.collection_base_path.as_deref()?).ok()
    }
}

/// A path of a guest collection as one of its storage.
fn below(root: &CollectionPath, path: &CollectionPath) -> CollectionPath {
    let inside = path.as_str().trim_start_matches('/');
    root.join(inside).unwrap_or_else(|_| path.clone())
}
