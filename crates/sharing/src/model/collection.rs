//! One guest collection in detail.

use globus::ids::{CollectionId, IdentityId, RoleId};
use globus::path::CollectionPath;
use globus::transfer::Permissions;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Access, AllowedRoles, DirectLinks, GrantRow, Guest, MemberStatus, PolicyRule, Storage};
use crate::Error;

/// A guest collection and what the person may do with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CollectionDetails {
    /// Its id.
    pub id: CollectionId,
    /// Its name.
    pub name: String,
    /// Where it lives.
    pub storage: Option<Storage>,
    /// Its folder on that storage, where the person may see it.
    pub storage_path: Option<CollectionPath>,
    /// When this was read.
    pub checked_at: Timestamp,
    /// What the person may do here.
    pub may: CollectionRights,
    /// Permissions stored, of 1000.
    pub permissions: u32,
    /// Of them, those that change nothing, because another one gives as much for as long.
    pub without_effect: u32,
    /// Folders with a permission, and those that were opened.
    pub folders: Vec<AccessFolder>,
    /// What is written on its card.
    pub about: CollectionAbout,
    /// Who has a role; null where the person may not see that.
    pub roles: Option<Vec<RoleRow>>,
    /// Roles that somebody may be given here, as far as the institution allows them to be a guest.
    pub to_give: AllowedRoles,
    /// True when nobody but the signed-in person could go on with it.
    pub only_i_manage: bool,
    /// Whether its files have links of their own; null when that was not kept.
    pub direct_links: Option<DirectLinks>,
    /// Link for guests.
    pub link: String,
    /// The page about it in Globus's own web app.
    pub web_page: String,
}

/// What the signed-in person may do on a collection. False is never a riddle: [`Self::because`] says why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CollectionRights {
    /// Add and change permissions.
    pub change_access: bool,
    /// Remove permissions.
    pub remove_access: bool,
    /// Give and take roles.
    pub change_roles: bool,
    /// Rename, describe.
    pub edit: bool,
    /// Delete the collection.
    pub delete: bool,
    /// The role that limits what the person may do, where one does.
    pub because: Option<MyRole>,
    /// Roles need a subscription, and this storage has none.
    pub roles_need_subscription: bool,
    /// Roles, card and end are changed on the server that the collection lives on. It asks for a consent of its own
    /// the first time.
    pub on_server: bool,
}

/// The signed-in person's strongest role on a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum MyRole {
    /// Everything.
    Administrator,
    /// Permissions.
    AccessManager,
    /// See and delete permissions, as administrator of the storage.
    RestrictedAdministrator,
    /// None that counts here.
    None,
}

/// A folder in the tree of the Access tab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AccessFolder {
    /// On the collection.
    pub path: CollectionPath,
    /// Last part, or the collection's name for its root.
    pub name: String,
    /// Permissions on exactly this folder.
    pub permissions: u32,
    /// False when Globus says that it is gone; null when that is not known.
    pub exists: Option<bool>,
    /// Why the institution does not allow it to be shared.
    pub forbidden: Option<PolicyRule>,
}

/// Who can reach one folder, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct FolderAccess {
    /// The folder.
    pub path: CollectionPath,
    /// Its name.
    pub name: String,
    /// Whoever reaches it, people first.
    pub guests: Vec<EffectiveGuest>,
    /// Of them, those through a permission.
    pub by_permission: u32,
    /// Of them, those through a role.
    pub by_role: u32,
    /// Folders inside, where Globus could list them.
    pub folders: Vec<AccessFolder>,
    /// Why they could not be listed.
    pub listing: Option<Error>,
}

/// Somebody who reaches a folder: what they can really do there, and through what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct EffectiveGuest {
    /// Who.
    pub access: Access,
    /// The strongest level that reaches them here.
    pub permissions: Permissions,
    /// How long that level lasts.
    pub ends_at: Option<Timestamp>,
    /// The grants that count.
    pub counting: Vec<GrantRow>,
    /// Grants that reach the folder too and change nothing.
    pub without_effect: Vec<GrantRow>,
    /// The role, for somebody with one.
    pub role: Option<String>,
    /// True for the owner of the collection.
    pub owner: bool,
    /// True when the signed-in person is this one.
    pub is_me: bool,
}

/// What is written on a collection's card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CollectionAbout {
    /// Its name: anybody with a Globus login can see it.
    pub display_name: String,
    /// What it is.
    pub description: Option<String>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// The organisation.
    pub organization: Option<String>,
    /// Whom to ask.
    pub contact_email: Option<String>,
    /// More about whom to ask.
    pub contact_info: Option<String>,
    /// A page about it.
    pub info_link: Option<String>,
    /// Whether Globus e-mails its administrators about downloads; null where that is not known.
    pub notify_downloads: Option<bool>,
    /// Whether Globus e-mails its administrators about uploads; null where that is not known.
    pub notify_uploads: Option<bool>,
}

