//! One request, sent once.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use reqwest::StatusCode;

use super::content::Watch;
use crate::error::{ApiError, Error, Result, Service};
use crate::http::{Http, network};

/// No refusal is longer. A server that sends a file instead must not fill the memory.
const LONGEST_REFUSAL: usize = 256 * 1024;

/// A request that is ready to go.
pub(super) struct Attempt {
    request: reqwest::RequestBuilder,
    watch: Option<Arc<Watch>>,
}

impl Attempt {
    /// One without a body, which is over soon.
    pub(super) fn plain(request: reqwest::RequestBuilder) -> Self {
        Self { request, watch: None }
    }

    /// One with a body, which may take hours as long as it moves.
    pub(super) fn watched(request: reqwest::RequestBuilder, watch: Arc<Watch>) -> Self {
        Self {
            request,
            watch: Some(watch),
        }
    }

    /// Sends it; every answer but a success is an error.
    pub(super) async fn send(self, http: &Http) -> Result<reqwest::Response> {
        let service = Service::CollectionData;
        let limit = http.config().retry.request_timeout;
        let answered = match &self.watch {
            None => match tokio::time::timeout(limit, self.request.send()).await {
                Ok(answered) => answered,
                Err(_) => return Err(Watch::timed_out(limit)),
            },
            Some(watch) => tokio::select! {
                answered = self.request.send() => answered,
                () = watch.stalled(limit) => return Err(Watch::timed_out(limit)),
            },
        };
        let response = match answered {
            Ok(response) => response,
            Err(error) => {
                let failure = self.watch.and_then(|watch| watch.failure());
                return Err(failure.unwrap_or_else(|| network(service, error)));
            }
        };
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        if status == StatusCode::TOO_MANY_REQUESTS {
            http.limited.fetch_add(1, Ordering::Relaxed);
        }
        let headers = response.headers().clone();
        let body = refusal(response).await;
        let error = ApiError::from_response(service, status.as_u16(), &headers, &body);
        tracing::debug!(%service, status = error.status, code = error.code, "refused");
        Err(Error::Api(Box::new(error)))
    }
}

/// As much of a refusal as there is; the status alone says enough to go on.
async fn refusal(mut response: reqwest::Response) -> Vec<u8> {
    let mut body = Vec::new();
    while let Ok(Some(piece)) = response.chunk().await {
        body.extend_from_slice(&piece);
        if body.len() > LONGEST_REFUSAL {
            body.clear();
            break;
        }
    }
    body
}
