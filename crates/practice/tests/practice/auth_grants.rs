//! Consents and the tokens that stand on them: withdrawal, refresh tokens, dependent tokens, clients.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{ALL, GROUPS, NORA, Reply, Stage, TOMAS};

const SERVICE: &str = "9f2c0003-0000-4000-8000-00000000000a";
const VIEW_CONSENTS: &str = "urn:globus:auth:scope:auth.globus.org:view_consents";

fn auth(stage: &Stage, path: &str) -> String {
    format!("{}v2/{path}", stage.practice.urls().auth)
}

async fn ask(stage: &Stage, path: &str, token: &str) -> Reply {
    stage
        .send(stage.http.get(auth(stage, path)).bearer_auth(token))
        .await
}

/// A form to the token endpoints as a confidential client.
async fn as_client(stage: &Stage, (id, secret): (&str, &str), path: &str, form: &[(&str, &str)]) -> Reply {
    let request = stage.http.post(auth(stage, path)).basic_auth(id, Some(secret));
    stage.send(request.form(form)).await
}

fn text<'a>(document: &'a Value, name: &str) -> &'a str {
    document[name].as_str().unwrap()
}

/// People, two confidential clients, one of them a service, and a mapped collection on a server.
async fn stage() -> Stage {
    let person = |name: &str| json!({"username": name, "name": name, "sign_in": true});
    Stage::seeded(json!({
        "people": [person(NORA), person(TOMAS)],
        "clients": [
            {"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"},
            {"id": SERVICE, "name": "Workbench", "secret": "practice-secret-workbench", "scopes": ["run"]},
            {"name": "Robot", "secret": "practice-secret-robot"}
        ],
        "collections": [
            {"name": "Cluster", "type": "GCSv5_endpoint", "subscribed": true},
            {"name": "Disks", "type": "GCSv5_mapped_collection", "host": "Cluster", "domains": ["northfield.example"]}
        ]
    }))
    .await
}

const WORKBENCH: (&str, &str) = (SERVICE, "practice-secret-workbench");

async fn withdraw(stage: &Stage, scope: &str) -> Value {
    let all = stage.admin(Method::GET, "consents", Value::Null).await;
    let found = all
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["scope_name"] == scope);
    let id = found.expect("the consent is there")["id"].as_u64().unwrap();
    stage
        .admin(Method::DELETE, &format!("consents/{id}"), Value::Null)
        .await
}

#[tokio::test]
async fn a_withdrawn_consent_ends_its_tokens_and_those_below_it() {
    let stage = stage().await;
    let run = format!("https://auth.globus.org/scopes/{SERVICE}/run");
    let tokens = stage.sign_in(NORA, &format!("openid {run}[{GROUPS}]")).await;
    let for_service = &tokens["other_tokens"][0];
    let form = [
        ("grant_type", "urn:globus:auth:grant_type:dependent_token"),
        ("token", text(for_service, "access_token")),
        ("access_type", "offline"),
    ];
    let below = as_client(&stage, WORKBENCH, "oauth2/token", &form).await.ok();
    let groups = format!("{}v2/groups/my_groups", stage.practice.urls().groups);
    let use_below = async || {
        let request = stage
            .http
            .get(&groups)
            .bearer_auth(text(&below[0], "access_token"));
        stage.send(request).await.status
    };
    assert_eq!(use_below().await, 200);
    withdraw(&stage, &run).await;
    assert_eq!(use_below().await, 401);
    for (client, token) in [(WORKBENCH, text(&below[0], "refresh_token"))] {
        let form = [("grant_type", "refresh_token"), ("refresh_token", token)];
        let refused = as_client(&stage, client, "oauth2/token", &form).await;
        assert_eq!(refused.body["error"], "invalid_grant");
    }
    let native = stage.practice.client_id().to_string();
    let refused = stage
        .token_call(&[
            ("grant_type", "refresh_token"),
            ("client_id", &native),
            ("refresh_token", text(for_service, "refresh_token")),
        ])
        .await;
    assert_eq!(refused.body["error"], "invalid_grant");
    // The other grant of the same sign-in lives on.
    ask(&stage, "oauth2/userinfo", text(&tokens, "access_token"))
        .await
        .ok();
}

#[tokio::test]
async fn what_was_marked_optional_goes_alone_and_the_rest_takes_its_parent_along() {
    let stage = stage().await;
    let disks = stage.collection("Disks").await;
    let data_access = format!("https://auth.globus.org/scopes/{disks}/data_access");
    let search = "endpoint_search?filter_scope=my-endpoints";
    for (star, survives) in [("*", true), ("", false)] {
        let token = stage.token(NORA, &format!("{ALL}[{star}{data_access}]")).await;
        stage.get(search, &token).await.ok();
        let gone = withdraw(&stage, &data_access).await;
        assert_eq!(
            gone["withdrawn"].as_array().unwrap().len(),
            if survives { 1 } else { 2 }
        );
        assert_eq!(stage.get(search, &token).await.status == 200, survives, "{star}");
        stage.admin(Method::POST, "config", json!({})).await;
        if survives {
            withdraw(&stage, ALL).await;
        }
    }
}

