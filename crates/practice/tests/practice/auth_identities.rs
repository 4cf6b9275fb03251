//! Looking up identities and their organisations.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{GROUPS, NORA, Reply, Stage};

const ALEX: &str = "alex.kim@northfield.example";

async fn ask(stage: &Stage, path: &str, token: &str) -> Reply {
    let url = format!("{}v2/api/{path}", stage.practice.urls().auth);
    stage.send(stage.http.get(url).bearer_auth(token)).await
}

fn found(reply: Reply) -> Vec<Value> {
    reply.ok()["identities"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_closed_account_leaves_its_username_to_somebody_else() {
    let stage = Stage::demo().await;
    let token = stage.token(NORA, "openid").await;
    let first = stage.person(ALEX).await;
    stage
        .admin(
            Method::POST,
            "identities",
            json!({"who": ALEX, "status": "closed"}),
        )
        .await;
    let lookup = |provision| format!("identities?usernames={ALEX}&provision={provision}");
    let closed = found(ask(&stage, &lookup("false"), &token).await);
    assert_eq!((closed.len(), &closed[0]["status"]), (1, &json!("closed")));
    let both = found(ask(&stage, &lookup("true"), &token).await);
    assert_eq!(both.len(), 2);
    assert!(both.iter().any(|it| it["id"] == first.as_str()));
    let again = found(ask(&stage, &lookup("true"), &token).await);
    assert_eq!(again.len(), 2, "the second one is not made again");
}

#[tokio::test]
async fn a_username_may_change_and_the_id_stays() {
    let stage = Stage::demo().await;
    let token = stage.token(NORA, "openid").await;
    let id = stage.person(ALEX).await;
    let new = "alex.kim-solheim@northfield.example";
    stage
        .admin(Method::POST, "identities", json!({"who": ALEX, "username": new}))
        .await;
    assert!(found(ask(&stage, &format!("identities?usernames={ALEX}"), &token).await).is_empty());
    let renamed = found(ask(&stage, &format!("identities?ids={id}"), &token).await);
    assert_eq!(renamed[0]["username"], new);
}

#[tokio::test]
async fn closing_an_account_ends_its_tokens() {
    let stage = Stage::demo().await;
    let token = stage.token(NORA, "openid").await;
    stage
        .admin(
            Method::POST,
            "identities",
            json!({"who": NORA, "status": "closed"}),
        )
        .await;
    assert_eq!(
        ask(&stage, &format!("identities?usernames={ALEX}"), &token)
            .await
            .status,
        401
    );
    let page = stage
        .send(stage.http.get(stage.authorize_url("openid", &[])))
        .await;
    assert!(!page.text.contains(NORA));
}

#[tokio::test]
async fn private_people_show_their_names_to_nobody_else() {
    let stage = Stage::demo().await;
    let token = stage.token(NORA, "openid").await;
    for who in [ALEX, NORA] {
        stage
            .admin(
                Method::POST,
                "identities",
                json!({"who": who, "status": "private"}),
            )
            .await;
        let person = &found(ask(&stage, &format!("identities?usernames={who}"), &token).await)[0];
        assert_eq!(person["name"].is_null(), who == ALEX);
        assert_eq!(person["username"], who);
    }
}

#[tokio::test]
async fn a_lookup_has_a_limit_and_needs_its_scope() {
    let stage = Stage::demo().await;
    let token = stage.token(NORA, "openid").await;
    let names = |count: usize| {
        (0..count)
            .map(|n| format!("p{n}@alpen.example"))
            .collect::<Vec<_>>()
            .join(",")
    };
    ask(&stage, &format!("identities?usernames={}", names(100)), &token)
        .await
        .ok();
    assert_eq!(
        ask(&stage, &format!("identities?usernames={}", names(101)), &token)
            .await
            .status,
        400
    );
    let email_only = stage.token(NORA, "email").await;
    let refused = ask(&stage, &format!("identities?usernames={ALEX}"), &email_only).await;
    assert_eq!(
        (refused.status.as_u16(), &refused.body["errors"][0]["code"]),
        (403, &json!("FORBIDDEN"))
    );
    assert!(refused.body["errors"][0]["id"].is_string());
    let url = format!("{}v2/oauth2/userinfo", stage.practice.urls().auth);
    assert_eq!(
        stage
            .send(stage.http.get(url).bearer_auth(&email_only))
            .await
            .status,
        403
    );
    let groups = stage.token(NORA, GROUPS).await;
    assert_eq!(
        ask(&stage, &format!("identities?usernames={ALEX}"), &groups)
            .await
            .status,
        401
    );
}

#[tokio::test]
async fn providers_are_found_by_id_and_by_domain() {
    let stage = Stage::demo().await;
    let token = stage.token(NORA, "openid").await;
    let by_domain = ask(&stage, "identity_providers?domains=Alpen.example", &token)
        .await
        .ok();
    let provider = &by_domain["identity_providers"][0];
    assert_eq!(provider["name"], "Alpen Institute");
    let id = provider["id"].as_str().unwrap();
    assert_eq!(
        ask(&stage, &format!("identity_providers?ids={id}"), &token)
            .await
            .ok(),
        by_domain
    );
    for wrong in ["", "?ids=x&domains=y"] {
        assert_eq!(
            ask(&stage, &format!("identity_providers{wrong}"), &token)
                .await
                .status,
            400
        );
    }
}

#[tokio::test]
async fn somebody_who_was_only_provisioned_has_signed_in_from_then_on() {
    let person = json!({"username": NORA, "name": "Nora", "sign_in": true, "status": "unused"});
    let client = json!({"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"});
    let stage = Stage::seeded(json!({"people": [person], "clients": [client]})).await;
    let token = stage.token(NORA, "openid").await;
    let me = found(ask(&stage, &format!("identities?usernames={NORA}"), &token).await);
    assert_eq!(me[0]["status"], "used");
}

#[tokio::test]
async fn errors_of_auth_are_documents_whatever_goes_wrong() {
    let stage = Stage::demo().await;
    let at = |path: &str| format!("{}{path}", stage.practice.urls().auth);
    let wrong_type = stage.http.post(at("v2/oauth2/token")).json(&json!({}));
    for (request, status) in [
        (stage.http.get(at("v2/api/nothing")), 404),
        (stage.http.delete(at("v2/api/identities")), 405),
        (wrong_type, 415),
        (
            stage
                .http
                .post(at("v2/api/clients"))
                .body(vec![b'x'; 11 * 1024 * 1024]),
            413,
        ),
    ] {
        let reply = stage.send(request).await;
        assert_eq!(reply.status.as_u16(), status);
        let error = &reply.body["errors"][0];
        assert_eq!(error["status"], status.to_string());
        assert!(error["id"].is_string() && error["code"].is_string() && reply.body["error"].is_string());
    }
}

/// S45: the page of the real service is accepted, and practice's own page stands in for it.
#[tokio::test]
async fn the_real_code_page_is_accepted_but_nobody_is_sent_there() {
    let stage = Stage::demo().await;
    let real = "https://auth.globus.org/v2/web/auth-code";
    let page = stage
        .send(
            stage
                .http
                .get(stage.authorize_url("openid", &[("redirect_uri", real)])),
        )
        .await;
    let request = crate::harness::between(&page.text, "name=\"request\" value=\"", "\"").to_owned();
    let web = format!("{}v2/web/", stage.practice.urls().auth);
    let nora = stage.person(NORA).await;
    let form = [("request", request.as_str()), ("identity", nora.as_str())];
    stage
        .send(stage.http.post(format!("{web}sign-in")).form(&form))
        .await;
    let form = [("request", request.as_str()), ("decision", "allow")];
    let done = stage
        .send(stage.http.post(format!("{web}consent")).form(&form))
        .await;
    let to: reqwest::Url = done.headers["location"].to_str().unwrap().parse().unwrap();
    assert!(to.as_str().starts_with(&format!("{web}auth-code?code=")));
    let code = to
        .query_pairs()
        .find(|(name, _)| name == "code")
        .unwrap()
        .1
        .into_owned();
    let client = stage.practice.client_id().to_string();
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", client.as_str()),
        ("code", code.as_str()),
        ("code_verifier", crate::harness::VERIFIER),
        ("redirect_uri", real),
    ];
    stage.token_call(&form).await.ok();
}
