//! The one typed error of the app. A screen does something different with each variant; what only differs in
//! wording shares one.

mod demands;
mod from_globus;

use globus::SessionDemand;
use serde::{Deserialize, Serialize};

use crate::model::{PolicyRule, Refusal};

/// Shorthand for results of the use cases.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, as the window needs to know it. Never holds a token, a debug dump or a stack trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type, thiserror::Error)]
#[serde(tag = "code", rename_all_fields = "camelCase")]
pub enum Error {
    /// Nobody is signed in, or Globus no longer accepts the sign-in.
    #[error("not signed in")]
    NotSignedIn,
    /// No Globus client id is configured, so there is nothing to sign in with.
    #[error("no Globus client id is configured")]
    ClientIdMissing,
    /// The person, or Globus on their behalf, ended the sign-in.
    #[error("sign-in was cancelled")]
    SignInCancelled {
        /// What Globus said, where it said something.
        reason: Option<String>,
    },
    /// No answer from the network at all.
    #[error("offline")]
    Offline,
    /// The answer did not come in time. `outcome_unknown` is true when the request may have been carried out.
    #[error("timed out")]
    Timeout {
        /// True when Globus may have done what was asked.
        outcome_unknown: bool,
    },
    /// The signed-in person may not do this.
    #[error("forbidden: {message}")]
    Forbidden {
        /// Globus's own sentence.
        message: String,
        /// Globus's id of the request, for support.
        request_id: Option<String>,
    },
    /// The server that a folder is on does not let it be shared, and says why.
    #[error("the server refused: {message}")]
    ServerRefused {
        /// Why.
        refusal: Refusal,
        /// The server's own sentence.
        message: String,
        /// The server's id of the request, where it has one.
        request_id: Option<String>,
    },
    /// The institution's policy does not allow it; see [`crate::policy`].
    #[error("the institution's policy forbids it: {rule:?}")]
    InstitutionForbids {
        /// Which part of it.
        rule: PolicyRule,
    },
    /// The server that the collection is on does not answer; Globus itself does.
    #[error("the server does not answer")]
    ServerUnreachable,
    /// The new guest collection was made, but Globus does not know it yet.
    #[error("the new collection is not known to Globus yet")]
    NotVisibleYet,
    /// The collection, permission or folder is not there (any more).
    #[error("not found: {what:?}")]
    NotFound {
        /// What was looked for.
        what: Missing,
    },
    /// Globus wants the person's OK for something first.
    #[error("consent required")]
    ConsentRequired {
        /// What to ask for; goes back into `sign_in`.
        demand: SessionDemand,
    },
    /// Globus wants a fresh or different sign-in first.
    #[error("session required")]
    SessionRequired {
        /// What to ask for; goes back into `sign_in`.
        demand: SessionDemand,
    },
    /// Something the person typed or dropped can't be used.
    #[error("invalid input in {field:?}")]
    InvalidInput {
        /// Which field the sentence belongs to.
        field: Field,
        /// Why.
        reason: InputProblem,
    },
    /// The same guest already has a permission on the same folder.
    #[error("already shared")]
    Exists,
    /// The collection has its 1000 permissions.
    #[error("limit exceeded")]
    LimitExceeded,
    /// The keychain can't be used; offer this session only.
    #[error("keychain unavailable")]
    VaultUnavailable,
    /// Somebody changed it in the meantime; what is stored now differs from what the person saw.
    #[error("changed in the meantime")]
    Changed,
    /// The storage did not show or make a folder.
    #[error("{problem:?}: {message}")]
    Storage {
        /// Why.
        problem: StorageProblem,
        /// Globus's or the storage's own sentence.
        message: String,
        /// Globus's id of the request, for support.
        request_id: Option<String>,
    },
    /// Any other answer of Globus.
    #[error("{status} {api_code}: {message}")]
    Api {
        /// HTTP status.
        status: u16,
        /// Globus's dotted code.
        api_code: String,
        /// Globus's sentence.
        message: String,
        /// Globus's id of the request.
        request_id: Option<String>,
        /// Seconds after which Globus invites to try again.
        retry_after_seconds: Option<u32>,
    },
    /// A fault of ours. The log has the details under this reference.
    #[error("unexpected ({reference})")]
    Unexpected {
        /// Stands in the log beside the details.
        reference: String,
    },
}

