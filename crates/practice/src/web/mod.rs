//! The pretend web app, so that links to shared folders lead somewhere in practice.

mod file_manager;
mod page;

use axum::Router;
use axum::routing::get;

pub(crate) use page::{Page, escape};

use crate::shared::App;

/// The routes below `/web`.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/file-manager", get(file_manager::file_manager))
}
