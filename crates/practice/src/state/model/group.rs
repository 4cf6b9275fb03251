//! Groups and who is in them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Group {
    pub id: Uuid,
    pub name: String,
    pub description: Option<String>,
    pub parent: Option<Uuid>,
    pub policies: Policies,
    pub subscription: Option<Uuid>,
    pub memberships: Vec<Membership>,
    #[serde(default)]
    pub terms_and_conditions: Option<String>,
    /// The subscription whose administrator vouches for the group.
    #[serde(default)]
    pub subscription_admin_verified: Option<Uuid>,
    /// What applicants filled in, by identity.
    #[serde(default)]
    pub membership_fields: BTreeMap<Uuid, BTreeMap<String, String>>,
}

impl Group {
    /// The membership of an identity, whatever its status.
    pub(crate) fn membership(&self, identity: Uuid) -> Option<&Membership> {
        self.memberships.iter().find(|it| it.identity == identity)
    }
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Policies {
    pub is_high_assurance: bool,
    pub authentication_assurance_timeout: i64,
    /// `authenticated` or `private`.
    pub group_visibility: String,
    /// `members` or `managers`.
    pub group_members_visibility: String,
    pub join_requests: bool,
    /// Anybody may join without being asked for. No document shows it; the seed sets it.
    #[serde(default)]
    pub open: bool,
    /// What applicants have to fill in.
    #[serde(default)]
    pub signup_fields: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Membership {
    pub identity: Uuid,
    /// `member`, `manager` or `admin`.
    pub role: String,
    /// `active`, `invited`, `pending`, `left`, `removed`, …
    pub status: String,
    pub updated: Timestamp,
    #[serde(default)]
    pub status_reason: Option<String>,
    #[serde(default)]
    pub invite_email_address: Option<String>,
    #[serde(default)]
    pub invite_time: Option<Timestamp>,
}

/// What an identity decided about groups in general.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct GroupPreference {
    pub identity: Uuid,
    /// May managers add it without asking?
    pub allow_add: bool,
}
