//! What a sign-in proves, what a browser remembers of it, and what tokens keep of it.

use std::collections::HashMap;

use reqwest::Method;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use serde_json::{Value, json};

use crate::harness::{ALL, GROUPS, NORA, Reply, Stage, TOMAS, between};

const T_AT_NORTHFIELD: &str = "t.ferreira@northfield.example";

/// A browser that keeps the cookie of Auth.
struct Browser<'a> {
    stage: &'a Stage,
    cookie: Option<String>,
}

impl<'a> Browser<'a> {
    fn new(stage: &'a Stage) -> Self {
        Self { stage, cookie: None }
    }

    async fn send(&mut self, mut request: reqwest::RequestBuilder) -> Reply {
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        let reply = self.stage.send(request).await;
        if let Some(set) = reply.headers.get(SET_COOKIE) {
            let set = set.to_str().unwrap();
            assert!(set.contains("Path=/auth/") && set.contains("HttpOnly"), "{set}");
            let pair = set.split(';').next().unwrap();
            self.cookie = (!pair.ends_with('=')).then(|| pair.to_owned());
        }
        reply
    }

    async fn open(&mut self, scope: &str, extra: &[(&str, &str)]) -> Reply {
        let url = self.stage.authorize_url(scope, extra);
        self.send(self.stage.http.get(url)).await
    }

    /// Chooses somebody on an open sign-in page.
    async fn choose(&mut self, page: &Reply, username: &str) -> Reply {
        let request = between(&page.text, "name=\"request\" value=\"", "\"").to_owned();
        let identity = self.stage.person(username).await;
        let form = HashMap::from([("request", request), ("identity", identity)]);
        let url = format!("{}v2/web/sign-in", self.stage.practice.urls().auth);
        self.send(self.stage.http.post(url).form(&form)).await
    }

    async fn allow(&mut self, page: &Reply) -> HashMap<String, String> {
        let request = between(&page.text, "name=\"request\" value=\"", "\"").to_owned();
        let form = HashMap::from([("request", request), ("decision", "allow".to_owned())]);
        let url = format!("{}v2/web/consent", self.stage.practice.urls().auth);
        answer_of(&self.send(self.stage.http.post(url).form(&form)).await)
    }

    /// All the way; the token answer.
    async fn sign_in(&mut self, username: &str, scope: &str, extra: &[(&str, &str)]) -> Value {
        let page = self.open(scope, extra).await;
        let page = self.choose(&page, username).await;
        let answer = self.allow(&page).await;
        self.stage.exchange(&answer["code"]).await.ok()
    }
}

fn answer_of(reply: &Reply) -> HashMap<String, String> {
    let to: reqwest::Url = reply.headers[LOCATION].to_str().unwrap().parse().unwrap();
    to.query_pairs().into_owned().collect()
}

/// Introspects as an application; the session's authentications by username.
async fn session(stage: &Stage, token: &str) -> HashMap<String, Value> {
    let client = &stage.practice.clients()[0];
    let url = format!("{}v2/oauth2/token/introspect", stage.practice.urls().auth);
    let form = [("token", token), ("include", "session_info,identity_set")];
    let request = stage.http.post(url).basic_auth(client.id, Some(&client.secret));
    let document = stage.send(request.form(&form)).await.ok();
    assert_eq!(document["active"], true);
    let mut by_name = HashMap::new();
    for (id, proven) in document["session_info"]["authentications"].as_object().unwrap() {
        assert!(
            proven.get("acr").is_some() && proven["custom_claims"].is_object() && proven["idp"].is_string()
        );
        let people = stage.admin(Method::GET, "state", Value::Null).await;
        let person = people["people"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["id"] == *id);
        by_name.insert(
            person.unwrap()["username"].as_str().unwrap().to_owned(),
            proven.clone(),
        );
    }
    by_name
}

async fn later(stage: &Stage, seconds: i64) {
    stage
        .admin(Method::POST, "clock", json!({"advance_seconds": seconds}))
        .await;
}

fn access(tokens: &Value) -> &str {
    tokens["access_token"].as_str().unwrap()
}

