//! `/endpoint/<id>/role…`: who manages a collection. Roles of collections on servers can only be read here.

use serde::de::IgnoredAny;
use serde_json::json;

use super::{List, PrincipalType, Role, RoleName, TransferClient, VERSION};
use crate::error::{Error, Result};
use crate::http::Call;
use crate::ids::{CollectionId, RoleId};
use crate::retry::create_once;

impl TransferClient {
    /// All role assignments of a collection.
    pub async fn role_list(&self, collection: &CollectionId) -> Result<Vec<Role>> {
        let call = Call::get(&[VERSION, "endpoint", collection.as_str(), "role_list"]);
        let list: List<Role> = self.service.call(call).await?;
        Ok(list.data)
    }

    /// Gives a role to an identity or a group. After an attempt whose outcome is unknown the list is read first.
    pub async fn create_role(
        &self,
        collection: &CollectionId,
        principal_type: PrincipalType,
        principal: &str,
        role: &RoleName,
    ) -> Result<Role> {
        let body = json!({
            "DATA_TYPE": "role", "principal_type": principal_type, "principal": principal, "role": role,
        });
        let call = Call::post(&[VERSION, "endpoint", collection.as_str(), "role"], body);
        let create = || async { self.service.call_once(&call).await };
        let look = || async {
            let is_it = |it: &Role| {
                it.role == *role && it.principal_type == principal_type && it.principal == principal
            };
            Ok(self.role_list(collection).await?.into_iter().find(is_it))
        };
        create_once(&self.service.http().config().retry, create, look).await
    }

    /// Takes a role away. One that is gone already is fine.
    pub async fn delete_role(&self, collection: &CollectionId, role: &RoleId) -> Result<()> {
        let call = Call::delete(&[VERSION, "endpoint", collection.as_str(), "role", role.as_str()]);
        match self.service.call::<IgnoredAny>(call).await {
            Ok(_) => Ok(()),
            Err(Error::Api(api)) if api.status == 404 && api.has_code("RoleNotFound") => Ok(()),
            Err(error) => Err(error),
        }
    }
}
