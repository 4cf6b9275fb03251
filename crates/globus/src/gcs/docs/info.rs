//! What a server says about itself.

use serde::{Deserialize, Serialize};

use crate::gcs::envelope::Document;
use crate::ids::{ClientId, CollectionId};

/// `info#1.0.0`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Info {
    /// What goes into the server's scopes.
    pub client_id: ClientId,
    /// The server in Transfer.
    #[serde(default)]
    pub endpoint_id: Option<CollectionId>,
    /// Its name on the internet.
    #[serde(default)]
    pub domain_name: Option<String>,
    /// Its version.
    #[serde(default)]
    pub manager_version: Option<String>,
    /// The version of its interface.
    #[serde(default)]
    pub api_version: Option<String>,
}

impl Document for Info {
    const KIND: &'static str = "info";
}
