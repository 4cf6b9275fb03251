//! Sign-in, tokens and identities.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{ALL, GROUPS, NORA, REDIRECT, Stage, TOMAS};

fn auth(stage: &Stage, path: &str) -> String {
    format!("{}{path}", stage.practice.urls().auth)
}

async fn ask(stage: &Stage, path: &str, token: &str) -> crate::harness::Reply {
    stage
        .send(stage.http.get(auth(stage, path)).bearer_auth(token))
        .await
}

#[tokio::test]
async fn a_person_signs_in_through_the_pages() {
    let stage = Stage::demo().await;
    let scope = format!("openid profile email {ALL} {GROUPS}");
    let tokens = stage.sign_in(NORA, &scope).await;
    assert_eq!(tokens["resource_server"], "auth.globus.org");
    assert_eq!(tokens["scope"], "openid profile email");
    assert_eq!(tokens["expires_in"], 172_800);
    let others = tokens["other_tokens"].as_array().unwrap();
    assert_eq!(others.len(), 2);
    assert!(
        others
            .iter()
            .any(|it| it["resource_server"] == "transfer.api.globus.org" && it["scope"] == ALL)
    );
    for token in others.iter().chain([&tokens]) {
        for name in ["access_token", "refresh_token"] {
            assert!(token[name].as_str().unwrap().starts_with("practice-secret-"));
        }
    }
    let info = ask(
        &stage,
        "v2/oauth2/userinfo",
        tokens["access_token"].as_str().unwrap(),
    )
    .await
    .ok();
    assert_eq!(info["preferred_username"], NORA);
    assert_eq!(info["sub"], stage.person(NORA).await);
    assert!(info.get("identity_set").is_none());
}

#[tokio::test]
async fn the_id_token_is_signed_with_the_published_key() {
    let stage = Stage::demo().await;
    let tokens = stage.sign_in(NORA, "openid profile").await;
    let discovery = stage
        .send(stage.http.get(auth(&stage, ".well-known/openid-configuration")))
        .await
        .ok();
    let keys = stage
        .send(stage.http.get(discovery["jwks_uri"].as_str().unwrap()))
        .await
        .ok();
    let set: jsonwebtoken::jwk::JwkSet = serde_json::from_value(keys).unwrap();
    let key = jsonwebtoken::DecodingKey::from_jwk(&set.keys[0]).unwrap();
    let algorithm = discovery["id_token_signing_alg_values_supported"][0]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let mut validation = jsonwebtoken::Validation::new(algorithm);
    validation.set_audience(&[stage.practice.client_id()]);
    validation.set_issuer(&[discovery["issuer"].as_str().unwrap()]);
    let claims = jsonwebtoken::decode::<Value>(tokens["id_token"].as_str().unwrap(), &key, &validation)
        .unwrap()
        .claims;
    assert_eq!(claims["preferred_username"], NORA);
    assert!(stage.sign_in(NORA, ALL).await.get("id_token").is_none());
}

