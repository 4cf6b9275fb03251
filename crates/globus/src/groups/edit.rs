//! `PUT` and `DELETE /v2/groups/<id>`: what is written about a group, and its end. For its administrators.

use serde_json::{Value, json};

use super::{Group, GroupsClient};
use crate::error::Result;
use crate::http::Call;
use crate::ids::GroupId;

impl GroupsClient {
    /// Writes name and description anew. Whatever else the group has is not sent, and stays. Sent again it does the same.
    pub async fn update_group(&self, id: &GroupId, name: &str, description: Option<&str>) -> Result<Group> {
        let body = json!({ "name": name, "description": description });
        self.service
            .call(Call::put(&["v2", "groups", id.as_str()], body))
            .await
    }

    /// Deletes a group, with all memberships. Permissions that name it stay behind and reach nobody.
    pub async fn delete_group(&self, id: &GroupId) -> Result<()> {
        let _: Value = self
            .service
            .call(Call::delete(&["v2", "groups", id.as_str()]))
            .await?;
        Ok(())
    }
}
