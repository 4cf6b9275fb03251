//! The documents that practice keeps. Names are those of the Globus documents.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An organisation that people sign in with.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct IdentityProvider {
    pub id: Uuid,
    pub name: String,
    pub short_name: String,
    pub domains: Vec<String>,
}

/// One sign-in name. Identities with the same `account` are linked: one human being.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Identity {
    pub id: Uuid,
    pub username: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub organization: Option<String>,
    /// `unused`, `used`, `private` or `closed`.
    pub status: String,
    pub identity_provider: Uuid,
    pub identity_type: Option<String>,
    /// The primary identity of the set this one belongs to.
    pub account: Uuid,
    /// Offered on the sign-in page.
    pub sign_in: bool,
}

/// A registered application.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Client {
    pub id: Uuid,
    pub name: String,
    /// None for native apps, which can't keep one.
    pub secret: Option<String>,
    /// Made from this client by `POST /v2/api/clients`.
    pub template: Option<Uuid>,
    pub created: Timestamp,
}

/// What a person let an application do. Consents only add up.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Consent {
    pub id: u64,
    pub client: Uuid,
    pub account: Uuid,
    pub scope: String,
    /// The consents this one hangs below, outermost first, itself last.
    pub dependency_path: Vec<u64>,
    pub optional: bool,
    pub offline: bool,
    pub created: Timestamp,
}

/// A code that waits to be exchanged. Only its hash is kept.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct AuthCode {
    pub hash: String,
    pub client: Uuid,
    pub redirect_uri: String,
    pub identity: Uuid,
    pub scope: String,
    pub code_challenge: Option<String>,
    pub offline: bool,
    pub state: String,
    pub expires: Timestamp,
    pub used: bool,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TokenKind {
    Access,
    Refresh,
}

/// An access or refresh token. Only its hash is kept.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Token {
    pub hash: String,
    pub kind: TokenKind,
    pub client: Uuid,
    pub identity: Uuid,
    pub resource_server: String,
    /// Base scope names.
    pub scopes: Vec<String>,
    /// Scopes below them, such as `data_access` below Transfer.
    pub dependencies: Vec<String>,
    pub issued: Timestamp,
    /// When the person last proved who they are.
    pub auth_time: Timestamp,
    pub expires: Timestamp,
}

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
    /// Mapped collections: e-mail domains of the people who have a local account there.
    pub local_domains: Vec<String>,
    /// Mapped collections: where its files are on this machine.
    pub storage: Option<Storage>,
    pub texts: Texts,
    pub created: Timestamp,
    pub deleted: bool,
}

/// Where a mapped collection keeps its files.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Storage {
    /// The real file system of this computer, limited to the folders that were allowed.
    Computer { home: String },
    /// One folder below the data folder stands for the whole disk.
    Folder { root: String },
}

/// What the owner may write on a collection's card.
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

#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PrincipalType {
    Identity,
    Group,
    AllAuthenticatedUsers,
    Anonymous,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Permissions {
    #[serde(rename = "r")]
    Read,
    #[serde(rename = "rw")]
    ReadWrite,
}

/// A permission on a guest collection: `DATA_TYPE: access`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct AccessRule {
    pub id: Uuid,
    pub collection: Uuid,
    pub principal_type: PrincipalType,
    /// None for everybody, where the document has an empty string.
    pub principal: Option<Uuid>,
    pub path: String,
    pub permissions: Permissions,
    pub create_time: Timestamp,
    pub expiration_date: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RoleName {
    Administrator,
    ActivityManager,
    ActivityMonitor,
    AccessManager,
    /// Only ever an effective role, of those who administer the parent.
    RestrictedAdministrator,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Role {
    pub id: Uuid,
    pub collection: Uuid,
    pub principal_type: PrincipalType,
    pub principal: Uuid,
    pub role: RoleName,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Group {
    pub id: Uuid,
    pub name: String,
    pub description: Option<String>,
    pub parent: Option<Uuid>,
    pub policies: Policies,
    pub subscription: Option<Uuid>,
    pub memberships: Vec<Membership>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Policies {
    pub is_high_assurance: bool,
    pub authentication_assurance_timeout: i64,
    /// `authenticated` or `private`.
    pub group_visibility: String,
    /// `members` or `managers`.
    pub group_members_visibility: String,
    pub join_requests: bool,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Membership {
    pub identity: Uuid,
    /// `member`, `manager` or `admin`.
    pub role: String,
    /// `active`, `invited`, `pending`, `left`, `removed`, …
    pub status: String,
    pub updated: Timestamp,
}

/// That somebody used a collection, for `filter_scope=recently-used`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct RecentUse {
    pub account: Uuid,
    pub collection: Uuid,
    pub time: Timestamp,
}
