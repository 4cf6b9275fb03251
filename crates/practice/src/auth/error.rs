//! The two shapes of Auth's error documents.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use uuid::Uuid;

use crate::Error;

/// An error of Auth: as an API document, or as an OAuth answer.
#[derive(Debug)]
pub(crate) enum AuthError {
    /// `/v2/api/*` and userinfo.
    Api {
        status: StatusCode,
        code: &'static str,
        title: &'static str,
        detail: String,
    },
    /// The token endpoints. Carries both shapes, since the official CLI looks for its hint in the first.
    OAuth {
        status: StatusCode,
        error: &'static str,
        description: String,
    },
}

impl AuthError {
    pub(crate) fn unauthorized() -> Self {
        let detail = "Call must be authenticated".to_owned();
        Self::Api {
            status: StatusCode::UNAUTHORIZED,
            code: "UNAUTHORIZED",
            title: "Unauthorized",
            detail,
        }
    }

    pub(crate) fn forbidden(detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self::Api {
            status: StatusCode::FORBIDDEN,
            code: "FORBIDDEN",
            title: "Forbidden",
            detail,
        }
    }

    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self::Api {
            status: StatusCode::BAD_REQUEST,
            code: "BAD_REQUEST",
            title: "Bad Request",
            detail,
        }
    }

    pub(crate) fn not_found(detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self::Api {
            status: StatusCode::NOT_FOUND,
            code: "NOT_FOUND",
            title: "Not Found",
            detail,
        }
    }

    pub(crate) fn oauth(error: &'static str, description: impl Into<String>) -> Self {
        let status = if error == "invalid_client" {
            StatusCode::UNAUTHORIZED
        } else {
            StatusCode::BAD_REQUEST
        };
        Self::OAuth {
            status,
            error,
            description: description.into(),
        }
    }

    pub(crate) fn invalid_grant(why: impl Into<String>) -> Self {
        Self::oauth("invalid_grant", why)
    }
}

impl From<Error> for AuthError {
    fn from(error: Error) -> Self {
        tracing::error!(%error, "practice could not keep its state");
        let detail = "practice could not keep its state".to_owned();
        Self::Api {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            code: "INTERNAL_ERROR",
            title: "Error",
            detail,
        }
    }
}

impl IntoResponse for AuthError {
    fn into_response(self) -> Response {
        let id = Uuid::new_v4();
        match self {
            Self::Api {
                status,
                code,
                title,
                detail,
            } => {
                let body = json!({
                    "errors": [{"status": status.as_u16().to_string(), "id": id, "code": code, "title": title, "detail": detail}],
                    "error": code.to_lowercase(),
                    "error_description": detail,
                });
                (status, Json(body)).into_response()
            }
            Self::OAuth {
                status,
                error,
                description,
            } => {
                let body = json!({
                    "errors": [{"status": status.as_u16().to_string(), "id": id, "code": error.to_uppercase(),
                        "title": description, "detail": error}],
                    "error": error,
                    "error_description": description,
                });
                (status, Json(body)).into_response()
            }
        }
    }
}
