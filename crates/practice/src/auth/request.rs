//! What an authorize request asks for, checked.

use url::{Host, Url};
use uuid::Uuid;

use super::collection_client::is_own_address;
use super::demand::SessionDemand;
use super::scopes::{self, Scope};
use crate::config::Config;
use crate::params::Params;
use crate::state::World;
use crate::state::model::Client;

/// The page of the real service that shows a code. Practice sends nobody there: its own page stands in.
pub(super) const REAL_CODE_PAGE: &str = "https://auth.globus.org/v2/web/auth-code";

/// What the app asked for.
#[derive(Clone, Debug)]
pub(crate) struct AuthorizeRequest {
    pub(crate) client: Uuid,
    pub(crate) redirect_uri: String,
    pub(crate) scope: String,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) state: String,
    pub(crate) code_challenge: Option<String>,
    pub(crate) offline: bool,
    pub(crate) grant_label: Option<String>,
    pub(crate) demand: SessionDemand,
    pub(crate) prompt: Prompt,
}

/// The words of `prompt`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Prompt {
    /// Show no page.
    pub(crate) none: bool,
    /// What the browser proved earlier does not count.
    pub(crate) login: bool,
    /// Ask again for what was allowed before.
    pub(crate) consent: bool,
}

impl Prompt {
    fn of(params: &Params) -> Self {
        let words = params.get("prompt").unwrap_or_default().to_lowercase();
        let has = |word: &str| words.split([' ', ',']).any(|it| it == word);
        Self {
            none: has("none"),
            login: has("login"),
            consent: has("consent"),
        }
    }
}

/// Why an authorize request ends on a page.
#[derive(Debug, thiserror::Error)]
pub(super) enum Problem {
    #[error("No app is registered under this client id.")]
    UnknownClient,
    #[error(
        "Globus does not send people to {0}. Practice accepts addresses on this computer and its own code page."
    )]
    Redirect(String),
    #[error("The app asked for something that does not exist: {0}")]
    UnknownScope(String),
    #[error("The app must protect its request with PKCE and the method S256.")]
    Pkce,
    #[error("The app must ask for a code.")]
    ResponseType,
}

impl Problem {
    pub(super) fn heading(&self) -> &'static str {
        match self {
            Self::UnknownClient => "Unknown app",
            Self::Redirect(_) => "This address is not allowed",
            Self::UnknownScope(_) => "Unknown scope",
            Self::Pkce | Self::ResponseType => "The app's request is incomplete",
        }
    }
}

pub(super) fn check(world: &World, config: &Config, params: &Params) -> Result<AuthorizeRequest, Problem> {
    let client = params
        .get("client_id")
        .and_then(|text| text.parse::<Uuid>().ok())
        .and_then(|id| world.clients.by_id(id))
        .ok_or(Problem::UnknownClient)?;
    let redirect_uri = params.get("redirect_uri").unwrap_or_default().to_owned();
    let is_scheme_of_an_app =
        || config.custom_scheme_redirects && client.secret.is_none() && has_own_scheme(&redirect_uri);
    if !is_allowed_redirect(&redirect_uri) && !is_own_address(client, &redirect_uri) && !is_scheme_of_an_app()
    {
        return Err(Problem::Redirect(redirect_uri));
    }
    if params.get("response_type") != Some("code") {
        return Err(Problem::ResponseType);
    }
    let code_challenge = check_pkce(client, params)?;
    let scope = params.get("scope").unwrap_or_default().to_owned();
    let scopes = scopes::parse(&scope)
        .filter(|scopes| !scopes.is_empty())
        .ok_or_else(|| Problem::UnknownScope(scope.clone()))?;
    for name in scopes.iter().flat_map(|scope| scope.names()) {
        if scopes::resource_server(world, name).is_none() {
            return Err(Problem::UnknownScope(name.to_owned()));
        }
    }
    Ok(AuthorizeRequest {
        client: client.id,
        redirect_uri,
        scope,
        scopes,
        state: params.get("state").unwrap_or_default().to_owned(),
        code_challenge,
        offline: params.get("access_type") == Some("offline"),
        grant_label: params.get("prefill_named_grant").map(str::to_owned),
        demand: SessionDemand::of(params),
        prompt: Prompt::of(params),
    })
}

/// Native apps must; confidential ones may.
fn check_pkce(client: &Client, params: &Params) -> Result<Option<String>, Problem> {
    match (params.get("code_challenge"), params.get("code_challenge_method")) {
        (Some(challenge), Some("S256")) if is_sha256(challenge) => Ok(Some(challenge.to_owned())),
        (None, None) if client.secret.is_some() => Ok(None),
        _ => Err(Problem::Pkce),
    }
}

/// 32 bytes in base64url without padding.
fn is_sha256(challenge: &str) -> bool {
    challenge.len() == 43
        && challenge
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// `http://localhost` and `http://127.0.0.1` with any port and path, which includes practice's own code page.
fn is_allowed_redirect(text: &str) -> bool {
    if text == REAL_CODE_PAGE {
        return true;
    }
    let Ok(url) = Url::parse(text) else { return false };
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address == std::net::Ipv4Addr::LOCALHOST,
        _ => false,
    };
    url.scheme() == "http"
        && loopback
        && url.username().is_empty()
        && url.password().is_none()
        && url.fragment().is_none()
}

/// `guestlist://callback`: a scheme that no browser takes for its own.
fn has_own_scheme(text: &str) -> bool {
    const BROWSERS: [&str; 9] = [
        "http",
        "https",
        "ws",
        "wss",
        "ftp",
        "file",
        "data",
        "javascript",
        "about",
    ];
    Url::parse(text).is_ok_and(|url| !BROWSERS.contains(&url.scheme()))
}

#[cfg(test)]
mod tests {
    use super::is_allowed_redirect;

    #[test]
    fn only_this_computer_receives_codes() {
        for good in [
            "http://localhost",
            "http://localhost:5000",
            "http://127.0.0.1:5000",
            "http://127.0.0.1:5000/callback",
            "http://127.0.0.1:5000/auth/v2/web/auth-code",
            super::REAL_CODE_PAGE,
        ] {
            assert!(is_allowed_redirect(good), "{good}");
        }
        for bad in [
            "https://localhost:1",
            "http://localhost.eastlake.example",
            "http://127.0.0.1@eastlake.example/",
            "http://127.0.0.2:1/",
            "https://auth.globus.org/v2/web/auth-code?next=x",
            "guestlist://callback",
            "",
        ] {
            assert!(!is_allowed_redirect(bad), "{bad}");
        }
    }
}
