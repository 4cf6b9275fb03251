//! `/endpoint/<id>/role_list`: who manages a collection.

use super::{List, Role, TransferClient, VERSION};
use crate::error::Result;
use crate::http::Call;
use crate::ids::CollectionId;

impl TransferClient {
    /// All role assignments of a collection.
    pub async fn role_list(&self, collection: &CollectionId) -> Result<Vec<Role>> {
        let call = Call::get(&[VERSION, "endpoint", collection.as_str(), "role_list"]);
        let list: List<Role> = self.service.call(call).await?;
        Ok(list.data)
    }
}