/// A role that somebody has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct RoleRow {
    /// Null for the owner, whose role is not stored.
    pub id: Option<RoleId>,
    /// Who.
    pub guest: Guest,
    /// Which.
    pub role: AssignableRole,
    /// True for the owner: everything, for ever.
    pub owner: bool,
    /// True when the signed-in person is this one.
    pub is_me: bool,
    /// Roles that they may have instead.
    pub instead: AllowedRoles,
}

/// Roles that can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum AssignableRole {
    /// Sees transfers.
    ActivityMonitor,
    /// Sees, pauses and cancels transfers.
    ActivityManager,
    /// Manages permissions; reads and writes all files.
    AccessManager,
    /// Everything, roles and deleting included.
    Administrator,
}

impl AssignableRole {
    /// All, the weakest first.
    pub const ALL: [Self; 4] = [
        Self::ActivityMonitor,
        Self::ActivityManager,
        Self::AccessManager,
        Self::Administrator,
    ];

    /// Whether it gives reading and writing of all files (Transfer API, roles).
    pub fn reaches_files(self) -> bool {
        self >= Self::AccessManager
    }
}

/// What deleting a collection would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DeletionPreview {
    /// What has to be typed.
    pub name: String,
    /// People and groups that lose access.
    pub guests: u32,
    /// Permissions that go.
    pub permissions: u32,
    /// Where the files stay.
    pub storage: Option<Storage>,
    /// The folder in which they stay.
    pub storage_path: Option<CollectionPath>,
}

/// Whose question "Why can't they open it?" is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosisRequest {
    /// The guest collection.
    pub collection_id: CollectionId,
    /// The folder.
    pub path: CollectionPath,
    /// Who can't.
    pub identity_id: IdentityId,
    /// The address they really sign in with, where the person knows it.
    pub signs_in_as: Option<String>,
}

/// The walk from the folder to the guest, and the one sentence that it ends in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Diagnosis {
    /// What was looked at, in order.
    pub steps: Vec<DiagnosisStep>,
    /// What is wrong, or that nothing was found.
    pub verdict: Verdict,
}

/// One look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosisStep {
    /// What was looked at.
    pub look: Look,
    /// What came of it.
    pub finding: Finding,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Look {
    /// Is the storage online?
    StorageOnline,
    /// Is the folder there?
    FolderExists,
    /// Does anything reach this identity?
    Grant,
    /// Has it ended, or not begun to count?
    EndDate,
    /// Which of their identities is it for, and has anybody signed in with it?
    Identity,
    /// Are they an active member of the group?
    GroupMembership,
    /// Does the storage ask for a recent sign-in?
    ProtectedStorage,
    /// Does the owner's own access still work?
    OwnerAccess,
}

/// What came of a look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Finding {
    /// In order.
    Fine,
    /// Not in order.
    Wrong,
    /// Could not be asked.
    Failed {
        /// Why.
        error: Error,
    },
    /// Can't be known from here.
    Unknowable,
    /// Does not apply.
    NotNeeded,
}

/// Where the walk ended. Each has one sentence and one fix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Verdict {
    /// The storage is offline.
    StorageOffline,
    /// The folder is gone.
    FolderGone,
    /// The owner's access to the folder is gone.
    OwnerLostAccess,
    /// Nothing is shared with this identity here.
    NothingShared {
        /// Folders of the collection on which something is.
        elsewhere: Vec<CollectionPath>,
    },
    /// It ended.
    Ended {
        /// When.
        at: Timestamp,
    },
    /// It is for another identity than the one they sign in with.
    OtherIdentity {
        /// The address it is for.
        shared_with: String,
    },
    /// Nobody has signed in with the identity yet.
    NeverSignedIn,
    /// They were invited to the group, or asked to join, and are not in yet.
    NotYetInGroup {
        /// The group's name.
        group: Option<String>,
        /// Invited or pending.
        status: MemberStatus,
    },
    /// The group's members can't be seen, so nobody can say whether they are in it.
    GroupNotVisible {
        /// The group's name.
        group: Option<String>,
    },
    /// Protected storage asks for a recent sign-in with this identity.
    NeedsFreshSignIn {
        /// Minutes that a sign-in counts, where known.
        minutes: Option<u32>,
    },
    /// Everything that can be known from here is in order.
    NothingFound,
    /// It could not be found out.
    NotAnswered {
        /// Why.
        error: Error,
    },
}
