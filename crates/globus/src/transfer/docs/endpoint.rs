//! The endpoint document: a collection, or a server that has collections.

use serde::{Deserialize, Serialize};

use super::RoleName;
use crate::ids::{CollectionId, IdentityId};
use crate::lenient::null_is_default;

/// A collection. Deprecated flags of the service (`shareable`, `acl_editable`, …) are left out: the kind and
/// the person's roles say it better.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// The collection.
    pub id: CollectionId,
    /// Its name.
    #[serde(default, deserialize_with = "null_is_default")]
    pub display_name: String,
    /// What kind of collection it is.
    #[serde(default)]
    pub entity_type: EntityType,
    /// A person for Globus Connect Personal; for servers the server's own client, also of people's guest
    /// collections.
    #[serde(default)]
    pub owner_id: Option<IdentityId>,
    /// The owner's name.
    #[serde(default)]
    pub owner_string: Option<String>,
    /// Test for membership only: which roles come together varies.
    #[serde(default, deserialize_with = "null_is_default")]
    pub my_effective_roles: Vec<RoleName>,
    /// Whether others find it. Always so for guest collections of Globus Connect Personal.
    #[serde(default, deserialize_with = "null_is_default")]
    pub public: bool,
    /// The subscription that it belongs to.
    #[serde(default)]
    pub subscription_id: Option<String>,
    /// The collection that a guest collection lives on.
    #[serde(default)]
    pub host_endpoint_id: Option<CollectionId>,
    /// The folder on the host that is `/` here.
    #[serde(default)]
    pub host_path: Option<String>,
    /// The parent of a guest collection on a server.
    #[serde(default)]
    pub mapped_collection_id: Option<CollectionId>,
    /// The parent's name.
    #[serde(default)]
    pub mapped_collection_display_name: Option<String>,
    /// The server's own interface.
    #[serde(default)]
    pub gcs_manager_url: Option<String>,
    /// Where files can be had over HTTPS.
    #[serde(default)]
    pub https_server: Option<String>,
    /// Whether the computer is online. None: no personal computer, or not visible.
    #[serde(default)]
    pub gcp_connected: Option<bool>,
    /// Whether its owner pressed Pause.
    #[serde(default)]
    pub gcp_paused: Option<bool>,
    /// Whether data there needs a recent sign-in.
    #[serde(default, deserialize_with = "null_is_default")]
    pub high_assurance: bool,
    /// How recent, in minutes.
    #[serde(default)]
    pub authentication_timeout_mins: Option<u32>,
    /// The longest that a permission may last here, in minutes.
    #[serde(default)]
    pub acl_max_expiration_period_mins: Option<u32>,
    /// Servers are endpoints too, but have no data of their own.
    #[serde(default, deserialize_with = "null_is_default")]
    pub non_functional: bool,
    /// Where to start.
    #[serde(default)]
    pub default_directory: Option<String>,
    /// Whether transfers are encrypted.
    #[serde(default, deserialize_with = "null_is_default")]
    pub force_encryption: bool,
    /// Whether writing without signing in is ruled out.
    #[serde(default, deserialize_with = "null_is_default")]
    pub disable_anonymous_writes: bool,
    /// The owner's description.
    #[serde(default)]
    pub description: Option<String>,
    /// The owner's organisation.
    #[serde(default)]
    pub organization: Option<String>,
    /// One string, separated by commas.
    #[serde(default)]
    pub keywords: Option<String>,
    /// Whom to ask.
    #[serde(default)]
    pub contact_email: Option<String>,
    /// More about whom to ask.
    #[serde(default)]
    pub contact_info: Option<String>,
    /// A page about it.
    #[serde(default)]
    pub info_link: Option<String>,
    /// What users should know.
    #[serde(default)]
    pub user_message: Option<String>,
    /// Of which transfers administrators of a guest collection are told by e-mail; none where nobody is.
    #[serde(default, rename = "guest_collection_activity_notification_policy")]
    pub notifications: Option<NotificationPolicy>,
}

/// Of which transfers the administrators of a guest collection are told by e-mail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationPolicy {
    /// `SUCCEEDED`, `FAILED`, `INACTIVE`.
    #[serde(default, deserialize_with = "null_is_default")]
    pub status: Vec<String>,
    /// `source` for downloads from the collection, `destination` for uploads to it.
    #[serde(default, deserialize_with = "null_is_default")]
    pub transfer_use: Vec<String>,
}

impl NotificationPolicy {
    /// Told of what succeeded: of downloads, of uploads, of both or of none.
    pub fn about(downloads: bool, uploads: bool) -> Self {
        let uses = [("source", downloads), ("destination", uploads)];
        let transfer_use: Vec<String> = uses
            .into_iter()
            .filter(|(_, wanted)| *wanted)
            .map(|(name, _)| name.to_owned())
            .collect();
        let status = if transfer_use.is_empty() {
            Vec::new()
        } else {
            vec!["SUCCEEDED".to_owned()]
        };
        Self { status, transfer_use }
    }

    /// Whether administrators are told of transfers with this use.
    pub fn tells_of(&self, transfer_use: &str) -> bool {
        !self.status.is_empty() && self.transfer_use.iter().any(|other| other == transfer_use)
    }
}

impl Endpoint {
    /// Whether this is a guest collection: only those have permissions.
    pub fn is_guest(&self) -> bool {
        matches!(
            self.entity_type,
            EntityType::GcpGuestCollection | EntityType::GcsV5GuestCollection | EntityType::GcsV4Share
        ) || matches!(&self.entity_type, EntityType::Other(name) if name.ends_with("guest_collection"))
    }

