//! `GET` and `DELETE /endpoint/<id>`.

use serde::de::IgnoredAny;

use super::{Endpoint, TransferClient, VERSION};
use crate::error::{Error, Result};
use crate::http::Call;
use crate::ids::CollectionId;

impl TransferClient {
    /// A collection, with the roles that the person has there.
    pub async fn endpoint(&self, id: &CollectionId) -> Result<Endpoint> {
        self.service
            .call(Call::get(&[VERSION, "endpoint", id.as_str()]))
            .await
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