#[tokio::test]
async fn a_service_exchanges_its_own_tokens_for_those_below() {
    let stage = stage().await;
    let run = format!("https://auth.globus.org/scopes/{SERVICE}/run");
    let tokens = stage.sign_in(NORA, &format!("{run}[{GROUPS} *{ALL}]")).await;
    let token = text(&tokens, "access_token");
    assert_eq!(
        (text(&tokens, "resource_server"), text(&tokens, "scope")),
        (SERVICE, run.as_str())
    );
    let kind = ("grant_type", "urn:globus:auth:grant_type:dependent_token");
    let exchange = async |client, form: &[(&str, &str)]| {
        as_client(&stage, client, "oauth2/token", &[&[kind], form].concat()).await
    };
    let below = exchange(WORKBENCH, &[("token", token)]).await.ok();
    let below = below.as_array().expect("an array");
    let mut servers: Vec<&str> = below.iter().map(|it| text(it, "resource_server")).collect();
    servers.sort_unstable();
    assert_eq!(servers, ["groups.api.globus.org", "transfer.api.globus.org"]);
    assert!(
        below
            .iter()
            .all(|it| it.get("refresh_token").is_none() && it["expires_in"] == 172_800)
    );
    let narrowed = exchange(WORKBENCH, &[("token", token), ("scope", GROUPS)])
        .await
        .ok();
    assert_eq!(narrowed.as_array().unwrap().len(), 1);
    let missing = exchange(WORKBENCH, &[("token", token), ("scope", VIEW_CONSENTS)]).await;
    assert_eq!(missing.status, 403);
    assert_eq!(missing.body["error"], "dependent_consent_required");
    assert_eq!(
        missing.body["errors"][0]["unapproved_scopes"],
        json!([VIEW_CONSENTS])
    );
    // Neither another client nor a token of another service.
    let robot = stage
        .practice
        .clients()
        .into_iter()
        .find(|it| it.name == "Robot")
        .unwrap();
    let (id, secret) = (robot.id.to_string(), robot.secret);
    assert_eq!(
        exchange((&id, &secret), &[("token", token)]).await.body["error"],
        "invalid_grant"
    );
    let transfer = stage.nora().await;
    assert_eq!(
        exchange(WORKBENCH, &[("token", &transfer)]).await.body["error"],
        "invalid_grant"
    );
}

#[tokio::test]
async fn applications_get_dependencies_with_and_without_a_star() {
    let stage = stage().await;
    let robot = stage
        .practice
        .clients()
        .into_iter()
        .find(|it| it.name == "Robot")
        .unwrap();
    let disks = stage.collection("Disks").await;
    let data_access = format!("https://auth.globus.org/scopes/{disks}/data_access");
    for star in ["*", ""] {
        let scope = format!("{ALL}[{star}{data_access}] openid");
        let form = [("grant_type", "client_credentials"), ("scope", scope.as_str())];
        let id = robot.id.to_string();
        let answer = as_client(&stage, (&id, &robot.secret), "oauth2/token", &form)
            .await
            .ok();
        assert_eq!(answer["scope"], ALL);
        assert_eq!(answer["other_tokens"][0]["scope"], "openid");
        assert!(answer["id_token"].is_string() && answer.get("refresh_token").is_none());
    }
    let guest = "https://auth.globus.org/scopes/33333333-3333-4333-8333-333333333333/data_access";
    let scope = format!("{ALL}[{guest}]");
    let form = [("grant_type", "client_credentials"), ("scope", scope.as_str())];
    let id = robot.id.to_string();
    let refused = as_client(&stage, (&id, &robot.secret), "oauth2/token", &form).await;
    assert_eq!(
        (refused.status.as_u16(), text(&refused.body, "error")),
        (400, "invalid_scope")
    );
}

#[tokio::test]
async fn a_later_consent_below_reaches_tokens_that_are_out_already() {
    let stage = stage().await;
    let disks = stage.collection("Disks").await;
    let data_access = format!("https://auth.globus.org/scopes/{disks}/data_access");
    let ls = format!("operation/endpoint/{disks}/ls?path=/");
    let early = stage.nora().await;
    assert_eq!(stage.get(&ls, &early).await.refusal(), (403, "ConsentRequired"));
    stage.token(NORA, &format!("{ALL}[*{data_access}]")).await;
    assert_ne!(stage.get(&ls, &early).await.refusal(), (403, "ConsentRequired"));
}

