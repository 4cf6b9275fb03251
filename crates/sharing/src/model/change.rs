//! Changes of what is shared: asked for, previewed, carried out, read back, undone.

use globus::ids::{CollectionId, GroupId, IdentityId};
use globus::path::CollectionPath;
use globus::transfer::Permissions;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Access, AuditQuery, EndChoice, PolicyRule, RowKey, RuleRef, Tick, Via};
use crate::Error;

/// Names one change in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(transparent)]
pub struct ChangeId(pub String);

/// What a change is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ChangeTargets {
    /// Stored permissions by id.
    Rules {
        /// Which.
        rules: Vec<RuleRef>,
    },
    /// All permissions in rows of My shares (of a folder, person or group, or single ones).
    Rows {
        /// Which rows.
        rows: Vec<RowKey>,
        /// The view they belong to, with its filters: only what these leave is meant.
        query: AuditQuery,
    },
    /// All permissions in all rows that a query finds.
    Query {
        /// Which.
        query: AuditQuery,
    },
    /// Everything of one person: own permissions, and roles as far as the signed-in person may take them away.
    Person {
        /// Who.
        id: IdentityId,
    },
    /// Everything of one group.
    Group {
        /// Which.
        id: GroupId,
    },
    /// Permissions that have no effect, on one collection or on all.
    WithoutEffect {
        /// Only there.
        collection_id: Option<CollectionId>,
    },
    /// All permissions on one folder of a collection.
    Folder {
        /// The guest collection.
        collection_id: CollectionId,
        /// The path on it.
        path: CollectionPath,
    },
    /// Permissions of the history that are not there any more.
    Ended {
        /// Ids of history entries.
        entries: Vec<String>,
    },
}

/// What to do with them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ChangeAction {
    /// Another level.
    SetLevel {
        /// Which.
        permissions: Permissions,
    },
    /// Another end, or none.
    SetEnd {
        /// Which.
        end: EndChoice,
    },
    /// Stop sharing.
    Stop,
    /// Give the same guests the same on another folder as well.
    CopyTo {
        /// The guest collection.
        collection_id: CollectionId,
        /// The folder there.
        path: CollectionPath,
    },
    /// The folder is somewhere else now: grant there first, then stop here.
    PointTo {
        /// The guest collection.
        collection_id: CollectionId,
        /// The folder there.
        path: CollectionPath,
    },
    /// Give what ended once more, with another end. Goes with [`ChangeTargets::Ended`] only.
    ShareAgain {
        /// Until when.
        end: EndChoice,
    },
    /// Take an earlier change back.
    Undo {
        /// Which.
        of: ChangeId,
    },
}

/// A change that is not carried out yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ChangePlan {
    /// Goes back into `apply_change`.
    pub id: ChangeId,
    /// What was asked for.
    pub action: ChangeAction,
    /// Row by row, those that nothing happens to included.
    pub rows: Vec<PlannedChange>,
    /// Rows that something happens to.
    pub changes: u32,
    /// How many people and groups that concerns.
    pub guests: u32,
    /// What must be ticked first.
    pub ticks: Vec<Tick>,
    /// Longest lifetimes that shortened an end, and other remarks that concern the whole.
    pub notes: Vec<ChangeNote>,
}

/// A remark about a change as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ChangeNote {
    /// Some ends lie past what a storage allows and were set to its last allowed moment.
    EndShortened {
        /// How many rows.
        rows: u32,
    },
    /// The signed-in person would lock themselves out of these.
    OwnAccess {
        /// How many rows.
        rows: u32,
    },
    /// Afterwards the collection would hold more than 900 of its 1000 permissions.
    NearLimit {
        /// The guest collection's name.
        collection_name: String,
        /// Permissions then.
        permissions: u32,
    },
}

/// One row of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PlannedChange {
    /// Names the row within the plan.
    pub id: String,
    /// The guest collection.
    pub collection_id: CollectionId,
    /// Its name.
    pub collection_name: String,
    /// The path on it.
    pub path: CollectionPath,
    /// Last part of the path, or the collection's name at its root.
    pub name: String,
    /// Who.
    pub access: Access,
    /// The stored permission that it is about, of a copy the one that is copied: looking again begins with it. Roles
    /// and what ended have none.
    #[serde(default)]
    pub rule: Option<RuleRef>,
    /// What happens.
    pub step: ChangeStep,
    /// As it is stored; null where nothing is.
    pub before: Option<Stored>,
    /// As it shall be; null when it shall be gone.
    pub after: Option<Stored>,
    /// What the guest keeps on this folder through other ways.
    pub remains: Vec<Remaining>,
}

