//! Permissions and roles.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
