//! What is shared now.

use globus::ids::{CollectionId, GroupId};
use serde::{Deserialize, Serialize};

use super::Guest;
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
