//! Errors of Groups: `{"errors": [{"code", "detail"}]}` next to the same two fields.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::Error;

#[derive(Clone, Debug)]
pub(crate) struct GroupsError {
    status: StatusCode,
    code: &'static str,
    detail: String,
}

impl GroupsError {
    fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            status,
            code,
            detail: detail.into(),
        }
    }

    pub(super) fn not_authenticated() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "UNAUTHORIZED",
            "Token is missing, expired or not valid for this service",
        )
    }

    pub(super) fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "FORBIDDEN", detail)
    }

    pub(super) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "NOT_FOUND", "No such group")
    }

    pub(super) fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", "Not here")
    }

    /// The request itself can't be understood.
    pub(super) fn invalid(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "VALIDATION_ERROR", detail)
    }
}

impl From<Error> for GroupsError {
    fn from(error: Error) -> Self {
        tracing::error!(%error, "practice could not keep its state");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "INTERNAL_ERROR",
            "Practice could not keep its state",
        )
    }
}

impl IntoResponse for GroupsError {
    fn into_response(self) -> Response {
        if self.status == StatusCode::UNPROCESSABLE_ENTITY {
            let body = json!({"detail": [{"loc": ["body"], "msg": self.detail, "type": "value_error"}]});
            return (self.status, Json(body)).into_response();
        }
        let body = json!({"code": self.code, "detail": self.detail,
            "errors": [{"code": self.code, "detail": self.detail}]});
        (self.status, Json(body)).into_response()
    }
}
