//! The manager of a Globus Connect Server: guest collections on institutional storage, their roles, and the person's
//! accounts there. One file for each resource.
//!
//! Every server has a manager of its own. Transfer says where it is and under which client id tokens for it are issued;
//! the consent for it is asked for when it is first needed ([`Error::ConsentRequired`]).

mod collection;
mod docs;
mod envelope;
mod guest_collection;
mod role;
mod user_credential;

pub use collection::{CollectionChange, CollectionFilter};
pub use docs::{CollectionType, Info, PathRestrictions, ServerCollection, UserCredential};
pub use guest_collection::NewGuestCollection;

use url::Url;

use self::envelope::{Answer, Document};
use crate::audience::Audience;
use crate::auth::Authorizer;
use crate::error::{Error, Result, Service};
use crate::http::{Call, Http, ServiceClient};
use crate::ids::ClientId;
use crate::scopes::Scope;
use crate::transfer::Endpoint;

/// Routes are below this part of the manager's address.
const API: &str = "api";

/// The manager of one server.
#[derive(Clone, Debug)]
pub struct GcsClient {
    service: ServiceClient,
    client_id: ClientId,
}

impl GcsClient {
    /// The manager of the server that a collection lives on.
    ///
    /// The client id is the one that Transfer names as the owner. What the server says about itself ([`Self::info`])
    /// would do for finding it, but not for trusting it: a server could name another one and be sent its tokens.
    pub(crate) fn of_collection(http: Http, authorizer: Authorizer, collection: &Endpoint) -> Result<Self> {
        let (Some(address), Some(owner)) = (&collection.gcs_manager_url, &collection.owner_id) else {
            return Err(Error::NotOnServer {
                collection: collection.id.clone(),
            });
        };
        let client_id = ClientId::new(owner.as_str());
        let audience = Audience {
            service: Service::ConnectServer,
            base: manager_address(address)?,
            resource_server: client_id.to_string(),
            consents: vec![Scope::manage_collections(&client_id)],
        };
        Ok(Self {
            service: ServiceClient::new(http, authorizer, audience),
            client_id,
        })
    }

    /// The same manager for making guest collections on `mapped`: the consent that is asked for covers its data, too.
    /// Protected storage has no such consent (asking for it would break the sign-in), there the sign-in must be fresh.
    pub fn for_guests_on(mut self, mapped: &Endpoint) -> Self {
        if !mapped.high_assurance {
            let data_access = Scope::data_access(&mapped.id).optional();
            let scope = Scope::manage_collections(&self.client_id).with_dependency(data_access);
            self.service = self.service.with_consent(scope);
        }
        self
    }

    /// What goes into the server's scopes; also the resource server of its tokens.
    pub fn client_id(&self) -> &ClientId {
        &self.client_id
    }

    /// What the server says about itself, to everybody.
    pub async fn info(&self) -> Result<Info> {
        let answer: Answer = self.service.call_without_token(Call::get(&[API, "info"])).await?;
        answer.one()
    }

    /// All pages of a list.
    async fn all<T: Document>(&self, list: Call) -> Result<Vec<T>> {
        let (mut items, mut marker) = (Vec::new(), None::<String>);
        loop {
            let call = list.clone().query_if_some("marker", marker.as_ref());
            let mut page: Answer = self.service.call(call).await?;
            let next = page.next_marker();
            items.extend(page.all()?);
            // A server that repeats itself must not hold us for ever.
            if next.is_none() || next == marker {
                return Ok(items);
            }
            marker = next;
        }
    }
}

/// Only over TLS: the address comes from a document, and a token follows it.
fn manager_address(text: &str) -> Result<Url> {
    let url = Url::parse(text).ok();
    let is_address = |url: &Url| {
        url.scheme() == "https" && url.has_host() && url.username().is_empty() && url.password().is_none()
    };
    let mut url = url
        .filter(is_address)
        .ok_or_else(|| Error::BaseUrl { url: text.to_owned() })?;
    // Servers write their own address with the part that Transfer leaves off.
    if let Some(above) = url.path().trim_end_matches('/').strip_suffix("/api") {
        let above = format!("{above}/");
        url.set_path(&above);
    }
    url.set_query(None);
    url.set_fragment(None);
    Ok(url)
}

/// After a conflict: what is there already, made by an earlier attempt or by somebody else, will do.
async fn or_existing<T>(made: Result<T>, look: impl Future<Output = Result<Option<T>>>) -> Result<T> {
    match made {
        Err(Error::Api(api)) if api.status == 409 => look.await?.ok_or(Error::Api(api)),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_with_tls_are_managers() {
        for (good, address) in [
            (
                "https://abc.northfield.example",
                "https://abc.northfield.example/",
            ),
            (
                "https://abc.northfield.example/api/",
                "https://abc.northfield.example/",
            ),
            ("https://127.0.0.1:4000/gcs/e1/", "https://127.0.0.1:4000/gcs/e1/"),
        ] {
            assert_eq!(manager_address(good).unwrap().as_str(), address);
        }
        for bad in [
            "http://abc.data.northfield.example",
            "abc.data.northfield.example",
            "https://nora:secret@abc.data.northfield.example",
            "file:///etc/passwd",
            "",
        ] {
            assert!(
                matches!(manager_address(bad), Err(Error::BaseUrl { .. })),
                "{bad}"
            );
        }
    }
}
