//! Groups: the person's own, and any other by id. The service has no search.

use serde::{Deserialize, Serialize};

use crate::auth::Authorizer;
use crate::error::{Result, Service};
use crate::http::{Call, Http, ServiceClient};
use crate::ids::{GroupId, IdentityId};
use crate::lenient::null_is_default;

/// Groups.
#[derive(Clone, Debug)]
pub struct GroupsClient {
    service: ServiceClient,
}

impl GroupsClient {
    pub(crate) fn new(http: Http, authorizer: Authorizer) -> Self {
        Self {
            service: ServiceClient::new(http, authorizer, Service::Groups),
        }
    }

    /// Groups that any linked identity of the person belongs to with one of these statuses; active ones when
    /// empty.
    pub async fn my_groups(&self, statuses: &[MembershipStatus]) -> Result<Vec<Group>> {
        let statuses: Vec<&str> = statuses.iter().map(|status| status.as_str()).collect();
        let joined = (!statuses.is_empty()).then(|| statuses.join(","));
        self.service
            .call(Call::get(&["v2", "groups", "my_groups"]).query_if_some("statuses", joined))
            .await
    }

    /// One group. Members come only when asked for, and only to those who may see them.
    pub async fn group(&self, id: &GroupId, include: &[GroupInclude]) -> Result<Group> {
        let include: Vec<&str> = include.iter().map(|part| part.as_str()).collect();
        let joined = (!include.is_empty()).then(|| include.join(","));
        self.service
            .call(Call::get(&["v2", "groups", id.as_str()]).query_if_some("include", joined))
            .await
    }
}

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
    fn as_str(self) -> &'static str {
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
    fn as_str(self) -> &'static str {
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
