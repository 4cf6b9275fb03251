//! Globus Groups.

mod actions;
mod caller;
mod changes;
mod document;
mod error;
mod input;
mod policies;
mod preferences;
mod routes;
mod rules;
mod session;
mod subscription;

use axum::Router;
use axum::routing::{get, post, put};

use crate::shared::App;
use error::GroupsError;

/// The routes below `/groups`.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/v2/groups/my_groups", get(routes::my_groups))
        .route("/v2/groups/statuses", get(routes::statuses))
        .route("/v2/groups", post(changes::create))
        .route(
            "/v2/groups/{group}",
            get(routes::get)
                .post(actions::act)
                .put(changes::update)
                .delete(changes::delete),
        )
        .route("/v2/groups/{group}/children", get(routes::children))
        .route(
            "/v2/groups/{group}/policies",
            get(policies::get).put(policies::put),
        )
        .route(
            "/v2/groups/{group}/membership_fields",
            get(preferences::fields).put(preferences::set_fields),
        )
        .route(
            "/v2/groups/{group}/subscription_admin_verified",
            put(subscription::verify),
        )
        .route(
            "/v2/preferences",
            get(preferences::preferences).put(preferences::set_preferences),
        )
        .route("/v2/subscription_info/{subscription}", get(subscription::info))
        .fallback(async || GroupsError::not_found())
        .method_not_allowed_fallback(async || GroupsError::method_not_allowed())
}