#[tokio::test]
async fn refusing_brings_an_error_back_and_no_code() {
    let stage = Stage::demo().await;
    let answer = stage.walk(stage.authorize_url(ALL, &[]), NORA, "deny").await;
    assert_eq!(
        (answer["error"].as_str(), answer["state"].as_str()),
        ("access_denied", "a state")
    );
    assert!(!answer.contains_key("code"));
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_said_on_a_page() {
    let stage = Stage::demo().await;
    let guest = stage.collection("Whitfield Lab archive").await;
    let data_access = format!("{ALL}[*https://auth.globus.org/scopes/{guest}/data_access]");
    for extra in [
        ("client_id", "33333333-3333-4333-8333-333333333333"),
        ("redirect_uri", "https://eastlake.example/callback"),
        ("redirect_uri", "http://127.0.0.1.eastlake.example:9"),
        ("scope", "openid everything"),
        ("scope", data_access.as_str()),
        ("scope", "openid ["),
        ("code_challenge", ""),
        ("code_challenge_method", "plain"),
        ("response_type", "token"),
    ] {
        let page = stage
            .send(stage.http.get(stage.authorize_url(ALL, &[extra])))
            .await;
        assert_eq!(page.status, 400, "{extra:?}");
        assert!(page.text.contains("id=\"message\""), "{extra:?}");
        assert!(!page.headers.contains_key("location"));
    }
}

#[tokio::test]
async fn the_code_can_be_copied_from_practices_own_page() {
    let stage = Stage::demo().await;
    let page = auth(&stage, "v2/web/auth-code");
    let shown = stage
        .send(
            stage
                .http
                .get(stage.authorize_url(ALL, &[("redirect_uri", &page)])),
        )
        .await;
    assert_eq!(shown.status, 200);
    let code = stage.send(stage.http.get(format!("{page}?code=abc%3C"))).await;
    assert!(code.text.contains("id=\"auth-code\"") && code.text.contains("abc&lt;"));
}

#[tokio::test]
async fn a_code_works_once_with_its_verifier_and_its_address() {
    let stage = Stage::demo().await;
    let client = stage.practice.client_id().to_string();
    let code = stage.walk(stage.authorize_url(ALL, &[]), NORA, "allow").await["code"].clone();
    for (verifier, redirect) in [
        ("wrong-verifier-wrong-verifier-wrong-verifier", REDIRECT),
        (crate::harness::VERIFIER, "http://127.0.0.1:8"),
    ] {
        let reply = stage
            .token_call(&[
                ("grant_type", "authorization_code"),
                ("client_id", &client),
                ("code", &code),
                ("code_verifier", verifier),
                ("redirect_uri", redirect),
            ])
            .await;
        assert_eq!(
            (reply.status.as_u16(), &reply.body["error"]),
            (400, &json!("invalid_grant"))
        );
    }
    stage.exchange(&code).await.ok();
    assert_eq!(
        stage.exchange(&code).await.body["errors"][0]["detail"],
        "invalid_grant"
    );
    let late = stage.walk(stage.authorize_url(ALL, &[]), NORA, "allow").await["code"].clone();
    stage
        .admin(Method::POST, "clock", json!({"advance_seconds": 601}))
        .await;
    assert_eq!(stage.exchange(&late).await.body["error"], "invalid_grant");
}

#[tokio::test]
async fn tokens_end_are_renewed_and_revoked() {
    let stage = Stage::demo().await;
    let client = stage.practice.client_id().to_string();
    let tokens = stage.sign_in(NORA, ALL).await;
    let (access, refresh) = (
        tokens["access_token"].as_str().unwrap(),
        tokens["refresh_token"].as_str().unwrap(),
    );
    let search = "endpoint_search?filter_scope=my-endpoints";
    stage.get(search, access).await.ok();
    stage
        .admin(Method::POST, "clock", json!({"advance_seconds": 172_801}))
        .await;
    assert_eq!(
        stage.get(search, access).await.refusal(),
        (401, "ClientError.AuthenticationFailed")
    );
    let form = [
        ("grant_type", "refresh_token"),
        ("client_id", client.as_str()),
        ("refresh_token", refresh),
    ];
    let renewed = stage.token_call(&form).await.ok();
    assert_eq!(renewed["other_tokens"], json!([]));
    assert!(renewed.get("refresh_token").is_none());
    let access = renewed["access_token"].as_str().unwrap();
    stage.get(search, access).await.ok();
    let revoke = auth(&stage, "v2/oauth2/token/revoke");
    for token in [access, refresh] {
        let form = [("token", token), ("client_id", client.as_str())];
        assert_eq!(
            stage.send(stage.http.post(&revoke).form(&form)).await.ok(),
            json!({"active": false})
        );
    }
    assert_eq!(stage.get(search, access).await.status, 401);
    assert_eq!(stage.token_call(&form).await.body["error"], "invalid_grant");
}

#[tokio::test]
async fn a_token_opens_its_own_service_only() {
    let stage = Stage::demo().await;
    let groups = stage.token(NORA, GROUPS).await;
    let transfer = stage.nora().await;
    assert_eq!(
        stage
            .get("endpoint_search?filter_scope=my-endpoints", &groups)
            .await
            .status,
        401
    );
    assert_eq!(
        ask(&stage, "v2/oauth2/userinfo", &transfer).await.body["errors"][0]["code"],
        "UNAUTHORIZED"
    );
    let url = format!("{}v2/groups/my_groups", stage.practice.urls().groups);
    assert_eq!(
        stage
            .send(stage.http.get(url).bearer_auth(&transfer))
            .await
            .status,
        401
    );
    assert_eq!(
        stage
            .get("endpoint_search?filter_scope=my-endpoints", "nonsense")
            .await
            .status,
        401
    );
}

#[tokio::test]
async fn an_application_acts_as_itself() {
    let stage = Stage::demo().await;
    let token = stage.application("Whitfield", "openid profile").await;
    let info = ask(&stage, "v2/oauth2/userinfo", &token).await.ok();
    let id = info["sub"].as_str().unwrap();
    assert_eq!(
        info["preferred_username"],
        format!("{id}@clients.auth.globus.org")
    );
    let wrong = stage
        .http
        .post(auth(&stage, "v2/oauth2/token"))
        .basic_auth(id, Some("wrong"));
    let reply = stage
        .send(wrong.form(&[("grant_type", "client_credentials"), ("scope", ALL)]))
        .await;
    assert_eq!(
        (reply.status.as_u16(), &reply.body["error"]),
        (401, &json!("invalid_client"))
    );
    let native = stage.practice.client_id().to_string();
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", native.as_str()),
        ("scope", ALL),
    ];
    assert_eq!(stage.token_call(&form).await.body["error"], "unauthorized_client");
}

