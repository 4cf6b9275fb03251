//! Services that are closed, or asked too often.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{GROUPS, NORA, Reply, Stage};

const SEARCH: &str = "endpoint_search?filter_scope=my-endpoints";

async fn my_groups(stage: &Stage, token: &str) -> Reply {
    let url = format!("{}v2/groups/my_groups", stage.practice.urls().groups);
    stage.send(stage.http.get(url).bearer_auth(token)).await
}

/// S33.
#[tokio::test]
async fn a_closed_service_says_so_in_its_own_way() {
    let stage = Stage::demo().await;
    let (transfer, groups) = (stage.nora().await, stage.token(NORA, GROUPS).await);
    stage
        .admin(
            Method::POST,
            "maintenance",
            json!({"on": true, "retry_after": 120}),
        )
        .await;
    let closed = stage.get(SEARCH, &transfer).await;
    assert_eq!(closed.refusal(), (503, "ServiceUnavailable"));
    assert_eq!(closed.headers["retry-after"], "120");
    assert!(closed.body["request_id"].is_string() && closed.body["resource"] == "/v0.10/endpoint_search");
    let closed = my_groups(&stage, &groups).await;
    assert_eq!(closed.refusal(), (503, "SERVICE_UNAVAILABLE"));
    let closed = stage.token_call(&[("grant_type", "refresh_token")]).await;
    assert_eq!(
        (closed.status.as_u16(), &closed.body["errors"][0]["status"]),
        (503, &json!("503"))
    );
    let page = stage
        .send(stage.http.get(stage.authorize_url("openid", &[])))
        .await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.text.contains("id=\"message\""));
    stage
        .admin(
            Method::POST,
            "maintenance",
            json!({"on": true, "services": ["groups"]}),
        )
        .await;
    stage.get(SEARCH, &transfer).await.ok();
    let closed = my_groups(&stage, &groups).await;
    assert_eq!(closed.status, 503);
    assert!(!closed.headers.contains_key("retry-after"));
    stage
        .admin(Method::POST, "maintenance", json!({"on": false}))
        .await;
    my_groups(&stage, &groups).await.ok();
    let now = stage.admin(Method::GET, "maintenance", Value::Null).await;
    assert_eq!(now["on"], false);
}

#[tokio::test]
async fn who_asks_too_often_is_told_to_wait() {
    let stage = Stage::demo().await;
    let (transfer, groups) = (stage.nora().await, stage.token(NORA, GROUPS).await);
    let limit = json!({"requests_per_second": 1, "rate_limit_code": "SlowDown"});
    stage.admin(Method::POST, "config", limit).await;
    // The second may turn between two of them, so that three are asked for one refusal.
    let mut refused = None;
    for _ in 0..3 {
        let reply = stage.get(SEARCH, &transfer).await;
        if reply.status == 429 {
            refused = Some(reply);
        }
    }
    let refused = refused.expect("one of three in a row is too much");
    assert_eq!(
        (
            refused.refusal(),
            refused.headers["retry-after"].to_str().unwrap()
        ),
        ((429, "SlowDown"), "1")
    );
    my_groups(&stage, &groups).await.ok();
    stage
        .admin(Method::POST, "config", json!({"requests_per_second": 0}))
        .await;
    stage.get(SEARCH, &transfer).await.ok();
}
