//! Services that practice does not have. A client that is pointed here gets an honest 404 in the service's own
//! form and never looks for them on the internet.

use axum::Json;
use axum::Router;
use axum::http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::shared::App;

/// The routes of the services that only say no, each below its own prefix.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .nest("/search", refusing(|message| {
            json!({"@datatype": "GError", "@version": "2017-09-01", "status": 404,
                "code": "NotFound.Generic", "message": message, "request_id": Uuid::new_v4().simple().to_string()})
        }))
        .nest("/flows", refusing(|message| {
            json!({"error": {"code": "NOT_FOUND", "detail": message}, "debug_id": Uuid::new_v4()})
        }))
        .nest("/timers", refusing(|message| {
            json!({"error": {"code": "NOT_FOUND", "detail": message, "status": 404}})
        }))
        .nest("/compute", refusing(|message| {
            json!({"status": "Failed", "code": 19, "http_status_code": 404, "reason": message, "error_args": []})
        }))
}

fn refusing(document: fn(&str) -> Value) -> Router<App> {
    const MESSAGE: &str = "Practice does not have this service";
    Router::new().fallback(move || async move { (StatusCode::NOT_FOUND, Json(document(MESSAGE))) })
}
