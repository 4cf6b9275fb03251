//! Refusals of the manager: a status, a code, and a detail whose `DATA_TYPE` says what is missing.

use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use uuid::Uuid;

use super::envelope::Envelope;
use crate::Error;
use crate::config::Refusal;

#[derive(Clone, Debug)]
pub(crate) struct GcsError {
    status: u16,
    code: String,
    message: String,
    detail: Value,
    authorization_parameters: Option<Value>,
}

impl GcsError {
    pub(super) fn new(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        let message = message.into();
        Self {
            status,
            code: code.into(),
            detail: Value::from(message.clone()),
            message,
            authorization_parameters: None,
        }
    }

    /// `detail` is a document of this type, version 1.0.0, with these fields.
    fn detailed(mut self, data_type: &str, fields: Value) -> Self {
        self.detail = fields;
        self.detail["DATA_TYPE"] = format!("{data_type}#1.0.0").into();
        self
    }

    /// What the next sign-in must bring (`authorization_parameters`).
    fn asking_for(mut self, parameters: Value) -> Self {
        self.authorization_parameters = Some(parameters);
        self
    }

    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(400, "bad_request", message)
    }

    pub(super) fn not_authorized() -> Self {
        Self::new(401, "not_authorized", "The token is missing, expired or unknown")
    }

    /// A good token, but of another service.
    pub(super) fn missing_scopes(scope: &str) -> Self {
        Self::new(401, "not_authorized", "The token is not for this service")
            .detailed("missing_required_scopes", json!({"required_scopes": [scope]}))
    }

    /// The person has to let the manager reach the data first.
    pub(super) fn missing_consent(refusal: &Refusal, scope: &str) -> Self {
        Self::new(
            refusal.status,
            refusal.code.clone(),
            "Missing required data_access consent",
        )
        .detailed("missing_required_scopes", json!({"required_scopes": [scope]}))
        .asking_for(json!({"required_scopes": [scope]}))
    }

    pub(super) fn permission_denied(message: impl Into<String>) -> Self {
        Self::new(403, "permission_denied", message)
    }

    /// The sign-in is too old or too weak. `parameters` say what would do.
    pub(super) fn authentication_timeout(
        high_assurance: bool,
        identities: &[Uuid],
        require_mfa: bool,
        parameters: Value,
    ) -> Self {
        let mut error = Self::permission_denied("This storage needs a fresh sign-in").detailed(
            "authentication_timeout",
            json!({"high_assurance": high_assurance, "identities": identities, "require_mfa": require_mfa}),
        );
        error.detail["DATA_TYPE"] = "authentication_timeout#1.1.0".into();
        error.asking_for(parameters)
    }

    pub(super) fn credential_not_found(accounts: &[String]) -> Self {
        Self::permission_denied("There is no user credential for this storage gateway")
            .detailed("credential_not_found", json!({"accounts": accounts}))
    }

    pub(super) fn not_in_identity_set(id: Uuid) -> Self {
        Self::permission_denied("This identity is not one of yours")
            .detailed("id_not_in_identity_set", json!({"id": id}))
    }

    pub(super) fn invalid_credential(id: Uuid) -> Self {
        Self::permission_denied("The storage does not take this user credential")
            .detailed("invalid_credential", json!({"user_credential_id": id}))
    }

    pub(super) fn invalid_user(username: &str) -> Self {
        Self::permission_denied(format!("'{username}' has no account here"))
            .detailed("invalid_user", json!({"user": username}))
    }

    pub(super) fn missing_role(roles: &[&str]) -> Self {
        Self::permission_denied("You do not have the role that this needs")
            .detailed("missing_required_role", json!({"roles": roles}))
    }

    pub(super) fn not_from_allowed_domain(domains: &[String]) -> Self {
        Self::permission_denied("None of your identities is from an allowed domain")
            .detailed("not_from_allowed_domain", json!({"allowed_domains": domains}))
    }

    pub(super) fn subscription_required() -> Self {
        Self::permission_denied("This needs an endpoint with a subscription").detailed(
            "subscription_required",
            json!({"subscription_level": "standard", "add_ons": []}),
        )
    }

    pub(super) fn not_found(message: impl Into<String>) -> Self {
        Self::new(404, "not_found", message)
    }

    pub(super) fn method_not_allowed() -> Self {
        Self::new(405, "method_not_allowed", "Not here")
    }

    pub(super) fn conflict(message: impl Into<String>) -> Self {
        Self::new(409, "conflict", message)
    }

    /// Something is there already.
    pub(super) fn resource_conflict(message: impl Into<String>, resources: Vec<Value>) -> Self {
        Self::conflict(message).detailed("resource_conflict", json!({"resources": resources}))
    }

    pub(super) fn unsupported_media_type() -> Self {
        Self::new(415, "unsupported_media_type", "The body must be application/json")
    }

    /// Each wrong field with what is wrong with it.
    pub(super) fn invalid_input(errors: &[(String, String)]) -> Self {
        let documents: Vec<Value> = errors
            .iter()
            .map(|(field, message)| json!({"field": field, "message": message}))
            .collect();
        let message = errors
            .first()
            .map_or_else(String::new, |(field, message)| format!("{field}: {message}"));
        Self::new(422, "unprocessable_entity", message)
            .detailed("invalid_input", json!({"errors": documents}))
    }

    pub(super) fn invalid_field(field: &str, message: &str) -> Self {
        Self::invalid_input(&[(field.to_owned(), message.to_owned())])
    }
}

impl From<Error> for GcsError {
    fn from(error: Error) -> Self {
        tracing::error!(%error, "practice could not keep its state");
        Self::new(500, "internal_server_error", "Practice could not keep its state")
    }
}

impl IntoResponse for GcsError {
    fn into_response(self) -> Response {
        Envelope::refusal(
            self.status,
            self.code,
            self.message,
            self.detail,
            self.authorization_parameters,
        )
        .into_response()
    }
}
