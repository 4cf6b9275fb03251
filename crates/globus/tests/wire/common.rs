//! A Globus whose services are one recording server, each under a path prefix of its own.

use std::sync::Arc;
use std::time::Duration;

use globus::Globus;
use globus::auth::{MemoryTokenStore, Token, TokenSet};
use globus::config::{ClientConfig, ServiceUrls};
use globus::ids::{ClientId, CollectionId};
use globus::retry::RetryPolicy;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use url::Url;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockBuilder, MockServer, ResponseTemplate};

pub(crate) const USER_AGENT: &str = "Guestlist/0.0.1-test";

pub(crate) fn config(server: &MockServer) -> ClientConfig {
    config_at(&server.uri())
}

pub(crate) fn config_at(uri: &str) -> ClientConfig {
    let base = |name: &str| Url::parse(&format!("{uri}/{name}")).unwrap();
    ClientConfig {
        urls: ServiceUrls {
            auth: base("auth"),
            transfer: base("transfer"),
            groups: base("groups"),
            web_app: base("app"),
        },
        client_id: ClientId::new("client-1"),
        user_agent: USER_AGENT.to_owned(),
        retry: RetryPolicy {
            max_retries: 3,
            min_delay: Duration::from_millis(1),
            max_delay: Duration::from_millis(5),
            max_retry_after: Duration::from_secs(1),
            ..RetryPolicy::default()
        },
        extra_root_certificate: None,
    }
}

pub(crate) fn token(resource_server: &str, access: &str, lasts: SignedDuration) -> Token {
    Token {
        resource_server: resource_server.to_owned(),
        access_token: access.to_owned().into(),
        refresh_token: Some(format!("refresh-{resource_server}").into()),
        expires_at: Timestamp::now() + lasts,
        scope: "s".to_owned(),
    }
}

pub(crate) fn tokens(lasts: SignedDuration) -> TokenSet {
    let mut tokens = TokenSet::new();
    for server in [
        "auth.globus.org",
        "transfer.api.globus.org",
        "groups.api.globus.org",
    ] {
        tokens.insert(token(server, &format!("access-{server}"), lasts));
    }
    tokens
}

pub(crate) fn store(lasts: SignedDuration) -> Arc<MemoryTokenStore> {
    Arc::new(MemoryTokenStore::with_tokens(tokens(lasts)))
}

/// A client with good tokens for everything.
pub(crate) fn globus(server: &MockServer) -> Globus {
    globus_at(&server.uri())
}

pub(crate) fn globus_at(uri: &str) -> Globus {
    Globus::new(config_at(uri), store(SignedDuration::from_hours(1))).unwrap()
}

pub(crate) fn collection() -> CollectionId {
    CollectionId::new("c1")
}

pub(crate) fn on(verb: &str, route: &str) -> MockBuilder {
    Mock::given(method(verb)).and(path(route))
}

pub(crate) fn json(status: u16, body: Value) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(body)
}

pub(crate) fn error(status: u16, code: &str) -> ResponseTemplate {
    json(
        status,
        serde_json::json!({"code": code, "message": format!("{code} happened"), "request_id": "req-1"}),
    )
}

/// How many requests of one kind arrived.
pub(crate) async fn count(server: &MockServer, verb: &str, route: &str) -> usize {
    let requests = server.received_requests().await.unwrap();
    requests
        .iter()
        .filter(|r| r.method.as_str() == verb && r.url.path() == route)
        .count()
}
