//! `POST /v2/oauth2/token`: all grants.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use uuid::Uuid;

use super::error::AuthError;
use super::grants;
use super::issue::{self, Grant, REFRESH_LIFETIME};
use super::scopes;
use super::secret;
use crate::params::Params;
use crate::shared::App;
use crate::state::model::{Client, TokenKind};

pub(super) async fn token(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, AuthError> {
    let form = Params::parse(&body);
    let client = identify_client(&app, &headers, &form)?;
    let answer = match form.get("grant_type") {
        Some("authorization_code") => exchange_code(&app, &client, &form).await?,
        Some("refresh_token") => refresh(&app, &client, &form)?,
        Some("client_credentials") => client_credentials(&app, &client, &form).await?,
        Some(_) => {
            return Err(AuthError::oauth(
                "unsupported_grant_type",
                "Practice does not know this grant",
            ));
        }
        None => return Err(AuthError::oauth("invalid_request", "grant_type is missing")),
    };
    Ok(Json(answer))
}

/// Confidential clients prove themselves with HTTP Basic; native ones only say their id.
pub(super) fn identify_client(app: &App, headers: &HeaderMap, form: &Params) -> Result<Client, AuthError> {
    let unknown = || AuthError::oauth("invalid_client", "The client is not known or its secret is wrong");
    let find = |id: &str| {
        let id: Uuid = id.parse().ok()?;
        app.state.read(|world| world.clients.by_id(id).cloned())
    };
    match headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()) {
        Some(value) => {
            let (kind, credentials) = value.split_once(' ').ok_or_else(unknown)?;
            if !kind.eq_ignore_ascii_case("basic") {
                return Err(unknown());
            }
            let text = STANDARD
                .decode(credentials.trim())
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok());
            let text = text.ok_or_else(unknown)?;
            let (id, given) = text.split_once(':').ok_or_else(unknown)?;
            find(id)
                .filter(|client| client.secret.as_deref() == Some(given))
                .ok_or_else(unknown)
        }
        None => {
            let client = form.get("client_id").and_then(find).ok_or_else(unknown)?;
            if client.secret.is_some() {
                return Err(unknown());
            }
            Ok(client)
        }
    }
}

fn grant(app: &App, client: Uuid, identity: Uuid, offline: bool) -> Grant {
    Grant {
        client,
        identity,
        offline,
        now: app.now(),
        lifetime: app.config().access_token_seconds,
    }
}

async fn exchange_code(app: &App, client: &Client, form: &Params) -> Result<Value, AuthError> {
    let hash = secret::hash(form.get("code").unwrap_or_default());
    let (mut answer, grant, asked, state) = app.state.edit(|edit| {
        let mut code = edit
            .world()
            .auth_codes
            .get(&hash)
            .filter(|code| code.client == client.id && !code.used)
            .cloned()
            .ok_or_else(|| AuthError::invalid_grant("The code is unknown or was used before"))?;
        let grant = grant(app, client.id, code.identity, code.offline);
        if code.expires <= grant.now {
            return Err(AuthError::invalid_grant("The code is too old"));
        }
        if form.get("redirect_uri") != Some(code.redirect_uri.as_str()) {
            return Err(AuthError::invalid_grant(
                "redirect_uri differs from the one of the sign-in",
            ));
        }
        let answered = form.get("code_verifier").map(secret::challenge_of);
        if code.code_challenge.is_some() && code.code_challenge != answered {
            return Err(AuthError::invalid_grant("The code verifier does not fit"));
        }
        let asked = scopes::parse(&code.scope).unwrap_or_default();
        let answer = issue::tokens(edit, grant, &asked)?;
        let state = code.state.clone();
        code.used = true;
        edit.put(code)?;
        Ok::<_, AuthError>((answer, grant, asked, state))
    })?;
    if let Some(id_token) = issue::id_token(app, grant, &asked).await? {
        answer["id_token"] = id_token.into();
    }
    if !state.is_empty() {
        answer["state"] = state.into();
    }
    Ok(answer)
}

fn refresh(app: &App, client: &Client, form: &Params) -> Result<Value, AuthError> {
    let given = form.get("refresh_token").unwrap_or_default();
    let hash = secret::hash(given);
    let repeats = app.config().refresh_repeats_token;
    app.state.edit(|edit| {
        let mut refresh_token = edit
            .world()
            .tokens
            .get(&hash)
            .filter(|token| token.kind == TokenKind::Refresh && token.client == client.id)
            .filter(|token| token.expires > app.now())
            .cloned()
            .ok_or_else(|| AuthError::invalid_grant("The refresh token is unknown, revoked or too old"))?;
        let grant = grant(app, client.id, refresh_token.identity, true);
        refresh_token.expires = grant.now.saturating_add(REFRESH_LIFETIME).unwrap_or(grant.now);
        edit.put(refresh_token.clone())?;
        let mut access = refresh_token.clone();
        access.issued = grant.now;
        access.dependencies = grants::dependencies(edit.world(), client.id, access.identity, &access.scopes);
        let mut answer = Value::Object(issue::access_token(edit, &mut access, grant)?);
        answer["other_tokens"] = Value::Array(Vec::new());
        if repeats {
            answer["refresh_token"] = given.into();
        }
        Ok(answer)
    })
}

/// An application acts as itself: its identity id is its client id.
async fn client_credentials(app: &App, client: &Client, form: &Params) -> Result<Value, AuthError> {
    if client.secret.is_none() {
        return Err(AuthError::oauth(
            "unauthorized_client",
            "A native app has no identity of its own",
        ));
    }
    let asked = form
        .get("scope")
        .and_then(scopes::parse)
        .ok_or_else(|| AuthError::oauth("invalid_scope", "scope is missing or can't be read"))?;
    let grant = grant(app, client.id, client.id, false);
    let mut answer = app.state.edit(|edit| {
        let unknown = asked
            .iter()
            .flat_map(|scope| scope.names())
            .find(|name| scopes::resource_server(edit.world(), name).is_none());
        if let Some(name) = unknown {
            return Err(AuthError::oauth(
                "invalid_scope",
                format!("There is no scope {name}"),
            ));
        }
        grants::record_consents(edit, client.id, client.id, &asked, false, grant.now)?;
        issue::tokens(edit, grant, &asked)
    })?;
    if let Some(id_token) = issue::id_token(app, grant, &asked).await? {
        answer["id_token"] = id_token.into();
    }
    Ok(answer)
}
