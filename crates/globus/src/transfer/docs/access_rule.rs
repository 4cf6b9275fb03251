//! The access document: one permission of a guest collection.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::RoleName;
use crate::ids::{AccessRuleId, RoleId};
use crate::lenient::null_is_default;
use crate::path::{CollectionPath, PathError};
use crate::time;

/// Who gets which level on which folder. Rules only add up; a deeper one never takes away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRule {
    /// None for implicit rules, which exist through a role and can't be changed here.
    pub id: Option<AccessRuleId>,
    /// What `principal` is.
    pub principal_type: PrincipalType,
    /// An identity or group id; empty for everybody.
    #[serde(default, deserialize_with = "null_is_default")]
    pub principal: String,
    /// As the service wrote it: other clients may have left off the last slash.
    pub path: String,
    /// The level.
    pub permissions: Permissions,
    /// None means never.
    #[serde(
        default,
        deserialize_with = "time::optional",
        serialize_with = "time::serialize_optional"
    )]
    pub expiration_date: Option<Timestamp>,
    /// None for implicit rules.
    #[serde(
        default,
        deserialize_with = "time::lenient",
        serialize_with = "time::serialize_optional"
    )]
    pub create_time: Option<Timestamp>,
    /// The role that an implicit rule comes from.
    #[serde(default)]
    pub role_id: Option<RoleId>,
    /// The kind of that role.
    #[serde(default)]
    pub role_type: Option<RoleName>,
}

impl AccessRule {
    /// The path in its normal form.
    pub fn collection_path(&self) -> Result<CollectionPath, PathError> {
        CollectionPath::parse(&self.path)
    }

    /// The id of the principal; see [`principal_id`].
    pub fn principal_id(&self) -> String {
        principal_id(&self.principal)
    }

    /// Whether the rule exists only through a role.
    pub fn is_implicit(&self) -> bool {
        self.id.is_none()
    }

    /// Whether the rule has ended at `now`. Transfer may go on listing it.
    pub fn has_ended(&self, now: Timestamp) -> bool {
        self.expiration_date.is_some_and(|end| end <= now)
    }
}

/// The id that a document names a principal by. Collections on servers may write a URN that ends with it
/// (`urn:globus:auth:identity:…`), in either case.
pub fn principal_id(principal: &str) -> String {
    principal
        .rsplit(':')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase()
}

/// Kinds of principals. There is none for an e-mail address: that is an identity too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum PrincipalType {
    /// One identity.
    Identity,
    /// All active members of a group.
    Group,
    /// Everybody who signs in with Globus.
    AllAuthenticatedUsers,
    /// Everybody.
    Anonymous,
}

impl PrincipalType {
    /// The word that the service uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Group => "group",
            Self::AllAuthenticatedUsers => "all_authenticated_users",
            Self::Anonymous => "anonymous",
        }
    }
}

/// Levels of access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum Permissions {
    /// See and download.
    #[serde(rename = "r")]
    Read,
    /// Also add, change and delete.
    #[serde(rename = "rw")]
    ReadWrite,
}

impl Permissions {
    /// The word that the service uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "r",
            Self::ReadWrite => "rw",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explicit_and_implicit_rules_are_read() {
        let explicit: AccessRule = serde_json::from_value(serde_json::json!({
            "DATA_TYPE": "access", "id": "b1", "role_id": null, "role_type": null, "principal_type": "group",
            "principal": "g1", "path": "/results/", "permissions": "r", "create_time": "2026-01-10T09:05:00+00:00",
            "expiration_date": "2026-07-01T00:00:00+00:00",
        }))
        .unwrap();
        assert_eq!(
            explicit.expiration_date,
            Some("2026-07-01T00:00:00Z".parse().unwrap())
        );
        assert!(explicit.has_ended("2026-07-01T00:00:00Z".parse().unwrap()));
        assert!(!explicit.has_ended("2026-06-30T23:59:59Z".parse().unwrap()));
        let implicit: AccessRule = serde_json::from_value(serde_json::json!({
            "DATA_TYPE": "access", "id": null, "role_id": "e1", "role_type": "access_manager", "principal_type": "identity",
            "principal": "i1", "path": "/", "permissions": "rw", "create_time": null, "expiration_date": null,
        }))
        .unwrap();
        assert!(implicit.is_implicit());
        assert_eq!(implicit.role_type, Some(RoleName::AccessManager));
    }

    #[test]
    fn an_unreadable_end_date_is_no_never() {
        let rule = serde_json::json!({"id": "b", "principal_type": "anonymous", "principal": "", "path": "/", "permissions": "r",
            "expiration_date": "tomorrow"});
        assert!(serde_json::from_value::<AccessRule>(rule).is_err());
    }
}
