//! Asking about tokens, and ending them.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use serde_json::{Value, json};

use super::bearer::find_live;
use super::error::AuthError;
use super::secret;
use super::token::identify_client;
use crate::params::Params;
use crate::shared::App;

/// `POST /v2/oauth2/token/revoke`: an unknown token is as good as a revoked one.
pub(super) async fn revoke(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, AuthError> {
    let form = Params::parse(&body);
    // The CLI signs out with the id of the template its client was made from, so the client is only checked to exist.
    identify_client(&app, &headers, &form)?;
    let hash = secret::hash(form.get("token").unwrap_or_default());
    app.state.edit::<_, crate::Error>(|edit| {
        edit.remove::<crate::state::model::Token>(&hash)?;
        Ok(())
    })?;
    Ok(Json(json!({"active": false})))
}

pub(super) async fn validate(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, AuthError> {
    let form = Params::parse(&body);
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
    let form = Params::parse(&body);
    let client = identify_client(&app, &headers, &form)?;
    if client.secret.is_none() {
        return Err(AuthError::oauth(
            "unauthorized_client",
            "Only confidential clients may introspect",
        ));
    }
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
            let authentication = json!({"acr": null, "amr": null, "idp": person.map(|it| it.identity_provider),
                "auth_time": token.auth_time.as_second(), "custom_claims": {}});
            let mut authentications = serde_json::Map::new();
            authentications.insert(token.identity.to_string(), authentication);
            document["session_info"] =
                json!({"session_id": secret::hash(&token.hash), "authentications": authentications});
        }
        document
    });
    Ok(Json(document))
}
