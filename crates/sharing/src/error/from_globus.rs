//! From what the services say to what a screen can act on.

use globus::path::PathError;
use globus::{ApiError, SessionDemand};

use super::{Error, Field, InputProblem, Missing};
use crate::journal::JournalError;

impl From<globus::Error> for Error {
    fn from(error: globus::Error) -> Self {
        match error {
            globus::Error::Api(api) => from_api(*api),
            globus::Error::Network {
                timeout: false,
                outcome_unknown: false,
                ..
            } => Self::Offline,
            globus::Error::Network { outcome_unknown, .. } => Self::Timeout { outcome_unknown },
            globus::Error::NotSignedIn { .. } => Self::NotSignedIn,
            globus::Error::Auth { code, description } => from_sign_in(&code, description),
            globus::Error::SignInTimedOut => Self::SignInCancelled { reason: None },
            globus::Error::TokenStore(error) => {
                tracing::warn!(%error, "the token store failed");
                Self::VaultUnavailable
            }
            globus::Error::Path(problem) => Self::input(Field::Path, problem.into()),
            // A document that can't be read, an answer that belongs to another sign-in, a broken configuration: nothing
            // that a person could do something about.
            other => Self::unexpected(other),
        }
    }
}

fn from_api(api: ApiError) -> Error {
    if let Some(demand) = api.demand {
        return from_demand(demand);
    }
    let missing = |what| Error::NotFound { what };
    match api.status {
        401 => Error::NotSignedIn,
        404 if api.has_code("EndpointNotFound") || api.has_code("EndpointDeleted") => {
            missing(Missing::Collection)
        }
        404 if api.has_code("AccessRuleNotFound") => missing(Missing::AccessRule),
        404 if api.service == globus::Service::Groups => missing(Missing::Group),
        404 if api.has_code("NotFound") => missing(Missing::Folder),
        403 => Error::Forbidden {
            message: api.message,
            request_id: api.request_id,
        },
        409 if api.has_code("Exists") => Error::Exists,
        409 if api.has_code("LimitExceeded") => Error::LimitExceeded,
        400 if api.has_code("InvalidPath") => Error::input(Field::Path, InputProblem::TooLong),
        _ => Error::Api {
            status: api.status,
            api_code: api.code,
            message: api.message,
            request_id: api.request_id,
            retry_after_seconds: api
                .retry_after
                .map(|wait| u32::try_from(wait.as_secs()).unwrap_or(u32::MAX)),
        },
    }
}

/// A demand for scopes alone is a consent; anything about the session wants a fresh sign-in.
fn from_demand(demand: SessionDemand) -> Error {
    let scopes_only = SessionDemand {
        required_scopes: demand.required_scopes.clone(),
        session_message: demand.session_message.clone(),
        ..SessionDemand::default()
    };
    if demand == scopes_only && !demand.required_scopes.is_empty() {
        Error::ConsentRequired { demand }
    } else {
        Error::SessionRequired { demand }
    }
}

/// `access_denied` is the person's own choice (RFC 6749, 4.1.2.1); `invalid_grant` means that the code or the refresh
/// token is not taken any more.
fn from_sign_in(code: &str, description: Option<String>) -> Error {
    match code {
        "invalid_grant" => Error::NotSignedIn,
        "access_denied" => Error::SignInCancelled { reason: description },
        other => Error::SignInCancelled {
            reason: Some(description.unwrap_or_else(|| other.to_owned())),
        },
    }
}

impl From<PathError> for InputProblem {
    fn from(problem: PathError) -> Self {
        match problem {
            PathError::Empty => Self::Empty,
            PathError::NotAbsolute | PathError::NoDrive | PathError::NoHome | PathError::DotSegment => {
                Self::NotAbsolute
            }
            PathError::TooLong { .. } => Self::TooLong,
            PathError::NetworkShare => Self::NetworkPath,
            PathError::NotUnicode => Self::NotUnicode,
            PathError::ForbiddenCharacter => Self::DoesNotExist,
            _ => Self::DoesNotExist,
        }
    }
}

impl From<PathError> for Error {
    fn from(problem: PathError) -> Self {
        Self::input(Field::Path, problem.into())
    }
}

impl From<JournalError> for Error {
    fn from(error: JournalError) -> Self {
        Self::unexpected(error)
    }
}
