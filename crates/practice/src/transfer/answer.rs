//! Documents on their way out: results and errors carry the request's id and resource.

use axum::Json;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rand::Rng;
use serde_json::{Value, json};

/// A document that is not written yet.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    status: u16,
    document: Value,
    /// Results and errors get `request_id` and `resource`; data documents don't.
    stamped: bool,
}

impl Answer {
    /// A data document.
    pub(super) fn data(document: Value) -> Self {
        Self {
            status: 200,
            document,
            stamped: false,
        }
    }

    /// A data document for something that was just made.
    pub(super) fn created(document: Value) -> Self {
        Self {
            status: 201,
            document,
            stamped: true,
        }
    }

    /// `{"DATA_TYPE": "result", "code": …, "message": …}`
    pub(super) fn result(code: &str, message: impl Into<String>) -> Self {
        Self::stamped(
            200,
            json!({"DATA_TYPE": "result", "code": code, "message": message.into()}),
        )
    }

    pub(super) fn stamped(status: u16, document: Value) -> Self {
        Self {
            status,
            document,
            stamped: true,
        }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = StatusCode::OK.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the document that a handler left, with what only the request knows.
pub(super) async fn write(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // Nested routers see their own part only; the version prefix is where the resource begins.
    let resource = path.find("/v0.10").map_or(path, |at| &path[at..]).to_owned();
    let mut response = next.run(request).await;
    let Some(Answer {
        status,
        mut document,
        stamped,
    }) = response.extensions_mut().remove::<Answer>()
    else {
        return response;
    };
    if stamped {
        document["request_id"] = request_id().into();
        document["resource"] = resource.into();
    }
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [("x-transfer-api-version", "0.10")], Json(document)).into_response()
}

/// Nine letters and digits, as the service writes them.
fn request_id() -> String {
    let mut random = rand::thread_rng();
    (0..9)
        .map(|_| char::from(random.sample(rand::distributions::Alphanumeric)))
        .collect()
}
