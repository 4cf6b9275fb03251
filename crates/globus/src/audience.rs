//! Where a service is, and under which name tokens for it are issued.
//!
//! Auth, Transfer and Groups exist once and are asked for at the first sign-in. Servers with Globus Connect Server are
//! many: each has an address and a name of its own, and the person's consent is asked for when it is first needed.

use url::Url;

use crate::config::ServiceUrls;
use crate::error::{Error, Service, SessionDemand};
use crate::scopes::{Scope, resource_server};

/// Whom requests go to and whose tokens they carry.
#[derive(Clone, Debug)]
pub(crate) struct Audience {
    pub(crate) service: Service,
    pub(crate) base: Url,
    pub(crate) resource_server: String,
    /// What a sign-in must ask for so that there is a token; nothing for what the first sign-in brings.
    pub(crate) consents: Vec<Scope>,
}

impl Audience {
    pub(crate) fn auth(urls: &ServiceUrls) -> Self {
        Self::fixed(Service::Auth, &urls.auth, resource_server::AUTH)
    }

    pub(crate) fn transfer(urls: &ServiceUrls) -> Self {
        Self::fixed(Service::Transfer, &urls.transfer, resource_server::TRANSFER)
    }

    pub(crate) fn groups(urls: &ServiceUrls) -> Self {
        Self::fixed(Service::Groups, &urls.groups, resource_server::GROUPS)
    }

    fn fixed(service: Service, base: &Url, resource_server: &str) -> Self {
        Self {
            service,
            base: base.clone(),
            resource_server: resource_server.to_owned(),
            consents: Vec::new(),
        }
    }

    /// No token for a service that is asked for on demand is no lost sign-in: the person was never asked.
    pub(crate) fn or_consent(&self, error: Error) -> Error {
        match error {
            Error::NotSignedIn { resource_server }
                if resource_server == self.resource_server && !self.consents.is_empty() =>
            {
                self.consent_required()
            }
            error => error,
        }
    }

    /// Only the person can bring a token.
    pub(crate) fn consent_required(&self) -> Error {
        Error::ConsentRequired {
            demand: SessionDemand {
                required_scopes: self.required_scopes(),
                ..SessionDemand::default()
            },
        }
    }

    fn required_scopes(&self) -> Vec<String> {
        self.consents.iter().map(Scope::to_string).collect()
    }

    /// A token remembers the sign-in that it came from. One that is made because this service wants a fresher or stronger
    /// one must therefore bring a new token for this service, too.
    pub(crate) fn with_own_scope(&self, mut error: Error) -> Error {
        if let Error::Api(api) = &mut error
            && let Some(demand) = &mut api.demand
            && demand.required_scopes.is_empty()
        {
            demand.required_scopes = self.required_scopes();
        }
        error
    }
}
