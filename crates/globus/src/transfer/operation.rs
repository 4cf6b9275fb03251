//! `/operation/endpoint/<id>/…`: looking into folders and making them.

use serde::de::IgnoredAny;

use super::{FileEntry, FileList, TransferClient, VERSION};
use crate::error::{Error, Result};
use crate::http::Call;
use crate::ids::CollectionId;
use crate::path::CollectionPath;

/// What to list, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// The folder. Without one the service chooses, not always the root.
    pub path: Option<CollectionPath>,
    /// Whether hidden files are wanted; the service says yes by default.
    pub show_hidden: Option<bool>,
    /// `name ASC,size DESC`.
    pub orderby: Option<String>,
    /// `type:dir`, `name:~*.csv`.
    pub filter: Option<String>,
    /// Entries at most.
    pub limit: Option<u32>,
    /// Entries to leave out at the beginning.
    pub offset: Option<u32>,
}

impl ListQuery {
    /// A folder, with everything in it.
    pub fn folder(path: CollectionPath) -> Self {
        Self {
            path: Some(path),
            ..Self::default()
        }
    }
}

impl TransferClient {
    /// What a folder holds.
    pub async fn ls(&self, collection: &CollectionId, query: &ListQuery) -> Result<FileList> {
        let call = Call::get(&operation(collection, "ls"))
            .query_if_some("path", query.path.as_ref())
            .query_if_some("show_hidden", query.show_hidden.map(u8::from))
            .query_if_some("orderby", query.orderby.as_deref())
            .query_if_some("filter", query.filter.as_deref())
            .query_if_some("limit", query.limit)
            .query_if_some("offset", query.offset);
        self.service.call(call).await
    }

    /// One file or folder.
    pub async fn stat(&self, collection: &CollectionId, path: &CollectionPath) -> Result<FileEntry> {
        self.service
            .call(Call::get(&operation(collection, "stat")).query("path", path.as_str()))
            .await
    }

    /// Makes a folder; its parent must be there. A folder that is there already is fine, a file of that name
    /// is not.
    pub async fn mkdir(&self, collection: &CollectionId, path: &CollectionPath) -> Result<()> {
        let body = serde_json::json!({"DATA_TYPE": "mkdir", "path": path.as_str()});
        match self
            .service
            .call::<IgnoredAny>(Call::post(&operation(collection, "mkdir"), body))
            .await
        {
            Ok(_) => Ok(()),
            Err(Error::Api(api)) if api.has_code("Exists") => {
                match self.stat(collection, path).await?.is_dir() {
                    true => Ok(()),
                    false => Err(Error::Api(api)),
                }
            }
            Err(error) => Err(error),
        }
    }
}

fn operation<'a>(collection: &'a CollectionId, name: &'a str) -> [&'a str; 5] {
    [VERSION, "operation", "endpoint", collection.as_str(), name]
}
