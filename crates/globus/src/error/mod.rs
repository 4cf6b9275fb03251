//! What can go wrong, as data that a caller can act on.

mod api;
mod demand;
mod envelope;
mod refusal;

use std::time::Duration;

pub use api::ApiError;
pub use demand::SessionDemand;
pub use refusal::{InputError, ServerRefusal};

use crate::ids::CollectionId;
use crate::path::PathError;

/// The result of every call of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The services this crate talks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Service {
    /// Globus Auth: sign-in, tokens, identities.
    Auth,
    /// Transfer: collections, access rules, files.
    Transfer,
    /// Groups.
    Groups,
    /// The manager of a Globus Connect Server. There are many; which one, the collection says.
    ConnectServer,
    /// The files of one collection over HTTPS.
    CollectionData,
}

impl std::fmt::Display for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Auth => "Globus Auth",
            Self::Transfer => "Globus Transfer",
            Self::Groups => "Globus Groups",
            Self::ConnectServer => "the Globus Connect Server",
            Self::CollectionData => "the collection's file server",
        })
    }
}

/// Everything that can go wrong between a call and its answer.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Sign-in was refused, in the browser or when the code was exchanged.
    #[error("sign-in was refused: {code}{}", description.as_deref().map(|d| format!(" ({d})")).unwrap_or_default())]
    Auth {
        /// The OAuth error code, `access_denied` when the person pressed Deny.
        code: String,
        /// What Globus Auth says about it.
        description: Option<String>,
    },
    /// The answer in the browser does not belong to this sign-in.
    #[error("the answer does not belong to this sign-in")]
    StateMismatch,
    /// Nobody answered in the browser in time.
    #[error("nobody answered in the browser in time")]
    SignInTimedOut,
    /// The service understood and refused.
    #[error(transparent)]
    Api(Box<ApiError>),
    /// The service could not be reached, or the line was cut.
    #[error("{service} can't be reached: {detail}")]
    Network {
        /// Which service.
        service: Service,
        /// It took too long.
        timeout: bool,
        /// The request had left: it may have been carried out.
        outcome_unknown: bool,
        /// The technical reason.
        detail: String,
    },
    /// The service answered with a document that we don't understand.
    #[error("{service} sent a document that can't be read at {path}: {message}")]
    Decode {
        /// Which service.
        service: Service,
        /// Where in the document, `DATA[3].permissions`.
        path: String,
        /// What is wrong there.
        message: String,
    },
    /// There is no token for this service, or it can't be renewed any more.
    #[error("not signed in to {resource_server}")]
    NotSignedIn {
        /// The audience for which a token is missing.
        resource_server: String,
    },
    /// There is no token for this service, because the person was never asked for it.
    #[error("not allowed yet by the person: {}", demand.required_scopes.join(" "))]
    ConsentRequired {
        /// What the next sign-in must ask for.
        demand: SessionDemand,
    },
    /// The collection has no Connect Server manager: it is not on a server, or on one of the older kind.
    #[error("collection {collection} has no Globus Connect Server")]
    NotOnServer {
        /// The collection.
        collection: CollectionId,
    },
    /// The collection's files have no address: it is on a personal computer, or its server has HTTPS switched off.
    #[error("the files of collection {collection} can't be reached over HTTPS")]
    NoHttps {
        /// The collection.
        collection: CollectionId,
    },
    /// What was to be sent could not be read, or is no longer as long as was said.
    #[error("the content can't be sent: {detail}")]
    Content {
        /// What kind of failure: `UnexpectedEof` and `InvalidData` for one that has become shorter or longer.
        kind: std::io::ErrorKind,
        /// The system's reason.
        detail: String,
    },
    /// A path that has no meaning on a collection.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The keychain, or what stands for it, failed.
    #[error(transparent)]
    TokenStore(#[from] TokenStoreError),
    /// The answer of the browser can't be waited for on this computer.
    #[error("can't listen for the browser's answer: {detail}")]
    Listener {
        /// The system's reason.
        detail: String,
    },
    /// A configured base URL can't carry a path.
    #[error("{url} can't be the address of a service")]
    BaseUrl {
        /// The address as configured.
        url: String,
    },
    /// The HTTP client can't be built on this computer.
    #[error("the network can't be set up: {detail}")]
    Setup {
        /// The technical reason.
        detail: String,
    },
}

impl Error {
    /// The service's own error, if there is one.
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(api) => Some(api),
            _ => None,
        }
    }

    /// Whether the service's error code has this segment, see [`ApiError::has_code`].
    pub fn has_code(&self, code: &str) -> bool {
        self.api().is_some_and(|api| api.has_code(code))
    }

    /// A consent or a fresher session that would make the call succeed.
    pub fn demand(&self) -> Option<&SessionDemand> {
        match self {
            Self::ConsentRequired { demand } => Some(demand),
            _ => self.api().and_then(|api| api.demand.as_ref()),
        }
    }

    /// Why a Connect Server refused, where it said so in its typed form.
    pub fn refusal(&self) -> Option<&ServerRefusal> {
        self.api().and_then(|api| api.refusal.as_ref())
    }

    /// How long the service asks us to stay away.
    pub fn retry_after(&self) -> Option<Duration> {
        self.api().and_then(|api| api.retry_after)
    }

    /// Whether the request may have been carried out although no answer says so.
    pub fn is_outcome_unknown(&self) -> bool {
        match self {
            Self::Network { outcome_unknown, .. } => *outcome_unknown,
            Self::Decode { .. } => true,
            Self::Api(api) => api.status >= 500,
            _ => false,
        }
    }
}

/// Why the keychain, or what stands for it, could not be used.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the token store failed: {detail}")]
pub struct TokenStoreError {
    /// The store's own words. Never holds a token.
    pub detail: String,
}

impl TokenStoreError {
    /// Wraps the store's own words.
    pub fn new(detail: impl Into<String>) -> Self {
        Self {
            detail: detail.into(),
        }
    }
}
