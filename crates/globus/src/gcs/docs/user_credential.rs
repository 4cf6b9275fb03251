//! Somebody's local account on a server's storage.

use serde::{Deserialize, Serialize};

use crate::gcs::envelope::Document;
use crate::ids::{IdentityId, StorageGatewayId, UserCredentialId};
use crate::lenient::null_is_default;

/// `user_credential#1.0.0`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserCredential {
    /// The credential.
    pub id: UserCredentialId,
    /// The storage that it is for.
    #[serde(default)]
    pub storage_gateway_id: Option<StorageGatewayId>,
    /// What kind of storage that is.
    #[serde(default)]
    pub connector_id: Option<String>,
    /// Whose it is.
    #[serde(default)]
    pub identity_id: Option<IdentityId>,
    /// The account's name there.
    #[serde(default)]
    pub username: Option<String>,
    /// A name for people.
    #[serde(default)]
    pub display_name: Option<String>,
    /// Where its files are.
    #[serde(default)]
    pub home_directory: Option<String>,
    /// Whether the storage no longer takes it.
    #[serde(default, deserialize_with = "null_is_default")]
    pub invalid: bool,
    /// Whether an administrator made it.
    #[serde(default, deserialize_with = "null_is_default")]
    pub provisioned: bool,
    /// Whether it is gone.
    #[serde(default, deserialize_with = "null_is_default")]
    pub deleted: bool,
}

impl Document for UserCredential {
    const KIND: &'static str = "user_credential";
}

impl UserCredential {
    /// Whether files can be reached with it.
    pub fn is_usable(&self) -> bool {
        !self.invalid && !self.deleted
    }
}
