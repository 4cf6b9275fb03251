//! Traps 1 to 11: owners, identities, sign-in and the spelling of requests.

use reqwest::Method;
use serde_json::{Value, json};

use crate::ground::{Ground, kept_out, refused};
use crate::harness::{ALL, NORA, Stage, TOMAS, rule};

/// Trap 1: a guest collection on a server belongs to the endpoint's client, so "owner is me" misses it.
#[tokio::test]
async fn t01_a_servers_guest_collection_is_owned_by_the_endpoint() {
    let ground = Ground::archive().await;
    let nora = ground.stage.person(NORA).await;
    let document = ground.read(&format!("endpoint/{}", ground.id)).await;
    assert_ne!(document["owner_id"], nora);
    let storage = ground.stage.collection("Northfield Research Storage").await;
    let storage = ground.read(&format!("endpoint/{storage}")).await;
    assert_eq!(document["owner_id"], storage["owner_id"]);
    for (scope, found) in [
        ("my-endpoints", false),
        ("shared-by-me", false),
        ("administered-by-me", true),
    ] {
        let list = ground
            .read(&format!("endpoint_search?filter_scope={scope}"))
            .await;
        let ids = list["DATA"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["id"] == ground.id.as_str());
        assert_eq!(ids, found, "{scope}");
    }
}

/// Trap 3: a rule for one identity serves the whole account, and still names the one that was granted.
#[tokio::test]
async fn t03_a_rule_for_a_linked_identity_serves_the_account() {
    let stage = Stage::demo().await;
    let ground = Ground::of(stage, NORA, "Thesis figures").await;
    let token = ground.stage.token(TOMAS, ALL).await;
    kept_out(&ground.ls(&token, "/").await);
    let linked = ground.stage.person("t.ferreira@northfield.example").await;
    let one = ground.made(rule(&linked, "/", "r")).await;
    ground.ls(&token, "/").await.ok();
    assert_eq!(ground.read(&one).await["principal"], linked);
}

/// Trap 4: unknown ids and names are left out without a word, and the two are asked for apart.
#[tokio::test]
async fn t04_unknown_identities_are_left_out() {
    let ground = Ground::fresh().await;
    let token = ground.stage.token(NORA, "openid").await;
    let nora = ground.stage.person(NORA).await;
    let ask = async |query: &str| {
        let url = format!("{}v2/api/identities?{query}", ground.stage.practice.urls().auth);
        ground.service(Method::GET, url, &token, Value::Null).await
    };
    let unknown = "33333333-3333-4333-8333-333333333333";
    for query in [
        format!("ids={nora},{unknown}"),
        format!("usernames={NORA},nobody@alpen.example"),
    ] {
        let found = ask(&query).await.ok();
        let identities = found["identities"].as_array().unwrap();
        assert_eq!(identities.len(), 1, "{query}");
        assert_eq!(identities[0]["id"], nora);
    }
    assert_eq!(ask(&format!("ids={nora}&usernames={NORA}")).await.status, 400);
}

/// Trap 5: official clients spell the loopback address in two ways, and the state comes back as it was sent.
#[tokio::test]
async fn t05_both_spellings_of_the_loopback_address_are_redirects() {
    let ground = Ground::fresh().await;
    for redirect in [
        "http://127.0.0.1:4321",
        "http://localhost:4321",
        "http://localhost:4321/",
    ] {
        let url = ground.stage.authorize_url(ALL, &[("redirect_uri", redirect)]);
        let page = ground.stage.send(ground.stage.http.get(url)).await;
        assert_eq!(page.status, 200, "{redirect}");
    }
    let url = ground.stage.authorize_url(ALL, &[("state", "a b&c=%2F")]);
    assert_eq!(ground.stage.walk(url, NORA, "allow").await["state"], "a b&c=%2F");
}

/// Trap 6: refresh tokens come only with `access_type=offline`.
#[tokio::test]
async fn t06_refresh_tokens_come_only_when_offline() {
    let ground = Ground::fresh().await;
    for (access_type, comes) in [("online", false), ("offline", true), ("", false)] {
        let url = ground.stage.authorize_url(ALL, &[("access_type", access_type)]);
        let code = ground.stage.walk(url, NORA, "allow").await["code"].clone();
        let answer = ground.stage.exchange(&code).await.ok();
        assert_eq!(answer.get("refresh_token").is_some(), comes, "{access_type}");
    }
}