    /// Whether this is a computer with Globus Connect Personal, or a guest collection on one.
    pub fn is_personal(&self) -> bool {
        matches!(
            self.entity_type,
            EntityType::GcpMappedCollection | EntityType::GcpGuestCollection
        )
    }

    /// Whether the person may see who has access.
    pub fn can_view_acl(&self) -> bool {
        self.can_edit_acl() || self.is_guest() && self.has_role(&RoleName::RestrictedAdministrator)
    }

    /// Whether the person may give access and change it.
    pub fn can_edit_acl(&self) -> bool {
        self.is_guest()
            && (self.has_role(&RoleName::Administrator) || self.has_role(&RoleName::AccessManager))
    }

    /// Whether the person may take access away.
    pub fn can_delete_acl(&self) -> bool {
        self.can_view_acl()
    }

    /// Whether the person may make others managers.
    pub fn can_assign_roles(&self) -> bool {
        self.has_role(&RoleName::Administrator) && (!self.is_personal() || self.subscription_id.is_some())
    }

    /// Whether the person may make a guest collection here. For servers only the server knows.
    pub fn can_host_guest(&self) -> bool {
        self.entity_type == EntityType::GcpMappedCollection
            && self.has_role(&RoleName::Administrator)
            && self.subscription_id.is_some()
    }

    /// Whether the person has a role here, directly or not.
    pub fn has_role(&self, role: &RoleName) -> bool {
        self.my_effective_roles.contains(role)
    }
}

/// Kinds of collections.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Option<String>", into = "String")]
pub enum EntityType {
    /// A computer with Globus Connect Personal.
    GcpMappedCollection,
    /// A guest collection on one.
    GcpGuestCollection,
    /// A server.
    GcsV5Endpoint,
    /// A collection of a server.
    GcsV5MappedCollection,
    /// A guest collection on one.
    GcsV5GuestCollection,
    /// A server of the older kind.
    GcsV4Host,
    /// A guest collection on one.
    GcsV4Share,
    /// Something that is newer than this program.
    Other(String),
    /// Not said, for instance because `fields` left it out.
    #[default]
    Unknown,
}

const NAMES: [(EntityType, &str); 7] = [
    (EntityType::GcpMappedCollection, "GCP_mapped_collection"),
    (EntityType::GcpGuestCollection, "GCP_guest_collection"),
    (EntityType::GcsV5Endpoint, "GCSv5_endpoint"),
    (EntityType::GcsV5MappedCollection, "GCSv5_mapped_collection"),
    (EntityType::GcsV5GuestCollection, "GCSv5_guest_collection"),
    (EntityType::GcsV4Host, "GCSv4_host"),
    (EntityType::GcsV4Share, "GCSv4_share"),
];

impl EntityType {
    /// The word that the service uses.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Other(name) => name,
            known => NAMES
                .iter()
                .find(|(kind, _)| kind == known)
                .map_or("", |(_, name)| name),
        }
    }
}

impl From<Option<String>> for EntityType {
    fn from(name: Option<String>) -> Self {
        let Some(name) = name.filter(|name| !name.is_empty()) else {
            return Self::Unknown;
        };
        let known = NAMES.iter().find(|(_, known)| *known == name);
        known.map_or(Self::Other(name), |(kind, _)| kind.clone())
    }
}

impl From<EntityType> for String {
    fn from(kind: EntityType) -> Self {
        kind.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(entity_type: &str, roles: &[&str], subscription: Option<&str>) -> Endpoint {
        serde_json::from_value(serde_json::json!({
            "DATA_TYPE": "endpoint", "id": "e1", "display_name": null, "entity_type": entity_type, "my_effective_roles": roles,
            "subscription_id": subscription, "public": null, "acl_max_expiration_period_mins": null, "DATA": [],
        }))
        .unwrap()
    }

    #[test]
    fn roles_decide_what_may_be_done_with_permissions() {
        for (role, view, edit) in [
            ("administrator", true, true),
            ("access_manager", true, true),
            ("restricted_administrator", true, false),
            ("activity_manager", false, false),
        ] {
            for kind in [
                "GCP_guest_collection",
                "GCSv5_guest_collection",
                "GCSv4_share",
                "GCSv9_guest_collection",
            ] {
                let guest = endpoint(kind, &[role], None);
                assert_eq!(
                    (guest.can_view_acl(), guest.can_edit_acl(), guest.can_delete_acl()),
                    (view, edit, view),
                    "{kind} {role}"
                );
            }
            let mapped = endpoint("GCP_mapped_collection", &[role], None);
            assert!(!mapped.can_view_acl() && !mapped.can_edit_acl());
        }
    }

    #[test]
    fn a_computer_hosts_guests_with_a_subscription_only() {
        assert!(endpoint("GCP_mapped_collection", &["administrator"], Some("s")).can_host_guest());
        assert!(!endpoint("GCP_mapped_collection", &["administrator"], None).can_host_guest());
        assert!(!endpoint("GCP_mapped_collection", &[], Some("s")).can_host_guest());
        assert!(!endpoint("GCP_guest_collection", &["administrator"], Some("s")).can_host_guest());
    }

    #[test]
    fn kinds_keep_their_names() {
        for (kind, name) in NAMES {
            assert_eq!(EntityType::from(Some(name.to_owned())), kind);
            assert_eq!(String::from(kind), name);
        }
        assert_eq!(endpoint("new_thing", &[], None).entity_type.as_str(), "new_thing");
    }
}
