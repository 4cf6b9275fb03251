//! Why a server does not let a folder be shared. Each has another cure, and often another person who can bring it.

use serde::{Deserialize, Serialize};

/// A server's reason, as the window needs to know it (GCS Manager API, error documents and collection switches).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Refusal {
    /// The person has no account there that is set up for Globus, and the app could not make one.
    NoAccount {
        /// Names of accounts that one could be made for.
        accounts: Vec<String>,
    },
    /// The storage no longer takes the person's account.
    AccountInvalid,
    /// The person's sign-in belongs to no account on the storage.
    UnknownUser,
    /// The person would need a role there.
    RoleMissing {
        /// Any of these would do.
        roles: Vec<String>,
    },
    /// None of the person's sign-ins is of an institution that the storage admits.
    DomainNotAllowed {
        /// Those that it admits.
        domains: Vec<String>,
    },
    /// The account belongs to a sign-in that is not (any more) one of the person's.
    SignInNotMine,
    /// The server's subscription does not cover it.
    SubscriptionNeeded,
    /// Nobody may share folders from this storage.
    GuestsNotAllowed,
    /// Folders may be shared there, but not this one.
    FolderNotSharable,
    /// Folders may be shared there, but not by this account.
    AccountMayNotShare {
        /// The account.
        account: String,
    },
    /// Something like it is there already.
    AlreadyThere,
    /// The server does not take what was asked for.
    InputRefused {
        /// Its words.
        message: String,
    },
    /// Anything else.
    Other {
        /// The server's words.
        message: String,
    },
}
