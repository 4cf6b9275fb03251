//! Documents of the Groups API.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ids::{GroupId, IdentityId};
use crate::lenient::null_is_default;

/// Parts of a group that are sent only when asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GroupInclude {
    /// All members.
    Memberships,
    /// The person's own memberships.
    MyMemberships,
    /// Who sees and who joins.
    Policies,
    /// What the person may do.
    AllowedActions,
    /// Groups below.
    ChildIds,
}

impl GroupInclude {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Memberships => "memberships",
            Self::MyMemberships => "my_memberships",
            Self::Policies => "policies",
            Self::AllowedActions => "allowed_actions",
            Self::ChildIds => "child_ids",
        }
    }
}

/// A group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The group.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// Its description.
    #[serde(default)]
    pub description: Option<String>,
    /// The group above.
    #[serde(default)]
    pub parent_id: Option<GroupId>,
    /// `plus` for subscription groups, `regular` else.
    #[serde(default)]
    pub group_type: Option<String>,
    /// Whether members need a recent sign-in.
    #[serde(default)]
    pub enforce_session: Option<bool>,
    /// The subscription behind it.
    #[serde(default)]
    pub subscription_id: Option<String>,
    /// The person's own memberships, one for each linked identity.
    #[serde(default, deserialize_with = "null_is_default")]
    pub my_memberships: Vec<Membership>,
    /// All members, where asked for and visible.
    #[serde(default)]
    pub memberships: Option<Vec<Membership>>,
    /// Who sees and who joins, where asked for.
    #[serde(default)]
    pub policies: Option<GroupPolicies>,
    /// What the person may do, where asked for.
    #[serde(default)]
    pub allowed_actions: Option<AllowedActions>,
}

/// What the person may do in a group. The service describes it as names; it has also been seen as names with the
/// person's identities that may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AllowedActions {
    /// Names of actions.
    Names(Vec<String>),
    /// For each action, the identities that may take it.
    ByAction(BTreeMap<String, Vec<IdentityId>>),
    /// A form that is newer than this program.
    Other(Value),
}

impl AllowedActions {
    /// Whether an action, by its name in the API, is among them; none where that can't be read.
    pub fn allows(&self, action: &str) -> Option<bool> {
        match self {
            Self::Names(names) => Some(names.iter().any(|name| name == action)),
            Self::ByAction(actions) => Some(actions.get(action).is_some_and(|who| !who.is_empty())),
            Self::Other(_) => None,
        }
    }
}

/// Somebody's place in a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The group.
    #[serde(default)]
    pub group_id: Option<GroupId>,
    /// The member.
    pub identity_id: IdentityId,
    /// The member's username.
    #[serde(default)]
    pub username: Option<String>,
    /// What the member may do.
    pub role: MembershipRole,
    /// Only active memberships give what is shared with the group.
    pub status: MembershipStatus,
}

/// What a member may do in the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MembershipRole {
    /// Belong to it.
    Member,
    /// Let people in.
    Manager,
    /// Everything.
    Admin,
    /// Something that is newer than this program.
    #[serde(other)]
    Other,
}

/// Where a membership stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MembershipStatus {
    /// In.
    Active,
    /// Asked to join.
    Invited,
    /// Wants to join.
    Pending,
    /// Was not let in.
    Rejected,
    /// Was put out.
    Removed,
    /// Went.
    Left,
    /// Did not want to join.
    Declined,
    /// Something that is newer than this program.
    #[serde(other)]
    Other,
}

impl MembershipStatus {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Invited => "invited",
            Self::Pending => "pending",
            Self::Rejected => "rejected",
            Self::Removed => "removed",
            Self::Left => "left",
            Self::Declined => "declined",
            Self::Other => "other",
        }
    }
}

/// Who sees a group, and who joins it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupPolicies {
    /// Whether members need a recent sign-in.
    #[serde(default, deserialize_with = "null_is_default")]
    pub is_high_assurance: bool,
    /// `authenticated` or `private`.
    #[serde(default)]
    pub group_visibility: Option<String>,
    /// `members` or `managers`.
    #[serde(default)]
    pub group_members_visibility: Option<String>,
    /// Whether people may ask to join.
    #[serde(default, deserialize_with = "null_is_default")]
    pub join_requests: bool,
}
