//! `api/user_credentials`: the person's own accounts on a storage.

use serde_json::json;

use super::docs::UserCredential;
use super::envelope::Answer;
use super::{API, GcsClient, or_existing};
use crate::error::Result;
use crate::http::Call;
use crate::ids::StorageGatewayId;
use crate::retry::create_once;

impl GcsClient {
    /// The person's accounts on one storage.
    pub async fn user_credentials(&self, gateway: &StorageGatewayId) -> Result<Vec<UserCredential>> {
        let call = Call::get(&[API, "user_credentials"]).query("storage_gateway", gateway.as_str());
        self.all(call).await
    }

    /// The person's accounts on all storages of the server.
    pub async fn my_user_credentials(&self) -> Result<Vec<UserCredential>> {
        self.all(Call::get(&[API, "user_credentials"])).await
    }

    /// Makes the account that the person's sign-in maps to. Works for storage that wants no secrets (POSIX); one that
    /// is there already will do.
    pub async fn create_user_credential(&self, gateway: &StorageGatewayId) -> Result<UserCredential> {
        let body = json!({"DATA_TYPE": "user_credential#1.0.0", "storage_gateway_id": gateway});
        let call = Call::post(&[API, "user_credentials"], body);
        let create = || async {
            let made: Answer = self.service.call_once(&call).await?;
            made.one()
        };
        let look = || async {
            let mine = self.user_credentials(gateway).await?;
            Ok(mine.into_iter().find(UserCredential::is_usable))
        };
        let made = create_once(&self.service.http().config().retry, create, look).await;
        or_existing(made, look()).await
    }
}
