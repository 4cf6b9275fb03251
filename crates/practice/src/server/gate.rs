//! What stands before every service: maintenance, and a limit on how often one token may call.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{Response, StatusCode, header};
use serde::{Deserialize, Serialize};

use super::manners::{Refusal, Service};
use crate::config::Config;

/// Forgets everybody's count beyond this many tokens.
const CAPACITY: usize = 10_000;

/// Which services are closed for maintenance.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Maintenance {
    pub(crate) on: bool,
    /// All if absent.
    #[serde(default)]
    pub(crate) services: Option<BTreeSet<Service>>,
    /// Seconds, sent as `Retry-After`.
    #[serde(default)]
    pub(crate) retry_after: Option<u64>,
}

impl Maintenance {
    fn closes(&self, service: Service) -> bool {
        let named = self.services.as_ref();
        self.on && service != Service::Admin && named.is_none_or(|it| it.contains(&service))
    }
}

/// How often a token called since its second began.
struct Count {
    since: Instant,
    calls: u32,
}

#[derive(Default)]
pub(crate) struct Gate {
    maintenance: Mutex<Maintenance>,
    counts: Mutex<HashMap<String, Count>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Gate {
    pub(crate) fn maintenance(&self) -> Maintenance {
        lock(&self.maintenance).clone()
    }

    pub(crate) fn set_maintenance(&self, maintenance: Maintenance) {
        *lock(&self.maintenance) = maintenance;
    }

    /// The answer to a request that does not come through.
    pub(super) fn refuses(&self, config: &Config, parts: &Parts) -> Option<Response<Body>> {
        let path = parts.uri.path();
        let service = Service::of(path);
        {
            let maintenance = lock(&self.maintenance);
            if maintenance.closes(service) {
                return Some(
                    Refusal {
                        retry_after: maintenance.retry_after,
                        ..Refusal::new(
                            StatusCode::SERVICE_UNAVAILABLE,
                            "The service is down for maintenance",
                        )
                    }
                    .answer(path),
                );
            }
        }
        if service == Service::Admin || !self.is_too_often(config.requests_per_second, parts) {
            return None;
        }
        let refusal = Refusal {
            code: Some(&config.rate_limit_code),
            retry_after: Some(1),
            ..Refusal::new(StatusCode::TOO_MANY_REQUESTS, "Too many requests, wait a moment")
        };
        Some(refusal.answer(path))
    }

    fn is_too_often(&self, limit: u32, parts: &Parts) -> bool {
        let token = parts.headers.get(header::AUTHORIZATION);
        let Some(token) = token.filter(|_| limit > 0).and_then(|it| it.to_str().ok()) else {
            return false;
        };
        let mut counts = lock(&self.counts);
        if counts.len() >= CAPACITY {
            counts.clear();
        }
        let now = Instant::now();
        let count = counts
            .entry(crate::auth::hash(token))
            .or_insert(Count { since: now, calls: 0 });
        if now.duration_since(count.since) >= Duration::from_secs(1) {
            *count = Count { since: now, calls: 0 };
        }
        count.calls = count.calls.saturating_add(1);
        count.calls > limit
    }
}
