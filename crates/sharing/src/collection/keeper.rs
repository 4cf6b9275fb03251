//! Who keeps roles, card and end of a collection: Transfer for personal computers, for a server the server itself.
//!
//! Servers are asked under a consent of their own. Without it the calls answer [`Error::ConsentRequired`]: the person
//! signs in with that demand, and the same call is made once more.
//!
//! [`Error::ConsentRequired`]: crate::Error::ConsentRequired

use globus::gcs::{CollectionChange, GcsClient, ServerCollection};
use globus::ids::{CollectionId, RoleId};
use globus::transfer::{Endpoint, EndpointChange, Role, RoleName, TransferClient};

use super::about::{about, keywords, tells_of};
use crate::Sharing;
use crate::changes::names;
use crate::effective::Principal;
use crate::error::Result;
use crate::model::CollectionAbout;

/// The keeper of one collection.
pub(crate) struct Keeper<'a> {
    collection: &'a CollectionId,
    place: Place<'a>,
}

enum Place<'a> {
    Transfer(&'a TransferClient),
    Server(Box<GcsClient>),
}

impl Sharing {
    /// Who keeps this collection.
    pub(crate) fn keeper<'a>(&'a self, collection: &'a Endpoint) -> Result<Keeper<'a>> {
        let globus = self.globus();
        let place = if collection.is_personal() {
            Place::Transfer(&globus.transfer)
        } else {
            Place::Server(Box::new(globus.connect_server(collection)?))
        };
        Ok(Keeper {
            collection: &collection.id,
            place,
        })
    }
}

impl Keeper<'_> {
    /// Gives a role to a person or a group. On a server, one that they have already is fine.
    pub(crate) async fn give_role(&self, principal: &Principal, role: &RoleName) -> Result<Role> {
        let (kind, principal) = names(principal);
        let made = match &self.place {
            Place::Transfer(transfer) => {
                transfer
                    .create_role(self.collection, kind, &principal, role)
                    .await
            }
            Place::Server(server) => server.create_role(self.collection, kind, &principal, role).await,
        };
        Ok(made?)
    }

    /// Takes a role away. One that is gone already is fine.
    pub(crate) async fn take_role(&self, role: &RoleId) -> Result<()> {
        match &self.place {
            Place::Transfer(transfer) => transfer.delete_role(self.collection, role).await?,
            Place::Server(server) => server.delete_role(role).await?,
        }
        Ok(())
    }

    /// All roles, from where they are kept: what was just changed is there at once.
    pub(crate) async fn roles(&self) -> Result<Vec<Role>> {
        Ok(match &self.place {
            Place::Transfer(transfer) => transfer.role_list(self.collection).await?,
            Place::Server(server) => server.roles(self.collection).await?,
        })
    }

    /// Writes the card anew and reads it back.
    pub(crate) async fn write_about(&self, change: EndpointChange) -> Result<CollectionAbout> {
        Ok(match &self.place {
            Place::Transfer(transfer) => {
                transfer.update_endpoint(self.collection, &change).await?;
                about(&transfer.endpoint(self.collection).await?)
            }
            Place::Server(server) => {
                server
                    .update_collection(self.collection, &on_server(change))
                    .await?;
                about_on_server(server.collection(self.collection).await?)
            }
        })
    }

    /// Deletes the collection. The files stay where they are.
    pub(crate) async fn delete(&self) -> Result<()> {
        match &self.place {
            Place::Transfer(transfer) => transfer.delete_endpoint(self.collection).await?,
            Place::Server(server) => server.delete_collection(self.collection).await?,
        }
        Ok(())
    }
}

/// The same card in the words of a server.
fn on_server(change: EndpointChange) -> CollectionChange {
    CollectionChange {
        display_name: change.display_name,
        description: change.description,
        keywords: keywords(change.keywords.as_deref()),
        organization: change.organization,
        contact_email: change.contact_email,
        contact_info: change.contact_info,
        info_link: change.info_link,
        notifications: change.notifications,
    }
}

fn about_on_server(collection: ServerCollection) -> CollectionAbout {
    let policy = collection.activity_notification_policy.as_ref();
    CollectionAbout {
        notify_downloads: Some(tells_of(policy, "source")),
        notify_uploads: Some(tells_of(policy, "destination")),
        display_name: collection.display_name,
        description: collection.description,
        keywords: collection.keywords,
        organization: collection.organization,
        contact_email: collection.contact_email,
        contact_info: collection.contact_info,
        info_link: collection.info_link,
    }
}
