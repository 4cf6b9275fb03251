//! What would happen: shown on the review before anything is sent.

use globus::ids::{AccessRuleId, CollectionId, IdentityId};
use globus::path::CollectionPath;
use globus::transfer::Permissions;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Access, CopyId, Exposure, Guest, StorageAccount, StorageKind, Via};

/// Names one plan. A plan is kept by the app until it is applied or replaced; the window hands back its id.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(transparent)]
pub struct PlanId(pub String);

/// The plan of a share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SharePlan {
    /// Handed to `apply_share`.
    pub id: PlanId,
    /// The folders, in the draft's order.
    pub folders: Vec<PlannedFolder>,
    /// One per guest and folder (and for wider access), in the draft's order.
    pub grants: Vec<PlannedGrant>,
    /// What concerns the whole share.
    pub warnings: Vec<Warning>,
    /// Ticks that must be set before it can be applied.
    pub ticks: Vec<Tick>,
    /// Zone in which the days are meant, IANA name.
    pub time_zone: String,
    /// The same as commands of the official `globus` command line, for those who know it.
    pub commands: Vec<String>,
    /// The copy that has to be complete before anybody gets access.
    #[serde(default)]
    pub waits_for: Option<CopyId>,
}

/// One folder of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PlannedFolder {
    /// Its name.
    pub name: String,
    /// Local path.
    pub local_path: String,
    /// Where it lives.
    pub storage_name: String,
    /// What kind of place that is.
    pub storage_kind: StorageKind,
    /// The guest collection.
    pub collection: PlannedCollection,
    /// Its path inside that collection.
    pub path: CollectionPath,
}

/// The guest collection a plan uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PlannedCollection {
    /// It exists.
    Existing {
        /// Its id.
        id: CollectionId,
        /// Its name.
        name: String,
    },
    /// It will be created.
    New {
        /// Its name.
        name: String,
        /// Its root on the mapped collection.
        host_path: CollectionPath,
        /// The mapped collection. (Empty in plans of versions that knew only one.)
        #[serde(default = "unknown_storage")]
        storage_id: CollectionId,
        /// Servers: the person's account through which its files are reached; none where it is made first, and on
        /// computers.
        #[serde(default)]
        account: Option<StorageAccount>,
    },
}

fn unknown_storage() -> CollectionId {
    CollectionId::new("")
}

/// One permission of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PlannedGrant {
    /// Names the row in progress and result.
    pub id: String,
    /// Index into [`SharePlan::folders`].
    pub folder: u32,
    /// Who gets it.
    pub access: Access,
    /// What they may do.
    pub permissions: Permissions,
    /// The last day in the person's zone; null means no end date.
    pub last_day: Option<Date>,
    /// The exact moment, UTC; null means no end date.
    pub ends_at: Option<Timestamp>,
    /// Reason for having no end date.
    pub no_end_reason: Option<String>,
    /// Whether Globus will be asked to e-mail.
    pub notify: bool,
    /// What will be sent.
    pub action: GrantAction,
    /// What concerns this row.
    pub warnings: Vec<Warning>,
}

impl PlannedGrant {
    /// Whom Globus is asked to e-mail.
    pub(crate) fn notify_address(&self) -> Option<&str> {
        match &self.access {
            Access::Guest {
                guest: Guest::Person(person),
            } if self.notify => Some(&person.username),
            _ => None,
        }
    }
}

/// What a row of the plan does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum GrantAction {
    /// A new permission.
    Create,
    /// The same principal has one on the same path: its level or end date changes.
    Update {
        /// The stored permission.
        rule_id: AccessRuleId,
        /// Its level now.
        from_permissions: Permissions,
        /// Its end now.
        from_ends_at: Option<Timestamp>,
    },
    /// The same is stored already.
    Nothing {
        /// The stored permission.
        rule_id: AccessRuleId,
    },
}

/// A claim with a reason; the window adds the words and the fix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Warning {
    /// They can do as much already: permissions only add up.
    NoEffect {
        /// Through what.
        via: Via,
        /// On which folder of the collection.
        path: CollectionPath,
        /// What they can do there.
        permissions: Permissions,
        /// Until when.
        ends_at: Option<Timestamp>,
    },
    /// They keep more than this for longer, through something wider.
    WiderAccessStays {
        /// Through what.
        via: Via,
        /// On which folder.
        path: CollectionPath,
        /// What they can do there.
        permissions: Permissions,
        /// Until when.
        ends_at: Option<Timestamp>,
    },
    /// Write includes delete.
    CanDelete,
    /// The chosen day is later than the storage, or the institution, allows; the maximum is used.
    EndDateCapped {
        /// The day the person chose; null for "no end date".
        chosen: Option<Date>,
        /// The last day that is allowed and will be used.
        allowed: Date,
    },
    /// No end date was chosen.
    NoEndDate,
    /// Nobody has signed in with this address yet.
    NeverSignedIn {
        /// The address that must be used.
        username: String,
    },
    /// The person has another identity that is on the list or already has access.
    SamePerson {
        /// The other identity.
        other: IdentityId,
        /// Its address.
        username: String,
    },
    /// The account was closed.
    ClosedAccount,
    /// Protected storage wants a high-assurance group.
    GroupNotHighAssurance,
    /// Members of this group can change without the person's doing.
    GroupMembersChange {
        /// How many people can add members.
        can_add: u32,
    },
    /// Everyone with a Globus login, or anyone.
    Public {
        /// True when not even a sign-in is needed.
        anonymous: bool,
    },
    /// The storage's keepers delete files there some days after they came.
    FilesDeleted {
        /// The folder's name.
        name: String,
        /// After so many days.
        days: u16,
    },
    /// The home folder or a whole drive: its name must be typed.
    TooMuch {
        /// Which of them.
        exposure: Exposure,
        /// What has to be typed.
        confirm_with: String,
    },
    /// Guests reach it only while this computer is on.
    ComputerMustBeOn,
    /// The storage is offline right now.
    Offline,
    /// The new guest collection's name can be seen by everyone with a Globus login.
    NameIsPublic {
        /// The name.
        name: String,
    },
    /// The collection is nearly or wholly full (1000 permissions).
    Limit {
        /// Permissions after this share.
        after: u32,
        /// The limit.
        limit: u32,
    },
}

/// Something the person has to tick, or type, on the review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Tick {
    /// "I have a copy elsewhere", for a row with write access.
    HaveCopy {
        /// [`PlannedGrant::id`].
        grant: String,
    },
    /// The folder's name, typed.
    TypeName {
        /// Index into [`SharePlan::folders`].
        folder: u32,
        /// What has to be typed.
        expected: String,
    },
}

/// What the person ticked and typed on the review.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Confirmations {
    /// Rows for which "I have a copy elsewhere" is ticked ([`PlannedGrant::id`]).
    pub have_copy: Vec<String>,
    /// Typed names, by index of the folder.
    pub typed_names: Vec<String>,
}
