//! Sign-in in the system's browser: authorization code with PKCE (S256) and a fresh `state`.

use oauth2::basic::BasicClient;
use oauth2::{AuthUrl, CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl};
use secrecy::SecretString;
use url::Url;

use crate::config::{ClientConfig, endpoint_url};
use crate::error::{Error, Result, SessionDemand};
use crate::scopes::{self, Scope};

/// What a sign-in asks for.
#[derive(Clone, Debug, Default)]
pub struct SignInOptions {
    /// Scopes; the app's own when empty.
    pub scopes: Vec<Scope>,
    /// What a service demanded. Its scopes are asked for on top of `scopes`.
    pub demand: Option<SessionDemand>,
}

/// A sign-in that has begun: open [`authorize_url`](Self::authorize_url), wait for the answer,
/// [`finish`](Self::finish).
#[derive(Debug)]
pub struct PkceSignIn {
    authorize_url: Url,
    redirect_uri: String,
    state: String,
    verifier: PkceCodeVerifier,
    /// A person who copies the code by hand has no `state` to bring along.
    by_hand: bool,
}

/// What the browser brought back.
#[derive(Clone, Debug)]
pub struct AuthorizationAnswer {
    /// Turned into tokens, once.
    pub code: SecretString,
    /// Belongs to the sign-in that began.
    pub state: Option<String>,
}

/// Everything that turns a code into tokens.
#[derive(Clone, Debug)]
pub struct CodeExchange {
    pub(super) code: SecretString,
    pub(super) code_verifier: SecretString,
    pub(super) redirect_uri: String,
}

impl PkceSignIn {
    /// Begins a sign-in whose answer a [`LoopbackListener`](super::LoopbackListener) waits for.
    pub fn begin(config: &ClientConfig, redirect_uri: &str, options: &SignInOptions) -> Result<Self> {
        Self::new(config, redirect_uri.to_owned(), options, false)
    }

    /// Begins a sign-in after which Globus shows the code on a page, and the person copies it.
    pub fn begin_by_hand(config: &ClientConfig, options: &SignInOptions) -> Result<Self> {
        let redirect_uri = endpoint_url(&config.urls.auth, &["v2", "web", "auth-code"])?;
        Self::new(config, redirect_uri.into(), options, true)
    }

    fn new(
        config: &ClientConfig,
        redirect_uri: String,
        options: &SignInOptions,
        by_hand: bool,
    ) -> Result<Self> {
        let bad_url = |_| Error::BaseUrl {
            url: redirect_uri.clone(),
        };
        let authorize = endpoint_url(&config.urls.auth, &["v2", "oauth2", "authorize"])?;
        let client = BasicClient::new(oauth2::ClientId::new(config.client_id.to_string()))
            .set_auth_uri(AuthUrl::from_url(authorize))
            // Kept as text: the token route compares it byte for byte.
            .set_redirect_uri(RedirectUrl::new(redirect_uri.clone()).map_err(bad_url)?);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let mut request = client
            .authorize_url(CsrfToken::new_random)
            .set_pkce_challenge(challenge)
            .add_scopes(wanted_scopes(options).into_iter().map(oauth2::Scope::new))
            // This, not a scope, is what asks for refresh tokens.
            .add_extra_param("access_type", "offline");
        for (name, value) in extra_parameters(options) {
            request = request.add_extra_param(name, value);
        }
        let (authorize_url, state) = request.url();
        Ok(Self {
            authorize_url,
            redirect_uri,
            state: state.into_secret(),
            verifier,
            by_hand,
        })
    }

    /// The page to open in the browser.
    pub fn authorize_url(&self) -> &Url {
        &self.authorize_url
    }

    /// The `state` that the answer must bring.
    pub fn state(&self) -> &str {
        &self.state
    }

    /// Checks the answer and makes it ready for
    /// [`AuthClient::exchange_code`](super::AuthClient::exchange_code).
    pub fn finish(self, answer: AuthorizationAnswer) -> Result<CodeExchange> {
        let belongs = match &answer.state {
            Some(state) => *state == self.state,
            None => self.by_hand,
        };
        if !belongs {
            return Err(Error::StateMismatch);
        }
        Ok(CodeExchange {
            code: answer.code,
            code_verifier: self.verifier.into_secret().into(),
            redirect_uri: self.redirect_uri,
        })
    }
}

impl AuthorizationAnswer {
    /// A code that the person copied from the page.
    pub fn pasted(code: &str) -> Self {
        Self {
            code: code.trim().to_owned().into(),
            state: None,
        }
    }
}

fn wanted_scopes(options: &SignInOptions) -> Vec<String> {
    let own = if options.scopes.is_empty() {
        scopes::default_scopes()
    } else {
        options.scopes.clone()
    };
    let mut wanted: Vec<String> = own.iter().map(Scope::to_string).collect();
    for scope in options.demand.iter().flat_map(|demand| &demand.required_scopes) {
        if !wanted.contains(scope) {
            wanted.push(scope.clone());
        }
    }
    wanted
}

fn extra_parameters(options: &SignInOptions) -> Vec<(&'static str, String)> {
    let mut parameters = Vec::new();
    if let Some(demand) = &options.demand {
        for (name, values) in [
            ("session_required_identities", &demand.identities),
            ("session_required_single_domain", &demand.single_domain),
            ("session_required_policies", &demand.policies),
        ] {
            if !values.is_empty() {
                parameters.push((name, values.join(",")));
            }
        }
        parameters.extend(demand.mfa.map(|mfa| ("session_required_mfa", mfa.to_string())));
        parameters.extend(
            demand
                .session_message
                .clone()
                .map(|message| ("session_message", message)),
        );
        parameters.extend(demand.prompt.clone().map(|prompt| ("prompt", prompt)));
    }
    parameters
}

#[cfg(test)]
mod tests;
