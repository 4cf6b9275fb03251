//! OpenID Connect discovery.

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use super::error::AuthError;
use super::keys::ALGORITHM;
use crate::shared::App;

pub(super) async fn configuration(State(app): State<App>) -> Json<Value> {
    let issuer = app.urls.issuer();
    let at = |path: &str| format!("{issuer}{path}");
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": at("/v2/oauth2/authorize"),
        "token_endpoint": at("/v2/oauth2/token"),
        "revocation_endpoint": at("/v2/oauth2/token/revoke"),
        "introspection_endpoint": at("/v2/oauth2/token/introspect"),
        "userinfo_endpoint": at("/v2/oauth2/userinfo"),
        "jwks_uri": at("/jwk.json"),
        "scopes_supported": ["openid", "profile", "email"],
        "response_types_supported": ["code"],
        "prompt_values_supported": ["none", "login", "consent"],
        "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials",
            "urn:globus:auth:grant_type:dependent_token"],
        "subject_types_supported": ["public"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "none"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "claims_supported": ["iss", "aud", "sub", "iat", "exp", "name", "email", "preferred_username",
            "organization", "identity_provider", "identity_provider_display_name", "last_authentication",
            "identity_set"],
    }))
}

pub(super) async fn jwk_set(State(app): State<App>) -> Result<Json<Value>, AuthError> {
    Ok(Json(app.keys.jwk_set(&app).await?))
}
