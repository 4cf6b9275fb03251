//! People, applications, and what they were given.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Session;

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

impl Identity {
    /// Nobody can sign in with it any more, and its username may go to somebody else.
    pub(crate) fn is_closed(&self) -> bool {
        self.status == "closed"
    }
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
    /// It is a service of its own: the last parts of its scopes, `https://auth.globus.org/scopes/<id>/<part>`.
    #[serde(default)]
    pub scopes: Vec<String>,
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
    /// Since then it allows refresh tokens, or hangs on what else was asked.
    #[serde(default)]
    pub updated: Option<Timestamp>,
    /// When a token was last made from it.
    #[serde(default)]
    pub last_used: Option<Timestamp>,
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
    /// What the sign-in proved.
    #[serde(default)]
    pub session: Session,
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
    pub issued: Timestamp,
    /// When the person last proved who they are. A refresh keeps it.
    pub auth_time: Timestamp,
    /// What the sign-in proved.
    #[serde(default)]
    pub session: Session,
    /// The consents it stands on, one for each scope. Without them it ends.
    #[serde(default)]
    pub consents: Vec<u64>,
    pub expires: Timestamp,
}
