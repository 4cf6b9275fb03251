//! A collection as its server describes it: more than Transfer knows, and some of it said differently.

use serde::{Deserialize, Serialize};

use crate::gcs::envelope::Document;
use crate::ids::{CollectionId, IdentityId, StorageGatewayId, UserCredentialId};
use crate::lenient::null_is_default;
use crate::transfer::NotificationPolicy;

/// `collection#1.x.0`. Switches of mapped collections are none where the person may not see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerCollection {
    /// The same id as in Transfer.
    pub id: CollectionId,
    /// What kind it is.
    pub collection_type: CollectionType,
    /// Its name.
    #[serde(default, deserialize_with = "null_is_default")]
    pub display_name: String,
    /// Whether others find it.
    #[serde(default, deserialize_with = "null_is_default")]
    pub public: bool,
    /// The storage behind it: user credentials are for that.
    #[serde(default)]
    pub storage_gateway_id: Option<StorageGatewayId>,
    /// What kind of storage that is.
    #[serde(default)]
    pub connector_id: Option<String>,
    /// Guest: the collection that it is part of.
    #[serde(default)]
    pub mapped_collection_id: Option<CollectionId>,
    /// The folder that is `/` here, for administrators. Without a last slash.
    #[serde(default)]
    pub collection_base_path: Option<String>,
    /// Guest: the account through which its files are reached.
    #[serde(default)]
    pub user_credential_id: Option<UserCredentialId>,
    /// Guest: whose it is.
    #[serde(default)]
    pub identity_id: Option<IdentityId>,
    /// Mapped: whether guest collections may be made at all.
    #[serde(default)]
    pub allow_guest_collections: Option<bool>,
    /// Mapped: on which folders.
    #[serde(default)]
    pub sharing_restrict_paths: Option<PathRestrictions>,
    /// Mapped: local accounts that may make them; none means all.
    #[serde(default)]
    pub sharing_users_allow: Option<Vec<String>>,
    /// Mapped: local accounts that may not.
    #[serde(default)]
    pub sharing_users_deny: Option<Vec<String>>,
    /// Whether data there needs a recent sign-in.
    #[serde(default, deserialize_with = "null_is_default")]
    pub high_assurance: bool,
    /// How recent, in minutes.
    #[serde(default)]
    pub authentication_timeout_mins: Option<u32>,
    /// The longest that a permission may last here, in minutes.
    #[serde(default)]
    pub acl_expiration_mins: Option<u32>,
    /// Whether files can be had over HTTPS.
    #[serde(default)]
    pub enable_https: Option<bool>,
    /// Where.
    #[serde(default)]
    pub https_url: Option<String>,
    /// Whether it refuses to be deleted.
    #[serde(default)]
    pub delete_protected: Option<bool>,
    /// Of which transfers administrators are told by e-mail.
    #[serde(default)]
    pub activity_notification_policy: Option<NotificationPolicy>,
    /// What it is.
    #[serde(default)]
    pub description: Option<String>,
    /// The organisation.
    #[serde(default)]
    pub organization: Option<String>,
    /// Words to find it by. (One text in Transfer.)
    #[serde(default, deserialize_with = "null_is_default")]
    pub keywords: Vec<String>,
    /// Whom to ask.
    #[serde(default)]
    pub contact_email: Option<String>,
    /// More about whom to ask.
    #[serde(default)]
    pub contact_info: Option<String>,
    /// A page about it.
    #[serde(default)]
    pub info_link: Option<String>,
}

impl Document for ServerCollection {
    const KIND: &'static str = "collection";
}

/// Kinds of collections on a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CollectionType {
    /// A part of the storage, for everybody with an account there.
    Mapped,
    /// A folder of somebody's, with permissions of its own.
    Guest,
    /// Something that is newer than this program.
    #[serde(other)]
    Other,
}

/// `path_restrictions#1.0.0`: folders by what may be done there. A folder holds for what is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathRestrictions {
    /// Only read.
    #[serde(default, deserialize_with = "null_is_default")]
    pub read: Vec<String>,
    /// Read and written.
    #[serde(default, deserialize_with = "null_is_default")]
    pub read_write: Vec<String>,
    /// Neither.
    #[serde(default, deserialize_with = "null_is_default")]
    pub none: Vec<String>,
}
