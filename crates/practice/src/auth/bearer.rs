//! Bearer tokens: whose they are, what for, and whether they still count.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use uuid::Uuid;

use super::error::AuthError;
use super::grants;
use super::secret;
use crate::shared::App;
use crate::state::model::{Session, Token, TokenKind};

/// The caller of a service, as its token says.
#[derive(Clone, Debug)]
pub(crate) struct Bearer {
    pub(crate) identity: Uuid,
    pub(crate) client: Uuid,
    pub(crate) scopes: Vec<String>,
    /// Scopes below those, such as `data_access`.
    pub(crate) dependencies: Vec<String>,
    /// What the sign-in proved, and when.
    pub(crate) session: Session,
}

impl Bearer {
    pub(crate) fn has(&self, scope: &str) -> bool {
        self.scopes.iter().any(|it| it == scope)
    }
}

/// Why a token does not open a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotAuthenticated;

fn token_text(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (kind, token) = value.split_once(' ')?;
    kind.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Checks the Authorization header for one service.
pub(crate) fn verify_bearer(
    app: &App,
    headers: &HeaderMap,
    audience: &str,
) -> Result<Bearer, NotAuthenticated> {
    let text = token_text(headers).ok_or(NotAuthenticated)?;
    let now = app.now();
    app.state.read(|world| {
        let token = world
            .tokens
            .get(&secret::hash(text))
            .filter(|token| token.expires > now)
            .filter(|token| token.kind == TokenKind::Access && token.resource_server == audience)
            .ok_or(NotAuthenticated)?;
        Ok(Bearer {
            identity: token.identity,
            client: token.client,
            scopes: token.scopes.clone(),
            dependencies: grants::dependencies(world, token),
            session: token.session.clone(),
        })
    })
}

/// A token that is neither revoked nor too old.
pub(crate) fn find_live(app: &App, text: &str) -> Option<Token> {
    let now = app.now();
    app.state
        .read(|world| world.tokens.get(&secret::hash(text)).cloned())
        .filter(|token| token.expires > now)
}

/// Does any live token come along, whatever service it is for?
pub(crate) fn is_live_token(app: &App, headers: &HeaderMap) -> bool {
    token_text(headers).is_some_and(|text| find_live(app, text).is_some())
}

/// For the request log: whose token came along, even if it has ended.
pub(crate) fn subject_of(app: &App, headers: &HeaderMap) -> Option<Uuid> {
    let text = token_text(headers)?;
    app.state
        .read(|world| world.tokens.get(&secret::hash(text)).map(|token| token.identity))
}

/// A caller of Auth's own API.
pub(crate) fn auth_caller(app: &App, headers: &HeaderMap) -> Result<Bearer, AuthError> {
    verify_bearer(app, headers, super::scopes::AUTH_SERVER)
        .map_err(|NotAuthenticated| AuthError::unauthorized())
}
