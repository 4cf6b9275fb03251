//! What is shared now.

use globus::ids::{AccessRuleId, CollectionId, GroupId, RoleId};
use globus::path::CollectionPath;
use globus::transfer::Permissions;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{EndChoice, Guest, Storage};
use crate::Error;

/// Who a permission is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "to", rename_all = "camelCase")]
pub enum Access {
    /// A person or group.
    Guest {
        /// Who.
        guest: Guest,
    },
    /// `all_authenticated_users`.
    SignedIn,
    /// `anonymous`.
    Anyone,
}

/// Through what somebody has access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Via {
    /// A permission of their own.
    Own,
    /// A group they are in.
    Group {
        /// Its id.
        id: GroupId,
        /// Its name, where visible.
        name: Option<String>,
    },
    /// A role on the collection: read and write on everything.
    Role {
        /// `administrator` or `access_manager`.
        role: String,
    },
    /// Everyone with a Globus login.
    SignedIn,
    /// Anyone.
    Anyone,
}

/// The person's shares: one [`Share`] per guest collection and path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct MyShares {
    /// All of them, soonest end first.
    pub shares: Vec<Share>,
    /// How many guest collections were read.
    pub collections: u32,
    /// When.
    pub checked_at: Timestamp,
    /// Collections that could not be read; their shares are missing or of an earlier time.
    pub problems: Vec<Problem>,
    /// True when Globus cut the list of collections short (1000 at most).
    pub cut_short: bool,
}

/// A collection that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Which.
    pub collection_id: CollectionId,
    /// Its name.
    pub name: String,
    /// Why.
    pub error: Error,
}

/// One shared folder: a path on a guest collection with its guests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Share {
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
    /// Who.
    pub guests: Vec<ShareGuest>,
    /// The most that any guest can do.
    pub at_most: Permissions,
    /// The soonest end among the guests.
    pub first_end: Option<Timestamp>,
    /// What deserves a look.
    pub badges: Vec<ShareBadge>,
    /// Whether the person may change levels and end dates.
    pub can_change: bool,
    /// Whether the person may stop it.
    pub can_remove: bool,
    /// Link for guests.
    pub link: String,
}

/// Remarks on a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum ShareBadge {
    /// The folder is gone.
    FolderNotFound,
    /// Globus refuses the owner's own access to the files, so nobody can open them.
    OwnerLockedOut,
    /// The storage is offline now.
    Offline,
    /// Anyone can read it without sign-in.
    Anyone,
    /// Everyone with a Globus login can.
    SignedIn,
    /// At least one guest has no end date.
    NoEndDate,
}

/// One guest of a share: one stored permission, or one role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ShareGuest {
    /// Null for access through a role.
    pub rule_id: Option<AccessRuleId>,
    /// Set for access through a role.
    pub role_id: Option<RoleId>,
    /// `administrator` or `access_manager`, for access through a role.
    pub role: Option<String>,
    /// Who.
    pub access: Access,
    /// What they may do.
    pub permissions: Permissions,
    /// Until when.
    pub ends_at: Option<Timestamp>,
    /// Since when.
    pub created_at: Option<Timestamp>,
    /// True when the signed-in person is this guest.
    pub is_me: bool,
    /// Why there is no end date, where that was asked on this device.
    #[serde(default)]
    #[specta(optional)]
    pub no_end_reason: Option<String>,
}

/// A change of one stored permission. Null fields stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AccessChangeRequest {
    /// The guest collection.
    pub collection_id: CollectionId,
    /// The permission.
    pub rule_id: AccessRuleId,
    /// Level as the person saw it; a different stored one answers `Changed`.
    pub seen_permissions: Permissions,
    /// End as the person saw it.
    pub seen_ends_at: Option<Timestamp>,
    /// New level.
    pub permissions: Option<Permissions>,
    /// New end.
    pub end: Option<EndChoice>,
}
