//! From what the services say to what a screen can act on.

use globus::path::PathError;
use globus::{ApiError, ServerRefusal, SessionDemand};

use super::{Error, Field, InputProblem, Missing};
use crate::journal::JournalError;
use crate::model::Refusal;

impl From<globus::Error> for Error {
    fn from(error: globus::Error) -> Self {
        match error {
            globus::Error::Api(api) => from_api(*api),
            // Servers are many and of institutions; that one is away says nothing about this computer's network.
            globus::Error::Network {
                service: globus::Service::ConnectServer,
                outcome_unknown: false,
                ..
            } => Self::ServerUnreachable,
            // Nobody was reached, whether that was said at once or after a while.
            globus::Error::Network {
                outcome_unknown: false,
                ..
            } => Self::Offline,
            globus::Error::Network {
                outcome_unknown: true,
                ..
            } => Self::Timeout {
                outcome_unknown: true,
            },
            globus::Error::NotSignedIn { .. } => Self::NotSignedIn,
            globus::Error::ConsentRequired { demand } => from_demand(demand),
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
    if let Some(refusal) = api
        .refusal
        .as_ref()
        .and_then(|refusal| refused(refusal, &api.message))
    {
        return Error::ServerRefused {
            refusal,
            message: api.message,
            request_id: api.request_id,
        };
    }
    let missing = |what| Error::NotFound { what };
    match api.status {
        502..=504 if api.service == globus::Service::ConnectServer => Error::ServerUnreachable,
        401 => Error::NotSignedIn,
        404 if api.has_code("EndpointNotFound") || api.has_code("EndpointDeleted") => {
            missing(Missing::Collection)
        }
        404 if api.has_code("AccessRuleNotFound") => missing(Missing::AccessRule),
        404 if api.service == globus::Service::Groups => missing(Missing::Group),
        404 if api.service == globus::Service::ConnectServer => missing(Missing::Collection),
        404 if api.service == globus::Service::CollectionData => missing(Missing::Folder),
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

/// What a server's typed refusal means. Those that a sign-in mends never come here.
fn refused(refusal: &ServerRefusal, message: &str) -> Option<Refusal> {
    Some(match refusal {
        ServerRefusal::CredentialNotFound { accounts } => Refusal::NoAccount {
            accounts: accounts.clone(),
        },
        ServerRefusal::InvalidCredential { .. } => Refusal::AccountInvalid,
        ServerRefusal::InvalidUser => Refusal::UnknownUser,
        ServerRefusal::IdNotInIdentitySet { .. } => Refusal::SignInNotMine,
        ServerRefusal::MissingRequiredRole { roles } => Refusal::RoleMissing { roles: roles.clone() },
        ServerRefusal::NotFromAllowedDomain { allowed_domains } => Refusal::DomainNotAllowed {
            domains: allowed_domains.clone(),
        },
        ServerRefusal::SubscriptionRequired { .. } => Refusal::SubscriptionNeeded,
        ServerRefusal::ResourceConflict => Refusal::AlreadyThere,
        ServerRefusal::InvalidInput { errors } => {
            let said = errors
                .iter()
                .filter_map(|error| match (&error.field, &error.message) {
                    (Some(field), Some(message)) => Some(format!("{field}: {message}")),
                    (field, message) => message.clone().or_else(|| field.clone()),
                });
            let said: Vec<String> = said.collect();
            let message = if said.is_empty() {
                message.to_owned()
            } else {
                said.join("; ")
            };
            Refusal::InputRefused { message }
        }
        ServerRefusal::Unknown => Refusal::Other {
            message: message.to_owned(),
        },
        // Demands without what they demand; the status has to do.
        _ => return None,
    })
}

/// A demand for scopes alone is a consent; anything about the session wants a fresh sign-in.
pub(super) fn from_demand(demand: SessionDemand) -> Error {
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
/// token is not taken any more. Globus Auth writes its codes in capitals, the standard in small letters.
fn from_sign_in(code: &str, description: Option<String>) -> Error {
    match code.to_ascii_lowercase().as_str() {
        "invalid_grant" => Error::NotSignedIn,
        "access_denied" => Error::SignInCancelled { reason: description },
        _ => Error::SignInCancelled {
            reason: Some(description.unwrap_or_else(|| code.to_owned())),
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use globus::Service;

    use super::*;

    fn api(status: u16, code: &str) -> ApiError {
        ApiError {
            service: Service::Transfer,
            status,
            code: code.into(),
            message: "m".into(),
            request_id: Some("r".into()),
            demand: None,
            refusal: None,
            retry_after: None,
        }
    }

    fn error(api: ApiError) -> Error {
        globus::Error::Api(Box::new(api)).into()
    }

    #[test]
    fn refusals_become_what_a_screen_can_act_on() {
        let missing = |what| Error::NotFound { what };
        let forbidden = Error::Forbidden {
            message: "m".into(),
            request_id: Some("r".into()),
        };
        for (status, code, expected) in [
            (401, "ClientError.AuthenticationFailed", Error::NotSignedIn),
            (403, "PermissionDenied", forbidden),
            (404, "EndpointNotFound", missing(Missing::Collection)),
            (404, "EndpointDeleted", missing(Missing::Collection)),
            (404, "AccessRuleNotFound", missing(Missing::AccessRule)),
            (404, "ClientError.NotFound", missing(Missing::Folder)),
            (409, "Exists", Error::Exists),
            (409, "ClientError.LimitExceeded", Error::LimitExceeded),
            (
                400,
                "InvalidPath",
                Error::input(Field::Path, InputProblem::TooLong),
            ),
        ] {
            assert_eq!(error(api(status, code)), expected, "{status} {code}");
        }
        let group = ApiError {
            service: Service::Groups,
            ..api(404, "GROUP_NOT_FOUND")
        };
        assert_eq!(error(group), missing(Missing::Group));
        let busy = ApiError {
            retry_after: Some(Duration::from_secs(40)),
            ..api(429, "TooManyRequests")
        };
        assert!(matches!(
            error(busy),
            Error::Api {
                status: 429,
                retry_after_seconds: Some(40),
                ..
            }
        ));
    }

    #[test]
    fn demands_are_told_apart() {
        let consent = SessionDemand {
            required_scopes: vec!["s".into()],
            ..SessionDemand::default()
        };
        let with = |demand: &SessionDemand| {
            error(ApiError {
                demand: Some(demand.clone()),
                ..api(403, "X")
            })
        };
        assert_eq!(
            with(&consent),
            Error::ConsentRequired {
                demand: consent.clone()
            }
        );
        let session = SessionDemand {
            mfa: Some(true),
            ..consent
        };
        assert_eq!(
            with(&session),
            Error::SessionRequired {
                demand: session.clone()
            }
        );
    }

    #[test]
    fn networks_fail_in_two_ways() {
        let network = |timeout, outcome_unknown| {
            let (service, detail) = (Service::Transfer, String::new());
            Error::from(globus::Error::Network {
                service,
                timeout,
                outcome_unknown,
                detail,
            })
        };
        assert_eq!(network(false, false), Error::Offline);
        assert_eq!(network(true, false), Error::Offline);
        assert_eq!(
            network(true, true),
            Error::Timeout {
                outcome_unknown: true
            }
        );
    }

    #[test]
    fn sign_ins_end_in_words() {
        let refused = |code: &str| {
            Error::from(globus::Error::Auth {
                code: code.into(),
                description: None,
            })
        };
        assert_eq!(refused("access_denied"), Error::SignInCancelled { reason: None });
        assert_eq!(
            refused("server_error"),
            Error::SignInCancelled {
                reason: Some("server_error".into())
            }
        );
        for code in ["invalid_grant", "INVALID_GRANT"] {
            assert_eq!(refused(code), Error::NotSignedIn);
        }
    }
}
