//! `POST api/collections`: guest collections on servers.

use serde::Serialize;

use super::docs::ServerCollection;
use super::envelope::Answer;
use super::{API, CollectionFilter, GcsClient};
use crate::error::Result;
use crate::http::Call;
use crate::ids::{CollectionId, IdentityId, UserCredentialId};
use crate::path::{CollectionPath, is_same_host_path, unicode_eq};
use crate::retry::create_once;

/// A guest collection to be made on a server. Its base path can't be changed later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewGuestCollection {
    /// The collection that it becomes part of.
    pub mapped_collection_id: CollectionId,
    /// The folder there that becomes `/`. It must exist.
    #[serde(rename = "collection_base_path")]
    pub base_path: CollectionPath,
    /// Its name, at most 128 characters.
    pub display_name: String,
    /// Whether others find it. Does not make the data public.
    pub public: bool,
    /// The account through which its files are reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_credential_id: Option<UserCredentialId>,
    /// Whose it is: one of the person's own identities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity_id: Option<IdentityId>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// Words to find it by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Whom to ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_email: Option<String>,
    /// Whether transfers are always encrypted.
    pub force_encryption: bool,
}

impl NewGuestCollection {
    /// One with nothing but what it needs.
    pub fn new(mapped: CollectionId, base_path: CollectionPath, display_name: impl Into<String>) -> Self {
        Self {
            mapped_collection_id: mapped,
            base_path,
            display_name: display_name.into(),
            public: false,
            user_credential_id: None,
            identity_id: None,
            description: None,
            organization: None,
            keywords: Vec::new(),
            contact_email: None,
            force_encryption: false,
        }
    }

    /// Whether `collection` is what this one would have become.
    fn is_made_as(&self, collection: &ServerCollection) -> bool {
        let same_path = collection
            .collection_base_path
            .as_deref()
            .is_some_and(|path| is_same_host_path(&self.base_path, path));
        same_path && unicode_eq(&collection.display_name, &self.display_name)
    }
}

impl GcsClient {
    /// Makes a guest collection. Nothing on the server's side stops a second one, so after an attempt whose outcome is
    /// unknown the person's own are listed first. Transfer may know it a little later.
    pub async fn create_guest_collection(&self, new: &NewGuestCollection) -> Result<ServerCollection> {
        let mut body = serde_json::to_value(new).unwrap_or_default();
        body["DATA_TYPE"] = "collection#1.0.0".into();
        body["collection_type"] = "guest".into();
        let call = Call::post(&[API, "collections"], body);
        let create = || async {
            let made: Answer = self.service.call_once(&call).await?;
            made.one()
        };
        let look = || self.find_guest_collection(new);
        create_once(&self.service.http().config().retry, create, look).await
    }

    /// The person's own guest collection with the folder and the name of `new`, if there is one: what an attempt whose
    /// answer was lost has made.
    pub async fn find_guest_collection(&self, new: &NewGuestCollection) -> Result<Option<ServerCollection>> {
        let mine = CollectionFilter {
            guest_collections: true,
            created_by_me: true,
            mapped_collection_id: Some(new.mapped_collection_id.clone()),
            ..CollectionFilter::default()
        };
        let mine = self.collections(&mine).await?;
        Ok(mine.into_iter().find(|collection| new.is_made_as(collection)))
    }
}
