//! Globus Auth: sign-in pages, tokens, identities.

mod authorize;
mod bearer;
mod browser;
mod clients;
mod collection_client;
mod consents;
mod credentials;
mod demand;
mod dependent;
mod discovery;
mod error;
mod grants;
mod identities;
mod introspect;
mod issue;
mod keys;
mod manage;
mod pages;
mod pending;
mod request;
mod scopes;
mod secret;
mod token;
mod userinfo;

use axum::Router;
use axum::routing::{delete, get, post};

pub(crate) use bearer::{Bearer, NotAuthenticated, is_live_token, subject_of, verify_bearer};
pub(crate) use collection_client::{exchange_for_collection, register_collection};
pub(crate) use consents::document as consent_document;
pub(crate) use error::AuthError;
pub(crate) use grants::withdraw as withdraw_consent;
pub(crate) use keys::{Keys, NOTE as SIGNING_KEY_NOTE};
pub(crate) use pending::PendingRequests;
pub(crate) use secret::{MARKER, hash};

use crate::shared::App;

/// The routes below `/auth`.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/.well-known/openid-configuration", get(discovery::configuration))
        .route("/jwk.json", get(discovery::jwk_set))
        .route("/v2/oauth2/authorize", get(authorize::authorize))
        .route("/v2/web/sign-in", post(authorize::choose_identity))
        .route("/v2/web/consent", post(authorize::decide))
        .route("/v2/web/auth-code", get(authorize::show_code))
        .route("/v2/web/consents", get(manage::consents).post(manage::sign_in))
        .route("/v2/web/consents/withdraw", post(manage::withdraw))
        .route("/v2/web/logout", get(authorize::signed_out))
        .route("/v2/oauth2/token", post(token::token))
        .route("/v2/oauth2/token/revoke", post(introspect::revoke))
        .route("/v2/oauth2/token/validate", post(introspect::validate))
        .route("/v2/oauth2/token/introspect", post(introspect::introspect))
        .route(
            "/v2/oauth2/userinfo",
            get(userinfo::userinfo).post(userinfo::userinfo),
        )
        .route("/v2/api/identities", get(identities::lookup))
        .route("/v2/api/identities/{id}", get(identities::one))
        .route("/v2/api/identities/{id}/consents", get(consents::list))
        .route("/v2/api/identity_providers", get(identities::providers))
        .route("/v2/api/clients", post(clients::create))
        .route("/v2/api/clients/{id}", delete(clients::remove))
        .fallback(async || AuthError::not_found("No such resource"))
        .method_not_allowed_fallback(async || AuthError::method_not_allowed())
}