#[tokio::test]
async fn a_browser_stays_signed_in_and_its_session_grows_old() {
    let stage = Stage::demo().await;
    let mut browser = Browser::new(&stage);
    let first = browser.sign_in(NORA, GROUPS, &[]).await;
    let began = session(&stage, access(&first)).await[NORA]["auth_time"].clone();
    later(&stage, 3600).await;
    let again = browser.sign_in(NORA, GROUPS, &[]).await;
    assert_eq!(session(&stage, access(&again)).await[NORA]["auth_time"], began);
    let fresh = browser.sign_in(NORA, GROUPS, &[("prompt", "login")]).await;
    let renewed = session(&stage, access(&fresh)).await[NORA]["auth_time"]
        .as_i64()
        .unwrap();
    assert!(renewed >= began.as_i64().unwrap() + 3600);
    // Somebody else's session has nothing of it.
    let other = browser.sign_in(TOMAS, GROUPS, &[]).await;
    assert!(!session(&stage, access(&other)).await.contains_key(NORA));
}

#[tokio::test]
async fn a_refresh_does_not_make_the_session_younger() {
    let stage = Stage::demo().await;
    let tokens = stage.sign_in(NORA, GROUPS).await;
    let before = session(&stage, access(&tokens)).await;
    later(&stage, 100_000).await;
    let client = stage.practice.client_id().to_string();
    let renewed = stage
        .token_call(&[
            ("grant_type", "refresh_token"),
            ("client_id", &client),
            ("refresh_token", tokens["refresh_token"].as_str().unwrap()),
        ])
        .await
        .ok();
    assert_eq!(session(&stage, access(&renewed)).await, before);
}

#[tokio::test]
async fn what_a_service_demands_is_proven_anew_and_kept_on_the_token() {
    let stage = Stage::demo().await;
    let mut browser = Browser::new(&stage);
    let first = browser.sign_in(TOMAS, GROUPS, &[]).await;
    let began = session(&stage, access(&first)).await;
    assert_eq!(began.keys().collect::<Vec<_>>(), [TOMAS]);
    later(&stage, 60).await;
    let second_identity = stage.person(T_AT_NORTHFIELD).await;
    for demand in [
        ("session_required_identities", second_identity.as_str()),
        ("session_required_identities", T_AT_NORTHFIELD),
        (
            "session_required_single_domain",
            "alpen.example,Northfield.example",
        ),
    ] {
        let page = browser.open(GROUPS, &[demand]).await;
        let page = browser.choose(&page, TOMAS).await;
        let answer = browser.allow(&page).await;
        let tokens = stage.exchange(&answer["code"]).await.ok();
        let proven = session(&stage, access(&tokens)).await;
        assert!(proven.contains_key(T_AT_NORTHFIELD), "{demand:?}");
        assert!(proven[TOMAS]["auth_time"].as_i64() > began[TOMAS]["auth_time"].as_i64());
        assert!(proven[TOMAS]["amr"].is_null());
    }
    let mfa = browser
        .sign_in(
            TOMAS,
            GROUPS,
            &[
                ("session_required_mfa", "True"),
                ("session_message", "Second factor"),
            ],
        )
        .await;
    assert_eq!(session(&stage, access(&mfa)).await[TOMAS]["amr"], json!(["mfa"]));
}

#[tokio::test]
async fn who_cannot_fulfil_a_demand_is_not_offered() {
    let stage = Stage::demo().await;
    let mut browser = Browser::new(&stage);
    let page = browser
        .open(GROUPS, &[("session_required_single_domain", "nowhere.example")])
        .await;
    assert_eq!(
        (page.status.as_u16(), page.text.contains("id=\"message\"")),
        (403, true)
    );
    assert!(between(&page.text, "id=\"back\" href=\"", "\"").contains("error=access_denied"));
    let page = browser
        .open(GROUPS, &[("session_required_identities", T_AT_NORTHFIELD)])
        .await;
    assert!(page.text.contains(TOMAS) && !page.text.contains(NORA));
    let refused = browser.choose(&page, NORA).await;
    assert_eq!(refused.status, 400);
}

