//! Why something did not go, and why everything stopped.

use globus::ApiError;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::journal::JournalError;

/// Why one file or folder is not on the collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum WhyNot {
    /// A socket.
    Socket,
    /// A pipe.
    Pipe,
    /// A device, or something else that is no file.
    Device,
    /// A link to something outside of the folder.
    LinkOutside,
    /// A link to a folder that it is in, or to itself.
    LinkCycle,
    /// A link to a folder, found behind another such link. What it leads to goes at its own place.
    LinkBehindLink,
    /// A link to nothing.
    LinkBroken,
    /// A link in a folder that Globus copies: it follows none.
    Link,
    /// The system does not let us read it.
    Unreadable,
    /// It was there when the folder was looked at, and is not any more.
    Vanished,
    /// The name is not Unicode.
    NotUnicode,
    /// The name has a control character, such as a line break.
    ControlCharacter,
    /// The name has a backslash, which other systems read as a folder.
    Backslash,
    /// The name is longer than 255 bytes.
    NameTooLong,
    /// The whole path is longer than Globus takes.
    PathTooLong,
    /// The storage takes this name for that of another entry.
    SameName {
        /// The entry that goes.
        other: String,
    },
    /// It changed every time while it was read.
    KeepsChanging,
    /// A folder has this name on the collection.
    FolderInTheWay,
    /// A file has the name of this folder, or of one around it, on the collection.
    FileInTheWay,
    /// The collection refused it.
    Refused {
        /// The service's words.
        message: String,
    },
    /// It was sent, and is not there, or not as long.
    NotStored,
    /// It was sent, and its checksum differs.
    Damaged,
}

impl WhyNot {
    /// Whether only reading it went wrong: what was read before is good.
    pub(crate) fn is_about_reading(&self) -> bool {
        matches!(self, Self::Unreadable | Self::Vanished)
    }
}

/// Why an upload stopped before its end. What was sent stays where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Stop {
    /// The person, or the end of the app, cancelled it.
    Cancelled,
    /// Globus wants the person first: a consent, a session, a sign-in.
    SignIn {
        /// Which of them.
        error: Error,
    },
    /// Nothing is reached any more: no network, or another one.
    Offline,
    /// The service is reached, the storage behind it is not.
    StorageOffline {
        /// The service's words.
        message: String,
    },
    /// There is no room left.
    QuotaFull {
        /// The service's words.
        message: String,
    },
    /// The service wants more patience than we have.
    Busy {
        /// Seconds, where it said so.
        retry_after_seconds: Option<u32>,
    },
    /// Nothing can be written there (any more).
    Forbidden {
        /// The service's words.
        message: String,
    },
    /// The destination, or the folder around it, is not there.
    DestinationGone,
    /// A file has the name of the destination.
    DestinationIsFile,
    /// The folder on this computer is gone, can't be read, or is none.
    SourceGone,
    /// Anything else.
    Other {
        /// What.
        error: Error,
    },
}

impl Stop {
    /// What a failed request means where it concerns everything: there is nothing else that could still go.
    pub(crate) fn of_all(error: globus::Error) -> Self {
        match Verdict::of(error) {
            Verdict::All(stop) | Verdict::PerhapsAll(_, stop) => stop,
            Verdict::One(WhyNot::Refused { message }) => Self::Forbidden { message },
            Verdict::One(_) => Self::DestinationGone,
        }
    }
}

impl From<JournalError> for Stop {
    fn from(error: JournalError) -> Self {
        Self::Other { error: error.into() }
    }
}

/// What a failed request says about the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// This one only.
    One(WhyNot),
    /// Perhaps this one only, perhaps all: the others will show.
    PerhapsAll(WhyNot, Stop),
    /// Everything.
    All(Stop),
}