/// Level and end of a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Stored {
    /// Level.
    pub permissions: Permissions,
    /// End.
    pub ends_at: Option<Timestamp>,
}

/// Access that is left after a permission is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Remaining {
    /// Through what.
    pub via: Via,
    /// Where it was granted.
    pub path: CollectionPath,
    /// What it lets do.
    pub permissions: Permissions,
    /// Until when.
    pub ends_at: Option<Timestamp>,
}

/// What happens to a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ChangeStep {
    /// A permission is made.
    Add,
    /// Level or end are changed.
    Update,
    /// The permission is deleted.
    Remove,
    /// The role is taken away.
    TakeRole,
    /// It is as asked for already.
    Nothing,
    /// It can't be done.
    NotPossible {
        /// Why.
        reason: CannotChange,
    },
}

/// Why a row can't be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum CannotChange {
    /// The person's role may not add or change (restricted administrator).
    RoleMayNotChange,
    /// Only administrators give and take roles.
    OnlyAdministrators,
    /// A role has neither level nor end of its own.
    ThroughRole,
    /// Access through a group: the group has to be changed, or its permission.
    ThroughGroup,
    /// Everyone has it.
    ThroughEveryone,
    /// The owner keeps everything.
    Owner,
    /// Access for everybody is read only.
    PublicIsReadOnly,
    /// Nothing is stored any more.
    Gone,
    /// The institution does not allow sharing with anyone.
    InstitutionPublic,
    /// The institution does not allow sharing with everyone who has a login.
    InstitutionSignedIn,
    /// The institution does not allow guests to change files.
    InstitutionWrite,
    /// The institution does not allow guests from elsewhere.
    InstitutionOutside,
    /// The institution does not allow groups.
    InstitutionGroups,
    /// The institution wants an end date.
    InstitutionNoEnd,
    /// The institution does not allow an end that far away.
    InstitutionEnd,
    /// The institution does not allow this folder to be shared.
    InstitutionFolder,
}

impl From<PolicyRule> for CannotChange {
    fn from(rule: PolicyRule) -> Self {
        match rule {
            PolicyRule::Public => Self::InstitutionPublic,
            PolicyRule::EveryoneSignedIn => Self::InstitutionSignedIn,
            PolicyRule::Write => Self::InstitutionWrite,
            PolicyRule::OutsideInstitution => Self::InstitutionOutside,
            PolicyRule::Groups => Self::InstitutionGroups,
            PolicyRule::NoEndDate => Self::InstitutionNoEnd,
            PolicyRule::MaximumEnd => Self::InstitutionEnd,
            PolicyRule::BlockedFolder => Self::InstitutionFolder,
        }
    }
}

/// Sent over the channel while a change is carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ChangeEvent {
    /// Written to the journal; from now on it can be resumed.
    Started {
        /// Its id.
        id: ChangeId,
    },
    /// A row moved on.
    Row {
        /// [`PlannedChange::id`].
        row: String,
        /// Where it is now.
        state: ChangeState,
    },
}

/// States of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ChangeState {
    /// Not begun.
    Waiting,
    /// The request is out.
    Working,
    /// Globus said yes; its list is being read.
    ReadingBack,
    /// Globus's list has it as asked.
    Done,
    /// What is stored now is not what the person saw: nothing was changed.
    Conflict {
        /// What is stored now.
        stored: Option<Stored>,
    },
    /// It did not go through.
    Failed {
        /// Why.
        error: Error,
    },
    /// Not wanted any more, or stopped before its turn.
    LeftOff,
    /// It was undone.
    Undone,
}

/// What came of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ChangeOutcome {
    /// Its id.
    pub id: ChangeId,
    /// The plan it came from.
    pub plan: ChangePlan,
    /// Last state of each row, in the plan's order.
    pub states: Vec<ChangeState>,
    /// What stopped the change as a whole.
    pub stopped_by: Option<Error>,
    /// When Globus's lists were read back; null when they could not be.
    pub verified_at: Option<Timestamp>,
    /// Whether what was done can be undone.
    pub can_undo: bool,
}
