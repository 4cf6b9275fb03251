//! Errors of Transfer: a status, a dotted code, a message.

use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use uuid::Uuid;

use super::answer::Answer;
use crate::Error;
use crate::config::Refusal;
use crate::sign_in::SignInDemand;
use crate::storage::LocateError;

#[derive(Clone, Debug)]
pub(crate) struct TransferError {
    status: u16,
    code: String,
    message: String,
    extra: Option<(&'static str, Value)>,
}

impl TransferError {
    pub(crate) fn new(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            status,
            code: code.into(),
            message: message.into(),
            extra: None,
        }
    }

    pub(super) fn not_authenticated() -> Self {
        Self::new(
            401,
            "ClientError.AuthenticationFailed",
            "Token is missing, expired or not valid for this service",
        )
    }

    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(400, "BadRequest", message)
    }

    pub(super) fn invalid_path(message: impl Into<String>) -> Self {
        Self::new(400, "InvalidPath", message)
    }

    pub(super) fn permission_denied(message: impl Into<String>) -> Self {
        Self::new(403, "PermissionDenied", message)
    }

    /// The collection does not let this caller reach the path.
    pub(super) fn path_denied(path: &str) -> Self {
        Self::new(
            403,
            "EndpointPermissionDenied",
            format!("Denied by endpoint, path '{path}' not allowed"),
        )
    }

    pub(super) fn no_endpoint(id: &str) -> Self {
        Self::new(404, "EndpointNotFound", format!("No such endpoint '{id}'"))
    }

    pub(super) fn endpoint_deleted(id: Uuid) -> Self {
        Self::new(
            404,
            "EndpointDeleted",
            format!("Endpoint '{id}' has been deleted"),
        )
    }

    pub(super) fn no_rule(id: &str) -> Self {
        Self::new(404, "AccessRuleNotFound", format!("No such access rule '{id}'"))
    }

    pub(super) fn no_role(id: &str) -> Self {
        Self::new(404, "RoleNotFound", format!("No such role '{id}'"))
    }

    pub(super) fn not_found(message: impl Into<String>) -> Self {
        Self::new(404, "ClientError.NotFound", message)
    }

    pub(super) fn not_supported(message: impl Into<String>) -> Self {
        Self::new(409, "NotSupported", message)
    }

    pub(super) fn refused(refusal: &Refusal, message: impl Into<String>) -> Self {
        Self::new(refusal.status, refusal.code.clone(), message)
    }

    /// The person has to allow more first. The official CLI looks for the words of the message.
    pub(super) fn consent_required(scope: String) -> Self {
        let mut error = Self::new(403, "ConsentRequired", "Missing required data_access consent");
        error.extra = Some(("required_scopes", json!([scope])));
        error
    }
}

impl TransferError {
    /// The sign-in is too old or too weak for this data.
    pub(super) fn sign_in_required(demand: &SignInDemand) -> Self {
        let mut error = Self::new(403, "AuthorizationRequired", demand.message());
        error.extra = Some(("authorization_parameters", demand.parameters()));
        error
    }
}

impl From<Error> for TransferError {
    fn from(error: Error) -> Self {
        tracing::error!(%error, "practice could not keep its state");
        Self::new(500, "InternalError", "Practice could not keep its state")
    }
}

impl From<LocateError> for TransferError {
    fn from(error: LocateError) -> Self {
        match error {
            LocateError::PathDenied(path) => Self::path_denied(&path),
            LocateError::HostGone(host) => Self::no_endpoint(&host.to_string()),
            LocateError::NoFiles => Self::not_supported("This collection has no files"),
        }
    }
}

impl IntoResponse for TransferError {
    fn into_response(self) -> Response {
        let mut document = json!({"code": self.code, "message": self.message});
        if let Some((name, value)) = self.extra {
            document[name] = value;
        }
        Answer::stamped(self.status, document).into_response()
    }
}
