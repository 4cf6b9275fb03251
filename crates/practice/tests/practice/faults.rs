//! The levers under `admin`: faults, log, clock, delay.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{JONAS, Stage, rule};

const SEARCH: &str = "endpoint_search?filter_scope=my-endpoints";

#[tokio::test]
async fn a_fault_hits_its_route_so_many_times() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let fault = json!({"method": "GET", "route": "/v0.10/endpoint_search", "times": 2, "skip": 1, "status": 429,
        "headers": {"Retry-After": "7"}, "body": {"code": "RateLimitExceeded", "message": "slow"}});
    stage.admin(Method::POST, "faults", fault).await;
    stage.get(SEARCH, &nora).await.ok();
    for _ in 0..2 {
        let refused = stage.get(SEARCH, &nora).await;
        assert_eq!(
            (
                refused.refusal(),
                refused.headers["retry-after"].to_str().unwrap()
            ),
            ((429, "RateLimitExceeded"), "7")
        );
        assert_eq!(refused.headers["content-type"], "application/json");
    }
    stage.get(SEARCH, &nora).await.ok();
    stage
        .admin(Method::POST, "faults", json!({"route": "*", "status": 503}))
        .await;
    assert_eq!(stage.get(SEARCH, &nora).await.status, 503);
    stage.admin(Method::DELETE, "faults", Value::Null).await;
    stage.get(SEARCH, &nora).await.ok();
}

#[tokio::test]
async fn a_line_is_cut_before_or_after_the_work() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let access = format!("endpoint/{}/access", stage.collection("Maple trial 2026").await);
    let jonas = stage.person(JONAS).await;
    let count = async || {
        let list = stage.get(&format!("{access}_list"), &nora).await.ok();
        list["DATA"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["path"] == "/cut/")
            .count()
    };
    for (cut, expected) in [("before", 0), ("after_executing", 1)] {
        let fault =
            json!({"method": "POST", "route": "/transfer/v0.10/endpoint/*/access", "times": 1, "cut": cut});
        stage.admin(Method::POST, "faults", fault).await;
        let request = stage
            .http
            .post(stage.transfer_url(&access))
            .bearer_auth(&nora)
            .json(&rule(&jonas, "/cut/", "r"));
        assert!(request.send().await.is_err(), "{cut}");
        assert_eq!(count().await, expected, "{cut}");
    }
    let again = stage.post(&access, &nora, rule(&jonas, "/cut/", "r")).await;
    assert_eq!(again.refusal(), (409, "Exists"));
}

#[tokio::test]
async fn faults_that_make_no_sense_are_refused() {
    let stage = Stage::demo().await;
    let url = format!("{}faults", stage.practice.urls().admin);
    for fault in [
        json!({"route": "*"}),
        json!({"route": "*", "status": 9}),
        json!({"status": 500}),
        json!({"route": "*", "status": 500, "cut": "before"}),
    ] {
        assert_eq!(
            stage.send(stage.http.post(&url).json(&fault)).await.status,
            400,
            "{fault}"
        );
    }
}

#[tokio::test]
async fn the_log_says_who_asked_what_and_keeps_no_secret() {
    let stage = Stage::demo().await;
    stage.admin(Method::DELETE, "requests", Value::Null).await;
    let nora = stage.nora().await;
    stage.get(SEARCH, &nora).await.ok();
    let log = stage.admin(Method::GET, "requests", Value::Null).await;
    let last = log.as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["method"], &last["path"]),
        (&json!("GET"), &json!("/transfer/v0.10/endpoint_search"))
    );
    assert_eq!(
        (&last["query"], &last["status"]),
        (&json!("filter_scope=my-endpoints"), &json!(200))
    );
    assert_eq!(last["subject"], stage.person(crate::harness::NORA).await);
    assert!(
        log.as_array()
            .unwrap()
            .iter()
            .any(|it| it["path"] == "/auth/v2/oauth2/token")
    );
    assert!(!log.to_string().contains("practice-secret-"));
}

#[tokio::test]
async fn every_answer_can_be_delayed_but_the_levers() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    stage.admin(Method::POST, "delay", json!({"delay_ms": 120})).await;
    let start = Instant::now();
    stage.get(SEARCH, &nora).await.ok();
    assert!(start.elapsed() >= Duration::from_millis(120));
    stage.admin(Method::POST, "delay", json!({"delay_ms": 0})).await;
    stage
        .admin(
            Method::POST,
            "faults",
            json!({"route": "*", "delay_ms": 150, "times": 1}),
        )
        .await;
    let start = Instant::now();
    stage.get(SEARCH, &nora).await.ok();
    assert!(start.elapsed() >= Duration::from_millis(150));
}

#[tokio::test]
async fn a_computer_goes_offline_and_comes_back() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let laptop = stage.collection("Nora's laptop").await;
    let maple = stage.collection("Maple trial 2026").await;
    for online in [false, true] {
        stage
            .admin(
                Method::POST,
                "online",
                json!({"collection_id": laptop, "online": online}),
            )
            .await;
        assert_eq!(
            stage.get(&format!("endpoint/{laptop}"), &nora).await.ok()["gcp_connected"],
            online
        );
        let ls = stage.get(&format!("operation/endpoint/{maple}/ls"), &nora).await;
        assert_eq!(ls.status, if online { 200 } else { 502 });
    }
}
