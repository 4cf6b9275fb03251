//! What a Globus Connect Server keeps: its storage gateways, the local accounts of people, and the settings of its
//! collections.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// A way of an endpoint to one kind of storage, and who may take it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct StorageGateway {
    pub id: Uuid,
    /// The endpoint it belongs to.
    pub endpoint: Uuid,
    pub display_name: String,
    /// The kind of storage, by Globus's own id for it.
    pub connector: Uuid,
    /// E-mail domains whose people have a local account.
    pub allowed_domains: Vec<String>,
    /// Local accounts: if there are any here, then only these.
    pub users_allow: Vec<String>,
    pub users_deny: Vec<String>,
    pub high_assurance: bool,
    pub authentication_timeout_mins: Option<i64>,
    pub require_mfa: bool,
    pub restrict_paths: Option<PathRestrictions>,
}

/// Somebody's local account behind a storage gateway.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct UserCredential {
    pub id: Uuid,
    pub gateway: Uuid,
    pub identity: Uuid,
    /// The local account.
    pub username: String,
    pub display_name: Option<String>,
    /// The storage no longer takes it.
    pub invalid: bool,
    /// What the connector wants besides, as it was sent.
    pub policies: Option<Value>,
}

/// `DATA_TYPE: path_restrictions`. Of the folders that cover a path the deepest one decides.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(default)]
pub(crate) struct PathRestrictions {
    pub read: Vec<String>,
    pub read_write: Vec<String>,
    pub none: Vec<String>,
}

/// What only collections and endpoints of a server have.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct ServerSettings {
    /// Mapped and guest collections.
    pub storage_gateway: Option<Uuid>,
    /// Who made it: the manager's `identity_id`.
    pub identity: Option<Uuid>,
    /// Guest collections: the account whose rights they pass on.
    pub user_credential: Option<Uuid>,
    pub allow_guest_collections: bool,
    pub sharing_restrict_paths: Option<PathRestrictions>,
    pub sharing_users_allow: Option<Vec<String>>,
    pub sharing_users_deny: Option<Vec<String>>,
    pub delete_protected: bool,
    /// Guest collections of this mapped collection ask for a fresh sign-in as often as it does itself.
    pub guests_inherit_timeout: bool,
    pub require_mfa: bool,
    /// The sign-in must be with an identity of one of these domains.
    pub required_domains: Vec<String>,
    /// The sign-in must fulfil these authentication policies.
    pub required_policies: Vec<Uuid>,
    pub guest_auth_policy: Option<Uuid>,
    pub auto_delete_timeout: Option<i64>,
    pub skip_auto_delete: bool,
    pub restrict_transfers_to_high_assurance: Option<String>,
    pub associated_flow_policy: Option<Value>,
    /// Connector policies of a mapped collection, as they were sent.
    pub policies: Option<Value>,
    /// Until then Transfer does not know the collection.
    pub hidden_until: Option<Timestamp>,
}
