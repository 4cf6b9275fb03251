//! An error document of any service, brought to one shape.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::{ServerRefusal, Service, SessionDemand, envelope};

/// The service understood the request and refused it, or failed while doing it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{service} answered {status} {code}: {message}")]
pub struct ApiError {
    /// Who answered.
    pub service: Service,
    /// HTTP status.
    pub status: u16,
    /// The service's code, often dotted (`ExternalError.DirListingFailed.GCDisconnected`). Compare with
    /// [`has_code`](Self::has_code).
    pub code: String,
    /// The service's words.
    pub message: String,
    /// What Globus support asks for.
    pub request_id: Option<String>,
    /// A consent or a session that would make the request succeed.
    pub demand: Option<SessionDemand>,
    /// Why, in a Connect Server's own typed form.
    pub refusal: Option<ServerRefusal>,
    /// How long the service asks us to wait.
    pub retry_after: Option<Duration>,
}

impl ApiError {
    /// Whether `code` is one of the dotted segments (or a run of them): the same failure occurs as `NotFound`
    /// and as `ClientError.NotFound`, while `EndpointNotFound` is another one.
    pub fn has_code(&self, code: &str) -> bool {
        let segments: Vec<&str> = self.code.split('.').collect();
        let wanted: Vec<&str> = code.split('.').collect();
        segments.windows(wanted.len()).any(|run| run == wanted)
    }

    pub(crate) fn from_response(service: Service, status: u16, headers: &HeaderMap, body: &[u8]) -> Self {
        let envelope = envelope::read(status, body);
        Self {
            service,
            status,
            code: envelope.code,
            message: envelope.message,
            request_id: envelope.request_id,
            demand: envelope.demand,
            refusal: envelope.refusal,
            retry_after: retry_after(headers, Timestamp::now()),
        }
    }
}

/// Both forms that HTTP allows: whole seconds, or a date.
fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    Some(Duration::try_from(date.duration_since(now)).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_code(code: &str) -> ApiError {
        ApiError::from_response(
            Service::Transfer,
            404,
            &HeaderMap::new(),
            serde_json::json!({"code": code, "message": "m"})
                .to_string()
                .as_bytes(),
        )
    }

    #[test]
    fn codes_match_by_segment() {
        assert!(with_code("NotFound").has_code("NotFound"));
        assert!(with_code("ClientError.NotFound").has_code("NotFound"));
        assert!(
            with_code("ExternalError.DirListingFailed.GCDisconnected")
                .has_code("DirListingFailed.GCDisconnected")
        );
        assert!(!with_code("EndpointNotFound").has_code("NotFound"));
        assert!(!with_code("ExternalError.A.B").has_code("ExternalError.B"));
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let read = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, text.parse().unwrap());
            retry_after(&headers, now)
        };
        assert_eq!(read("7"), Some(Duration::from_secs(7)));
        assert_eq!(
            read("Thu, 01 Jan 2026 00:00:20 GMT"),
            Some(Duration::from_secs(20))
        );
        assert_eq!(read("Wed, 31 Dec 2025 00:00:20 GMT"), Some(Duration::ZERO));
        assert_eq!(read("later"), None);
    }
}
