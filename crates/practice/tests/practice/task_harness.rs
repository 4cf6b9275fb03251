//! Submitting tasks and waiting for what becomes of them.

use std::path::PathBuf;
use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Reply, Stage};

/// Longer than any of these tasks takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) const LAPTOP: &str = "Nora's laptop";

impl Stage {
    /// A transfer between two places; `extra` overrides and adds fields.
    pub(crate) async fn transfer_body(&self, from: (&str, &str), to: (&str, &str), extra: Value) -> Value {
        let mut body = json!({"DATA_TYPE": "transfer", "submission_id": uuid::Uuid::new_v4(),
            "source_endpoint": self.collection(from.0).await, "destination_endpoint": self.collection(to.0).await,
            "DATA": [{"DATA_TYPE": "transfer_item", "source_path": from.1, "destination_path": to.1}]});
        merge(&mut body, extra);
        body
    }

    pub(crate) async fn submit_transfer(
        &self,
        token: &str,
        from: (&str, &str),
        to: (&str, &str),
        extra: Value,
    ) -> Reply {
        let body = self.transfer_body(from, to, extra).await;
        self.post("transfer", token, body).await
    }

    /// A transfer on the pretend laptop, between two places below its home; the id of its task.
    pub(crate) async fn copy(&self, token: &str, from: &str, to: &str, extra: Value) -> String {
        let (from, to) = (format!("/~/{from}"), format!("/~/{to}"));
        id_of(
            self.submit_transfer(token, (LAPTOP, &from), (LAPTOP, &to), extra)
                .await,
        )
    }

    pub(crate) async fn submit_delete(&self, token: &str, paths: &[&str], extra: Value) -> Reply {
        let items: Vec<Value> = paths
            .iter()
            .map(|path| json!({"DATA_TYPE": "delete_item", "path": format!("/~/{path}")}))
            .collect();
        let mut body = json!({"DATA_TYPE": "delete", "submission_id": uuid::Uuid::new_v4(),
            "endpoint": self.collection(LAPTOP).await, "DATA": items});
        merge(&mut body, extra);
        self.post("delete", token, body).await
    }

    pub(crate) async fn task(&self, token: &str, id: &str) -> Value {
        self.get(&format!("task/{id}"), token).await.ok()
    }

    /// The task, once it is as it should be.
    pub(crate) async fn task_when(&self, token: &str, id: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        let last = std::sync::Mutex::new(Value::Null);
        let seen = async {
            loop {
                let task = self.task(token, id).await;
                if is_so(&task) {
                    return task;
                }
                *last.lock().unwrap() = task;
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        match tokio::time::timeout(PATIENCE, seen).await {
            Ok(task) => task,
            Err(_) => panic!("the task stays {:#}", last.lock().unwrap()),
        }
    }

    /// The task, once it has ended.
    pub(crate) async fn ended(&self, token: &str, id: &str) -> Value {
        self.task_when(token, id, |it| {
            it["status"] == "SUCCEEDED" || it["status"] == "FAILED"
        })
        .await
    }

    #[track_caller]
    pub(crate) fn disk(&self, path: &str) -> PathBuf {
        self.practice.sample_root().join(path)
    }

    pub(crate) async fn switch(&self, change: Value) {
        self.admin(Method::POST, "config", change).await;
    }

    /// Codes of a task's events, newest first.
    pub(crate) async fn events(&self, token: &str, id: &str, query: &str) -> Vec<String> {
        let list = self
            .get(&format!("task/{id}/event_list?limit=1000&{query}"), token)
            .await
            .ok();
        list["DATA"]
            .as_array()
            .unwrap()
            .iter()
            .map(|event| event["code"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// The id in the answer to a submission.
#[track_caller]
pub(crate) fn id_of(reply: Reply) -> String {
    reply.ok()["task_id"].as_str().unwrap().to_owned()
}

fn merge(body: &mut Value, extra: Value) {
    if let (Some(body), Value::Object(extra)) = (body.as_object_mut(), extra) {
        body.extend(extra);
    }
}
