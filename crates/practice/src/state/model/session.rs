//! What a sign-in proved. Services that ask for a recent or a stronger sign-in look here.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One identity that proved itself.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub(crate) struct Authentication {
    pub auth_time: Timestamp,
    /// With a second factor.
    #[serde(default)]
    pub mfa: bool,
}

/// The session of a browser. Each token keeps the one it was made in; a refresh does not make it younger.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub(crate) struct Session {
    /// By identity: those that are linked but did not prove themselves are absent.
    #[serde(default)]
    pub authentications: BTreeMap<Uuid, Authentication>,
    /// Ids of the authentication policies that were fulfilled.
    #[serde(default)]
    pub policies: BTreeSet<String>,
}

impl Session {
    /// One identity, just now, by whatever its organisation asks.
    pub(crate) fn begun(identity: Uuid, auth_time: Timestamp) -> Self {
        let authentication = Authentication {
            auth_time,
            mfa: false,
        };
        Self {
            authentications: BTreeMap::from([(identity, authentication)]),
            policies: BTreeSet::new(),
        }
    }

    /// The latest proof of any identity.
    pub(crate) fn auth_time(&self) -> Option<Timestamp> {
        self.authentications.values().map(|it| it.auth_time).max()
    }

    pub(crate) fn auth_time_of(&self, identity: Uuid) -> Option<Timestamp> {
        self.authentications.get(&identity).map(|it| it.auth_time)
    }

    /// Did anybody in the session use a second factor?
    pub(crate) fn has_mfa(&self) -> bool {
        self.authentications.values().any(|it| it.mfa)
    }
}

/// The sign-in that a browser remembers. Only the hash of its cookie is kept.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct BrowserSession {
    pub hash: String,
    /// The identity that was chosen last.
    pub identity: Uuid,
    pub session: Session,
}
