//! Globus Groups.

mod actions;
mod document;
mod error;
mod routes;

use axum::Router;
use axum::routing::{get, post};

use crate::shared::App;
use error::GroupsError;

/// The routes below `/groups`.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/v2/groups/my_groups", get(routes::my_groups))
        .route("/v2/groups", post(routes::create))
        .route(
            "/v2/groups/{group}",
            get(routes::get)
                .post(actions::act)
                .put(routes::update)
                .delete(routes::delete),
        )
        .route("/v2/groups/{group}/policies", get(routes::policies))
        .fallback(async || GroupsError::not_found())
        .method_not_allowed_fallback(async || GroupsError::method_not_allowed())
}
