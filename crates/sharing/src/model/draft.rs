//! What the person wants, as the share sheet holds it.

use globus::ids::{CollectionId, UserCredentialId};
use globus::transfer::Permissions;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Guest;

/// A share as it is being filled in. Saved as it grows, so that nothing typed is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ShareDraft {
    /// Chosen by the window when the sheet opens (a UUID).
    pub id: String,
    /// Addresses of the folders, shared together: local paths, or links to folders of collections.
    pub folders: Vec<String>,
    /// Use this guest collection of the person's instead of the suggested one.
    pub collection_id: Option<CollectionId>,
    /// Make a new guest collection although one of the person's covers the folder.
    #[serde(default)]
    pub new_collection: bool,
    /// Servers: the account through which a new guest collection reaches the files; none means the suggested one.
    #[serde(default)]
    pub account_id: Option<UserCredentialId>,
    /// The guests, newest first as on the sheet.
    pub guests: Vec<DraftGuest>,
    /// Level for new guests.
    pub default_permissions: Permissions,
    /// End for new guests.
    pub default_end: EndChoice,
    /// Message for the e-mail and the ready-made text; plain text.
    pub message: String,
    /// Whether Globus is asked to e-mail.
    pub notify: Notify,
    /// Access beyond the list.
    pub wider: WiderAccess,
    /// Name for a new guest collection; null means the suggested one.
    pub collection_name: Option<String>,
    /// Ask for encrypted transfers on a new guest collection.
    pub force_encryption: bool,
}

/// One row of the guest list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DraftGuest {
    /// Who.
    pub guest: Guest,
    /// What they may do.
    pub permissions: Permissions,
    /// Until when.
    pub end: EndChoice,
}

/// Until when a permission lasts. A day belongs to the person's zone and ends one second before the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum EndChoice {
    /// The last day of access.
    On {
        /// Calendar day, `YYYY-MM-DD`.
        day: Date,
    },
    /// No end date, with the reason the person gave.
    Never {
        /// The reason, kept in the journal and shown in lists; not sent to Globus.
        reason: String,
    },
}

/// Whether Globus is asked to e-mail the people on the list. It never e-mails groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Notify {
    /// Ask Globus to e-mail each new person.
    #[default]
    Email,
    /// Do not.
    Quiet,
}

/// Access for more than the guests. Read only, always, and confirmed by typing the folder's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum WiderAccess {
    /// Only the guests.
    #[default]
    Off,
    /// Everyone with a Globus login (`all_authenticated_users`).
    SignedIn {
        /// The folder's name as typed by the person.
        confirmation: String,
        /// Until when.
        end: EndChoice,
    },
    /// Anyone, without sign-in (`anonymous`).
    Anyone {
        /// The folder's name as typed by the person.
        confirmation: String,
        /// Until when.
        end: EndChoice,
    },
}
