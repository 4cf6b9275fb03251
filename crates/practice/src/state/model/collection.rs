//! Collections and where their files are.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::storage::GeneratedTree;

use super::ServerSettings;

/// A mapped or guest collection, or the endpoint of a server.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Collection {
    pub id: Uuid,
    pub entity_type: EntityType,
    pub display_name: String,
    /// The person for Globus Connect Personal; the endpoint's client id for servers, guest collections included.
    pub owner: Uuid,
    pub owner_string: String,
    pub public: bool,
    pub subscription: Option<Uuid>,
    /// The mapped collection that a guest collection lives on.
    pub host: Option<Uuid>,
    /// Guest collections: the folder on the host, absolute, with a trailing slash.
    pub host_path: Option<String>,
    /// Server collections: the client id of the endpoint.
    pub gcs_endpoint: Option<Uuid>,
    pub connected: bool,
    pub paused: bool,
    pub high_assurance: bool,
    pub authentication_timeout_mins: Option<i64>,
    pub acl_max_expiration_period_mins: Option<i64>,
    pub disable_anonymous_writes: bool,
    /// Server collections: are its files served over HTTPS? None means yes, as a new server does.
    #[serde(default)]
    pub enable_https: Option<bool>,
    /// Mapped collections: e-mail domains of the people who have a local account there.
    pub local_domains: Vec<String>,
    /// Mapped collections: where its files are on this machine.
    pub storage: Option<Storage>,
    pub texts: Texts,
    pub created: Timestamp,
    pub deleted: bool,
    #[serde(default)]
    pub server: ServerSettings,
}

impl Collection {
    /// Are its files a consent of their own? Those of guest collections and of protected storage are not.
    pub(crate) fn needs_data_access(&self) -> bool {
        self.entity_type == EntityType::GCSv5_mapped_collection && !self.high_assurance
    }

    /// A scope of this collection alone: `https` or `data_access`. It names the real Auth wherever Auth is.
    pub(crate) fn scope(&self, part: &str) -> String {
        collection_scope(self.id, part)
    }
}

/// [`Collection::scope`] by the collection's id.
pub(crate) fn collection_scope(collection: Uuid, part: &str) -> String {
    format!("https://auth.globus.org/scopes/{collection}/{part}")
}

/// Where a mapped collection keeps its files.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Storage {
    /// The real file system of this computer, limited to the folders that were allowed.
    Computer { home: String },
    /// One folder below the data folder stands for the whole disk.
    Folder { root: String },
    /// Nothing is on disk: names and contents follow from a few numbers.
    Generated { tree: GeneratedTree },
}

/// What people may write on a collection's card: the owner, but for the last field.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Texts {
    pub description: Option<String>,
    pub organization: Option<String>,
    pub department: Option<String>,
    pub keywords: Option<String>,
    pub contact_email: Option<String>,
    pub contact_info: Option<String>,
    pub info_link: Option<String>,
    pub default_directory: Option<String>,
    pub user_message: Option<String>,
    pub user_message_link: Option<String>,
    pub force_encryption: bool,
    pub disable_verify: bool,
    pub force_verify: bool,
    /// `Automatic`, or latitude and longitude.
    pub location: Option<String>,
    /// `normal` if absent.
    pub network_use: Option<String>,
    /// `max_concurrency` and its like, where `network_use` is `custom`.
    pub concurrency: BTreeMap<String, u64>,
    /// Which ends of which tasks are told to the owner, as it was sent.
    pub guest_collection_activity_notification_policy: Option<serde_json::Value>,
    /// A manager of the subscription has looked at it.
    pub subscription_admin_verified: bool,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[allow(non_camel_case_types)] // These are the service's own spellings.
pub(crate) enum EntityType {
    GCP_mapped_collection,
    GCP_guest_collection,
    GCSv5_endpoint,
    GCSv5_mapped_collection,
    GCSv5_guest_collection,
}

impl EntityType {
    pub(crate) fn is_guest(self) -> bool {
        matches!(self, Self::GCP_guest_collection | Self::GCSv5_guest_collection)
    }

    pub(crate) fn is_personal(self) -> bool {
        matches!(self, Self::GCP_guest_collection | Self::GCP_mapped_collection)
    }
}

/// That somebody used a collection, for `filter_scope=recently-used`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct RecentUse {
    pub account: Uuid,
    pub collection: Uuid,
    pub time: Timestamp,
}
