//! My shares across all collections: what the window asks for, and the slice of rows it gets.
//!
//! The snapshot itself stays in Rust: a window over 50,000 permissions only ever holds the rows that it shows.

use globus::ids::{AccessRuleId, CollectionId, GroupId, RoleId};
use globus::path::CollectionPath;
use globus::transfer::Permissions;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Access, GroupGuest, Person, Problem, ShareBadge, Storage, Via};
use crate::Error;

/// What is known about the snapshot as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditState {
    /// Grows whenever rows may have changed: pages of an older generation are asked for again.
    pub generation: u32,
    /// When Globus was read last; null when it never was.
    pub checked_at: Option<Timestamp>,
    /// True while it is being read again.
    pub refreshing: bool,
    /// Why the last reading failed as a whole; what is shown is of [`Self::checked_at`].
    pub failed: Option<Error>,
    /// Guest collections that were read.
    pub collections: u32,
    /// Shared folders: pairs of collection and path.
    pub shares: u32,
    /// People who can see something by name or through a group.
    pub people: u32,
    /// Rows by person that are nobody by name: everybody with a login, and anyone at all.
    pub everybody: u32,
    /// Groups that can see something.
    pub groups: u32,
    /// Shared folders with a permission that ends within 14 days.
    pub ending_soon: u32,
    /// Shared folders that need attention (gone, public, without end date, or on storage that is offline).
    pub needs_attention: u32,
    /// Collections that could not be read; what is shown of them is of an earlier time.
    pub problems: Vec<Problem>,
    /// True when Globus cut the list of collections short (1000 at most).
    pub cut_short: bool,
    /// When the person looked at My shares before this time; `Changed` counts from there.
    pub last_visit: Option<Timestamp>,
}

/// Sent over the channel while Globus is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum AuditEvent {
    /// So many of so many collections were read.
    Reading {
        /// Read so far.
        done: u32,
        /// Found in all.
        total: u32,
    },
}

/// How the rows are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum AuditView {
    /// One row per shared folder, its guests below.
    #[default]
    Shares,
    /// One row per person, what they reach below.
    People,
    /// One row per group, what it reaches below.
    Groups,
}

/// Rows that have at least one grant of this kind. Several filters narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum AuditFilter {
    /// Ends within 14 days.
    EndingSoon,
    /// Has no end date.
    NoEndDate,
    /// Read and write.
    CanChange,
    /// Everyone with a Globus login, or anyone.
    Public,
    /// Somebody of another domain than the person's own.
    Outside,
    /// The folder is gone, the storage offline, or the owner's access gone.
    Broken,
    /// Not a permission but a role.
    ThroughRole,
    /// New or different since the last visit.
    Changed,
    /// Broken, public or without an end date: what [`AuditState::needs_attention`] counts.
    NeedsAttention,
}

/// What the rows are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum AuditSort {
    /// The soonest end first; no end is last.
    #[default]
    FirstEnd,
    /// Name of the folder, person or group, in the order of the person's language.
    Name,
    /// How many guests, or how many shares.
    Count,
    /// Highest level.
    Level,
}

/// Which rows of which view.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditQuery {
    /// How they are grouped.
    pub view: AuditView,
    /// Only these.
    pub filters: Vec<AuditFilter>,
    /// Words that must all occur in a name, address, organisation, group or folder; in any case, without accents.
    pub search: String,
    /// Order of the rows.
    pub sort: AuditSort,
    /// The other way round.
    pub descending: bool,
    /// Rows whose children are shown.
    pub open: Vec<RowKey>,
}

/// A stretch of the rows of one [`AuditQuery`], children of open rows counted in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditPage {
    /// Of which generation.
    pub generation: u32,
    /// Index of the first row here.
    pub offset: u32,
    /// Rows in all, children of open rows included.
    pub total: u32,
    /// Top rows in all that match.
    pub matches: u32,
    /// The rows.
    pub rows: Vec<AuditRow>,
    /// How many top rows of the view each filter would leave, given the search alone.
    pub filter_counts: Vec<FilterCount>,
}

/// A filter and what it would leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct FilterCount {
    /// Which.
    pub filter: AuditFilter,
    /// Top rows.
    pub count: u32,
}

/// Names a row across refreshes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, specta::Type)]
#[serde(transparent)]
pub struct RowKey(pub String);

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum AuditRow {
    /// A shared folder.
    Share(ShareRow),
    /// Somebody, a group, or everybody.
    Subject(SubjectRow),
    /// One grant, below either.
    Grant(GrantRow),
}

