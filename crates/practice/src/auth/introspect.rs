//! Asking about tokens, and ending them.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use serde_json::{Map, Value, json};

use super::bearer::find_live;
use super::credentials::{identify_client, identify_confidential};
use super::error::AuthError;
use super::secret;
use crate::params::Params;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Session, Token};

/// `POST /v2/oauth2/token/revoke`: an unknown token is as good as a revoked one.
pub(super) async fn revoke(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, AuthError> {
    let form = Params::of_form(&headers, &body).ok_or_else(AuthError::not_a_form)?;
    let client = identify_client(&app, &headers, &form)?;
    let hash = secret::hash(form.get("token").unwrap_or_default());
    app.state.edit::<_, AuthError>(|edit| {
        let Some(owner) = edit.world().tokens.get(&hash).map(|token| token.client) else {
            return Ok(());
        };
        // The CLI signs out with the id of the template that its own client was made from.
        let template = edit.world().clients.by_id(owner).and_then(|it| it.template);
        if owner != client.id && template != Some(client.id) {
            return Err(AuthError::oauth(
                "unauthorized_client",
                "The token belongs to another client",
            ));
        }
        edit.remove::<Token>(&hash)?;
        Ok(())
    })?;
    Ok(Json(json!({"active": false})))
}

/// `POST /v2/oauth2/token/validate`: is this token alive?
pub(super) async fn validate(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, AuthError> {
    let form = Params::of_form(&headers, &body).ok_or_else(AuthError::not_a_form)?;
    identify_client(&app, &headers, &form)?;
    let active = form
        .get("token")
        .and_then(|token| find_live(&app, token))
        .is_some();
    Ok(Json(json!({"active": active})))
}

/// `POST /v2/oauth2/token/introspect`: for confidential clients only.
pub(super) async fn introspect(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, AuthError> {
    let form = Params::of_form(&headers, &body).ok_or_else(AuthError::not_a_form)?;
    identify_confidential(&app, &headers, &form)?;
    let Some(token) = form.get("token").and_then(|token| find_live(&app, token)) else {
        return Ok(Json(json!({"active": false})));
    };
    let include = form.list("include");
    let document = app.state.read(|world| {
        let person = world.identities.by_id(token.identity);
        let mut document = json!({
            "active": true,
            "scope": token.scopes.join(" "),
            "sub": token.identity,
            "username": person.map(|it| &it.username),
            "name": person.map(|it| &it.name),
            "email": person.map(|it| &it.email),
            "client_id": token.client,
            "aud": [token.resource_server, token.client.to_string()],
            "iss": app.urls.issuer(),
            "exp": token.expires.as_second(),
            "iat": token.issued.as_second(),
            "nbf": token.issued.as_second(),
            "token_type": "Bearer",
            "dependent_tokens_cache_id": secret::hash(&token.hash),
        });
        if include.iter().any(|it| it == "identity_set") {
            document["identity_set"] = json!(world.linked(token.identity));
        }
        if include.iter().any(|it| it == "session_info") {
            document["session_info"] = session_info(world, &token);
        }
        document
    });
    Ok(Json(document))
}

/// Who proved themselves in the session of a token, and when.
fn session_info(world: &World, token: &Token) -> Value {
    let mut session = token.session.clone();
    if session.authentications.is_empty() {
        session = Session::begun(token.identity, token.auth_time);
    }
    let mut authentications = Map::new();
    for (identity, proven) in &session.authentications {
        let provider = world.identities.by_id(*identity).map(|it| it.identity_provider);
        let methods = proven.mfa.then(|| json!(["mfa"]));
        authentications.insert(
            identity.to_string(),
            json!({"acr": null, "amr": methods, "idp": provider, "auth_time": proven.auth_time.as_second(),
                "custom_claims": {}}),
        );
    }
    json!({"session_id": secret::session_id(token.auth_time, token.identity), "authentications": authentications})
}
