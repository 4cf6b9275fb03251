//! `GET`, `PUT` and `DELETE /endpoint/<id>`.

use serde::Serialize;
use serde::de::IgnoredAny;

use super::{Endpoint, NotificationPolicy, TransferClient, VERSION};
use crate::error::{Error, Result};
use crate::http::Call;
use crate::ids::CollectionId;

/// What is to be written on a collection's card. Everything is sent: what is none is cleared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EndpointChange {
    /// Its name, at most 128 characters.
    pub display_name: String,
    /// What it is.
    pub description: Option<String>,
    /// Words to find it by, separated by commas.
    pub keywords: Option<String>,
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
        rename = "guest_collection_activity_notification_policy",
        skip_serializing_if = "Option::is_none"
    )]
    pub notifications: Option<NotificationPolicy>,
}

impl TransferClient {
    /// A collection, with the roles that the person has there.
    pub async fn endpoint(&self, id: &CollectionId) -> Result<Endpoint> {
        self.service
            .call(Call::get(&[VERSION, "endpoint", id.as_str()]))
            .await
    }

    /// Writes the card of a collection on a personal computer anew. Cards on servers are the server's.
    pub async fn update_endpoint(&self, id: &CollectionId, change: &EndpointChange) -> Result<()> {
        let mut body = serde_json::to_value(change).unwrap_or_default();
        body["DATA_TYPE"] = "endpoint".into();
        let call = Call::put(&[VERSION, "endpoint", id.as_str()], body);
        self.service.call::<IgnoredAny>(call).await?;
        Ok(())
    }

    /// Deletes a collection; its permissions and roles go with it, the data stays. One that is gone already
    /// is fine.
    pub async fn delete_endpoint(&self, id: &CollectionId) -> Result<()> {
        let call = Call::delete(&[VERSION, "endpoint", id.as_str()]);
        match self.service.call::<IgnoredAny>(call).await {
            Ok(_) => Ok(()),
            Err(Error::Api(api)) if api.has_code("EndpointNotFound") || api.has_code("EndpointDeleted") => {
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}
