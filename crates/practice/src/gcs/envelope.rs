//! The envelope around every answer of the manager: `result#1.0.0`, and `result#1.1.0` where it carries what the next
//! sign-in must bring.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

#[derive(Clone, Debug)]
pub(crate) struct Envelope {
    status: u16,
    document: Value,
}

impl Envelope {
    fn success(status: u16, detail: &str, message: &str, data: Vec<Value>) -> Self {
        let document = json!({
            "DATA_TYPE": "result#1.0.0", "code": "success", "http_response_code": status, "detail": detail,
            "message": message, "data": data, "has_next_page": false, "marker": "",
        });
        Self { status, document }
    }

    /// One document, or none.
    pub(super) fn of(data: impl IntoIterator<Item = Value>) -> Self {
        Self::success(200, "success", "", data.into_iter().collect())
    }

    /// One page of a list.
    pub(super) fn page(data: Vec<Value>, next: Option<String>) -> Self {
        let mut envelope = Self::of(data);
        envelope.document["has_next_page"] = next.is_some().into();
        envelope.document["marker"] = next.unwrap_or_default().into();
        envelope
    }

    /// Something was made.
    pub(super) fn created(document: Value, message: impl Into<String>) -> Self {
        Self::success(201, "created", &message.into(), vec![document])
    }

    /// Something was changed or removed.
    pub(super) fn done(message: impl Into<String>, data: impl IntoIterator<Item = Value>) -> Self {
        Self::success(200, "success", &message.into(), data.into_iter().collect())
    }

    /// The manager's description of itself has always had the newer envelope.
    pub(super) fn newer(mut self) -> Self {
        self.document["DATA_TYPE"] = "result#1.1.0".into();
        self
    }

    pub(super) fn refusal(
        status: u16,
        code: String,
        message: String,
        detail: Value,
        authorization_parameters: Option<Value>,
    ) -> Self {
        let mut document = json!({
            "DATA_TYPE": "result#1.0.0", "code": code, "http_response_code": status, "detail": detail,
            "message": message, "data": [], "has_next_page": false, "marker": "",
        });
        if let Some(parameters) = authorization_parameters {
            document["DATA_TYPE"] = "result#1.1.0".into();
            document["authorization_parameters"] = parameters;
        }
        Self { status, document }
    }
}

impl IntoResponse for Envelope {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(self.document)).into_response()
    }
}
