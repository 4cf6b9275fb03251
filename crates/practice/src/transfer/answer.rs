//! Documents on their way out: results and errors carry the request's id and resource.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rand::Rng;
use serde_json::{Value, json};

/// A document on its way out.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    status: u16,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    /// A data document.
    Data(Value),
    /// A result or an error: it gets `request_id` and `resource`.
    Stamped(Value),
    /// JSON text: large lists are written where they are made.
    Written(Bytes),
}

impl Answer {
    /// A data document.
    pub(super) fn data(document: Value) -> Self {
        Self {
            status: 200,
            content: Content::Data(document),
        }
    }

    /// A document with a status of its own that needs nothing from the request.
    pub(super) fn plain(status: u16, document: Value) -> Self {
        Self {
            status,
            content: Content::Data(document),
        }
    }

    /// A data document that is JSON text already.
    pub(super) fn written(json: Vec<u8>) -> Self {
        Self {
            status: 200,
            content: Content::Written(json.into()),
        }
    }

    /// A data document for something that was just made.
    pub(super) fn created(document: Value) -> Self {
        Self::stamped(201, document)
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
            content: Content::Stamped(document),
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
    let Some(Answer { status, content }) = response.extensions_mut().remove::<Answer>() else {
        return response;
    };
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let version = [("x-transfer-api-version", "0.10")];
    match content {
        Content::Data(document) => (status, version, Json(document)).into_response(),
        Content::Stamped(mut document) => {
            document["request_id"] = request_id().into();
            document["resource"] = resource.into();
            (status, version, Json(document)).into_response()
        }
        Content::Written(text) => (
            status,
            version,
            [(header::CONTENT_TYPE, "application/json")],
            text,
        )
            .into_response(),
    }
}

/// Nine letters and digits, as the service writes them.
pub(crate) fn request_id() -> String {
    let mut random = rand::thread_rng();
    (0..9)
        .map(|_| char::from(random.sample(rand::distributions::Alphanumeric)))
        .collect()
}
