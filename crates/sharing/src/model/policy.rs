//! The institution's policy: what its files say, and what follows from it.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::Permissions;
use serde::{Deserialize, Serialize};

use super::{AssignableRole, SubjectId};

/// What the policy files on this computer say, as the window shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct InstitutionPolicy {
    /// The two places, the machine-wide one first.
    pub files: Vec<PolicyFile>,
    /// All that is in force, with the file that it comes from.
    pub statements: Vec<PolicyStatement>,
    /// The same as values, for whoever asks before offering something.
    pub limits: PolicyLimits,
}

/// One place where a policy file may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PolicyFile {
    /// Which of the two.
    pub place: PolicyPlace,
    /// Its path.
    pub path: String,
    /// What was found there.
    pub state: PolicyFileState,
}

/// For whom a policy file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum PolicyPlace {
    /// Everybody who uses the computer.
    Machine,
    /// One person.
    User,
}

/// What was found at a policy file's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum PolicyFileState {
    /// No file.
    Absent,
    /// A file that is in force.
    InForce,
    /// A file that can't be used; nothing in it counts.
    Ignored {
        /// Why.
        problem: PolicyProblem,
    },
}

/// Why a policy file can't be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PolicyProblem {
    /// The system does not let it be read.
    NotReadable {
        /// The system's reason.
        message: String,
    },
    /// A link, a folder or something else that is no plain file.
    NotAFile,
    /// Larger than any policy.
    TooLarge {
        /// Largest size, in KiB.
        limit_kib: u32,
    },
    /// Not UTF-8.
    NotUtf8,
    /// UTF-8 with a byte order mark, which JSON does not allow.
    ByteOrderMark,
    /// Not JSON, or not what a policy says.
    Wrong {
        /// Line of the mistake, from 1.
        line: u32,
        /// Column of the mistake, from 1; 0 where a line as a whole is meant.
        column: u32,
        /// What is wrong, for whoever wrote the file; not translated.
        message: String,
    },
}

/// One thing that a policy says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PolicyStatement {
    /// Which file says it.
    pub from: PolicyPlace,
    /// What.
    pub says: PolicyWords,
}

/// What a policy can say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PolicyWords {
    /// Who made it.
    Institution {
        /// Name.
        name: String,
    },
    /// Whom to ask.
    Support {
        /// Whom.
        support: SupportContact,
    },
    /// Level of new shares.
    DefaultLevel {
        /// Which.
        permissions: Permissions,
    },
    /// End of new shares.
    DefaultEnd {
        /// In so many days.
        days: u16,
    },
    /// How far away an end may be.
    MaximumEnd {
        /// In so many days.
        days: u16,
    },
    /// Who belongs to the institution.
    Domains {
        /// Domains of their addresses; those below count too.
        domains: Vec<String>,
    },
    /// What may not be done.
    Forbidden {
        /// Which kind of sharing.
        sharing: ForbiddenKind,
    },
    /// A network drive is a folder of a collection.
    Drive {
        /// The drive.
        drive: String,
        /// The collection.
        collection_id: CollectionId,
        /// The folder there.
        path: CollectionPath,
    },
    /// Files there are deleted.
    Purged {
        /// The collection.
        collection_id: CollectionId,
        /// The folder there.
        path: CollectionPath,
        /// After so many days.
        after_days: u16,
    },
    /// A folder that may not be shared.
    Blocked {
        /// The collection; null for a folder of this computer.
        collection_id: Option<CollectionId>,
        /// The folder.
        path: String,
        /// Why, in the institution's words.
        reason: Option<String>,
    },
    /// A storage that is offered first.
    Preferred {
        /// The collection.
        collection_id: CollectionId,
    },
}

/// Kinds of sharing that an institution may forbid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum ForbiddenKind {
    /// With anyone, without a sign-in.
    Public,
    /// With everyone who has a Globus login.
    EveryoneSignedIn,
    /// So that guests can add, change and delete.
    Write,
    /// With people whose address is of another domain, and with groups that such people are in, or may be.
    OutsideInstitution,
    /// With groups.
    Groups,
    /// Without an end date.
    NoEndDate,
}

/// Which part of a policy stands against something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum PolicyRule {
    /// [`ForbiddenKind::Public`].
    Public,
    /// [`ForbiddenKind::EveryoneSignedIn`].
    EveryoneSignedIn,
    /// [`ForbiddenKind::Write`].
    Write,
    /// [`ForbiddenKind::OutsideInstitution`].
    OutsideInstitution,
    /// [`ForbiddenKind::Groups`].
    Groups,
    /// [`ForbiddenKind::NoEndDate`].
    NoEndDate,
    /// The end is too far away.
    MaximumEnd,
    /// The folder, or one in it, may not be shared.
    BlockedFolder,
}

/// Somebody whom the policy keeps out, whatever they would get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ForbiddenGuest {
    /// Who.
    pub guest: SubjectId,
    /// Which rule.
    pub rule: PolicyRule,
}

/// Roles that the policy allows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AllowedRoles {
    /// Which, the weakest first.
    pub roles: Vec<AssignableRole>,
    /// Which rule stands against the others; null where there are none.
    pub rule: Option<PolicyRule>,
}

/// Whom to ask at the institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SupportContact {
    /// Name of a person or desk.
    pub name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Web page (https).
    pub page: Option<String>,
}

/// What is in force, as values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PolicyLimits {
    /// The institution's name.
    pub institution: Option<String>,
    /// Whom to ask there.
    pub support: Option<SupportContact>,
    /// Level of new shares; goes before what the app comes with, not before what the person has chosen.
    pub default_permissions: Option<Permissions>,
    /// End of new shares, in days; likewise.
    pub default_end_days: Option<u16>,
    /// How far away an end may be, in days.
    pub max_end_days: Option<u16>,
    /// What may not be done.
    pub forbidden: Vec<ForbiddenKind>,
}
