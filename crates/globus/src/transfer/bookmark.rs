//! `/bookmark_list`: folders that the person gave a name, in this app's or any other's window. The list has no pages.

use serde::{Deserialize, Serialize};

use super::{List, TransferClient, VERSION};
use crate::error::Result;
use crate::http::Call;
use crate::ids::{BookmarkId, CollectionId};
use crate::lenient::null_is_default;

/// A named folder of a collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// The bookmark.
    pub id: BookmarkId,
    /// The person's name for it.
    #[serde(default, deserialize_with = "null_is_default")]
    pub name: String,
    /// The collection. It may be gone: bookmarks outlive it.
    pub endpoint_id: CollectionId,
    /// The folder, as it was when the bookmark was made.
    #[serde(default, deserialize_with = "null_is_default")]
    pub path: String,
    /// Whether the person wants it in front.
    #[serde(default, deserialize_with = "null_is_default")]
    pub pinned: bool,
}

impl TransferClient {
    /// The person's bookmarks.
    pub async fn bookmark_list(&self) -> Result<Vec<Bookmark>> {
        let list: List<Bookmark> = self.service.call(Call::get(&[VERSION, "bookmark_list"])).await?;
        Ok(list.data)
    }
}
