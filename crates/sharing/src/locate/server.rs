//! Folders on a Globus Connect Server: its manager says whether guest collections may be made, which ones the person has
//! there and where, and through which accounts. Transfer knows none of that.

use std::collections::HashMap;

use futures::future::join_all;
use globus::gcs::{CollectionFilter, GcsClient, PathRestrictions, ServerCollection, UserCredential};
use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::{AccessRule, Endpoint};

use super::elsewhere::demanded;
use super::readiness::{Host, Place};
use super::{Located, Spot};
use crate::Sharing;
use crate::error::{Error, Result};
use crate::model::{NotFromHere, Refusal, StorageAccount};

/// What the manager says about one mapped collection.
pub(super) struct Server {
    /// The collection, or why nothing can be shared from it.
    collection: Result<ServerCollection, NotFromHere>,
    /// The person's accounts on its storage, that of the sign-in in use first.
    accounts: Vec<UserCredential>,
}

impl Server {
    /// Accounts that work.
    pub(super) fn accounts(&self) -> Vec<StorageAccount> {
        let usable = self.accounts.iter().filter(|account| account.is_usable());
        usable
            .map(|account| StorageAccount {
                id: account.id.clone(),
                username: account.username.clone(),
                name: account
                    .display_name
                    .clone()
                    .filter(|name| !name.trim().is_empty()),
                identity_id: account.identity_id.clone(),
            })
            .collect()
    }

    /// What stands against a new guest collection, as far as the person may know.
    pub(super) fn why_no_new_one(&self, path: &CollectionPath) -> Option<NotFromHere> {
        let collection = match &self.collection {
            Ok(collection) => collection,
            Err(reason) => return Some(reason.clone()),
        };
        let invalid = !self.accounts.is_empty() && !self.accounts.iter().any(UserCredential::is_usable);
        let account = self.accounts.iter().find(|account| account.is_usable());
        let refusal =
            refusal_for(collection, path, account).or_else(|| invalid.then_some(Refusal::AccountInvalid));
        refusal.map(|refusal| NotFromHere::Server { refusal })
    }

    /// Where `/~/` is on the collection. Known only where the collection shows the storage from its root on.
    fn home(&self) -> Option<CollectionPath> {
        let collection = self.collection.as_ref().ok()?;
        let from_root = collection.collection_base_path.as_deref() == Some("/");
        let home = self
            .accounts
            .iter()
            .find(|account| account.is_usable())?
            .home_directory
            .as_deref()?;
        CollectionPath::parse(home).ok().filter(|_| from_root)
    }
}

/// Why a mapped collection does not let a folder be shared; none where nothing is known against it. Its lists are shown
/// to administrators only.
pub(crate) fn refusal_for(
    collection: &ServerCollection,
    path: &CollectionPath,
    account: Option<&UserCredential>,
) -> Option<Refusal> {
    if collection.allow_guest_collections == Some(false) {
        return Some(Refusal::GuestsNotAllowed);
    }
    if let Some(restrictions) = &collection.sharing_restrict_paths
        && !admits(restrictions, path)
    {
        return Some(Refusal::FolderNotSharable);
    }
    let name = account?.username.as_ref()?;
    let not_allowed = collection
        .sharing_users_allow
        .as_ref()
        .is_some_and(|users| !users.is_empty() && !users.contains(name));
    let denied = collection
        .sharing_users_deny
        .as_ref()
        .is_some_and(|users| users.contains(name));
    (not_allowed || denied).then(|| Refusal::AccountMayNotShare {
        account: name.clone(),
    })
}

/// Of the restrictions that cover a folder the deepest decides; what none covers stays closed.
fn admits(restrictions: &PathRestrictions, path: &CollectionPath) -> bool {
    let open = restrictions.read.iter().chain(&restrictions.read_write);
    let rules = open
        .map(|root| (root, true))
        .chain(restrictions.none.iter().map(|root| (root, false)));
    rules
        .filter_map(|(root, is_open)| {
            let root = CollectionPath::parse(root).ok()?;
            path.starts_with(&root).then(|| (root.parts().count(), !is_open))
        })
        // As deep as each other, the one that closes is the stronger word.
        .max()
        .is_some_and(|(_, is_closed)| !is_closed)
}

impl Sharing {
    /// The second round asks the manager everything at once, beside the folders themselves.
    pub(super) async fn locate_on_server(
        &self,
        host: Endpoint,
        paths: Vec<CollectionPath>,
    ) -> Result<Vec<Located>> {
        let manager = self.globus().connect_server(&host)?.for_guests_on(&host);
        let guests = CollectionFilter {
            guest_collections: true,
            managed_by_me: true,
            mapped_collection_id: Some(host.id.clone()),
            ..CollectionFilter::default()
        };
        let (stats, collection, guests, accounts) = futures::join!(
            self.stats(&host.id, &paths),
            async { Ok::<_, Error>(manager.collection(&host.id).await?) },
            async { Ok::<_, Error>(manager.collections(&guests).await?) },
            async { Ok::<_, Error>(manager.my_user_credentials().await?) },
        );
        let refusals = [
            collection.as_ref().err(),
            guests.as_ref().err(),
            accounts.as_ref().err(),
        ];
        demanded(&stats, refusals.into_iter().flatten())?;
        let server = self.server(collection, accounts).await?;
        let home = server.home();
        let spots = self.spots_on(&host, home.as_ref(), paths, stats);
        // Without its manager's word nothing can be said about the server but why.
        let guests = guests.unwrap_or_default();
        let (guests, rules) = self.guests_that_cover(&guests, home.as_ref(), &spots).await?;
        let place = Place {
            host,
            kind: Host::Server(Box::new(server)),
            guests,
            roots: HashMap::new(),
            home,
            now: self.now(),
            zone: self.zone(),
        };
        let located = spots
            .into_iter()
            .map(|(spot, stat)| place.located(spot, stat, &rules));
        Ok(located.collect())
    }

