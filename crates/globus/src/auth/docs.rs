//! People, as Globus Auth describes them.

use serde::{Deserialize, Serialize};

use crate::ids::IdentityId;
use crate::lenient::null_is_default;

/// One identity. A person may have several, linked to one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Never re-used.
    pub id: IdentityId,
    /// Unique at a moment in time, but may change hands later: store ids, show names.
    pub username: String,
    /// Unknown for people who never signed in, or who keep it private.
    #[serde(default)]
    pub name: Option<String>,
    /// The person's organisation.
    #[serde(default)]
    pub organization: Option<String>,
    /// The person's address.
    #[serde(default)]
    pub email: Option<String>,
    /// Whether somebody has signed in with it.
    #[serde(default, deserialize_with = "null_is_default")]
    pub status: IdentityStatus,
    /// Who vouches for the identity.
    #[serde(default)]
    pub identity_provider: Option<String>,
    /// `login`, `non-login` or `email`.
    #[serde(default)]
    pub identity_type: Option<String>,
}

/// What is known about the use of an identity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IdentityStatus {
    /// Provisioned, for instance by an invitation; nobody has signed in yet.
    Unused,
    /// Somebody has signed in.
    Used,
    /// In use, details withheld.
    Private,
    /// The account was closed; the username may be given to somebody else.
    Closed,
    /// Not said, or a word that is newer than this program.
    #[default]
    #[serde(other)]
    Unknown,
}

/// The person who signed in (`userinfo`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserInfo {
    /// The primary identity.
    pub sub: IdentityId,
    /// Its username.
    pub preferred_username: String,
    /// The person's name.
    #[serde(default)]
    pub name: Option<String>,
    /// The person's address.
    #[serde(default)]
    pub email: Option<String>,
    /// The person's organisation.
    #[serde(default)]
    pub organization: Option<String>,
    /// Who vouches for the primary identity.
    #[serde(default)]
    pub identity_provider: Option<String>,
    /// All linked identities, the primary one among them; empty without the scope for it.
    #[serde(default, deserialize_with = "null_is_default")]
    pub identity_set: Vec<IdentitySetMember>,
}

/// An identity linked to the account. Mind that it says `username` where the top level says
/// `preferred_username`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentitySetMember {
    /// The identity.
    pub sub: IdentityId,
    /// Its username.
    pub username: String,
    /// The person's name there.
    #[serde(default)]
    pub name: Option<String>,
    /// The person's address there.
    #[serde(default)]
    pub email: Option<String>,
    /// The organisation.
    #[serde(default)]
    pub organization: Option<String>,
    /// Who vouches for it.
    #[serde(default)]
    pub identity_provider: Option<String>,
}
