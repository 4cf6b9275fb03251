//! All names of a folder, so that no ban is got round by another one: in a guest collection and on the storage below it,
//! from the home and from the root.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::{Endpoint, ListQuery};

use super::{Place, Policy, Rulebook};
use crate::Sharing;
use crate::audit::host;
use crate::error::{Error, Result};
use crate::locate::host_path;

impl Sharing {
    /// Every name of a folder of a collection, as far as the policy has to know them. `known` are collections that were
    /// read already. Where the folder is can't always be known; then it may be anywhere ([`Place::SomewhereOn`]).
    pub(crate) async fn names_of(
        &self,
        policy: &Policy,
        collection: &CollectionId,
        path: &CollectionPath,
        known: &[Endpoint],
    ) -> Result<Vec<Place>> {
        if !policy.is_about_folders() {
            return Ok(vec![Place::on(collection, path)]);
        }
        let collection = match known.iter().find(|known| known.id == *collection) {
            Some(known) => known.clone(),
            None => self.globus().transfer.endpoint(collection).await?,
        };
        let mut places = vec![Place::on(&collection.id, path)];
        let below = host(&collection).filter(|_| collection.is_guest());
        let storage = below.clone().unwrap_or_else(|| collection.id.clone());
        let is_here = self.this_computer().await.as_ref() == Some(&storage);
        if !is_here && !policy.is_about(&storage) {
            return Ok(places);
        }
        let on_storage = match below {
            None => path.clone(),
            Some(_) => {
                let Some(root) = self.root_on_storage(&collection).await? else {
                    places.push(Place::SomewhereOn(storage));
                    return Ok(places);
                };
                let inside = root.join(path.as_str().trim_start_matches('/'));
                inside.unwrap_or(root)
            }
        };
        let on_storage = if !on_storage.starts_with(&CollectionPath::home()) {
            Some(on_storage)
        } else if is_here {
            self.home().map(|home| on_storage.expand_home(&home))
        } else if collection.is_guest() {
            // The home of whoever made it.
            None
        } else {
            let home = self.home_on_server(&collection).await?;
            home.map(|home| on_storage.expand_home(&home))
        };
        let Some(on_storage) = on_storage else {
            places.retain(|place| *place != Place::on(&storage, path));
            places.push(Place::SomewhereOn(storage));
            return Ok(places);
        };
        if is_here {
            places.push(Place::here(&on_storage, self.system()));
        }
        places.push(Place::on(&storage, &on_storage));
        Ok(places)
    }

    /// The same for whoever asks again and again while something is carried out: a rulebook remembers what was found.
    pub(crate) async fn names_under(
        &self,
        book: &Rulebook,
        collection: &CollectionId,
        path: &CollectionPath,
    ) -> Result<Vec<Place>> {
        let folder = (collection.clone(), path.clone());
        if let Some(names) = book.names().get(&folder) {
            return Ok(names.clone());
        }
        let names = self.names_of(book.policy(), collection, path, &[]).await?;
        book.names().insert(folder, names.clone());
        Ok(names)
    }

    /// Transfer says it for computers, the manager for servers. None where neither tells this person.
    async fn root_on_storage(&self, guest: &Endpoint) -> Result<Option<CollectionPath>> {
        if let Some(root) = host_path(guest, None) {
            return Ok(Some(root));
        }
        if guest.is_personal() {
            return Ok(None);
        }
        let Ok(manager) = self.globus().connect_server(guest) else {
            return Ok(None);
        };
        let document = told(manager.collection(&guest.id).await)?;
        let root = document.and_then(|it| CollectionPath::parse(it.collection_base_path.as_deref()?).ok());
        Ok(root)
    }

    /// Where `/~/` is on a storage that is not this computer's. Transfer's listings have an absolute path where the server
    /// tells it; the manager knows the home of an account, which is a path of the collection only where the collection
    /// begins at the storage's root.
    async fn home_on_server(&self, collection: &Endpoint) -> Result<Option<CollectionPath>> {
        let home = ListQuery {
            limit: Some(1),
            ..ListQuery::folder(CollectionPath::home())
        };
        let listed = told(self.globus().transfer.ls(&collection.id, &home).await)?;
        let absolute = listed.and_then(|list| CollectionPath::parse(list.absolute_path.as_deref()?).ok());
        let is_whole = |path: &CollectionPath| !path.starts_with(&CollectionPath::home());
        if let Some(home) = absolute.filter(is_whole) {
            return Ok(Some(home));
        }
        let Ok(manager) = self.globus().connect_server(collection) else {
            return Ok(None);
        };
        let (document, accounts) =
            futures::join!(manager.collection(&collection.id), manager.my_user_credentials());
        let (Some(document), Some(accounts)) = (told(document)?, told(accounts)?) else {
            return Ok(None);
        };
        if document.collection_base_path.as_deref() != Some("/") {
            return Ok(None);
        }
        let gateway = document.storage_gateway_id;
        let account = accounts
            .iter()
            .find(|account| account.is_usable() && account.storage_gateway_id == gateway);
        let home = account.and_then(|account| CollectionPath::parse(account.home_directory.as_deref()?).ok());
        Ok(home.filter(is_whole))
    }
}

/// An answer, or none where it is not for this person. What a sign-in would mend, and what passes, is an error: a ban must
/// not depend on the weather.
fn told<T>(answer: globus::Result<T>) -> Result<Option<T>> {
    match answer.map_err(Error::from) {
        Ok(answer) => Ok(Some(answer)),
        Err(error) if error.demand().is_some() || error.stops_everything() || error.passes() => Err(error),
        Err(_) => Ok(None),
    }
}
