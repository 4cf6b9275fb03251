//! Groups: mine and managed, who is in them, and what is shared with them.

use globus::ids::{GroupId, IdentityId};
use serde::{Deserialize, Serialize};

use super::{GrantRow, Person};
use crate::Error;

/// A group in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct GroupSummary {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// The signed-in person's role there.
    pub my_role: GroupRole,
    /// The signed-in person's status there.
    pub my_status: MemberStatus,
    /// Shares of the person's that it reaches.
    pub shares: u32,
    /// True for groups whose members need a recent sign-in.
    pub high_assurance: bool,
}

/// A group in detail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct GroupDetails {
    /// In sum.
    pub group: GroupSummary,
    /// Who is in it, or was; null where the person may not see that.
    pub members: Option<Vec<Member>>,
    /// What the person may do here.
    pub may: GroupRights,
    /// What of the person's is shared with it.
    pub grants: Vec<GrantRow>,
    /// The page about it in Globus's own web app.
    pub web_page: String,
}

/// What the signed-in person may do with a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct GroupRights {
    /// Invite and add people.
    pub invite: bool,
    /// Let in or turn away those who asked.
    pub approve: bool,
    /// Put people out.
    pub remove: bool,
    /// Make members managers or administrators.
    pub change_role: bool,
}

/// Somebody's place in a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Member {
    /// Who.
    pub person: Person,
    /// What they may do.
    pub role: GroupRole,
    /// Where their membership stands.
    pub status: MemberStatus,
    /// True when the signed-in person is this one.
    pub is_me: bool,
}

/// What a member may do in the group.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "camelCase")]
pub enum GroupRole {
    /// Belong to it.
    #[default]
    Member,
    /// Let people in.
    Manager,
    /// Everything.
    Admin,
}

/// Where a membership stands. Only active ones give what is shared with the group.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "camelCase")]
pub enum MemberStatus {
    /// In.
    #[default]
    Active,
    /// Asked to join, has not answered.
    Invited,
    /// Wants to join.
    Pending,
    /// Not in any more, or never was: rejected, removed, left or declined.
    Out,
}

/// What to do with members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum MembershipAction {
    /// Ask them to join.
    Invite {
        /// As what.
        role: GroupRole,
    },
    /// Let them in.
    Approve,
    /// Turn them away.
    Reject,
    /// Put them out.
    Remove,
    /// Another role.
    ChangeRole {
        /// Which.
        role: GroupRole,
    },
}

/// What came of an action on one member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct MemberResult {
    /// Who.
    pub identity_id: IdentityId,
    /// Why it did not go through; null when it did.
    pub error: Option<Error>,
}

/// A group that is to be made of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct NewGroup {
    /// Its name: members see it, and everybody where the group is visible.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Who is invited.
    pub invite: Vec<IdentityId>,
}

/// A group that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct MadeGroup {
    /// The group.
    pub group: GroupSummary,
    /// What came of the invitations.
    pub invited: Vec<MemberResult>,
}
