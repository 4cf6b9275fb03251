//! `POST /shared_endpoint`: guest collections on Globus Connect Personal. Servers have a route of their own.

use serde::{Deserialize, Serialize};

use super::{Endpoint, List, TransferClient, VERSION};
use crate::error::Result;
use crate::http::Call;
use crate::ids::CollectionId;
use crate::path::{CollectionPath, is_same_host_path, unicode_eq};
use crate::retry::create_once;

/// A guest collection to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewSharedEndpoint {
    /// The computer's collection. (Other clients write `host_endpoint_id`.)
    pub host_endpoint: CollectionId,
    /// The folder that becomes `/`. It must exist.
    pub host_path: CollectionPath,
    /// Visible to everybody: guest collections of this kind are always listed publicly.
    pub display_name: String,
    /// Visible to everybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Visible to everybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// One string, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keywords: Option<String>,
    /// Visible to everybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_email: Option<String>,
    /// Whether transfers are always encrypted.
    pub force_encryption: bool,
}

impl NewSharedEndpoint {
    /// One with nothing but what it needs.
    pub fn new(
        host_endpoint: CollectionId,
        host_path: CollectionPath,
        display_name: impl Into<String>,
    ) -> Self {
        Self {
            host_endpoint,
            host_path,
            display_name: display_name.into(),
            description: None,
            organization: None,
            keywords: None,
            contact_email: None,
            force_encryption: false,
        }
    }

    /// Whether `endpoint` is what this one would have become.
    fn is_made_as(&self, endpoint: &Endpoint) -> bool {
        let same_path = endpoint
            .host_path
            .as_deref()
            .is_some_and(|path| is_same_host_path(&self.host_path, path));
        same_path && unicode_eq(&endpoint.display_name, &self.display_name)
    }
}

#[derive(Serialize)]
struct Request<'a> {
    #[serde(rename = "DATA_TYPE")]
    data_type: &'static str,
    #[serde(flatten)]
    new: &'a NewSharedEndpoint,
}

#[derive(Deserialize)]
struct Created {
    id: CollectionId,
}

impl TransferClient {
    /// Makes a guest collection. Nothing on the service's side stops a second one, so after an attempt whose
    /// outcome is unknown the list is read first.
    pub async fn create_shared_endpoint(&self, new: &NewSharedEndpoint) -> Result<CollectionId> {
        let body = serde_json::to_value(Request {
            data_type: "shared_endpoint",
            new,
        })
        .unwrap_or_default();
        let call = Call::post(&[VERSION, "shared_endpoint"], body);
        let create = || async {
            let created: Created = self.service.call_once(&call).await?;
            Ok(created.id)
        };
        let look = || async {
            let mine: List<Endpoint> = self.service.call_once(&list_call(&new.host_endpoint)).await?;
            Ok(mine
                .data
                .into_iter()
                .find(|endpoint| new.is_made_as(endpoint))
                .map(|endpoint| endpoint.id))
        };
        create_once(&self.service.http().config().retry, create, look).await
    }

    /// The person's guest collections on a host.
    pub async fn my_shared_endpoint_list(&self, host: &CollectionId) -> Result<Vec<Endpoint>> {
        let list: List<Endpoint> = self.service.call(list_call(host)).await?;
        Ok(list.data)
    }
}

fn list_call(host: &CollectionId) -> Call {
    Call::get(&[VERSION, "endpoint", host.as_str(), "my_shared_endpoint_list"])
}