#[tokio::test]
async fn refresh_tokens_belong_to_one_client_and_die_after_half_a_year_of_rest() {
    let stage = stage().await;
    let native = stage.practice.client_id().to_string();
    let tokens = stage.sign_in(NORA, GROUPS).await;
    let refresh = text(&tokens, "refresh_token").to_owned();
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", refresh.as_str()),
    ];
    assert_eq!(
        as_client(&stage, WORKBENCH, "oauth2/token", &form).await.body["error"],
        "invalid_grant"
    );
    let form = [form[0], form[1], ("client_id", native.as_str())];
    // Each use begins the half year anew.
    for _ in 0..2 {
        stage
            .admin(Method::POST, "clock", json!({"advance_seconds": 182 * 86_400}))
            .await;
        stage.token_call(&form).await.ok();
    }
    stage
        .admin(Method::POST, "clock", json!({"advance_seconds": 184 * 86_400}))
        .await;
    let refused = stage.token_call(&form).await;
    assert_eq!(
        (refused.status.as_u16(), text(&refused.body, "error")),
        (400, "invalid_grant")
    );
    stage
        .admin(
            Method::POST,
            "config",
            json!({"invalid_grant_status": 401, "refresh_repeats_token": true}),
        )
        .await;
    assert_eq!(stage.token_call(&form).await.status, 401);
    let tokens = stage.sign_in(NORA, GROUPS).await;
    let refresh = text(&tokens, "refresh_token");
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", refresh),
        ("client_id", native.as_str()),
    ];
    assert_eq!(stage.token_call(&form).await.ok()["refresh_token"], refresh);
}

#[tokio::test]
async fn nobody_ends_another_clients_token() {
    let stage = stage().await;
    let token = stage.token(NORA, GROUPS).await;
    let refused = as_client(&stage, WORKBENCH, "oauth2/token/revoke", &[("token", &token)]).await;
    assert_eq!(refused.status, 400);
    let validate = as_client(&stage, WORKBENCH, "oauth2/token/validate", &[("token", &token)])
        .await
        .ok();
    assert_eq!(validate, json!({"active": true}));
    let unknown = as_client(&stage, WORKBENCH, "oauth2/token/revoke", &[("token", "nonsense")])
        .await
        .ok();
    assert_eq!(unknown, json!({"active": false}));
    assert_eq!(
        as_client(
            &stage,
            WORKBENCH,
            "oauth2/token/introspect",
            &[("token", "nonsense")]
        )
        .await
        .ok(),
        json!({"active": false})
    );
}

#[tokio::test]
async fn the_command_line_registers_its_own_client_signs_in_and_leaves() {
    let stage = stage().await;
    let template = "95fdeba8-fac2-42bd-a357-e068d82ff78e";
    let body = json!({"client": {"template_id": template, "name": "Globus CLI"}});
    let made = stage
        .send(stage.http.post(auth(&stage, "api/clients")).json(&body))
        .await;
    assert_eq!(made.status, 201);
    let credential = &made.body["included"]["client_credential"];
    let (id, secret) = (text(credential, "client"), text(credential, "secret"));
    let extra = [
        ("client_id", id),
        ("code_challenge", ""),
        ("code_challenge_method", ""),
        ("prompt", "login"),
    ];
    let code = stage
        .walk(stage.authorize_url(GROUPS, &extra), NORA, "allow")
        .await["code"]
        .clone();
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", crate::harness::REDIRECT),
    ];
    assert_eq!(
        as_client(&stage, WORKBENCH, "oauth2/token", &form).await.body["error"],
        "invalid_grant"
    );
    let tokens = as_client(&stage, (id, secret), "oauth2/token", &form).await.ok();
    let token = text(&tokens, "access_token");
    // It signs out with the id of the template.
    let form = [("token", token), ("client_id", template)];
    stage
        .send(stage.http.post(auth(&stage, "oauth2/token/revoke")).form(&form))
        .await
        .ok();
    let alive = as_client(&stage, (id, secret), "oauth2/token/validate", &[("token", token)])
        .await
        .ok();
    assert_eq!(alive["active"], false);
    let url = auth(&stage, &format!("api/clients/{id}"));
    assert_eq!(
        stage
            .send(stage.http.delete(&url).basic_auth(SERVICE, Some(WORKBENCH.1)))
            .await
            .status,
        403
    );
    let gone = stage
        .send(stage.http.delete(&url).basic_auth(id, Some(secret)))
        .await
        .ok();
    assert_eq!(gone["client"]["id"], id);
    assert_eq!(
        stage
            .send(stage.http.delete(&url).basic_auth(id, Some(secret)))
            .await
            .status,
        401
    );
}

#[tokio::test]
async fn consents_of_other_apps_need_their_scope() {
    let stage = stage().await;
    let me = stage.person(NORA).await;
    let tokens = stage.sign_in(NORA, "openid").await;
    let path = |all: &str| format!("api/identities/{me}/consents?all={all}");
    assert_eq!(
        ask(&stage, &path("True"), text(&tokens, "access_token"))
            .await
            .status,
        403
    );
    ask(&stage, &path("False"), text(&tokens, "access_token"))
        .await
        .ok();
    let tokens = stage.sign_in(NORA, VIEW_CONSENTS).await;
    let all = ask(&stage, &path("true"), text(&tokens, "access_token"))
        .await
        .ok();
    assert_eq!(all["consents"].as_array().unwrap().len(), 2);
    let theirs = format!("api/identities/{}/consents", stage.person(TOMAS).await);
    assert_eq!(
        ask(&stage, &theirs, text(&tokens, "access_token")).await.status,
        403
    );
}
