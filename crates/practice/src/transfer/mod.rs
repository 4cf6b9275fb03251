//! Globus Transfer, version 0.10: collections, permissions, roles and file operations.

mod access;
mod access_document;
mod access_input;
mod answer;
mod bookmarks;
mod bookmarks_v2;
mod caller;
mod data_conditions;
mod document;
mod endpoint;
mod endpoint_settings;
mod error;
mod file_entry;
mod listing;
mod operations;
mod personal_endpoint;
mod roles;
mod search;
mod shared_endpoint;
mod subscription;
mod symlink;
mod tasks;
mod visit;

use axum::Router;
use axum::middleware;
use axum::routing::{get, post, put};

pub(crate) use answer::request_id;
pub(crate) use endpoint::erase;
pub(crate) use tasks::{Engine, PauseRuleInput, add_pause_rule, consume_quota, free_bytes, set_quota};
pub(crate) use visit::{Closed, SeenEntry, visit};

use crate::shared::App;
use error::TransferError;

/// The routes below `/transfer`.
pub(crate) fn routes() -> Router<App> {
    let endpoint = Router::new()
        .route(
            "/",
            get(endpoint::get).put(endpoint::update).delete(endpoint::delete),
        )
        .route("/subscription", put(subscription::set))
        .route("/subscription_admin_verified", put(subscription::set_verified))
        .route("/server_list", get(endpoint::server_list))
        .route("/my_effective_pause_rule_list", get(tasks::my_pause_rules))
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
        .route("/rename", post(operations::rename))
        .route("/symlink", post(symlink::create));
    Router::new()
        .route("/v0.10/endpoint_search", get(search::search))
        .route("/v0.10/endpoint", post(personal_endpoint::create))
        .route("/v0.10/bookmark_list", get(bookmarks::list))
        .route("/v0.10/bookmark", post(bookmarks::create))
        .route(
            "/v0.10/bookmark/{bookmark}",
            get(bookmarks::get)
                .put(bookmarks::update)
                .delete(bookmarks::delete),
        )
        .route(
            "/v2/bookmarks",
            get(bookmarks_v2::list).post(bookmarks_v2::create),
        )
        .route(
            "/v2/bookmarks/{bookmark}",
            get(bookmarks_v2::get)
                .patch(bookmarks_v2::update)
                .delete(bookmarks_v2::delete),
        )
        .route("/v0.10/shared_endpoint", post(shared_endpoint::create))
        .nest("/v0.10", tasks::routes())
        .nest("/v0.10/endpoint/{endpoint}", endpoint)
        .nest("/v0.10/operation/endpoint/{endpoint}", operation)
        .fallback(async || TransferError::not_found("No such resource"))
        .method_not_allowed_fallback(async || {
            TransferError::new(405, "ClientError.MethodNotAllowed", "Not here")
        })
        .layer(middleware::from_fn(answer::write))
}
