//! Where the services are and how this app introduces itself. The same code talks to production and to a
//! stand-in.

use url::Url;

use crate::error::{Error, Result};
use crate::ids::ClientId;
use crate::retry::RetryPolicy;

/// Base URLs of the services. Path prefixes (`http://127.0.0.1:8080/transfer`) are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceUrls {
    /// Globus Auth.
    pub auth: Url,
    /// Transfer.
    pub transfer: Url,
    /// Groups.
    pub groups: Url,
    /// The web app, for links that people open.
    pub web_app: Url,
}

impl ServiceUrls {
    /// The real Globus.
    pub fn production() -> Self {
        Self {
            auth: known("https://auth.globus.org/"),
            transfer: known("https://transfer.api.globus.org/"),
            groups: known("https://groups.api.globus.org/"),
            web_app: known("https://app.globus.org/"),
        }
    }
}

#[expect(
    clippy::expect_used,
    reason = "only called with the literals above, and a test calls it"
)]
fn known(url: &'static str) -> Url {
    Url::parse(url).expect("a literal URL")
}

/// Everything a client is built from.
#[derive(Clone, Debug)]
pub struct ClientConfig {
    /// Where the services are.
    pub urls: ServiceUrls,
    /// The app's registration with Globus Auth (a native app: it has no secret).
    pub client_id: ClientId,
    /// Sent with every request: name and version, `Guestlist/1.2.3`.
    pub user_agent: String,
    /// How patient to be.
    pub retry: RetryPolicy,
    /// A certificate authority (PEM) that is trusted besides those of the system: a stand-in's, whose servers have
    /// names that no public authority signs for. None for the real Globus.
    pub extra_root_certificate: Option<String>,
}

/// Appends path segments to a base URL, keeping its own path and percent-encoding each segment.
pub(crate) fn endpoint_url(base: &Url, segments: &[&str]) -> Result<Url> {
    let mut url = base.clone();
    url.path_segments_mut()
        .map_err(|()| Error::BaseUrl {
            url: base.to_string(),
        })?
        .pop_if_empty()
        .extend(segments);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_prefix_of_the_base_is_kept() {
        for base in ["http://127.0.0.1:1/transfer", "http://127.0.0.1:1/transfer/"] {
            let url = endpoint_url(&Url::parse(base).unwrap(), &["v0.10", "endpoint", "a/b"]).unwrap();
            assert_eq!(url.as_str(), "http://127.0.0.1:1/transfer/v0.10/endpoint/a%2Fb");
        }
    }

    #[test]
    fn production_urls_parse() {
        assert_eq!(ServiceUrls::production().auth.host_str(), Some("auth.globus.org"));
    }

    #[test]
    fn a_base_without_a_path_is_an_error() {
        assert!(endpoint_url(&Url::parse("mailto:a@b").unwrap(), &["x"]).is_err());
    }
}
