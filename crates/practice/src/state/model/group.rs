//! Groups and who is in them.

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
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Membership {
    pub identity: Uuid,
    /// `member`, `manager` or `admin`.
    pub role: String,
    /// `active`, `invited`, `pending`, `left`, `removed`, …
    pub status: String,
    pub updated: Timestamp,
}
