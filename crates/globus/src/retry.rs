//! What may be sent again, and when.
//!
//! A read, a delete and a complete replacement can be repeated; a create can't, unless somebody looks first
//! whether it happened (see `transfer::access` and `transfer::shared_endpoint`).

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};

use crate::error::{Error, Result};

/// How often and how long to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Repetitions after the first attempt.
    pub max_retries: usize,
    /// Repetitions when no connection could be made: a cable that is out or a network that is changed. More of them would only
    /// keep the person waiting for the word "offline".
    pub max_reconnects: usize,
    /// The first pause; each one is about twice as long as the one before.
    pub min_delay: Duration,
    /// No pause that we choose ourselves is longer.
    pub max_delay: Duration,
    /// The longest `Retry-After` that is waited for in silence. Beyond it the error goes to the caller, who
    /// tells the person.
    pub max_retry_after: Duration,
    /// How long a connection may take.
    pub connect_timeout: Duration,
    /// How long one attempt may take from the first byte sent to the last byte read.
    pub request_timeout: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_retries: 5,
            max_reconnects: 2,
            min_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(10),
            max_retry_after: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            request_timeout: Duration::from_secs(60),
        }
    }
}

impl RetryPolicy {
    /// One attempt only.
    pub fn never() -> Self {
        Self {
            max_retries: 0,
            ..Self::default()
        }
    }

    pub(crate) fn backoff(&self) -> ExponentialBuilder {
        ExponentialBuilder::default()
            .with_jitter()
            .with_factor(2.0)
            .with_min_delay(self.min_delay)
            .with_max_delay(self.max_delay)
            .with_max_times(self.max_retries)
    }

    /// The pause before the next attempt, or none when the service asks for more patience than we have.
    fn pause(&self, error: &Error, planned: Option<Duration>) -> Option<Duration> {
        let planned = planned?;
        match error.retry_after() {
            Some(asked) if asked > self.max_retry_after => None,
            Some(asked) => Some(asked.max(planned.min(self.min_delay))),
            None => Some(planned),
        }
    }

    /// Runs `attempt` until it succeeds, fails for good, or patience ends.
    pub(crate) async fn run<T, F, Fut>(&self, repeat: Repeat, attempt: F) -> Result<T>
    where
        F: FnMut() -> Fut,
        Fut: Future<Output = Result<T>>,
    {
        let mut reconnects = 0;
        let mut worth_it = move |error: &Error| {
            let unreached = matches!(
                error,
                Error::Network {
                    outcome_unknown: false,
                    ..
                }
            );
            reconnects += usize::from(unreached);
            !unreached || reconnects <= self.max_reconnects
        };
        attempt
            .retry(self.backoff())
            .sleep(tokio::time::sleep)
            .when(|error| repeat.allows(error) && worth_it(error))
            .adjust(|error, planned| self.pause(error, planned))
            .notify(|error, pause| tracing::debug!(%error, ?pause, "trying again"))
            .await
    }
}

/// Whether a request may be sent a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// Doing it twice is the same as doing it once.
    Idempotent,
    /// Only when the first one certainly did nothing.
    OnlyIfNotExecuted,
    /// A create whose caller looks for the result of the first one before it sends a second.
    AfterLooking,
}

impl Repeat {
    pub(crate) fn allows(self, error: &Error) -> bool {
        match self {
            Self::Idempotent => is_transient(error),
            Self::OnlyIfNotExecuted => was_not_executed(error),
            Self::AfterLooking => is_transient(error) || matches!(error, Error::Decode { .. }),
        }
    }
}

/// Failures that may be gone in a moment.
fn is_transient(error: &Error) -> bool {
    match error {
        Error::Network { .. } => true,
        // The storage side failed (Transfer API, error codes): the official clients don't repeat these
        // either.
        Error::Api(api) if api.has_code("ExternalError") || api.has_code("EndpointError") => false,
        Error::Api(api) => matches!(api.status, 429 | 500 | 502 | 503 | 504),
        _ => false,
    }
}

/// The request did not arrive, or was turned away at the door.
fn was_not_executed(error: &Error) -> bool {
    match error {
        Error::Network { outcome_unknown, .. } => !outcome_unknown,
        Error::Api(api) => api.status == 429,
        _ => false,
    }
}

