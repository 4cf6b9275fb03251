//! Refusals: a status, a code of the Connect Server's table, a message, always as JSON.

use std::borrow::Cow;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::config::Refusal;
use crate::sign_in::SignInDemand;
use crate::storage::LocateError;

#[derive(Clone, Debug)]
pub(super) struct DataError {
    status: StatusCode,
    code: Cow<'static, str>,
    message: String,
    /// Fields of the document besides code and message.
    extra: Vec<(&'static str, Value)>,
    headers: Vec<(header::HeaderName, HeaderValue)>,
}

impl DataError {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code: Cow::Borrowed(code),
            message: message.into(),
            extra: Vec::new(),
            headers: Vec::new(),
        }
    }

    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_request", message)
    }

    pub(super) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", message)
    }

    pub(super) fn conflict(message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "conflict", message)
    }

    pub(super) fn permission_denied(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "permission_denied", message)
    }

    /// No token, or none that counts here.
    pub(super) fn not_authorized() -> Self {
        let mut error = Self::new(
            StatusCode::UNAUTHORIZED,
            "not_authorized",
            "The token is missing, expired or not for this collection",
        );
        error
            .headers
            .push((header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")));
        error
    }

    /// The token is for this collection but does not reach as far as its files.
    pub(super) fn missing_scope(scope: &str) -> Self {
        let mut error = Self::not_authorized();
        error.message = "The token has no scope for this".into();
        error.extra.push((
            "detail",
            json!({"DATA_TYPE": "missing_required_scopes#1.0.0", "required_scopes": [scope]}),
        ));
        error
    }

    /// The person has to allow more first.
    pub(super) fn consent_required(scope: &str) -> Self {
        let mut error = Self::new(
            StatusCode::FORBIDDEN,
            "ConsentRequired",
            "Missing required data_access consent",
        );
        error.extra = vec![
            ("required_scopes", json!([scope])),
            ("authorization_parameters", json!({"required_scopes": [scope]})),
        ];
        error
    }

    /// The person has to sign in again, or better.
    pub(super) fn sign_in_required(demand: &SignInDemand) -> Self {
        let mut error = Self::new(StatusCode::FORBIDDEN, "permission_denied", demand.message());
        error.extra = vec![("authorization_parameters", demand.parameters())];
        error
    }

    pub(super) fn folder() -> Self {
        Self::bad_request("This is a folder: only files have an address of their own")
    }

    pub(super) fn method_not_allowed() -> Self {
        let mut error = Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method_not_allowed",
            "Files are read with GET or HEAD, written with PUT and removed with DELETE",
        );
        let allow = HeaderValue::from_static("GET, HEAD, PUT, DELETE");
        error.headers.push((header::ALLOW, allow));
        error
    }

    pub(super) fn range_not_satisfiable(size: u64) -> Self {
        let mut error = Self::new(
            StatusCode::RANGE_NOT_SATISFIABLE,
            "range_not_satisfiable",
            format!("The file ends before this range: it has {size} bytes"),
        );
        error.headers.extend(
            HeaderValue::from_str(&format!("bytes */{size}"))
                .ok()
                .map(|value| (header::CONTENT_RANGE, value)),
        );
        error
    }

    /// As a switch says.
    pub(super) fn refused(refusal: &Refusal, message: impl Into<String>) -> Self {
        let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut error = Self::new(status, "", message);
        error.code = refusal.code.clone().into();
        error
    }

    /// What the storage said about a path.
    pub(super) fn storage(path: &str, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => {
                Self::not_found(format!("There is nothing at '{path}', or its folder is missing"))
            }
            ErrorKind::PermissionDenied => Self::permission_denied(format!("'{path}' is not allowed")),
            ErrorKind::IsADirectory => Self::folder(),
            _ => Self::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "internal_server_error",
                format!("'{path}': {error}"),
            ),
        }
    }

    /// The disk's work ended without a result.
    pub(super) fn interrupted() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal_server_error",
            "The file operation did not end",
        )
    }
}

impl From<crate::Error> for DataError {
    fn from(error: crate::Error) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal_server_error",
            error.to_string(),
        )
    }
}

impl From<LocateError> for DataError {
    fn from(error: LocateError) -> Self {
        match error {
            LocateError::PathDenied(_) => Self::permission_denied(error.to_string()),
            LocateError::HostGone(_) | LocateError::NoFiles => Self::not_found(error.to_string()),
        }
    }
}

impl IntoResponse for DataError {
    fn into_response(self) -> Response {
        let mut document = json!({
            "code": self.code, "message": self.message, "http_response_code": self.status.as_u16(),
            "request_id": Uuid::new_v4().simple().to_string(),
        });
        for (name, value) in self.extra {
            document[name] = value;
        }
        let mut response = (self.status, Json(document)).into_response();
        response.headers_mut().extend(self.headers);
        response
    }
}
