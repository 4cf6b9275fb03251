//! Globus Auth for somebody who is signed in.

use secrecy::SecretString;

use super::{Authorizer, CodeExchange, Token, TokenEndpoint, TokenSet, UserInfo};
use crate::audience::Audience;
use crate::error::{Error, Result};
use crate::http::{Call, Http, ServiceClient};
use crate::scopes::resource_server;

/// Globus Auth.
#[derive(Clone, Debug)]
pub struct AuthClient {
    tokens: TokenEndpoint,
    pub(super) service: ServiceClient,
}

impl AuthClient {
    pub(crate) fn new(http: Http, tokens: TokenEndpoint, authorizer: Authorizer) -> Self {
        let audience = Audience::auth(&http.config().urls);
        Self {
            tokens,
            service: ServiceClient::new(http, authorizer, audience),
        }
    }

    /// See [`TokenEndpoint::exchange_code`].
    pub async fn exchange_code(&self, exchange: &CodeExchange) -> Result<TokenSet> {
        self.tokens.exchange_code(exchange).await
    }

    /// See [`TokenEndpoint::refresh`].
    pub async fn refresh(&self, token: &Token) -> Result<Token> {
        self.tokens.refresh(token).await
    }

    /// See [`TokenEndpoint::revoke`].
    pub async fn revoke(&self, token: &SecretString) -> Result<()> {
        self.tokens.revoke(token).await
    }

    /// Whose tokens these are, before they are used for anything else.
    pub async fn userinfo_of(&self, tokens: &TokenSet) -> Result<UserInfo> {
        let token = tokens
            .get(resource_server::AUTH)
            .ok_or_else(|| Error::NotSignedIn {
                resource_server: resource_server::AUTH.to_owned(),
            })?;
        self.service
            .call_with(Call::get(&["v2", "oauth2", "userinfo"]), &token.access_token)
            .await
    }

    /// Who is signed in.
    pub async fn userinfo(&self) -> Result<UserInfo> {
        self.service.call(Call::get(&["v2", "oauth2", "userinfo"])).await
    }
}
