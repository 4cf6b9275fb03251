//! One connection pool for all services, and the one place where requests are sent and answers read.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use reqwest::{Method, StatusCode};
use serde::de::DeserializeOwned;
use url::Url;

use crate::audience::Audience;
use crate::auth::Authorizer;
use crate::config::{ClientConfig, endpoint_url};
use crate::error::{ApiError, Error, Result, Service};
use crate::retry::Repeat;
use crate::scopes::Scope;

/// The connection pool and the configuration. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Http {
    client: reqwest::Client,
    config: Arc<ClientConfig>,
    /// For files: made when the first one is asked for.
    data: Arc<OnceLock<reqwest::Client>>,
    pub(crate) limited: Arc<AtomicU32>,
}

impl Http {
    pub(crate) fn new(config: ClientConfig) -> Result<Self> {
        // Fails only when a provider is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = builder(&config)?.timeout(config.retry.request_timeout);
        Ok(Self {
            client: client.build().map_err(|error| setup(&error))?,
            config: Arc::new(config),
            data: Arc::default(),
            limited: Arc::default(),
        })
    }

    /// The client for files. They take as long as they take, each on a connection of its own: one that carries several
    /// is slower than any of them alone.
    pub(crate) fn data_client(&self) -> Result<&reqwest::Client> {
        if let Some(client) = self.data.get() {
            return Ok(client);
        }
        let client = builder(&self.config)?.http1_only().build();
        let client = client.map_err(|error| setup(&error))?;
        Ok(self.data.get_or_init(|| client))
    }

    pub(crate) fn config(&self) -> &ClientConfig {
        &self.config
    }

    /// How often a service has said that these are too many requests (429).
    pub(crate) fn limited(&self) -> u32 {
        self.limited.load(Ordering::Relaxed)
    }

    pub(crate) fn request(&self, method: Method, url: Url) -> reqwest::RequestBuilder {
        self.client.request(method, url)
    }
}

/// What all clients have in common.
fn builder(config: &ClientConfig) -> Result<reqwest::ClientBuilder> {
    let mut client = reqwest::Client::builder()
        .user_agent(&config.user_agent)
        .connect_timeout(config.retry.connect_timeout)
        // No API call is ever redirected, and a code or a token must not travel to wherever an answer points.
        .redirect(reqwest::redirect::Policy::none());
    if [&config.urls.auth, &config.urls.transfer, &config.urls.groups]
        .into_iter()
        .all(is_loopback)
    {
        // A proxy that the system is told to use knows another 127.0.0.1, and must not see practice tokens.
        client = client.no_proxy();
    }
    if let Some(pem) = &config.extra_root_certificate {
        // Beside the system's own, never instead of checking.
        let roots = reqwest::Certificate::from_pem_bundle(pem.as_bytes()).map_err(|error| setup(&error))?;
        client = client.tls_certs_merge(roots);
    }
    Ok(client)
}

