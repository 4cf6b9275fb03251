//! One practice in a temporary folder, and plain requests to it.

use std::collections::HashMap;

use practice::{Config, Options, Practice, Seed};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

pub(crate) const ALL: &str = "urn:globus:auth:scope:transfer.api.globus.org:all";
pub(crate) const GROUPS: &str = "urn:globus:auth:scope:groups.api.globus.org:all";
pub(crate) const NORA: &str = "nora.whitfield@northfield.example";
pub(crate) const TOMAS: &str = "tomas.ferreira@eastlake.example";
pub(crate) const JONAS: &str = "j.lindqvist@alpen.example";
pub(crate) const REDIRECT: &str = "http://127.0.0.1:9";
pub(crate) const VERIFIER: &str = "a-verifier-that-is-long-enough-for-the-standard-0123456789";
/// The S256 challenge of [`VERIFIER`], made by hand from the standard.
pub(crate) fn challenge() -> String {
    use base64::Engine;
    use sha2::Digest;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(sha2::Sha256::digest(VERIFIER))
}

pub(crate) struct Stage {
    pub(crate) practice: Practice,
    pub(crate) http: reqwest::Client,
    pub(crate) dir: tempfile::TempDir,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Value,
    pub(crate) text: String,
}

impl Reply {
    /// Status and code of a refusal, for one-line assertions.
    pub(crate) fn refusal(&self) -> (u16, &str) {
        (
            self.status.as_u16(),
            self.body["code"].as_str().unwrap_or_default(),
        )
    }

    #[track_caller]
    pub(crate) fn ok(self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.text);
        self.body
    }
}

