//! Transfer: collections, who may see them, and the files on them. One file for each resource.

mod access;
mod bookmark;
mod docs;
mod endpoint;
mod endpoint_search;
mod operation;
mod role;
mod shared_endpoint;
mod task;

pub use access::{AccessChange, AccessCreated, NewAccessRule};
pub use bookmark::Bookmark;
pub use docs::{
    AccessRule, Endpoint, EntityType, FileEntry, FileList, FileType, NotificationPolicy, Permissions,
    PrincipalType, Role, RoleName, SkippedError, Task, TaskEvent, TaskStatus, TaskTrouble, principal_id,
};
pub use endpoint::EndpointChange;
pub use endpoint_search::{EndpointPage, SearchQuery, SearchScope};
pub use operation::ListQuery;
pub use shared_endpoint::NewSharedEndpoint;
pub use task::NewTransfer;

use serde::Deserialize;

use crate::audience::Audience;
use crate::auth::Authorizer;
use crate::http::{Http, ServiceClient};

/// All routes used here are of this version of the API.
const VERSION: &str = "v0.10";

/// Transfer.
#[derive(Clone, Debug)]
pub struct TransferClient {
    service: ServiceClient,
}

impl TransferClient {
    pub(crate) fn new(http: Http, authorizer: Authorizer) -> Self {
        let audience = Audience::transfer(&http.config().urls);
        Self {
            service: ServiceClient::new(http, authorizer, audience),
        }
    }
}

/// List documents put their items in `DATA`.
#[derive(Deserialize)]
struct List<T> {
    #[serde(rename = "DATA")]
    data: Vec<T>,
}