fn setup(error: &reqwest::Error) -> Error {
    Error::Setup { detail: chain(error) }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// Sends a request once and reads the whole answer.
pub(crate) async fn send<T: DeserializeOwned>(
    service: Service,
    request: reqwest::RequestBuilder,
) -> Result<T> {
    let response = request.send().await.map_err(|error| network(service, error))?;
    let status = response.status();
    let headers = response.headers().clone();
    let body = response.bytes().await.map_err(|error| network(service, error))?;
    if status.is_success() {
        return decode(service, &body);
    }
    let error = ApiError::from_response(service, status.as_u16(), &headers, &body);
    tracing::debug!(%service, status = status.as_u16(), code = error.code, request_id = error.request_id, "refused");
    Err(Error::Api(Box::new(error)))
}

fn decode<T: DeserializeOwned>(service: Service, body: &[u8]) -> Result<T> {
    // Keeping track of the path costs as much again as the reading. Only a message needs it.
    if let Ok(document) = serde_json::from_slice(body) {
        return Ok(document);
    }
    let mut json = serde_json::Deserializer::from_slice(body);
    serde_path_to_error::deserialize(&mut json).map_err(|error| Error::Decode {
        service,
        path: error.path().to_string(),
        message: error.inner().to_string(),
    })
}

pub(crate) fn network(service: Service, error: reqwest::Error) -> Error {
    Error::Network {
        service,
        timeout: error.is_timeout(),
        outcome_unknown: !(error.is_connect() || error.is_builder()),
        // The URL may hold what a person typed; the service is enough to know.
        detail: chain(&error.without_url()),
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

/// One call as a resource file describes it.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    method: Method,
    segments: Vec<String>,
    query: Vec<(&'static str, String)>,
    body: Option<serde_json::Value>,
}

impl Call {
    fn new(method: Method, segments: &[&str]) -> Self {
        let segments = segments.iter().map(|&segment| segment.to_owned()).collect();
        Self {
            method,
            segments,
            query: Vec::new(),
            body: None,
        }
    }

    pub(crate) fn get(segments: &[&str]) -> Self {
        Self::new(Method::GET, segments)
    }

    pub(crate) fn post(segments: &[&str], body: serde_json::Value) -> Self {
        Self {
            body: Some(body),
            ..Self::new(Method::POST, segments)
        }
    }

    pub(crate) fn put(segments: &[&str], body: serde_json::Value) -> Self {
        Self {
            body: Some(body),
            ..Self::new(Method::PUT, segments)
        }
    }

    pub(crate) fn patch(segments: &[&str], body: serde_json::Value) -> Self {
        Self {
            body: Some(body),
            ..Self::new(Method::PATCH, segments)
        }
    }

    pub(crate) fn delete(segments: &[&str]) -> Self {
        Self::new(Method::DELETE, segments)
    }

    pub(crate) fn query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    pub(crate) fn query_if_some(self, name: &'static str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.query(name, value.to_string()),
            None => self,
        }
    }
}

/// A service together with the tokens for it.
#[derive(Clone, Debug)]
pub(crate) struct ServiceClient {
    http: Http,
    authorizer: Authorizer,
    audience: Audience,
}

impl ServiceClient {
    pub(crate) fn new(http: Http, authorizer: Authorizer, audience: Audience) -> Self {
        Self {
            http,
            authorizer,
            audience,
        }
    }

    pub(crate) fn http(&self) -> &Http {
        &self.http
    }

    /// The same service, for which a sign-in asks for more.
    pub(crate) fn with_consent(mut self, consent: Scope) -> Self {
        self.audience.consents = vec![consent];
        self
    }

    /// For reads, deletes and replacements: repeated on transient failures.
    pub(crate) async fn call<T: DeserializeOwned>(&self, call: Call) -> Result<T> {
        let policy = &self.http.config().retry;
        policy.run(Repeat::Idempotent, || self.call_once(&call)).await
    }

    /// As [`call`](Self::call), with a token that is not the authorizer's (yet).
    pub(crate) async fn call_with<T: DeserializeOwned>(
        &self,
        call: Call,
        bearer: &secrecy::SecretString,
    ) -> Result<T> {
        let policy = &self.http.config().retry;
        policy
            .run(Repeat::Idempotent, || self.send(&call, Some(bearer)))
            .await
    }

    /// As [`call`](Self::call), for what everybody may read.
    pub(crate) async fn call_without_token<T: DeserializeOwned>(&self, call: Call) -> Result<T> {
        let policy = &self.http.config().retry;
        policy.run(Repeat::Idempotent, || self.send(&call, None)).await
    }

    /// One attempt; a token that the service no longer takes is renewed once on the way.
    pub(crate) async fn call_once<T: DeserializeOwned>(&self, call: &Call) -> Result<T> {
        let resource_server = &self.audience.resource_server;
        let consent = |error| self.audience.or_consent(error);
        let bearer = self.authorizer.bearer(resource_server).await.map_err(consent)?;
        match self.send(call, Some(&bearer)).await {
            // A token that lacks a scope is no better when it is new.
            Err(Error::Api(api)) if api.status == StatusCode::UNAUTHORIZED && api.demand.is_none() => {
                let renewed = self.authorizer.renewed(resource_server, &bearer).await;
                self.send(call, Some(&renewed.map_err(consent)?)).await
            }
            other => other,
        }
    }

    async fn send<T: DeserializeOwned>(
        &self,
        call: &Call,
        bearer: Option<&secrecy::SecretString>,
    ) -> Result<T> {
        let segments: Vec<&str> = call.segments.iter().map(String::as_str).collect();
        let url = endpoint_url(&self.audience.base, &segments)?;
        let service = self.audience.service;
        tracing::trace!(%service, method = %call.method, path = url.path(), "calling");
        let mut request = self.http.request(call.method.clone(), url);
        if let Some(bearer) = bearer {
            request = request.bearer_auth(secrecy::ExposeSecret::expose_secret(bearer));
        }
        if !call.query.is_empty() {
            request = request.query(&call.query);
        }
        if let Some(body) = &call.body {
            request = request.json(body);
        }
        let answer = send(service, request).await;
        if matches!(&answer, Err(Error::Api(api)) if api.status == StatusCode::TOO_MANY_REQUESTS) {
            self.http.limited.fetch_add(1, Ordering::Relaxed);
        }
        answer.map_err(|error| self.audience.with_own_scope(error))
    }
}
