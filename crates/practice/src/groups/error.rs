//! Errors of Groups: `{"code", "detail"}`, with the same once more inside `errors`; requests that can't be understood
//! get a list of places.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::Error;

#[derive(Clone, Debug)]
pub(crate) enum GroupsError {
    Coded {
        status: StatusCode,
        code: &'static str,
        detail: String,
        /// A further field, such as `authorization_parameters`.
        extra: Option<(&'static str, Value)>,
    },
    /// 422: each entry has `loc`, `msg` and `type`.
    Invalid(Vec<Value>),
}

impl GroupsError {
    fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self::Coded {
            status,
            code,
            detail: detail.into(),
            extra: None,
        }
    }

    fn with(mut self, name: &'static str, value: Value) -> Self {
        if let Self::Coded { extra, .. } = &mut self {
            *extra = Some((name, value));
        }
        self
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

    /// The list of members is for others.
    pub(super) fn members_hidden(status: u16) -> Self {
        Self::new(
            StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN),
            "FORBIDDEN",
            "You may not see the members of this group",
        )
    }

    pub(super) fn missing_scope(provided: &[String]) -> Self {
        Self::forbidden("The token has no scope for this").with("provided_scopes", json!(provided))
    }

    /// The group wants a recent sign-in of these identities.
    pub(super) fn session(status: u16, identities: Vec<String>) -> Self {
        let parameters = json!({
            "session_message": "This group needs a recent sign-in.",
            "session_required_identities": identities,
        });
        Self::new(
            StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN),
            "AuthorizationRequired",
            "The group needs a more recent sign-in",
        )
        .with("authorization_parameters", parameters)
    }

    pub(super) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "NOT_FOUND", "No such group")
    }

    pub(super) fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", "Not here")
    }

    pub(super) fn bad_request(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// One call names these identities more than once.
    pub(super) fn ambiguous(identities: &[uuid::Uuid]) -> Self {
        Self::bad_request(
            "AMBIGUOUS_IDENTITIES",
            "An identity may only be in one action of a request",
        )
        .with("ambiguous_identities", json!(identities))
    }

    /// One place of the request can't be understood.
    pub(super) fn invalid(place: &[&str], message: impl Into<String>, kind: &str) -> Self {
        Self::Invalid(vec![problem(place, message, kind)])
    }
}

/// An entry of a 422.
pub(super) fn problem(place: &[&str], message: impl Into<String>, kind: &str) -> Value {
    json!({"loc": place, "msg": message.into(), "type": kind})
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
        match self {
            Self::Invalid(problems) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                Json(json!({ "detail": problems })),
            )
                .into_response(),
            Self::Coded {
                status,
                code,
                detail,
                extra,
            } => {
                let mut body = json!({"code": code, "detail": detail,
                    "errors": [{"code": code, "detail": detail}]});
                if let Some((name, value)) = extra {
                    body[name] = value;
                }
                (status, Json(body)).into_response()
            }
        }
    }
}
