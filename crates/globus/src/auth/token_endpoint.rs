//! The token route of Globus Auth: what turns a code into tokens, old tokens into new ones, and tokens into
//! nothing. Needs no token itself. Native apps have no secret; they name their client id.

use jiff::Timestamp;
use reqwest::Method;
use reqwest::header::ACCEPT;
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;

use super::token::TokenResponse;
use super::{CodeExchange, Token, TokenSet};
use crate::config::endpoint_url;
use crate::error::{Error, Result, Service};
use crate::http::{Http, send};
use crate::retry::Repeat;

/// Exchange, refresh and revoke.
#[derive(Clone, Debug)]
pub struct TokenEndpoint {
    http: Http,
}

impl TokenEndpoint {
    pub(crate) fn new(http: Http) -> Self {
        Self { http }
    }

    /// Turns the code that the browser brought into tokens. Codes work once, so this is never repeated
    /// blindly.
    pub async fn exchange_code(&self, exchange: &CodeExchange) -> Result<TokenSet> {
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", self.http.config().client_id.as_str()),
            ("code", exchange.code.expose_secret()),
            ("code_verifier", exchange.code_verifier.expose_secret()),
            ("redirect_uri", &exchange.redirect_uri),
        ];
        self.tokens(&form).await.map_err(|error| match error {
            Error::Api(api) if api.status < 500 && api.status != 429 && api.demand.is_none() => Error::Auth {
                code: api.code,
                description: Some(api.message),
            },
            other => other,
        })
    }

    /// Buys a new access token. Whether the answer repeats the refresh token isn't promised; the old one is
    /// kept then.
    pub async fn refresh(&self, token: &Token) -> Result<Token> {
        let not_signed_in = || Error::NotSignedIn {
            resource_server: token.resource_server.clone(),
        };
        let refresh_token = token.refresh_token.as_ref().ok_or_else(not_signed_in)?;
        let form = [
            ("grant_type", "refresh_token"),
            ("client_id", self.http.config().client_id.as_str()),
            ("refresh_token", refresh_token.expose_secret()),
        ];
        let mut set = self.tokens(&form).await.map_err(|error| match error {
            // Recorded with 401, the OAuth standard says 400.
            Error::Api(api) if api.has_code("invalid_grant") || api.has_code("INVALID_GRANT") => {
                not_signed_in()
            }
            other => other,
        })?;
        let mut fresh = set.remove(&token.resource_server).ok_or_else(|| Error::Decode {
            service: Service::Auth,
            path: "resource_server".to_owned(),
            message: format!("no token for {}", token.resource_server),
        })?;
        fresh.refresh_token = fresh.refresh_token.or_else(|| token.refresh_token.clone());
        Ok(fresh)
    }

    /// Ends an access or a refresh token.
    pub async fn revoke(&self, token: &SecretString) -> Result<()> {
        let form = [
            ("token", token.expose_secret()),
            ("client_id", self.http.config().client_id.as_str()),
        ];
        self.post::<serde::de::IgnoredAny>(&["v2", "oauth2", "token", "revoke"], &form, Repeat::Idempotent)
            .await?;
        Ok(())
    }

    async fn tokens(&self, form: &[(&str, &str)]) -> Result<TokenSet> {
        let answer = self
            .post(&["v2", "oauth2", "token"], form, Repeat::OnlyIfNotExecuted)
            .await;
        let answer: TokenResponse = answer.map_err(|error| match error {
            // The parser quotes what it stumbled over, and that may be a token.
            Error::Decode { service, path, .. } => Error::Decode {
                service,
                path,
                message: "not as tokens are described".to_owned(),
            },
            other => other,
        })?;
        Ok(answer.into_set(Timestamp::now()))
    }

    async fn post<T: DeserializeOwned>(
        &self,
        path: &[&str],
        form: &[(&str, &str)],
        repeat: Repeat,
    ) -> Result<T> {
        let url = endpoint_url(&self.http.config().urls.auth, path)?;
        let attempt = || {
            let request = self
                .http
                .request(Method::POST, url.clone())
                .header(ACCEPT, "application/json")
                .form(form);
            send(Service::Auth, request)
        };
        self.http.config().retry.run(repeat, attempt).await
    }
}