pub(crate) fn http() -> reqwest::Client {
    // A second call finds it done.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

impl Stage {
    pub(crate) async fn demo() -> Self {
        Self::with(Seed::Demo, Config::default()).await
    }

    pub(crate) async fn with(seed: Seed, config: Config) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let options = Options {
            seed,
            config,
            ..Options::in_folder(dir.path().join("data"))
        };
        Self {
            practice: Practice::start(options).await.unwrap(),
            http: http(),
            dir,
        }
    }

    /// A practice whose seed is this document.
    pub(crate) async fn seeded(seed: Value) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("seed.json");
        std::fs::write(&file, seed.to_string()).unwrap();
        let options = Options {
            seed: Seed::File(file),
            ..Options::in_folder(dir.path().join("data"))
        };
        Self {
            practice: Practice::start(options).await.unwrap(),
            http: http(),
            dir,
        }
    }

    pub(crate) async fn send(&self, request: reqwest::RequestBuilder) -> Reply {
        reply(request.send().await.unwrap()).await
    }

    pub(crate) fn transfer_url(&self, path: &str) -> String {
        format!("{}v0.10/{path}", self.practice.urls().transfer)
    }

    pub(crate) async fn call(&self, method: Method, path: &str, token: &str, body: Option<Value>) -> Reply {
        let mut request = self
            .http
            .request(method, self.transfer_url(path))
            .bearer_auth(token);
        if let Some(body) = body {
            request = request.json(&body);
        }
        self.send(request).await
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Reply {
        self.call(Method::GET, path, token, None).await
    }

    pub(crate) async fn post(&self, path: &str, token: &str, body: Value) -> Reply {
        self.call(Method::POST, path, token, Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, token: &str, body: Value) -> Reply {
        self.call(Method::PUT, path, token, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str, token: &str) -> Reply {
        self.call(Method::DELETE, path, token, None).await
    }

    pub(crate) async fn admin(&self, method: Method, path: &str, body: Value) -> Value {
        let url = format!("{}{path}", self.practice.urls().admin);
        self.send(self.http.request(method, url).json(&body)).await.ok()
    }

    /// The id of a collection, group or person of the seed.
    pub(crate) async fn id(&self, kind: &str, name: &str) -> String {
        let state = self.admin(Method::GET, "state", json!({})).await;
        let fields = ["display_name", "name", "username"];
        let found = state[kind]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| fields.iter().any(|field| it[*field] == name));
        found.unwrap_or_else(|| panic!("no {kind} called {name}"))["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub(crate) async fn collection(&self, name: &str) -> String {
        self.id("collections", name).await
    }

    pub(crate) async fn person(&self, username: &str) -> String {
        self.id("people", username).await
    }

    pub(crate) fn authorize_url(&self, scope: &str, extra: &[(&str, &str)]) -> reqwest::Url {
        let mut url: reqwest::Url = format!("{}v2/oauth2/authorize", self.practice.urls().auth)
            .parse()
            .unwrap();
        let client = self.practice.client_id().to_string();
        let challenge = challenge();
        let mut pairs = vec![
            ("client_id", client.as_str()),
            ("redirect_uri", REDIRECT),
            ("scope", scope),
            ("state", "a state"),
            ("response_type", "code"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            ("access_type", "offline"),
        ];
        pairs.retain(|(name, _)| !extra.iter().any(|(other, _)| other == name));
        pairs.extend(extra.iter().filter(|(_, value)| !value.is_empty()));
        url.query_pairs_mut().extend_pairs(pairs);
        url
    }

    /// Walks through both pages and returns where the browser is sent.
    pub(crate) async fn walk(
        &self,
        url: reqwest::Url,
        username: &str,
        decision: &str,
    ) -> HashMap<String, String> {
        let page = self.send(self.http.get(url)).await;
        assert_eq!(page.status, 200, "{}", page.text);
        let request = between(&page.text, "name=\"request\" value=\"", "\"").to_owned();
        let row = page
            .text
            .split("<label")
            .find(|row| row.contains(username))
            .expect("the person is offered");
        let identity = between(row, "value=\"", "\"").to_owned();
        let web = format!("{}v2/web/", self.practice.urls().auth);
        let form = HashMap::from([("request", request.clone()), ("identity", identity)]);
        let page = self
            .send(self.http.post(format!("{web}sign-in")).form(&form))
            .await;
        assert!(
            page.text.contains("id=\"allow\"") && page.text.contains("id=\"deny\""),
            "{}",
            page.text
        );
        let form = HashMap::from([("request", request), ("decision", decision.to_owned())]);
        let reply = self
            .send(self.http.post(format!("{web}consent")).form(&form))
            .await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER);
        let to: reqwest::Url = reply.headers["location"].to_str().unwrap().parse().unwrap();
        assert_eq!(to.origin().ascii_serialization(), REDIRECT);
        to.query_pairs().into_owned().collect()
    }

    pub(crate) async fn token_call(&self, form: &[(&str, &str)]) -> Reply {
        let url = format!("{}v2/oauth2/token", self.practice.urls().auth);
        self.send(self.http.post(url).form(&form)).await
    }

    pub(crate) async fn exchange(&self, code: &str) -> Reply {
        let client = self.practice.client_id().to_string();
        self.token_call(&[
            ("grant_type", "authorization_code"),
            ("client_id", &client),
            ("code", code),
            ("code_verifier", VERIFIER),
            ("redirect_uri", REDIRECT),
        ])
        .await
    }

    /// The token answer of a person for these scopes.
    pub(crate) async fn sign_in(&self, username: &str, scope: &str) -> Value {
        let answer = self.walk(self.authorize_url(scope, &[]), username, "allow").await;
        assert_eq!(answer["state"], "a state");
        self.exchange(&answer["code"]).await.ok()
    }

    /// An access token of a person for one service.
    pub(crate) async fn token(&self, username: &str, scope: &str) -> String {
        self.sign_in(username, scope).await["access_token"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub(crate) async fn nora(&self) -> String {
        self.token(NORA, ALL).await
    }

    /// A token of an application of the seed, whose name begins like this.
    pub(crate) async fn application(&self, name: &str, scope: &str) -> String {
        let client = self
            .practice
            .clients()
            .into_iter()
            .find(|it| it.name.starts_with(name))
            .unwrap();
        let url = format!("{}v2/oauth2/token", self.practice.urls().auth);
        let form = [("grant_type", "client_credentials"), ("scope", scope)];
        let request = self
            .http
            .post(url)
            .basic_auth(client.id, Some(client.secret))
            .form(&form);
        self.send(request).await.ok()["access_token"]
            .as_str()
            .unwrap()
            .to_owned()
    }
}

pub(crate) async fn reply(response: reqwest::Response) -> Reply {
    let (status, headers) = (response.status(), response.headers().clone());
    let text = response.text().await.unwrap();
    Reply {
        status,
        headers,
        body: serde_json::from_str(&text).unwrap_or(Value::Null),
        text,
    }
}

pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let from = text.find(before).expect("the mark before") + before.len();
    let rest = &text[from..];
    &rest[..rest.find(after).expect("the mark after")]
}

/// A new permission for a person.
pub(crate) fn rule(person: &str, path: &str, permissions: &str) -> Value {
    json!({"DATA_TYPE": "access", "principal_type": "identity", "principal": person, "path": path,
        "permissions": permissions})
}
