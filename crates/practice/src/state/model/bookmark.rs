//! Places that a person gave a name.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A named folder of a collection. Only its owner sees it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Bookmark {
    pub id: Uuid,
    /// The primary identity of the account.
    pub owner: Uuid,
    /// Unique for one owner; letter case counts.
    pub name: String,
    pub collection: Uuid,
    pub path: String,
    pub pinned: bool,
}