/// Repeats a create: after an attempt whose outcome is unknown, `look` searches for what the attempt may have
/// made, and only when nothing is there does the create go out again.
pub(crate) async fn create_once<T, C, CFut, L, LFut>(policy: &RetryPolicy, create: C, look: L) -> Result<T>
where
    C: Fn() -> CFut,
    CFut: Future<Output = Result<T>>,
    L: Fn() -> LFut,
    LFut: Future<Output = Result<Option<T>>>,
{
    let look_first = AtomicBool::new(false);
    let attempt = || async {
        let repeated = look_first.load(Ordering::Relaxed);
        if repeated && let Some(found) = look().await? {
            return Ok(found);
        }
        let result = create().await;
        match &result {
            Err(error) if error.is_outcome_unknown() => look_first.store(true, Ordering::Relaxed),
            // The earlier attempt was still under way when we looked.
            Err(Error::Api(api)) if repeated && api.has_code("Exists") => {
                if let Some(found) = look().await? {
                    return Ok(found);
                }
            }
            _ => {}
        }
        result
    };
    let answer = policy.run(Repeat::AfterLooking, attempt).await;
    answer.map_err(|error| match error {
        // The last attempt reached nobody. What an earlier one did, only a look would have told.
        Error::Network {
            service,
            timeout,
            outcome_unknown: false,
            detail,
        } if look_first.load(Ordering::Relaxed) => Error::Network {
            service,
            timeout,
            outcome_unknown: true,
            detail,
        },
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;
    use crate::error::{ApiError, Service};

    fn api(status: u16, code: &str) -> Error {
        let body = serde_json::json!({"code": code, "message": "m"}).to_string();
        let headers = reqwest::header::HeaderMap::new();
        Error::Api(Box::new(ApiError::from_response(
            Service::Transfer,
            status,
            &headers,
            body.as_bytes(),
        )))
    }

    fn network(outcome_unknown: bool) -> Error {
        Error::Network {
            service: Service::Transfer,
            timeout: false,
            outcome_unknown,
            detail: String::new(),
        }
    }

    fn decode() -> Error {
        Error::Decode {
            service: Service::Transfer,
            path: String::new(),
            message: String::new(),
        }
    }

    #[tokio::test]
    async fn who_is_offline_hears_it_soon() {
        let policy = RetryPolicy {
            min_delay: Duration::from_millis(1),
            ..RetryPolicy::default()
        };
        let attempts_at = async |error: fn() -> Error| {
            let attempts = AtomicUsize::new(0);
            let attempt = || async {
                attempts.fetch_add(1, Ordering::Relaxed);
                Err::<(), _>(error())
            };
            policy.run(Repeat::Idempotent, attempt).await.unwrap_err();
            attempts.into_inner()
        };
        assert_eq!(attempts_at(|| network(false)).await, 1 + policy.max_reconnects);
        assert_eq!(attempts_at(|| network(true)).await, 1 + policy.max_retries);
        assert_eq!(
            attempts_at(|| api(503, "ServiceUnavailable")).await,
            1 + policy.max_retries
        );
    }

    #[tokio::test]
    async fn a_line_that_goes_after_a_lost_answer_leaves_the_outcome_open() {
        let policy = RetryPolicy {
            min_delay: Duration::from_millis(1),
            ..RetryPolicy::default()
        };
        let unreached = async || Err::<Option<()>, _>(network(false));
        let lost = create_once(&policy, async || Err(network(true)), unreached).await;
        assert!(lost.unwrap_err().is_outcome_unknown());
        let never_left = create_once(&policy, async || Err(network(false)), unreached).await;
        assert!(!never_left.unwrap_err().is_outcome_unknown());
    }

    #[test]
    fn what_may_be_sent_again() {
        for (error, idempotent, only_if_not_executed, after_looking) in [
            (network(false), true, true, true),
            (network(true), true, false, true),
            (api(429, "TooManyRequests"), true, true, true),
            (api(500, "Oops"), true, false, true),
            (api(503, "ServiceUnavailable"), true, false, true),
            (api(502, "ExternalError.MkdirFailed"), false, false, false),
            (api(502, "EndpointError"), false, false, false),
            (api(400, "BadRequest"), false, false, false),
            (api(409, "Exists"), false, false, false),
            // Something was made, and we can't read what.
            (decode(), false, false, true),
            (
                Error::NotSignedIn {
                    resource_server: String::new(),
                },
                false,
                false,
                false,
            ),
        ] {
            assert_eq!(Repeat::Idempotent.allows(&error), idempotent, "{error}");
            assert_eq!(
                Repeat::OnlyIfNotExecuted.allows(&error),
                only_if_not_executed,
                "{error}"
            );
            assert_eq!(Repeat::AfterLooking.allows(&error), after_looking, "{error}");
        }
    }
}