#[tokio::test]
async fn without_pages_there_is_a_code_or_the_reason() {
    let stage = Stage::demo().await;
    let mut browser = Browser::new(&stage);
    let none = ("prompt", "none");
    let error = |reply: &Reply| answer_of(reply).get("error").cloned();
    assert_eq!(
        error(&browser.open(GROUPS, &[none]).await).as_deref(),
        Some("login_required")
    );
    browser.sign_in(NORA, GROUPS, &[]).await;
    let answer = answer_of(&browser.open(GROUPS, &[none]).await);
    stage.exchange(&answer["code"]).await.ok();
    assert_eq!(
        error(&browser.open(ALL, &[none]).await).as_deref(),
        Some("consent_required")
    );
    let demand = ("session_required_mfa", "true");
    assert_eq!(
        error(&browser.open(GROUPS, &[none, demand]).await).as_deref(),
        Some("login_required")
    );
    let url = format!("{}v2/web/logout", stage.practice.urls().auth);
    assert!(
        browser
            .send(stage.http.get(url))
            .await
            .text
            .contains("Signed out")
    );
    assert_eq!(
        error(&browser.open(GROUPS, &[none]).await).as_deref(),
        Some("login_required")
    );
}

#[tokio::test]
async fn later_sign_ins_ask_for_what_is_new() {
    let stage = Stage::demo().await;
    let mut browser = Browser::new(&stage);
    browser.sign_in(NORA, GROUPS, &[]).await;
    let page = browser
        .open(
            &format!("{GROUPS} {ALL}"),
            &[("prefill_named_grant", "On my laptop")],
        )
        .await;
    let page = browser.choose(&page, NORA).await;
    let asked = between(&page.text, "id=\"scopes\"", "</ul>");
    assert!(
        asked.contains("move your data") && !asked.contains("groups"),
        "{asked}"
    );
    assert!(between(&page.text, "id=\"granted\"", "</ul>").contains("groups"));
    assert!(page.text.contains("On my laptop"));
    browser.allow(&page).await;
    // A native app can't prove that it is the one that was allowed, so it is shown again, unless the switch says so.
    let page = browser.open(GROUPS, &[]).await;
    let page = browser.choose(&page, NORA).await;
    assert!(page.text.contains("id=\"allow\""));
    stage
        .admin(Method::POST, "config", json!({"ask_native_apps_again": false}))
        .await;
    let page = browser.open(GROUPS, &[]).await;
    let answer = answer_of(&browser.choose(&page, NORA).await);
    stage.exchange(&answer["code"]).await.ok();
    let page = browser.open(GROUPS, &[("prompt", "consent")]).await;
    let page = browser.choose(&page, NORA).await;
    assert!(page.text.contains("id=\"allow\""));
}

#[tokio::test]
async fn a_person_takes_consents_back_in_the_browser() {
    let stage = Stage::demo().await;
    let mut browser = Browser::new(&stage);
    let tokens = browser.sign_in(NORA, GROUPS, &[]).await;
    let groups = format!("{}v2/groups/my_groups", stage.practice.urls().groups);
    let ask = async || {
        stage
            .send(stage.http.get(&groups).bearer_auth(access(&tokens)))
            .await
            .status
    };
    assert_eq!(ask().await, 200);
    let url = format!("{}v2/web/consents", stage.practice.urls().auth);
    let page = browser.send(stage.http.get(&url)).await;
    let consent = between(&page.text, "name=\"consent\" value=\"", "\"").to_owned();
    // Another person's browser can't.
    let mut other = Browser::new(&stage);
    let tomas = HashMap::from([("identity", stage.person(TOMAS).await)]);
    other.send(stage.http.post(&url).form(&tomas)).await;
    let form = HashMap::from([("consent", consent)]);
    let withdraw = format!("{url}/withdraw");
    other.send(stage.http.post(&withdraw).form(&form)).await;
    assert_eq!(ask().await, 200);
    let back = browser.send(stage.http.post(&withdraw).form(&form)).await;
    assert_eq!(back.status, 303);
    assert_eq!(ask().await, 401);
    assert!(
        browser
            .send(stage.http.get(&url))
            .await
            .text
            .contains("id=\"empty\"")
    );
}
