//! `api/collections`: the collections of a server.

use serde::Serialize;
use serde::de::IgnoredAny;

use super::docs::ServerCollection;
use super::envelope::Answer;
use super::{API, GcsClient};
use crate::error::{Error, Result};
use crate::http::Call;
use crate::ids::CollectionId;
use crate::transfer::NotificationPolicy;

/// Which collections are listed. Parts that are set must all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CollectionFilter {
    /// Only guest collections.
    pub guest_collections: bool,
    /// Only those that the person made.
    pub created_by_me: bool,
    /// Only those on which the person has a role.
    pub managed_by_me: bool,
    /// Only those below this one.
    pub mapped_collection_id: Option<CollectionId>,
}

impl CollectionFilter {
    fn words(&self) -> Option<String> {
        let words: [(&str, bool); 3] = [
            ("guest_collections", self.guest_collections),
            ("created_by_me", self.created_by_me),
            ("managed_by_me", self.managed_by_me),
        ];
        let wanted: Vec<&str> = words
            .into_iter()
            .filter(|(_, is_wanted)| *is_wanted)
            .map(|(word, _)| word)
            .collect();
        (!wanted.is_empty()).then(|| wanted.join(","))
    }
}

/// What is to be written on a guest collection's card. Everything is sent: what is none is cleared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CollectionChange {
    /// Its name, at most 128 characters.
    pub display_name: String,
    /// What it is.
    pub description: Option<String>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// The organisation.
    pub organization: Option<String>,
    /// Whom to ask.
    pub contact_email: Option<String>,
    /// More about whom to ask.
    pub contact_info: Option<String>,
    /// A page about it.
    pub info_link: Option<String>,
    /// Of which transfers administrators are told; none leaves that as it is.
    #[serde(
        rename = "activity_notification_policy",
        skip_serializing_if = "Option::is_none"
    )]
    pub notifications: Option<NotificationPolicy>,
}

impl CollectionChange {
    /// The smallest version of the document that has its fields (GCS Manager API, collection versions).
    fn data_type(&self) -> &'static str {
        match self.notifications {
            Some(_) => "collection#1.14.0",
            None => "collection#1.0.0",
        }
    }
}

impl GcsClient {
    /// One collection.
    pub async fn collection(&self, id: &CollectionId) -> Result<ServerCollection> {
        let call = Call::get(&[API, "collections", id.as_str()]);
        let answer: Answer = self.service.call(call).await?;
        answer.one()
    }

    /// Collections of this server that the person may see.
    pub async fn collections(&self, filter: &CollectionFilter) -> Result<Vec<ServerCollection>> {
        let call = Call::get(&[API, "collections"])
            .query_if_some("filter", filter.words())
            .query_if_some("mapped_collection_id", filter.mapped_collection_id.as_ref());
        self.all(call).await
    }

    /// Writes the card of a guest collection anew.
    pub async fn update_collection(&self, id: &CollectionId, change: &CollectionChange) -> Result<()> {
        let mut body = serde_json::to_value(change).unwrap_or_default();
        body["DATA_TYPE"] = change.data_type().into();
        body["collection_type"] = "guest".into();
        let call = Call::patch(&[API, "collections", id.as_str()], body);
        self.service.call::<IgnoredAny>(call).await?;
        Ok(())
    }

    /// Deletes a collection; its permissions and roles go with it, the data stays. One that is gone already is fine.
    pub async fn delete_collection(&self, id: &CollectionId) -> Result<()> {
        let call = Call::delete(&[API, "collections", id.as_str()]);
        match self.service.call::<IgnoredAny>(call).await {
            Err(Error::Api(api)) if api.status == 404 => Ok(()),
            done => done.map(drop),
        }
    }
}
