//! `api/roles`: who manages a collection. Transfer shows the same roles; they change only here.

use serde::de::IgnoredAny;
use serde_json::json;

use super::docs::{ServerRole, principal_urn};
use super::envelope::Answer;
use super::{API, GcsClient, or_existing};
use crate::error::{Error, Result};
use crate::http::Call;
use crate::ids::{CollectionId, RoleId};
use crate::retry::create_once;
use crate::transfer::{PrincipalType, Role, RoleName};

impl GcsClient {
    /// All roles on a collection, for those who look after it.
    pub async fn roles(&self, collection: &CollectionId) -> Result<Vec<Role>> {
        let call = Call::get(&[API, "roles"])
            .query("collection_id", collection.as_str())
            .query("include", "all_roles");
        let roles: Vec<ServerRole> = self.all(call).await?;
        Ok(roles.into_iter().map(Role::from).collect())
    }

    /// Gives a role to an identity or a group. One that they have already is fine.
    pub async fn create_role(
        &self,
        collection: &CollectionId,
        principal_type: PrincipalType,
        principal: &str,
        role: &RoleName,
    ) -> Result<Role> {
        let urn = principal_urn(principal_type, principal);
        let body =
            json!({"DATA_TYPE": "role#1.0.0", "collection": collection, "principal": urn, "role": role});
        let call = Call::post(&[API, "roles"], body);
        let create = || async {
            let made: Answer = self.service.call_once(&call).await?;
            made.one::<ServerRole>().map(Role::from)
        };
        let look = || async {
            let is_it = |it: &Role| {
                it.role == *role && it.principal_type == principal_type && it.principal == principal
            };
            Ok(self.roles(collection).await?.into_iter().find(is_it))
        };
        let made = create_once(&self.service.http().config().retry, create, look).await;
        or_existing(made, look()).await
    }

    /// Takes a role away. One that is gone already is fine.
    pub async fn delete_role(&self, role: &RoleId) -> Result<()> {
        let call = Call::delete(&[API, "roles", role.as_str()]);
        match self.service.call::<IgnoredAny>(call).await {
            Err(Error::Api(api)) if api.status == 404 => Ok(()),
            done => done.map(drop),
        }
    }
}
