//! Who a folder is shared with.

use globus::ids::{GroupId, IdentityId};
use serde::{Deserialize, Serialize};

use super::{ForbiddenGuest, PolicyRule};

/// One guest: a permission's principal, with what a person needs to recognise it.
///
/// "Everyone" is not among them on purpose: it is a separate, confirmed choice ([`super::WiderAccess`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Guest {
    /// One identity (sign-in) of one person, or of an application.
    Person(Person),
    /// A Globus group.
    Group(GroupGuest),
}

/// A concrete identity. A person may have several; the permission is for exactly this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Globus Auth identity id; never re-used.
    pub id: IdentityId,
    /// The address they sign in with.
    pub username: String,
    /// Full name, where Globus knows and shows it.
    pub name: Option<String>,
    /// Organisation, where Globus knows it.
    pub organization: Option<String>,
    /// Whether anybody has ever signed in with it.
    pub status: IdentityStatus,
    /// True when the address belongs to another domain than the signed-in person's identities.
    pub outside: bool,
    /// True when this app has not shared with them before.
    pub first_time: bool,
    /// The name of a group of mine that they are in, as a remark in suggestions.
    pub in_group: Option<String>,
    /// True for an application's identity (`…@clients.auth.globus.org`).
    pub application: bool,
}

/// Source: Globus Auth, identity `status`. Unknown values count as `used`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum IdentityStatus {
    /// Somebody has signed in with it.
    #[default]
    Used,
    /// Provisioned; nobody has signed in yet.
    Unused,
    /// Its owner hides the details.
    Private,
    /// The account was closed.
    Closed,
}

/// A group, with what helps to judge it before sharing with all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct GroupGuest {
    /// Globus Groups id.
    pub id: GroupId,
    /// Null when the group exists but its name may not be seen.
    pub name: Option<String>,
    /// Number of active members, where visible.
    pub member_count: Option<u32>,
    /// Display name or address of an administrator of the group, where visible.
    pub owner: Option<String>,
    /// How many people can add members (administrators and managers), where visible.
    pub can_add_members: Option<u32>,
    /// True when the signed-in person is an active member, manager or administrator.
    pub i_am_member: bool,
    /// True when the signed-in person administers it.
    pub i_am_admin: bool,
    /// True for groups whose members need a recent sign-in (`enforce_session`).
    pub high_assurance: bool,
}

/// What the people box offers while somebody types.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Suggestions {
    /// At most six in all with the groups, best first.
    pub people: Vec<Person>,
    /// Groups of mine whose name matches.
    pub groups: Vec<GroupGuest>,
    /// Set when the typed text is a whole address or id: what an exact look-up said.
    pub exact: Option<ResolvedLine>,
    /// Those of the people and groups whom the institution does not allow.
    pub forbidden: Vec<ForbiddenGuest>,
}

/// One line of a pasted list, or the one address that was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ResolvedLine {
    /// As typed, trimmed.
    pub input: String,
    /// What it is.
    pub resolution: Resolution,
    /// Why the institution does not allow whoever it is.
    pub forbidden: Option<PolicyRule>,
}

/// What an address, id or link turned out to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Resolution {
    /// Exactly one guest.
    Found {
        /// The guest.
        guest: Guest,
    },
    /// An address may have belonged to several identities over time: the person chooses.
    Several {
        /// The candidates.
        people: Vec<Person>,
    },
    /// A well-formed address that Globus does not know: can be invited.
    Unknown {
        /// The address in lower case, as it would be invited.
        address: String,
    },
    /// Neither address, nor identity id, nor group id or link.
    NotAnAddress,
    /// No group has this id, or it may not be seen.
    NoSuchGroup,
}
