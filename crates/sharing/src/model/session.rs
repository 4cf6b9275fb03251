//! Who is signed in.

use globus::ids::IdentityId;
use serde::{Deserialize, Serialize};

/// The signed-in person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// The primary identity.
    pub identity: SignInIdentity,
    /// All linked identities, the primary one included.
    pub linked: Vec<SignInIdentity>,
    /// False when the tokens are kept in memory only and end with the app.
    pub remembered: bool,
}

/// One identity of the signed-in person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SignInIdentity {
    /// Globus Auth identity id.
    pub id: IdentityId,
    /// The address.
    pub username: String,
    /// Full name.
    pub name: Option<String>,
    /// Organisation.
    pub organization: Option<String>,
}

/// Progress of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SignInEvent {
    /// The page to sign in on was handed to the system's browser. The address holds no secret: PKCE keeps the
    /// verifier here.
    Waiting {
        /// To open again or to copy.
        url: String,
        /// False when no browser could be opened: show the address.
        browser_opened: bool,
        /// For a browser that can't come back to this app, on another computer or phone: its last page shows a code to
        /// paste here.
        #[serde(default)]
        #[specta(optional)]
        code_url: Option<String>,
    },
    /// The browser came back; the code is being exchanged.
    Finishing,
}
