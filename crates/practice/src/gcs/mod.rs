//! The Globus Connect Server manager, over TLS: one below `/gcs/<endpoint id>/api`, and `/gcs/api` for the seed's
//! first server.

pub(crate) mod accounts;
mod caller;
mod collection_document;
mod collection_filter;
mod collections;
pub(crate) mod connectors;
mod create_guest;
mod create_mapped;
mod endpoint;
mod envelope;
mod error;
mod guest_account;
mod input;
mod page;
mod roles;
mod session;
mod settings;
mod sharing;
mod storage_gateways;
mod user_credentials;

use axum::Router;
use axum::routing::{get, post, put};

use crate::shared::App;
use crate::state::model::Collection;
use error::GcsError;

/// The note that names the server whose manager answers without an id.
pub(crate) const FIRST_ENDPOINT: &str = "first_gcs_endpoint";

/// The routes below `/gcs`.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .nest("/api", api())
        .nest("/{endpoint}/api", api())
        .fallback(async || GcsError::not_found("No such resource"))
        .method_not_allowed_fallback(async || GcsError::method_not_allowed())
}

fn api() -> Router<App> {
    Router::new()
        .route("/info", get(endpoint::info))
        .route(
            "/endpoint",
            get(endpoint::get).patch(endpoint::update).put(endpoint::update),
        )
        .route("/endpoint/subscription_id", put(endpoint::set_subscription))
        .route("/collections", get(collections::list).post(create_guest::create))
        .route("/collections/batch_delete", post(collections::batch_delete))
        .route(
            "/collections/{id}",
            get(collections::get)
                .patch(collections::update)
                .put(collections::update)
                .delete(collections::delete),
        )
        .route(
            "/collections/{id}/owner_string",
            put(collections::set_owner_string).delete(collections::reset_owner_string),
        )
        .route(
            "/user_credentials",
            get(user_credentials::list).post(user_credentials::create),
        )
        .route(
            "/user_credentials/{id}",
            get(user_credentials::get)
                .patch(user_credentials::update)
                .put(user_credentials::update)
                .delete(user_credentials::delete),
        )
        .route("/storage_gateways", get(storage_gateways::list))
        .route("/storage_gateways/{id}", get(storage_gateways::get))
        .route("/roles", get(roles::list).post(roles::create))
        .route("/roles/{id}", get(roles::get).delete(roles::delete))
}

/// What a guest collection takes over from its mapped collection. A timeout for sign-ins is not among it, unless the
/// mapped collection says so.
pub(crate) fn inherit(mapped: &Collection, guest: &mut Collection) {
    guest.server.storage_gateway = mapped.server.storage_gateway;
    guest.high_assurance |= mapped.high_assurance;
    if mapped.server.guests_inherit_timeout {
        guest.authentication_timeout_mins = mapped.authentication_timeout_mins;
        guest.server.require_mfa = mapped.server.require_mfa;
        guest
            .server
            .required_domains
            .clone_from(&mapped.server.required_domains);
        guest
            .server
            .required_policies
            .clone_from(&mapped.server.required_policies);
    }
}