    async fn server(
        &self,
        collection: Result<ServerCollection>,
        accounts: Result<Vec<UserCredential>>,
    ) -> Result<Server> {
        let collection = match collection {
            Ok(collection) => Ok(collection),
            Err(error) => Err(why(error)?),
        };
        let accounts = match accounts {
            Ok(accounts) => accounts,
            Err(error) => {
                let reason = why(error)?;
                return Ok(Server {
                    collection: Err(reason),
                    accounts: Vec::new(),
                });
            }
        };
        let gateway = collection
            .as_ref()
            .ok()
            .and_then(|collection| collection.storage_gateway_id.clone());
        let mut accounts: Vec<UserCredential> = accounts
            .into_iter()
            .filter(|account| gateway.is_some() && account.storage_gateway_id == gateway && !account.deleted)
            .collect();
        let me = self.me().await?.identity.id;
        accounts.sort_by_key(|account| (!account.is_usable(), account.identity_id.as_ref() != Some(&me)));
        Ok(Server { collection, accounts })
    }

    /// The third round: of the person's guest collections, those whose root is above one of the folders, with the roles
    /// that Transfer knows and the permissions that it keeps.
    async fn guests_that_cover(
        &self,
        guests: &[ServerCollection],
        home: Option<&CollectionPath>,
        spots: &[(Spot, Option<Error>)],
    ) -> Result<(Vec<Endpoint>, HashMap<CollectionId, Vec<AccessRule>>)> {
        let covers = |guest: &&ServerCollection| {
            let root = guest
                .collection_base_path
                .as_deref()
                .and_then(|path| CollectionPath::parse(path).ok());
            root.is_some_and(|root| {
                let root = home.map_or_else(|| root.clone(), |home| root.expand_home(home));
                let mut paths = spots.iter().flat_map(|(spot, _)| spot.paths());
                paths.any(|path| path.strip_prefix_unicode(&root).is_some())
            })
        };
        let covering: Vec<&ServerCollection> = guests.iter().filter(covers).collect();
        let read = join_all(covering.iter().map(|guest| async move {
            let endpoint = self.globus().transfer.endpoint(&guest.id).await;
            endpoint.map_err(Error::from)
        }));
        let ids = covering.iter().map(|guest| guest.id.clone()).collect();
        let (read, rules) = futures::join!(read, self.rules_of(ids));
        let mut found = Vec::new();
        for (guest, endpoint) in covering.into_iter().zip(read) {
            match endpoint {
                Ok(endpoint) => found.push(Endpoint {
                    host_path: guest.collection_base_path.clone(),
                    ..endpoint
                }),
                // Transfer may know a new one a little later than its server.
                Err(Error::NotFound { .. } | Error::Forbidden { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok((found, rules?))
    }

    /// The manager of a mapped collection's server, under the consent that a new guest collection takes.
    pub(crate) async fn guest_maker(&self, mapped: &CollectionId) -> Result<(Endpoint, GcsClient)> {
        let host = self.globus().transfer.endpoint(mapped).await?;
        let manager = self.globus().connect_server(&host)?.for_guests_on(&host);
        Ok((host, manager))
    }
}

/// What an answer of the manager means for a folder; an error is one that says nothing about the folder.
fn why(error: Error) -> Result<NotFromHere> {
    Ok(match error {
        Error::ServerRefused { refusal, .. } => NotFromHere::Server { refusal },
        Error::Forbidden { message, .. } => NotFromHere::Server {
            refusal: Refusal::Other { message },
        },
        Error::ServerUnreachable => NotFromHere::StorageUnreachable,
        Error::NotFound { .. } => NotFromHere::CollectionNotFound,
        Error::Api { status: 500.., .. } => NotFromHere::StorageUnreachable,
        error => return Err(error),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn refusal(switches: Value, path: &str) -> Option<Refusal> {
        let mut document = json!({"id": "m1", "collection_type": "mapped"});
        for (name, value) in switches.as_object().unwrap() {
            document[name] = value.clone();
        }
        let collection = serde_json::from_value(document).unwrap();
        let account = json!({"id": "u1", "username": "nora"});
        let account = serde_json::from_value(account).unwrap();
        refusal_for(&collection, &CollectionPath::parse(path).unwrap(), Some(&account))
    }

    #[test]
    fn switches_that_may_be_seen_are_obeyed() {
        let account = || {
            Some(Refusal::AccountMayNotShare {
                account: "nora".to_owned(),
            })
        };
        for (switches, expected) in [
            (json!({}), None),
            (
                json!({"allow_guest_collections": true, "sharing_users_allow": []}),
                None,
            ),
            (
                json!({"allow_guest_collections": false}),
                Some(Refusal::GuestsNotAllowed),
            ),
            (json!({"sharing_users_allow": ["marta"]}), account()),
            (json!({"sharing_users_deny": ["nora"]}), account()),
        ] {
            assert_eq!(refusal(switches.clone(), "/projects/"), expected, "{switches}");
        }
    }

    #[test]
    fn the_deepest_restriction_decides() {
        let paths = json!({"sharing_restrict_paths": {
            "read": ["/projects"], "read_write": ["/projects/private/open/"], "none": ["/projects/private", "/projects"],
        }});
        let closed = Some(Refusal::FolderNotSharable);
        assert_eq!(refusal(paths.clone(), "/projects/"), closed);
        assert_eq!(refusal(paths.clone(), "/projects/private/a/"), closed);
        assert_eq!(refusal(paths.clone(), "/projects/private/open/b/"), None);
        assert_eq!(refusal(paths, "/home/"), closed);
    }
}
