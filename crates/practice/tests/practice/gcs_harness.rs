//! Plain requests to the manager of a server, over TLS.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{NORA, Reply, Stage, reply};

pub(crate) const STORAGE: &str = "Northfield Research Storage";
pub(crate) const PROTECTED: &str = "Northfield Protected Data";
pub(crate) const ENDPOINT: &str = "Northfield Research Computing";

/// One stage with a client that trusts its certificate authority.
pub(crate) struct Manager {
    pub(crate) stage: Stage,
    pub(crate) endpoint: String,
    http: reqwest::Client,
    base: String,
}

impl Manager {
    pub(crate) async fn demo() -> Self {
        Self::on(Stage::demo().await, ENDPOINT).await
    }

    pub(crate) async fn on(stage: Stage, endpoint: &str) -> Self {
        let endpoint = stage.collection(endpoint).await;
        let authority = std::fs::read(stage.practice.ca()).unwrap();
        let authority = reqwest::Certificate::from_pem(&authority).unwrap();
        let http = reqwest::Client::builder()
            .tls_certs_only([authority])
            .build()
            .unwrap();
        let base = format!("{}{endpoint}/api/", stage.practice.urls().gcs);
        Self {
            stage,
            endpoint,
            http,
            base,
        }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base))
    }

    /// A request to an address of its own, not below this manager's.
    pub(crate) async fn fetch(&self, url: &str) -> Reply {
        reply(self.http.get(url).send().await.unwrap()).await
    }

    pub(crate) async fn call(&self, method: Method, path: &str, token: &str, body: Option<Value>) -> Reply {
        let mut request = self.request(method, path).bearer_auth(token);
        if let Some(body) = body {
            request = request.json(&body);
        }
        self.stage.send(request).await
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Reply {
        self.call(Method::GET, path, token, None).await
    }

    pub(crate) async fn post(&self, path: &str, token: &str, body: Value) -> Reply {
        self.call(Method::POST, path, token, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, token: &str, body: Value) -> Reply {
        self.call(Method::PATCH, path, token, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str, token: &str) -> Reply {
        self.call(Method::DELETE, path, token, None).await
    }

    pub(crate) fn scope(&self) -> String {
        format!("urn:globus:auth:scope:{}:manage_collections", self.endpoint)
    }

    /// The scope with the consent to reach the data of a mapped collection.
    pub(crate) fn scope_with_data(&self, mapped: &str) -> String {
        format!(
            "{}[*https://auth.globus.org/scopes/{mapped}/data_access]",
            self.scope()
        )
    }

    /// A person's token, with the consent for the open storage.
    pub(crate) async fn token(&self, username: &str) -> String {
        let storage = self.stage.collection(STORAGE).await;
        self.stage.token(username, &self.scope_with_data(&storage)).await
    }

    pub(crate) async fn nora(&self) -> String {
        self.token(NORA).await
    }

    /// The endpoint's own client administers everything on it.
    pub(crate) async fn administrator(&self) -> String {
        self.stage.application(ENDPOINT, &self.scope()).await
    }
}

/// A new guest collection, as the official examples send it.
pub(crate) fn guest(mapped: &str, path: &str) -> Value {
    json!({"DATA_TYPE": "collection#1.0.0", "collection_type": "guest", "mapped_collection_id": mapped,
        "collection_base_path": path, "display_name": "Made by a test", "public": true})
}

/// The typed detail of a refusal: status, code, and the type without its version.
#[track_caller]
pub(crate) fn detail(reply: &Reply) -> (u16, &str, &str) {
    let kind = reply.body["detail"]["DATA_TYPE"].as_str().unwrap_or_default();
    assert_eq!(
        reply.body["http_response_code"],
        reply.status.as_u16(),
        "{}",
        reply.text
    );
    (
        reply.status.as_u16(),
        reply.body["code"].as_str().unwrap_or_default(),
        kind.split('#').next().unwrap_or_default(),
    )
}

pub(crate) fn names(list: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = list["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["display_name"].as_str().unwrap_or_default())
        .collect();
    names.sort_unstable();
    names
}
