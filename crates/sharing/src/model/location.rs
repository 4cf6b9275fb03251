//! Where a folder lives and whether it can be shared from here.

use globus::ids::{CollectionId, IdentityId, UserCredentialId};
use globus::path::CollectionPath;
use serde::{Deserialize, Serialize};

use super::{Checklist, FolderDrive, Refusal};

/// The answer for one dropped, chosen or pasted path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct FolderCheck {
    /// What was dropped.
    pub dropped: DroppedPath,
    /// Null when the path itself can't be used; the reason is in `readiness`.
    pub location: Option<Location>,
    /// Ready, one step first, or not from here.
    pub readiness: Readiness,
    /// Folders of this computer: what Globus Connect Personal needs for it, from which `readiness` follows.
    pub checklist: Option<Checklist>,
    /// The network drive through which it was found on its storage.
    #[serde(default)]
    #[specta(optional)]
    pub drive: Option<FolderDrive>,
}

/// A path that was given, after a first look at the disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DroppedPath {
    /// Its address: a local path without what people paste around it, or the web app's link to a folder of a collection.
    /// To be handed back unchanged.
    pub path: String,
    /// Last part of the path, or the whole of it for a root.
    pub name: String,
    /// Set when a file was dropped: the folder that would be shared instead.
    pub file_in_folder: Option<String>,
    /// For a file: how many other entries that folder has (counting stops at 1000).
    pub other_entries: Option<u32>,
}

/// Where the folder is, in Globus's terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    /// The mapped collection that covers the folder.
    pub storage: Storage,
    /// The folder's path on that collection.
    pub storage_path: CollectionPath,
    /// The guest collection to use, or the one to make.
    pub target: ShareTarget,
    /// What else could carry the permissions: other guest collections of the person's that cover the folder, nearest
    /// first, and a new one where one could be made.
    pub alternatives: Vec<ShareTarget>,
    /// Servers: the person's accounts there, through one of which a new guest collection reaches the files; the one that
    /// is used unless another is chosen comes first. Empty where none is needed, or where one has to be made first.
    pub accounts: Vec<StorageAccount>,
    /// Whether the folder is one that is shared by mistake.
    pub exposure: Exposure,
    /// Longest lifetime of a permission there, in minutes (Transfer: `acl_max_expiration_period_mins`).
    pub max_lifetime_minutes: Option<u32>,
    /// The last calendar day, in the person's zone, that the storage's maximum and the institution's allow.
    pub last_allowed_day: Option<jiff::civil::Date>,
    /// Permissions stored on the target already; 0 for a new one.
    pub permissions_used: u32,
    /// After how many days files there, or in a part of it, are deleted, as the institution says.
    #[serde(default)]
    #[specta(optional)]
    pub purged_after_days: Option<u16>,
}

/// A mapped collection as a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Storage {
    /// Its collection id.
    pub id: CollectionId,
    /// Its display name.
    pub name: String,
    /// What kind of place it is.
    pub kind: StorageKind,
    /// Whether it answers now; null when Globus does not say.
    pub online: Option<bool>,
    /// True for protected (high assurance) storage.
    pub high_assurance: bool,
    /// Whom to ask about it.
    #[serde(default)]
    pub contact_email: Option<String>,
}

/// The person's account on a server's storage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct StorageAccount {
    /// The credential.
    pub id: UserCredentialId,
    /// The account's name there.
    pub username: Option<String>,
    /// A name for people.
    pub name: Option<String>,
    /// Which of the person's sign-ins it belongs to.
    pub identity_id: Option<IdentityId>,
}

/// Kinds of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum StorageKind {
    /// Globus Connect Personal on this computer: guests can only read while it is on.
    ThisComputer,
    /// Globus Connect Personal on another computer.
    OtherComputer,
    /// A server run by an institution.
    Server,
}

/// The guest collection that will carry the permissions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ShareTarget {
    /// One that exists and covers the folder.
    Reuse {
        /// Its id.
        collection_id: CollectionId,
        /// Its name.
        name: String,
        /// Its root on the mapped collection.
        host_path: CollectionPath,
        /// The folder's path inside it.
        path: CollectionPath,
    },
    /// A new one, whose root is the folder.
    Create {
        /// Suggested name; can be changed under Advanced.
        name: String,
        /// Its root on the mapped collection.
        host_path: CollectionPath,
    },
}

/// How likely the folder is too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Exposure {
    /// An ordinary folder.
    Normal,
    /// The person's home: its name must be typed.
    HomeFolder,
    /// The root of a drive: its name must be typed.
    DriveRoot,
}

/// Whether it can be shared now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Readiness {
    /// Nothing is missing.
    Ready,
    /// The person can mend it.
    OneStepFirst {
        /// What to do first, in order.
        steps: Vec<MissingStep>,
    },
    /// It can't be done from here.
    NotFromHere {
        /// Why.
        reason: NotFromHere,
    },
}

/// One thing to be done before the folder can be shared, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum MissingStep {
    /// Globus Connect Personal of this computer; [`FolderCheck::checklist`] says what it needs.
    ConnectPersonal,
    /// Another computer of the person's is off, or Globus Connect Personal is not running or paused there.
    StartOtherComputer,
    /// The other computer's collection has no subscription: the institution's support can give one.
    AttachSubscription,
}

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum NotFromHere {
    /// The path can't be used at all.
    Path {
        /// Why.
        reason: crate::error::InputProblem,
    },
    /// The computer's collection belongs to somebody else.
    NotMine {
        /// Its owner as Globus names them.
        owner: Option<String>,
        /// Who can help.
        who: WhoCanFix,
    },
    /// Globus does not know the collection that the address names, or does not show it to this person.
    CollectionNotFound,
    /// It has no folders: a server itself, or something newer than this program.
    NotACollection,
    /// A server of a kind that Globus gave up; folders can't be shared from there.
    OldServer,
    /// The server does not answer.
    StorageUnreachable,
    /// The folder is there, but this person may not look into it.
    FolderNotReadable,
    /// The server does not let this person share it.
    Server {
        /// Why.
        refusal: Refusal,
    },
    /// It is on a network drive, and nobody has said yet which storage that is.
    NetworkDrive {
        /// The drive.
        drive: String,
        /// Whether it can be looked at from here, to be compared with a storage.
        can_compare: bool,
    },
    /// The institution does not allow this folder to be shared.
    Blocked {
        /// True when it is a folder inside this one that may not be shared.
        holds_one: bool,
        /// True when the storage does not say where this folder is, and some folder there may not be shared.
        perhaps: bool,
        /// Why, in the institution's words.
        reason: Option<String>,
    },
    /// The folder is not there when asked through Globus.
    FolderNotFound,
    /// The guest collection that covers it may not be changed by this person, and a new one can't be made.
    NoPermissionToShare {
        /// Who can help.
        who: WhoCanFix,
    },
}

/// Who can mend what the person can't.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum WhoCanFix {
    /// The collection's owner.
    Owner,
    /// The institution's Globus support.
    Support,
}
