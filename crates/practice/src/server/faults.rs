//! Faults on demand: the weather of a real network, by route and count.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use axum::body::Body;
use axum::http::{Method, Response, StatusCode, header};
use serde::{Deserialize, Serialize};

use crate::wildcard;

/// When the connection ends without an answer.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Cut {
    Before,
    AfterExecuting,
}

/// One fault, as `POST /admin/faults` takes it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fault {
    /// Any method if absent.
    #[serde(default)]
    pub method: Option<String>,
    /// A path with `*`, with or without the service's prefix.
    pub route: String,
    /// How many requests it hits; absent means every one.
    #[serde(default)]
    pub times: Option<u64>,
    /// How many matching requests pass first.
    #[serde(default)]
    pub skip: u64,
    #[serde(default)]
    pub status: Option<u16>,
    #[serde(default)]
    pub body: Option<serde_json::Value>,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    #[serde(default)]
    pub delay_ms: Option<u64>,
    #[serde(default)]
    pub cut: Option<Cut>,
}

impl Fault {
    /// Says what is wrong with a fault before it is armed.
    pub(crate) fn check(&self) -> Result<(), &'static str> {
        if self.status.is_none() && self.delay_ms.is_none() && self.cut.is_none() {
            return Err("a fault needs a status, a delay_ms or a cut");
        }
        if self
            .status
            .is_some_and(|status| StatusCode::from_u16(status).is_err())
        {
            return Err("status is no HTTP status");
        }
        if self.status.is_some() && self.cut.is_some() {
            return Err("a cut connection has no status");
        }
        Ok(())
    }

    fn hits(&self, method: &Method, path: &str) -> bool {
        let without_service = path
            .get(1..)
            .and_then(|rest| rest.find('/').map(|at| &rest[at..]));
        self.method
            .as_ref()
            .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method.as_str()))
            && (wildcard::matches(&self.route, path)
                || without_service.is_some_and(|short| wildcard::matches(&self.route, short)))
    }

    /// The answer it gives instead of the service, if it gives one.
    pub(crate) fn response(&self) -> Option<Response<Body>> {
        let status = StatusCode::from_u16(self.status?).ok()?;
        let body = self.body.clone().unwrap_or_else(|| serde_json::json!({}));
        let mut builder = Response::builder().status(status);
        for (name, value) in &self.headers {
            builder = builder.header(name, value);
        }
        // Text is sent as it is, so that a test can see how a client takes something that is no JSON.
        let (kind, text) = match body {
            serde_json::Value::String(text) => ("text/html", text),
            document => ("application/json", document.to_string()),
        };
        if !self
            .headers
            .keys()
            .any(|name| name.eq_ignore_ascii_case("content-type"))
        {
            builder = builder.header(header::CONTENT_TYPE, kind);
        }
        builder.body(Body::from(text)).ok()
    }
}

/// The faults that are armed, oldest first.
#[derive(Default)]
pub(crate) struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    fn with<R>(&self, work: impl FnOnce(&mut Vec<Fault>) -> R) -> R {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn arm(&self, fault: Fault) {
        self.with(|faults| faults.push(fault));
    }

    pub(crate) fn clear(&self) {
        self.with(Vec::clear);
    }

    pub(crate) fn all(&self) -> Vec<Fault> {
        self.with(|faults| faults.clone())
    }

    /// The fault that hits this request, counted down.
    pub(crate) fn take(&self, method: &Method, path: &str) -> Option<Fault> {
        self.with(|faults| {
            for fault in faults.iter_mut().filter(|fault| fault.hits(method, path)) {
                if fault.skip > 0 {
                    fault.skip -= 1;
                    continue;
                }
                match &mut fault.times {
                    Some(0) => continue,
                    Some(left) => *left -= 1,
                    None => {}
                }
                return Some(fault.clone());
            }
            None
        })
    }
}
