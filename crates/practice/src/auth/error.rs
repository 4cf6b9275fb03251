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
        unapproved_scopes: Vec<String>,
    },
}

impl AuthError {
    fn api(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self::Api {
            status,
            code,
            title: status.canonical_reason().unwrap_or("Error"),
            detail: detail.into(),
        }
    }

    pub(crate) fn unauthorized() -> Self {
        Self::api(
            StatusCode::UNAUTHORIZED,
            "UNAUTHORIZED",
            "Call must be authenticated",
        )
    }

    pub(crate) fn forbidden(detail: impl Into<String>) -> Self {
        Self::api(StatusCode::FORBIDDEN, "FORBIDDEN", detail)
    }

    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        Self::api(StatusCode::BAD_REQUEST, "BAD_REQUEST", detail)
    }

    pub(crate) fn not_found(detail: impl Into<String>) -> Self {
        Self::api(StatusCode::NOT_FOUND, "NOT_FOUND", detail)
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self::api(
            StatusCode::METHOD_NOT_ALLOWED,
            "METHOD_NOT_ALLOWED",
            "This resource has no such method",
        )
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
            unapproved_scopes: Vec::new(),
        }
    }

    /// The body of a token call is no form.
    pub(crate) fn not_a_form() -> Self {
        Self::OAuth {
            status: StatusCode::UNSUPPORTED_MEDIA_TYPE,
            error: "invalid_request",
            description: "The body must be application/x-www-form-urlencoded".into(),
            unapproved_scopes: Vec::new(),
        }
    }

    /// A service asks for a token below one that the person did not allow it.
    pub(crate) fn dependent_consent_required(unapproved_scopes: Vec<String>) -> Self {
        Self::OAuth {
            status: StatusCode::FORBIDDEN,
            error: "dependent_consent_required",
            description: "The person has not allowed this below the token".into(),
            unapproved_scopes,
        }
    }

    /// Recordings answer `invalid_grant` with 401, the standard says 400.
    pub(crate) fn with_invalid_grant_status(mut self, wanted: u16) -> Self {
        if let (
            Self::OAuth {
                status,
                error: "invalid_grant",
                ..
            },
            Ok(wanted),
        ) = (&mut self, StatusCode::from_u16(wanted))
        {
            *status = wanted;
        }
        self
    }

    pub(crate) fn invalid_grant(why: impl Into<String>) -> Self {
        Self::oauth("invalid_grant", why)
    }
}

impl From<Error> for AuthError {
    fn from(error: Error) -> Self {
        tracing::error!(%error, "practice could not keep its state");
        Self::api(
            StatusCode::INTERNAL_SERVER_ERROR,
            "INTERNAL_ERROR",
            "practice could not keep its state",
        )
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
                unapproved_scopes,
            } => {
                let mut body = json!({
                    "errors": [{"status": status.as_u16().to_string(), "id": id, "code": error.to_uppercase(),
                        "title": description, "detail": error}],
                    "error": error,
                    "error_description": description,
                });
                if !unapproved_scopes.is_empty() {
                    body["errors"][0]["unapproved_scopes"] = json!(unapproved_scopes);
                }
                (status, Json(body)).into_response()
            }
        }
    }
}
