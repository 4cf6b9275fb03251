//! How each service refuses a request that its handlers never see: too large, too often, in maintenance, or broken.

use axum::Json;
use axum::body::Body;
use axum::http::{Response, StatusCode, header};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::transfer;
use crate::web::{Page, escape};

/// The services of practice, by the first part of the path.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Service {
    Auth,
    Transfer,
    Groups,
    Gcs,
    Https,
    /// The pretend web app, and services that practice does not have.
    Other,
    Admin,
}

impl Service {
    pub(crate) fn of(path: &str) -> Self {
        match path.trim_start_matches('/').split('/').next().unwrap_or_default() {
            "auth" => Self::Auth,
            "transfer" => Self::Transfer,
            "groups" => Self::Groups,
            "gcs" => Self::Gcs,
            "data" => Self::Https,
            "admin" => Self::Admin,
            _ => Self::Other,
        }
    }
}

/// A refusal on its way to a service's own shape.
#[derive(Clone, Debug)]
pub(crate) struct Refusal<'a> {
    pub(crate) status: StatusCode,
    pub(crate) message: &'a str,
    /// Transfer's `code`, where it does not follow from the status.
    pub(crate) code: Option<&'a str>,
    pub(crate) retry_after: Option<u64>,
}

impl<'a> Refusal<'a> {
    pub(crate) fn new(status: StatusCode, message: &'a str) -> Self {
        Self {
            status,
            message,
            code: None,
            retry_after: None,
        }
    }

    /// The answer of the service that a path belongs to. Browsers get a page.
    pub(crate) fn answer(&self, path: &str) -> Response<Body> {
        let mut response = if is_page(path) {
            self.page()
        } else {
            (self.status, Json(self.document(path))).into_response()
        };
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }

    fn page(&self) -> Response<Body> {
        Page {
            status: self.status,
            title: self.heading().to_owned(),
            body: format!(
                "<p id=\"message\">{}</p><p><a href=\"/web/\">The front page of practice</a></p>",
                escape(self.advice())
            ),
        }
        .into_response()
    }

    /// The status in words for people.
    fn heading(&self) -> &'static str {
        match self.status {
            StatusCode::NOT_FOUND => "There is no such page",
            StatusCode::SERVICE_UNAVAILABLE => "Closed for maintenance",
            StatusCode::TOO_MANY_REQUESTS => "Too many requests",
            _ => "That did not work",
        }
    }

    fn advice(&self) -> &str {
        if self.status == StatusCode::NOT_FOUND {
            return "The address may be mistyped, or the link is an old one.";
        }
        self.message
    }

    fn title(&self) -> &'static str {
        self.status.canonical_reason().unwrap_or("Error")
    }

    /// `Service Unavailable`, `ServiceUnavailable`, `service_unavailable`: each service has its own way.
    fn document(&self, path: &str) -> Value {
        let (status, message) = (self.status.as_u16(), self.message);
        let camel = self.title().replace([' ', '-'], "");
        let snake = self.title().to_lowercase().replace([' ', '-'], "_");
        let upper = snake.to_uppercase();
        match Service::of(path) {
            Service::Auth => json!({
                "errors": [{"status": status.to_string(), "id": Uuid::new_v4(), "code": upper,
                    "title": self.title(), "detail": message}],
                "error": snake, "error_description": message,
            }),
            Service::Groups => json!({
                "code": upper, "detail": message, "errors": [{"code": upper, "detail": message}],
            }),
            Service::Gcs => json!({
                "DATA_TYPE": "result#1.0.0", "code": snake, "detail": message, "message": message,
                "http_response_code": status, "has_next_page": false, "data": [],
            }),
            Service::Admin => json!({ "error": message }),
            Service::Transfer | Service::Https | Service::Other => {
                let resource = path.find("/v0.10").map_or(path, |at| &path[at..]);
                json!({"code": self.code.unwrap_or(&camel), "message": message,
                    "request_id": transfer::request_id(), "resource": resource})
            }
        }
    }
}

/// What a person looks at in a browser.
fn is_page(path: &str) -> bool {
    matches!(path, "/" | "/web")
        || path.starts_with("/web/")
        || path.starts_with("/auth/v2/web/")
        || path == "/auth/v2/oauth2/authorize"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_service_refuses_in_its_own_way() {
        let refusal = Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "later");
        let document = |path: &str| refusal.document(path);
        assert_eq!(
            document("/auth/v2/api/identities")["errors"][0]["code"],
            "SERVICE_UNAVAILABLE"
        );
        assert_eq!(
            document("/transfer/v0.10/endpoint_search")["code"],
            "ServiceUnavailable"
        );
        assert_eq!(
            document("/transfer/v0.10/endpoint_search")["resource"],
            "/v0.10/endpoint_search"
        );
        assert_eq!(document("/groups/v2/groups")["errors"][0]["detail"], "later");
        assert_eq!(document("/gcs/x/api/info")["http_response_code"], 503);
        assert!(is_page("/auth/v2/oauth2/authorize") && !is_page("/auth/v2/oauth2/token"));
    }
}