#[tokio::test]
async fn identities_are_found_by_exact_name_and_provisioned_on_demand() {
    let stage = Stage::demo().await;
    let token = stage.token(NORA, "openid").await;
    let found = ask(&stage, "v2/api/identities?usernames=Alex.KIM@northfield.example,nobody@alpen.example&provision=false&include=identity_provider", &token).await.ok();
    assert_eq!(found["identities"].as_array().unwrap().len(), 1);
    assert_eq!(found["identities"][0]["name"], "Alex Kim");
    assert_eq!(
        found["included"]["identity_providers"][0]["name"],
        "Northfield University"
    );
    let made = ask(
        &stage,
        "v2/api/identities?usernames=New@alpen.example&provision=True",
        &token,
    )
    .await
    .ok();
    assert_eq!(
        (
            &made["identities"][0]["status"],
            &made["identities"][0]["username"]
        ),
        (&json!("unused"), &json!("new@alpen.example"))
    );
    let id = made["identities"][0]["id"].as_str().unwrap();
    let by_id = ask(&stage, &format!("v2/api/identities?ids={id}"), &token)
        .await
        .ok();
    assert_eq!(by_id["identities"][0]["username"], "new@alpen.example");
    for wrong in [
        "",
        "?ids=x",
        "?ids=&usernames=a@b.c",
        "?ids=33333333-3333-4333-8333-333333333333&usernames=a@b.c",
    ] {
        assert_eq!(
            ask(&stage, &format!("v2/api/identities{wrong}"), &token)
                .await
                .status,
            400,
            "{wrong}"
        );
    }
    let priya = ask(
        &stage,
        "v2/api/identities?usernames=priya.raman@northfield.example",
        &token,
    )
    .await
    .ok();
    assert_eq!(priya["identities"][0]["status"], "unused");
}

#[tokio::test]
async fn linked_identities_come_with_their_scope() {
    let stage = Stage::demo().await;
    let scope = "openid profile urn:globus:auth:scope:auth.globus.org:view_identity_set";
    let token = stage.token(TOMAS, scope).await;
    let info = ask(&stage, "v2/oauth2/userinfo", &token).await.ok();
    let names: Vec<&str> = info["identity_set"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["username"].as_str().unwrap())
        .collect();
    assert_eq!(names, [TOMAS, "t.ferreira@northfield.example"]);
}

#[tokio::test]
async fn consents_form_a_tree() {
    let stage = Stage::demo().await;
    let storage = stage.collection("Northfield Research Storage").await;
    let data_access = format!("https://auth.globus.org/scopes/{storage}/data_access");
    let tokens = stage
        .sign_in(NORA, &format!("openid {ALL}[*{data_access}]"))
        .await;
    assert_eq!(tokens["other_tokens"][0]["scope"], ALL);
    let me = stage.person(NORA).await;
    let path = format!("v2/api/identities/{me}/consents?all=False");
    let tree = ask(&stage, &path, tokens["access_token"].as_str().unwrap())
        .await
        .ok();
    let consents = tree["consents"].as_array().unwrap();
    let below = consents
        .iter()
        .find(|it| it["scope_name"] == data_access)
        .unwrap();
    let above = consents.iter().find(|it| it["scope_name"] == ALL).unwrap();
    assert_eq!(below["dependency_path"], json!([above["id"], below["id"]]));
    assert_eq!(
        (&below["atomically_revocable"], &above["atomically_revocable"]),
        (&json!(true), &json!(false))
    );
}

#[tokio::test]
async fn a_required_domain_narrows_who_can_sign_in() {
    let stage = Stage::demo().await;
    let url = stage.authorize_url(
        ALL,
        &[
            ("session_required_single_domain", "alpen.example"),
            ("session_message", "Only <Alpen>"),
        ],
    );
    let page = stage.send(stage.http.get(url)).await;
    assert!(page.text.contains("j.lindqvist@alpen.example") && !page.text.contains(NORA));
    assert!(page.text.contains("Only &lt;Alpen&gt;"));
}
