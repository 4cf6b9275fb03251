//! Tasks go on after a restart, and after the end that nobody announced.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use practice::{Options, Practice};
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Stage, http, reply};
use crate::persistence::{start, token};

/// Plain requests to the program of its own.
struct Client {
    http: reqwest::Client,
    ready: Value,
    token: String,
}

impl Client {
    async fn call(&self, method: Method, path: &str, body: Value) -> Value {
        let url = format!("{}v0.10/{path}", self.ready["transfer"].as_str().unwrap());
        let request = self
            .http
            .request(method, url)
            .bearer_auth(&self.token)
            .json(&body);
        reply(request.send().await.unwrap()).await.ok()
    }

    async fn task_when(&self, id: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        let seen = async {
            loop {
                let task = self.call(Method::GET, &format!("task/{id}"), Value::Null).await;
                if is_so(&task) {
                    return task;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), seen).await.unwrap()
    }
}

/// Files below a folder by their path in it.
fn files(folder: &Path) -> BTreeSet<(String, u64)> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert((name, path.metadata().unwrap().len()));
            }
        }
    }
    found
}

#[tokio::test]
async fn a_task_goes_on_where_kill_9_found_it() {
    let dir = tempfile::tempdir().unwrap();
    let http = http();
    let (mut program, ready) = start(dir.path());
    let admin = format!("{}config", ready["admin"].as_str().unwrap());
    let slow = json!({"transfer_bytes_per_second": 60_000});
    reply(http.post(admin).json(&slow).send().await.unwrap())
        .await
        .ok();
    let token = token(&http, &ready).await;
    let client = Client {
        http: http.clone(),
        ready: ready.clone(),
        token: token.clone(),
    };
    let found = client
        .call(
            Method::GET,
            "endpoint_search?filter_scope=administered-by-me&filter_fulltext=laptop",
            Value::Null,
        )
        .await;
    let laptop = found["DATA"][0]["id"].as_str().unwrap().to_owned();
    let body = json!({"DATA_TYPE": "transfer", "submission_id": uuid::Uuid::new_v4(), "source_endpoint": laptop,
        "destination_endpoint": laptop, "DATA": [{"DATA_TYPE": "transfer_item",
            "source_path": "/~/Maple trial 2026/Results/", "destination_path": "/~/copy/", "recursive": true}]});
    let id = client.call(Method::POST, "transfer", body.clone()).await["task_id"]
        .as_str()
        .unwrap()
        .to_owned();
    client
        .task_when(&id, |it| it["files_transferred"].as_u64() >= Some(2))
        .await;
    // On Unix this is SIGKILL, in the middle of a file.
    program.0.kill().unwrap();
    program.0.wait().unwrap();
    let root = Path::new(ready["sample_root"].as_str().unwrap());
    let (source, copy) = (files(&root.join("Maple trial 2026/Results")), root.join("copy"));
    let half = files(&copy);
    assert!(half.len() >= 2 && half.len() < source.len(), "{half:?}");
    assert!(
        half.is_subset(&source),
        "something half written has its final name: {half:?}"
    );
    let (_program, ready) = start(dir.path());
    let client = Client { http, ready, token };
    let task = client.task_when(&id, |it| it["status"] != "ACTIVE").await;
    assert_eq!(
        (&task["status"], &task["files_transferred"]),
        (&json!("SUCCEEDED"), &json!(11)),
        "{task:#}"
    );
    let total: u64 = source.iter().map(|(_, size)| size).sum();
    assert_eq!(task["bytes_transferred"], total);
    assert_eq!(
        (
            &task["files"],
            &task["subtasks_succeeded"],
            &task["subtasks_total"]
        ),
        (&json!(11), &json!(16), &json!(16))
    );
    assert_eq!(files(&copy), source);
    let arrived = client
        .call(
            Method::GET,
            &format!("task/{id}/successful_transfers"),
            Value::Null,
        )
        .await;
    let paths = arrived["DATA"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["destination_path"].as_str().unwrap());
    assert_eq!(paths.collect::<BTreeSet<_>>().len(), 11);
    let events = client
        .call(
            Method::GET,
            &format!("task/{id}/event_list?limit=100"),
            Value::Null,
        )
        .await;
    let starts = events["DATA"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["code"] == "STARTED");
    assert_eq!(starts.count(), 1);
    let again = client.call(Method::POST, "transfer", body).await;
    assert_eq!(
        (&again["code"], &again["task_id"]),
        (&json!("Duplicate"), &json!(id))
    );
}

#[tokio::test]
async fn a_queued_task_and_a_restored_one_run_too() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    stage.switch(json!({"transfer_files_per_second": 0})).await;
    let id = stage.copy(&nora, "Thesis figures", "copy", json!({})).await;
    let Stage { practice, http, dir } = stage;
    practice.shutdown().await;
    let options = Options::in_folder(dir.path().join("data"));
    let stage = Stage {
        practice: Practice::start(options).await.unwrap(),
        http,
        dir,
    };
    assert_eq!(stage.ended(&nora, &id).await["status"], "SUCCEEDED");
    // Back to where a task had not begun: it is done again.
    stage.switch(json!({"transfer_files_per_second": 0})).await;
    let id = stage.copy(&nora, "Thesis figures", "again", json!({})).await;
    let taken = stage.admin(Method::POST, "snapshot", json!({})).await;
    stage.switch(json!({"transfer_files_per_second": null})).await;
    assert_eq!(stage.ended(&nora, &id).await["status"], "SUCCEEDED");
    stage.switch(json!({"transfer_files_per_second": 0})).await;
    stage.admin(Method::POST, "restore", taken).await;
    let task = stage.task_when(&nora, &id, |it| it["nice_status"] == "OK").await;
    assert_eq!(
        (&task["status"], &task["files_transferred"]),
        (&json!("ACTIVE"), &json!(0))
    );
    assert!(!stage.disk("again/chapter 1/map.pdf").exists());
    stage.switch(json!({"transfer_files_per_second": null})).await;
    assert_eq!(stage.ended(&nora, &id).await["status"], "SUCCEEDED");
    assert!(stage.disk("again/chapter 1/map.pdf").exists());
}
