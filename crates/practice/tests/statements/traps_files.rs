//! Traps 34 to 47: files, tasks and transport.

use reqwest::Method;
use serde_json::{Value, json};

use crate::ground::{Ground, refused};
use crate::harness::{NORA, Stage, rule};

/// Trap 35: making a folder that is there is a storage error, not a conflict; a parent is not made along.
#[tokio::test]
async fn t35_a_folder_that_is_there_is_a_502() {
    let ground = Ground::fresh().await;
    ground.mkdir(&ground.owner, "/raw").await.ok();
    for path in ["/raw", "/raw/", "/"] {
        refused(
            ground.mkdir(&ground.owner, path).await,
            502,
            "ExternalError.MkdirFailed.Exists",
        );
    }
    let orphan = ground.mkdir(&ground.owner, "/no/parent").await;
    assert!(
        orphan.body["code"]
            .as_str()
            .unwrap()
            .split('.')
            .any(|part| part == "NotFound"),
        "{}",
        orphan.text
    );
}

/// Trap 36: a missing folder has a code with `NotFound` among its segments.
#[tokio::test]
async fn t36_a_missing_folder_is_not_found() {
    let ground = Ground::fresh().await;
    let stat = format!("operation/endpoint/{}/stat?path=/nope", ground.id);
    for reply in [
        ground.ls(&ground.owner, "/nope/").await,
        ground.stage.get(&stat, &ground.owner).await,
    ] {
        assert_eq!(reply.status, 404);
        assert!(
            reply.body["code"]
                .as_str()
                .unwrap()
                .split('.')
                .any(|part| part == "NotFound"),
            "{}",
            reply.text
        );
    }
}

/// Trap 37: `last_modified` has a blank between day and time, where every other time has a `T`.
#[tokio::test]
async fn t37_last_modified_has_a_blank() {
    let ground = Ground::maple().await;
    let list = ground.ls(&ground.owner, "/Results/").await.ok();
    for entry in list["DATA"].as_array().unwrap() {
        let time = entry["last_modified"].as_str().unwrap();
        assert!(
            time.len() == 25 && &time[10..11] == " " && time.ends_with("+00:00"),
            "{time}"
        );
    }
}

/// Trap 38: without a path the collection's own first folder is listed.
#[tokio::test]
async fn t38_without_a_path_the_first_folder_is_listed() {
    let ground = Ground::maple().await;
    let ls = format!("operation/endpoint/{}/ls", ground.id);
    assert_eq!(ground.read(&ls).await["path"], "/");
    let change = json!({"DATA_TYPE": "endpoint", "default_directory": "/Results/"});
    ground
        .stage
        .put(&format!("endpoint/{}", ground.id), &ground.owner, change)
        .await
        .ok();
    assert_eq!(ground.read(&ls).await["path"], "/Results/");
}

/// Trap 42: nothing on a personal computer can be reached over HTTPS.
#[tokio::test]
async fn t42_a_personal_computer_has_no_https() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    for name in ["Nora's laptop", "Maple trial 2026"] {
        let id = stage.collection(name).await;
        let document = stage.get(&format!("endpoint/{id}"), &nora).await.ok();
        assert_eq!(document["https_server"], Value::Null, "{name}");
    }
}

/// Trap 43: a create whose answer was lost has happened, so sending it again finds its own work.
#[tokio::test]
async fn t43_a_create_that_is_sent_again_finds_its_own_work() {
    let ground = Ground::fresh().await;
    let jonas = ground.stage.person(crate::harness::JONAS).await;
    let lost =
        json!({"method": "POST", "route": "/v0.10/endpoint/*/access", "times": 1, "cut": "after_executing"});
    ground.stage.admin(Method::POST, "faults", lost).await;
    let url = ground.stage.transfer_url(&ground.access);
    let request = ground
        .stage
        .http
        .post(url)
        .bearer_auth(&ground.owner)
        .json(&rule(&jonas, "/", "r"));
    assert!(request.send().await.is_err());
    refused(ground.create(rule(&jonas, "/", "r")).await, 409, "Exists");
    assert!(ground.list().await.iter().any(|it| it["principal"] == jonas));
}

/// Trap 46: every refusal is JSON, wherever it comes from, with a request id; clients stumble over anything else.
#[tokio::test]
async fn t46_every_refusal_is_json() {
    let stage = Stage::demo().await;
    let nora = stage.token(NORA, crate::harness::ALL).await;
    let urls = stage.practice.urls().clone();
    for (method, url, status) in [
        (Method::GET, format!("{}v0.10/nothing/here", urls.transfer), 404),
        (Method::GET, format!("{}v9/endpoint_search", urls.transfer), 404),
        (
            Method::PATCH,
            format!("{}v0.10/endpoint_search", urls.transfer),
            405,
        ),
        (
            Method::POST,
            format!("{}v0.10/shared_endpoint", urls.transfer),
            400,
        ),
        (Method::GET, format!("{}v2/api/nothing", urls.auth), 404),
        (Method::DELETE, format!("{}v2/oauth2/userinfo", urls.auth), 405),
        (Method::GET, format!("{}v2/nothing", urls.groups), 404),
        (Method::PATCH, format!("{}v2/groups/my_groups", urls.groups), 405),
    ] {
        let request = stage
            .http
            .request(method.clone(), &url)
            .bearer_auth(&nora)
            .body("{broken");
        let reply = stage.send(request).await;
        assert_eq!(reply.status, status, "{method} {url}: {}", reply.text);
        let kind = reply.headers["content-type"].to_str().unwrap();
        assert!(
            kind.starts_with("application/json") && reply.body.is_object(),
            "{method} {url}: {kind}"
        );
    }
    let maple = stage.collection("Maple trial 2026").await;
    let unknown = stage
        .get(&format!("endpoint/{maple}/access/nonsense"), &nora)
        .await;
    assert!(unknown.body["request_id"].is_string() && unknown.body["message"].is_string());
}

/// Trap 47: ids are texts, and `resource` is a text for people.
#[tokio::test]
async fn t47_ids_and_resources_are_texts() {
    let ground = Ground::fresh().await;
    let jonas = ground.stage.person(crate::harness::JONAS).await;
    let created = ground.create(rule(&jonas, "/", "r")).await.ok();
    assert!(created["access_id"].is_string() && created["resource"].as_str().unwrap().contains(&ground.id));
}
