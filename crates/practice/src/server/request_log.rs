//! What was asked of practice, so that tests can say which requests a piece of work made.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::clock::iso;

/// Older entries are dropped. The README names this number.
const CAPACITY: usize = 100_000;

/// Longer bodies, such as files on their way up, are not kept.
const MAX_BODY: usize = 64 * 1024;

/// Names of fields whose values never enter the log.
const SECRETS: &[&str] = &[
    "token",
    "code",
    "refresh_token",
    "access_token",
    "client_secret",
    "code_verifier",
    "secret",
];

/// One request. Secrets are replaced, the Authorization header is reduced to whose it was.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LoggedRequest {
    pub time: String,
    pub method: String,
    pub path: String,
    pub query: String,
    pub body: Value,
    /// None if the connection was cut before an answer.
    pub status: Option<u16>,
    pub user_agent: Option<String>,
    /// The identity that the bearer token stands for.
    pub subject: Option<Uuid>,
}

impl LoggedRequest {
    pub(crate) fn new(parts: &Parts, body: &Bytes, subject: Option<Uuid>, now: Timestamp) -> Self {
        Self {
            time: iso(now),
            method: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            query: redact_form(parts.uri.query().unwrap_or_default()),
            body: redact_body(body),
            status: None,
            user_agent: parts
                .headers
                .get(USER_AGENT)
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned),
            subject,
        }
    }
}

fn is_secret(name: &str) -> bool {
    SECRETS.contains(&name)
}

fn redact_form(text: &str) -> String {
    text.split('&')
        .map(|pair| match pair.split_once('=') {
            Some((name, _)) if is_secret(name) => format!("{name}=redacted"),
            _ => pair.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("&")
}

fn redact_body(body: &Bytes) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    if body.len() > MAX_BODY {
        return Value::String(format!("({} bytes)", body.len()));
    }
    match serde_json::from_slice::<Value>(body) {
        Ok(mut document) => {
            redact_json(&mut document);
            document
        }
        Err(_) => Value::String(redact_form(&String::from_utf8_lossy(body))),
    }
}

fn redact_json(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                if is_secret(name) && field.is_string() {
                    *field = Value::String("redacted".into());
                } else {
                    redact_json(field);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(redact_json),
        _ => {}
    }
}

#[derive(Default)]
pub(crate) struct RequestLog(Mutex<VecDeque<Arc<LoggedRequest>>>);

impl RequestLog {
    fn with<R>(&self, work: impl FnOnce(&mut VecDeque<Arc<LoggedRequest>>) -> R) -> R {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn push(&self, entry: LoggedRequest) {
        self.with(|entries| {
            if entries.len() == CAPACITY {
                entries.pop_front();
            }
            entries.push_back(Arc::new(entry));
        });
    }

    pub(crate) fn all(&self) -> Vec<Arc<LoggedRequest>> {
        self.with(|entries| entries.iter().cloned().collect())
    }

    pub(crate) fn clear(&self) {
        self.with(VecDeque::clear);
    }
}
