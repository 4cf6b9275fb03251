//! Globus Transfer, version 0.10: collections, permissions, roles and file operations.

mod access;
mod access_document;
mod access_input;
mod answer;
mod caller;
mod document;
mod endpoint;
mod error;
mod file_entry;
mod listing;
mod operations;
mod roles;
mod search;
mod shared_endpoint;
mod storage;

use axum::Router;
use axum::middleware;
use axum::routing::{get, post};

pub(crate) use listing::names_for_guests;
pub(crate) use storage::{collection_path_of, normalize_folder};

use crate::shared::App;
use error::TransferError;

/// The routes below `/transfer`.
pub(crate) fn routes() -> Router<App> {
    let endpoint = Router::new()
        .route(
            "/",
            get(endpoint::get).put(endpoint::update).delete(endpoint::delete),
        )
        .route("/my_shared_endpoint_list", get(shared_endpoint::mine))
        .route("/shared_endpoint_list", get(shared_endpoint::all))
        .route("/access_list", get(access::list))
        .route("/access", post(access::create))
        .route(
            "/access/{rule}",
            get(access::get).put(access::update).delete(access::delete),
        )
        .route("/role_list", get(roles::list))
        .route("/role", post(roles::create))
        .route("/role/{role}", get(roles::get).delete(roles::delete));
    let operation = Router::new()
        .route("/ls", get(operations::ls))
        .route("/stat", get(operations::stat))
        .route("/mkdir", post(operations::mkdir))
        .route("/rename", post(operations::rename));
    Router::new()
        .route("/v0.10/endpoint_search", get(search::search))
        .route("/v0.10/shared_endpoint", post(shared_endpoint::create))
        .nest("/v0.10/endpoint/{endpoint}", endpoint)
        .nest("/v0.10/operation/endpoint/{endpoint}", operation)
        .fallback(async || TransferError::not_found("No such resource"))
        .method_not_allowed_fallback(async || {
            TransferError::new(405, "ClientError.MethodNotAllowed", "Not here")
        })
        .layer(middleware::from_fn(answer::write))
}
