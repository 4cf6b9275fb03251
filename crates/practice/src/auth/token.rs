//! `POST /v2/oauth2/token`: all grants.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use serde_json::Value;
use uuid::Uuid;

use super::credentials::identify_client;
use super::dependent;
use super::error::AuthError;
use super::grants::{self, Holder};
use super::issue::{self, Grant, REFRESH_LIFETIME};
use super::scopes;
use super::secret;
use crate::params::Params;
use crate::shared::App;
use crate::state::model::{Client, Session, TokenKind};

const DEPENDENT_TOKEN: &str = "urn:globus:auth:grant_type:dependent_token";

pub(super) async fn token(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, AuthError> {
    let form = Params::of_form(&headers, &body).ok_or_else(AuthError::not_a_form)?;
    let client = identify_client(&app, &headers, &form)?;
    let answer = match form.get("grant_type") {
        Some("authorization_code") => exchange_code(&app, &client, &form).await,
        Some("refresh_token") => refresh(&app, &client, &form),
        Some("client_credentials") => client_credentials(&app, &client, &form).await,
        Some(DEPENDENT_TOKEN) => dependent::tokens(&app, &client, &form),
        Some(_) => Err(AuthError::oauth(
            "unsupported_grant_type",
            "Practice does not know this grant",
        )),
        None => Err(AuthError::oauth("invalid_request", "grant_type is missing")),
    };
    answer
        .map(Json)
        .map_err(|error| error.with_invalid_grant_status(app.config().invalid_grant_status))
}

pub(super) fn grant(app: &App, client: Uuid, identity: Uuid, offline: bool, session: Session) -> Grant {
    Grant {
        client,
        identity,
        offline,
        now: app.now(),
        lifetime: app.config().access_token_seconds,
        session,
    }
}

pub(super) async fn exchange_code(app: &App, client: &Client, form: &Params) -> Result<Value, AuthError> {
    let hash = secret::hash(form.get("code").unwrap_or_default());
    let (mut answer, grant, asked, state) = app.state.edit(|edit| {
        let mut code = edit
            .world()
            .auth_codes
            .get(&hash)
            .filter(|code| code.client == client.id && !code.used)
            .cloned()
            .ok_or_else(|| AuthError::invalid_grant("The code is unknown or was used before"))?;
        let grant = grant(app, client.id, code.identity, code.offline, code.session.clone());
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
        let answer = issue::tokens(edit, &grant, &asked)?;
        let state = code.state.clone();
        code.used = true;
        edit.put(code)?;
        Ok::<_, AuthError>((answer, grant, asked, state))
    })?;
    if let Some(id_token) = issue::id_token(app, &grant, &asked).await? {
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
        let session = refresh_token.session.clone();
        let grant = grant(app, client.id, refresh_token.identity, true, session);
        refresh_token.expires = grant.now.saturating_add(REFRESH_LIFETIME).unwrap_or(grant.now);
        edit.put(refresh_token.clone())?;
        grants::mark_used(edit, &refresh_token.consents, grant.now)?;
        let mut access = refresh_token;
        access.issued = grant.now;
        let mut answer = Value::Object(issue::access_token(edit, access, &grant)?);
        answer["other_tokens"] = Value::Array(Vec::new());
        if repeats {
            answer["refresh_token"] = given.into();
        }
        Ok(answer)
    })
}

/// An application acts as itself: its identity id is its client id. It consents by asking.
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
    let session = Session::begun(client.id, app.now());
    let grant = grant(app, client.id, client.id, false, session);
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
        let holder = Holder::of(edit.world(), client.id, client.id);
        grants::record_consents(edit, holder, &asked, false, grant.now)?;
        issue::tokens(edit, &grant, &asked)
    })?;
    if let Some(id_token) = issue::id_token(app, &grant, &asked).await? {
        answer["id_token"] = id_token.into();
    }
    Ok(answer)
}