impl Verdict {
    /// Judges a failure of a file or a folder.
    pub(super) fn of(error: globus::Error) -> Self {
        let api = match error {
            globus::Error::Api(api) if api.demand.is_none() => api,
            error => return Self::All(from_error(error)),
        };
        let message = api.message.clone();
        let refused = WhyNot::Refused {
            message: message.clone(),
        };
        if is_full(&api) {
            return Self::All(Stop::QuotaFull { message });
        }
        match api.status {
            // The storage behind a service that answers (Transfer API, error codes).
            _ if api.has_code("ExternalError") && api.has_code("MkdirFailed") => {
                Self::PerhapsAll(refused, Stop::StorageOffline { message })
            }
            _ if api.has_code("ExternalError") || api.has_code("EndpointError") => {
                Self::All(Stop::StorageOffline { message })
            }
            404 if api.has_code("EndpointNotFound") || api.has_code("EndpointDeleted") => {
                Self::All(Stop::DestinationGone)
            }
            404 => Self::PerhapsAll(refused, Stop::DestinationGone),
            403 => Self::PerhapsAll(refused, Stop::Forbidden { message }),
            409 => Self::One(WhyNot::FolderInTheWay),
            400 | 405 | 411 | 413 | 414 | 415 | 422 => Self::One(refused),
            429 => Self::All(Stop::Busy {
                retry_after_seconds: api
                    .retry_after
                    .map(|wait| u32::try_from(wait.as_secs()).unwrap_or(u32::MAX)),
            }),
            500.. => Self::All(Stop::StorageOffline { message }),
            _ => Self::All(from_error(globus::Error::Api(api))),
        }
    }
}

/// WebDAV's status for it (RFC 4918), and the words of POSIX and of Globus's own tasks.
fn is_full(api: &ApiError) -> bool {
    let says = |text: &str| {
        let text = text.to_ascii_lowercase();
        text.contains("quota") || text.contains("no space left")
    };
    // Of requests there may be a quota, too.
    api.status == 507 || (api.status != 429 && (says(&api.message) || says(&api.code)))
}

fn from_error(error: globus::Error) -> Stop {
    match Error::from(error) {
        Error::Offline | Error::Timeout { .. } => Stop::Offline,
        error if error.stops_everything() => Stop::SignIn { error },
        error => Stop::Other { error },
    }
}

#[cfg(test)]
mod tests {
    use globus::{Service, SessionDemand};

    use super::*;

    fn api(status: u16, code: &str, message: &str) -> ApiError {
        ApiError {
            service: Service::CollectionData,
            status,
            code: code.into(),
            message: message.into(),
            request_id: None,
            demand: None,
            refusal: None,
            retry_after: None,
        }
    }

    fn verdict(status: u16, code: &str, message: &str) -> Verdict {
        Verdict::of(globus::Error::Api(Box::new(api(status, code, message))))
    }

    #[test]
    fn what_one_failure_means_for_all() {
        let message = || "m".to_owned();
        let refused = || WhyNot::Refused { message: message() };
        for (status, code, expected) in [
            (
                507,
                "insufficient_storage",
                Verdict::All(Stop::QuotaFull { message: message() }),
            ),
            (
                500,
                "QUOTA_EXCEEDED",
                Verdict::All(Stop::QuotaFull { message: message() }),
            ),
            (
                403,
                "permission_denied",
                Verdict::PerhapsAll(refused(), Stop::Forbidden { message: message() }),
            ),
            (
                404,
                "not_found",
                Verdict::PerhapsAll(refused(), Stop::DestinationGone),
            ),
            (404, "EndpointNotFound", Verdict::All(Stop::DestinationGone)),
            (409, "conflict", Verdict::One(WhyNot::FolderInTheWay)),
            (413, "Http413", Verdict::One(refused())),
            (
                429,
                "slow_down",
                Verdict::All(Stop::Busy {
                    retry_after_seconds: None,
                }),
            ),
            (
                503,
                "Http503",
                Verdict::All(Stop::StorageOffline { message: message() }),
            ),
            (
                502,
                "ExternalError.DirListingFailed.GCDisconnected",
                Verdict::All(Stop::StorageOffline { message: message() }),
            ),
        ] {
            assert_eq!(verdict(status, code, "m"), expected, "{status} {code}");
        }
        assert!(matches!(
            verdict(502, "ExternalError.MkdirFailed", "Disk quota exceeded"),
            Verdict::All(Stop::QuotaFull { .. })
        ));
    }

    #[test]
    fn what_the_person_can_bring_is_asked_for() {
        let demand = SessionDemand {
            required_scopes: vec!["s".into()],
            ..SessionDemand::default()
        };
        let asks = ApiError {
            demand: Some(demand.clone()),
            ..api(403, "ConsentRequired", "m")
        };
        for error in [
            globus::Error::Api(Box::new(asks)),
            globus::Error::ConsentRequired {
                demand: demand.clone(),
            },
        ] {
            let error = Verdict::of(error);
            let wanted = Error::ConsentRequired {
                demand: demand.clone(),
            };
            assert_eq!(error, Verdict::All(Stop::SignIn { error: wanted }));
        }
        assert!(matches!(
            verdict(401, "not_authorized", "m"),
            Verdict::All(Stop::SignIn {
                error: Error::NotSignedIn
            })
        ));
    }
}
