//! Traps 34, 39, 41 and 45: tasks, and addresses behind TLS.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{ALL, NORA, Stage, TOMAS};
use crate::task_harness::{LAPTOP, id_of};

/// Trap 39: `task_list` shows one's own tasks and nobody else's.
#[tokio::test]
async fn t39_tasks_are_their_owners() {
    let stage = Stage::demo().await;
    let (nora, tomas) = (stage.nora().await, stage.token(TOMAS, ALL).await);
    let id = stage.copy(&nora, "Thesis figures", "copy", json!({})).await;
    assert_eq!(stage.ended(&nora, &id).await["status"], "SUCCEEDED");
    let total = async |token: &str| stage.get("task_list", token).await.ok()["total"].clone();
    assert_eq!((total(&nora).await, total(&tomas).await), (json!(1), json!(0)));
    let task = stage.task(&nora, &id).await;
    assert_eq!(task["owner_id"], stage.person(NORA).await);
    for refused in [
        stage.get(&format!("task/{id}"), &tomas).await,
        stage.get(&format!("task/{id}/event_list"), &tomas).await,
        stage
            .post(&format!("task/{id}/cancel"), &tomas, Value::Null)
            .await,
    ] {
        assert!(refused.status.is_client_error(), "{}", refused.text);
    }
}

/// Trap 41: a submission that is sent again answers `Duplicate` with the same task, which is a success.
#[tokio::test]
async fn t41_a_repeated_submission_is_the_same_task() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let submission = stage.get("submission_id", &nora).await.ok()["value"].clone();
    let extra = json!({"submission_id": submission});
    let (from, to) = ((LAPTOP, "/~/Thesis figures/"), (LAPTOP, "/~/copy/"));
    let first = stage.submit_transfer(&nora, from, to, extra.clone()).await.ok();
    let again = stage.submit_transfer(&nora, from, to, extra).await;
    assert!(again.status.is_success());
    assert_eq!(
        (&first["code"], &again.body["code"]),
        (&json!("Accepted"), &json!("Duplicate"))
    );
    assert_eq!(first["task_id"], id_of(again));
    assert_eq!(stage.get("task_list", &nora).await.ok()["total"], 1);
    stage.ended(&nora, first["task_id"].as_str().unwrap()).await;
}

/// Trap 45: addresses of servers and of their files begin with `https`, or clients refuse them.
#[tokio::test]
async fn t45_servers_are_reached_over_https_only() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    for name in [
        "Northfield Research Storage",
        "Whitfield Lab archive",
        "Northfield Research Computing",
    ] {
        let id = stage.collection(name).await;
        let document = stage.get(&format!("endpoint/{id}"), &nora).await.ok();
        let address = document["gcs_manager_url"].as_str().unwrap();
        assert!(address.starts_with("https://"), "{name}: {address}");
        if let Some(address) = document["https_server"].as_str() {
            assert!(address.starts_with("https://"), "{name}: {address}");
        }
    }
    assert!(
        stage.practice.urls().gcs.starts_with("https://")
            && stage.practice.urls().https.starts_with("https://")
    );
}

/// Trap 34: a task that waits for its owner is `INACTIVE`, which ends a client's wait although the task is not over.
#[tokio::test]
async fn t34_an_inactive_task_is_not_over() {
    let stage = Stage::demo().await;
    let storage = stage.collection("Northfield Research Storage").await;
    let data_access = format!("https://auth.globus.org/scopes/{storage}/data_access");
    let scope = format!("{ALL}[*{data_access}]");
    let nora = stage.token(NORA, &scope).await;
    let mkdir = json!({"DATA_TYPE": "mkdir", "path": "/projects/whitfield/t34"});
    stage
        .post(&format!("operation/endpoint/{storage}/mkdir"), &nora, mkdir)
        .await
        .ok();
    stage
        .switch(json!({"transfer_retry_ms": 20, "transfer_files_per_second": 0}))
        .await;
    let (from, to) = (
        ("Thesis figures", "/chapter 2/"),
        ("Northfield Research Storage", "/projects/whitfield/t34/"),
    );
    let id = id_of(stage.submit_transfer(&nora, from, to, json!({})).await);
    stage.task_when(&nora, &id, |it| it["nice_status"] == "OK").await;
    let consents = stage.admin(Method::GET, "consents", Value::Null).await;
    let below = consents
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["scope_name"] == data_access.as_str())
        .unwrap();
    stage
        .admin(Method::DELETE, &format!("consents/{}", below["id"]), Value::Null)
        .await;
    stage.switch(json!({"transfer_files_per_second": null})).await;
    let task = stage.task_when(&nora, &id, |it| it["status"] == "INACTIVE").await;
    assert_eq!(task["completion_time"], Value::Null);
    // The consent comes back, and so does the task.
    stage.token(NORA, &scope).await;
    assert_eq!(stage.ended(&nora, &id).await["status"], "SUCCEEDED");
}
