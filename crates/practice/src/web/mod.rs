//! The pretend web app, so that links to shared folders lead somewhere in practice.

mod file_manager;
mod folder;
mod front;
mod page;

use axum::Router;
use axum::response::Redirect;
use axum::routing::get;

pub(crate) use page::{Page, escape};

use crate::shared::App;

/// The routes below `/web`, and the way there for whoever opens the bare address in a browser.
pub(crate) fn routes() -> Router<App> {
    let home = || get(async || Redirect::to("/web/"));
    Router::new()
        .route("/", home())
        .route("/web", home())
        .route("/web/", get(front::front))
        .route("/web/file-manager", get(file_manager::file_manager))
}
