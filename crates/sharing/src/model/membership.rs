//! Groups: mine and managed, who is in them, and what is shared with them.

use globus::ids::{GroupId, IdentityId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{GrantRow, Person, PolicyRule};
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
    /// The signed-in person's highest role there.
    pub my_role: GroupRole,
    /// The signed-in person's status there.
    pub my_status: MemberStatus,
    /// Identities of the signed-in person that are invited and have not answered.
    pub invited_as: Vec<IdentityId>,
    /// Active members; null where the person may not see them.
    pub members: Option<u32>,
    /// How many of them may add others; null where the person may not see them.
    pub can_add_members: Option<u32>,
    /// An administrator, by name.
    pub owner: Option<String>,
    /// People who ask to be let in, as far as the person may see them.
    pub requests: u32,
    /// Shares of the person's that it reaches; null while shares were never read.
    pub shares: Option<u32>,
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
    /// Identities of the person that are in and can leave; empty for the last administrator, whom the group needs.
    pub leave_as: Vec<IdentityId>,
    /// What of the person's is shared with it.
    pub grants: Vec<GrantRow>,
    /// Of those, shared folders on protected storage, by name: its members can only open them when the group is made
    /// for it.
    pub on_protected_storage: Vec<String>,
    /// When that was read; null when it never was.
    pub grants_checked_at: Option<Timestamp>,
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
    /// Write its name and what it is for, and delete it.
    pub administer: bool,
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
    /// What the signed-in person may do with this membership.
    pub may: MemberRights,
}

/// What the signed-in person may do with one membership.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct MemberRights {
    /// Let them in.
    pub approve: bool,
    /// Turn them away.
    pub reject: bool,
    /// Put them out, or take the invitation back.
    pub remove: bool,
    /// Other roles that they may be given.
    pub roles: Vec<GroupRole>,
    /// Why something that the person may do to others is not offered here.
    pub kept_by: Option<KeptBy>,
    /// Why the institution does not want them let in, nor higher up.
    pub forbidden: Option<PolicyRule>,
}

/// Why a membership can't be changed by somebody who changes others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum KeptBy {
    /// It is the person's own: one leaves a group, and does not put oneself out.
    BeingMine,
    /// The group would be left without an administrator.
    LastAdministrator,
    /// They have a higher role than the person.
    HigherRole,
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
    /// Take up an invitation of one's own.
    Accept,
    /// Turn down an invitation of one's own.
    Decline,
    /// Go out of it oneself.
    Leave,
}

/// What came of an action on one member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct MemberResult {
    /// Who.
    pub identity_id: IdentityId,
    /// Why it did not go through; null when it did, and was read back.
    pub problem: Option<MemberProblem>,
}

/// Why an action did not go through for one member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum MemberProblem {
    /// They are in the group already.
    AlreadyMember,
    /// Their membership is not (any more) one that this can be done to.
    NoSuchMembership,
    /// Globus did not want to.
    Refused {
        /// Its own words.
        message: String,
    },
    /// What is stored is not what was asked for, or nobody could look.
    NotConfirmed,
}

/// What came of an action, and the group after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct MembersChanged {
    /// For each person, in the order of the request.
    pub results: Vec<MemberResult>,
    /// The group as it was read back; null when it can't be seen any more.
    pub details: Option<GroupDetails>,
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

/// What is written about a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct GroupEdit {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
}

/// A group that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct MadeGroup {
    /// The group.
    pub group: GroupSummary,
    /// What came of the invitations.
    pub invited: Vec<MemberResult>,
    /// Why nobody could be invited; the group is there all the same.
    pub failed: Option<Error>,
}