impl Error {
    /// A fault of ours: the details go to the log, the window gets the reference under which they stand there.
    pub fn unexpected(detail: impl std::fmt::Display) -> Self {
        let mut reference = uuid::Uuid::new_v4().simple().to_string();
        reference.truncate(8);
        tracing::error!(reference, %detail, "unexpected");
        Self::Unexpected { reference }
    }

    /// Shorthand for an input that can't be used.
    pub(crate) fn input(field: Field, reason: InputProblem) -> Self {
        Self::InvalidInput { field, reason }
    }

    /// Whether the same may well succeed a little later, without anybody's doing.
    pub(crate) fn passes(&self) -> bool {
        matches!(
            self,
            Self::Offline | Self::Timeout { .. } | Self::ServerUnreachable | Self::NotVisibleYet
        ) || matches!(
            self,
            Self::Api {
                status: 429 | 500..,
                ..
            }
        )
    }

    /// Whether everything else that is still to be done would meet the same obstacle.
    pub fn stops_everything(&self) -> bool {
        matches!(
            self,
            Self::NotSignedIn
                | Self::Offline
                | Self::ConsentRequired { .. }
                | Self::SessionRequired { .. }
                | Self::VaultUnavailable
        )
    }
}

/// Why a storage did not show or make a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum StorageProblem {
    /// The computer that it is on is off, or its Globus Connect Personal is paused.
    Offline,
    /// The storage does not answer Globus.
    Unreachable,
    /// The person may not look there, or not write there.
    NotAllowed,
    /// The storage has no account for the person.
    NoAccount,
    /// A file, where a folder was expected.
    NotAFolder,
    /// More entries than the storage lists.
    TooMany,
    /// Its keeper stopped everything for a while.
    PausedByKeeper,
    /// There is a file of that name.
    NameTaken,
}

/// What was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Missing {
    /// A guest or mapped collection.
    Collection,
    /// A permission.
    AccessRule,
    /// A folder on the collection.
    Folder,
    /// A group.
    Group,
    /// A person.
    Person,
    /// A share the journal was asked about.
    Share,
    /// A copy the journal was asked about.
    Copy,
}

/// The field an [`Error::InvalidInput`] belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    /// A dropped, chosen or pasted path.
    Path,
    /// An address or id in the people box.
    Guest,
    /// An end date.
    EndDate,
    /// The typed confirmation.
    Confirmation,
    /// The ticks of the review.
    Ticks,
    /// The name of a new collection.
    CollectionName,
    /// The name of a new group.
    GroupName,
    /// The pasted sign-in code.
    SignInCode,
    /// The Globus client id in the settings.
    ClientId,
    /// The time zone in the settings.
    TimeZone,
    /// The id or link of a collection.
    Collection,
    /// The name of a new folder.
    FolderName,
}

/// Why an input can't be used. The window has a sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum InputProblem {
    /// Nothing was given.
    Empty,
    /// Not an absolute path.
    NotAbsolute,
    /// Nothing is at that path.
    DoesNotExist,
    /// The system refuses to let us look.
    NotReadable,
    /// A file where a folder is needed.
    NotAFolder,
    /// A socket, device or something else that is neither file nor folder.
    NotAFileOrFolder,
    /// More than 2000 characters once percent-encoded.
    TooLong,
    /// The name is not valid Unicode.
    NotUnicode,
    /// A folder that is on no network drive.
    NotANetworkDrive,
    /// A Windows network path; Globus has no way to name it.
    NetworkPath,
    /// Not an e-mail-like address, identity id or group id.
    NotAnAddress,
    /// The guest is on the list already.
    Duplicate,
    /// A day that is over.
    InThePast,
    /// No such day or zone.
    NotADate,
    /// Later than this storage allows.
    AfterMaximum,
    /// The typed words differ from what was asked for.
    Mismatch,
    /// Ticks are still needed.
    Missing,
    /// Not a UUID.
    NotAnId,
    /// Signs that have another meaning in paths.
    NotAName,
    /// A collection that has no permissions of its own.
    NotAGuestCollection,
    /// A collection whose permissions the person may not see.
    NotManagedByMe,
    /// A web address that names no folder of a collection.
    UnknownLink,
}