/// A shared folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ShareRow {
    /// Names the row.
    pub key: RowKey,
    /// The guest collection.
    pub collection_id: CollectionId,
    /// Its name.
    pub collection_name: String,
    /// The path on it.
    pub path: CollectionPath,
    /// Last part of the path, or the collection's name at its root.
    pub name: String,
    /// Where it lives.
    pub storage: Option<Storage>,
    /// The first few of whom it is shared with.
    pub faces: Vec<Access>,
    /// Guests with a permission on exactly this path.
    pub guests: u32,
    /// People and groups with a role on the collection.
    pub through_role: u32,
    /// The most that any guest can do.
    pub at_most: Permissions,
    /// The soonest end among the guests.
    pub first_end: Option<Timestamp>,
    /// The reason that was given where no guest has an end.
    pub no_end_reason: Option<String>,
    /// What deserves a look.
    pub badges: Vec<ShareBadge>,
    /// Whether the person may change levels and end dates.
    pub can_change: bool,
    /// Whether the person may stop it.
    pub can_remove: bool,
    /// Link for guests.
    pub link: String,
    /// Whether anything here is new or different since the last visit.
    pub changed: bool,
}

/// A person, a group, or everybody, with what they reach in sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SubjectRow {
    /// Names the row.
    pub key: RowKey,
    /// Who.
    pub access: Access,
    /// Shared folders they reach, through whatever.
    pub shares: u32,
    /// The most that they can do anywhere.
    pub at_most: Permissions,
    /// Their highest role, where they have one.
    pub role: Option<String>,
    /// The soonest end.
    pub first_end: Option<Timestamp>,
    /// True when at least one grant has no end.
    pub no_end: bool,
    /// The reason that was given for the first grant without an end.
    pub no_end_reason: Option<String>,
    /// True when the signed-in person is this one.
    pub is_me: bool,
    /// Whether anything here is new or different since the last visit.
    pub changed: bool,
}

/// One permission or role, as it reaches somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct GrantRow {
    /// Names the row.
    pub key: RowKey,
    /// The row above.
    pub parent: RowKey,
    /// The stored permission; null for a role.
    pub rule: Option<RuleRef>,
    /// Set for a role.
    pub role_id: Option<RoleId>,
    /// Who.
    pub access: Access,
    /// Through what it reaches the row above.
    pub via: Via,
    /// The guest collection.
    pub collection_id: CollectionId,
    /// Its name.
    pub collection_name: String,
    /// The path on it.
    pub path: CollectionPath,
    /// Last part of the path, or the collection's name at its root.
    pub name: String,
    /// What it lets do.
    pub permissions: Permissions,
    /// Until when.
    pub ends_at: Option<Timestamp>,
    /// Why there is no end date, where that was asked on this device.
    pub no_end_reason: Option<String>,
    /// True when another grant gives the same guest as much for as long.
    pub no_effect: bool,
    /// True when the signed-in person is this guest.
    pub is_me: bool,
    /// Whether level and end date can be changed by the person.
    pub can_change: bool,
    /// Whether the person can stop it here (roles go through Roles).
    pub can_remove: bool,
    /// What is new since the last visit.
    pub changed: Option<SinceLastVisit>,
}

/// A stored permission.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct RuleRef {
    /// The guest collection.
    pub collection_id: CollectionId,
    /// The permission.
    pub rule_id: AccessRuleId,
}

/// What changed since the last visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum SinceLastVisit {
    /// It was not there, and this app on this device did not add it.
    AddedByOthers,
    /// It was not there; this app added it.
    Added,
    /// Level or end are different, and this app on this device did not change them.
    ChangedByOthers,
    /// Level or end are different; this app changed them.
    Changed,
}

/// All that one person or group reaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SubjectPage {
    /// Of which generation.
    pub generation: u32,
    /// Who, in sum.
    pub subject: SubjectRow,
    /// The person's other identities that have access here, where Globus shows that they are one person: the
    /// signed-in person's own only.
    pub linked: Vec<Person>,
    /// Groups of the snapshot that they are in, as far as members are visible.
    pub groups: Vec<GroupGuest>,
    /// Every grant that reaches them, wider access included.
    pub grants: Vec<GrantRow>,
    /// Groups with access whose members can't be seen: they may be in there.
    pub unknown_groups: Vec<GroupGuest>,
}

/// Whom a page is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum SubjectId {
    /// A person.
    Person {
        /// Identity id.
        id: globus::ids::IdentityId,
    },
    /// A group.
    Group {
        /// Group id.
        id: GroupId,
    },
}