/// Trap 8: `other_tokens` is there even when it is empty, and one token for each service otherwise.
#[tokio::test]
async fn t08_other_tokens_are_always_there() {
    let ground = Ground::fresh().await;
    assert_eq!(ground.stage.sign_in(NORA, ALL).await["other_tokens"], json!([]));
    let robot = ground.stage.practice.clients().remove(0);
    let url = format!("{}v2/oauth2/token", ground.stage.practice.urls().auth);
    let form = [("grant_type", "client_credentials"), ("scope", ALL)];
    let request = ground
        .stage
        .http
        .post(url)
        .basic_auth(robot.id, Some(robot.secret))
        .form(&form);
    assert_eq!(ground.stage.send(request).await.ok()["other_tokens"], json!([]));
}

/// Trap 9: `expires_in` tells how long a token lives, whatever that is.
#[tokio::test]
async fn t09_expires_in_is_what_a_token_lives() {
    let ground = Ground::fresh().await;
    let set = json!({"access_token_seconds": 7_200});
    ground.stage.admin(Method::POST, "config", set).await;
    let answer = ground.stage.sign_in(NORA, ALL).await;
    assert_eq!(answer["expires_in"], 7_200);
    let token = answer["access_token"].as_str().unwrap();
    let endpoint = format!("endpoint/{}", ground.id);
    for (seconds, lives) in [(7_100, true), (101, false)] {
        let clock = json!({"advance_seconds": seconds});
        ground.stage.admin(Method::POST, "clock", clock).await;
        assert_eq!(
            ground.stage.get(&endpoint, token).await.status.is_success(),
            lives
        );
    }
}

/// Trap 10: truth is spelled in many ways.
#[tokio::test]
async fn t10_every_spelling_of_a_boolean_is_understood() {
    let ground = Ground::maple().await;
    for (query, shown) in [
        ("0", false),
        ("false", false),
        ("False", false),
        ("1", true),
        ("true", true),
        ("True", true),
    ] {
        let route = format!(
            "operation/endpoint/{}/ls?path=/Results/raw/&show_hidden={query}",
            ground.id
        );
        let list = ground.read(&route).await;
        let hidden = list["DATA"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["name"].as_str().unwrap().starts_with('.'));
        assert_eq!(hidden, shown, "show_hidden={query}");
    }
    let token = ground.stage.token(NORA, "openid").await;
    for (number, (query, made)) in [
        ("0", 0),
        ("false", 0),
        ("False", 0),
        ("1", 1),
        ("true", 1),
        ("True", 1),
    ]
    .iter()
    .enumerate()
    {
        let auth = &ground.stage.practice.urls().auth;
        let url = format!("{auth}v2/api/identities?usernames=new{number}@alpen.example&provision={query}");
        let found = ground.service(Method::GET, url, &token, Value::Null).await.ok();
        assert_eq!(
            found["identities"].as_array().unwrap().len(),
            *made,
            "provision={query}"
        );
    }
    let nora = ground.stage.person(NORA).await;
    for all in ["False", "false", "0"] {
        let url = format!(
            "{}v2/api/identities/{nora}/consents?all={all}",
            ground.stage.practice.urls().auth
        );
        ground.service(Method::GET, url, &token, Value::Null).await.ok();
    }
    for mfa in ["False", "false", "0"] {
        let url = ground.stage.authorize_url(ALL, &[("session_required_mfa", mfa)]);
        assert_eq!(
            ground.stage.send(ground.stage.http.get(url)).await.status,
            200,
            "{mfa}"
        );
    }
}

/// Trap 2: an address is no principal; nobody is provisioned unless that was asked for.
#[tokio::test]
async fn t02_an_address_is_no_principal() {
    let ground = Ground::fresh().await;
    refused(
        ground.create(rule("new.guest@alpen.example", "/", "r")).await,
        400,
        "BadRequest",
    );
    let token = ground.stage.token(NORA, "openid").await;
    let auth = &ground.stage.practice.urls().auth;
    let url = format!("{auth}v2/api/identities?usernames=new.guest@alpen.example");
    for _ in 0..2 {
        let found = ground
            .service(Method::GET, url.clone(), &token, Value::Null)
            .await
            .ok();
        assert_eq!(found["identities"], json!([]));
    }
}
