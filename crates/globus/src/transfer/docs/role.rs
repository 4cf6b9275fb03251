//! Roles: who may manage a collection.

use serde::{Deserialize, Serialize};

use super::PrincipalType;
use crate::ids::RoleId;

/// A role assignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The assignment.
    pub id: RoleId,
    /// An identity or a group.
    pub principal_type: PrincipalType,
    /// Its id.
    pub principal: String,
    /// What it may do.
    pub role: RoleName,
}

/// Names of roles, also as effective roles.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum RoleName {
    /// Everything.
    Administrator,
    /// Permissions.
    AccessManager,
    /// Sees and stops tasks.
    ActivityManager,
    /// Sees tasks.
    ActivityMonitor,
    /// Held by administrators of the parent: sees and deletes permissions. Only ever an effective role.
    RestrictedAdministrator,
    /// A role that is newer than this program.
    Other(String),
}

impl From<String> for RoleName {
    fn from(name: String) -> Self {
        match name.as_str() {
            "administrator" => Self::Administrator,
            "access_manager" => Self::AccessManager,
            "activity_manager" => Self::ActivityManager,
            "activity_monitor" => Self::ActivityMonitor,
            "restricted_administrator" => Self::RestrictedAdministrator,
            _ => Self::Other(name),
        }
    }
}

impl From<RoleName> for String {
    fn from(role: RoleName) -> Self {
        match role {
            RoleName::Administrator => "administrator".to_owned(),
            RoleName::AccessManager => "access_manager".to_owned(),
            RoleName::ActivityManager => "activity_manager".to_owned(),
            RoleName::ActivityMonitor => "activity_monitor".to_owned(),
            RoleName::RestrictedAdministrator => "restricted_administrator".to_owned(),
            RoleName::Other(name) => name,
        }
    }
}
