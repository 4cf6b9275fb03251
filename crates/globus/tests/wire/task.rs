//! Tasks: what is submitted, and how their documents are read.

use globus::ids::{CollectionId, SubmissionId, TaskId};
use globus::path::CollectionPath;
use globus::transfer::{NewTransfer, TaskStatus};
use serde_json::{Value, json};
use wiremock::MockServer;
use wiremock::matchers::query_param;

use crate::common::{count, error, globus, json as answer, on};

const TRANSFER: &str = "/transfer/v0.10/transfer";
const TASK: &str = "/transfer/v0.10/task/t1";

fn new() -> NewTransfer {
    let path = |text: &str| CollectionPath::parse(text).unwrap();
    NewTransfer {
        submission_id: SubmissionId::new("s1"),
        label: "Maple".to_owned(),
        source: (CollectionId::new("c1"), path("/a/b/")),
        destination: (CollectionId::new("c2"), path("/~/c/")),
        only_what_differs: false,
        deadline: Some("2026-12-31T22:59:59Z".parse().unwrap()),
    }
}

async fn sent(server: &MockServer) -> Value {
    let requests = server.received_requests().await.unwrap();
    serde_json::from_slice(&requests.last().unwrap().body).unwrap()
}

#[tokio::test]
async fn a_folder_is_submitted_with_everything_in_it() {
    let server = MockServer::start().await;
    let accepted = json!({"DATA_TYPE": "transfer_result", "code": "Accepted", "task_id": "t1"});
    on("POST", TRANSFER)
        .respond_with(answer(202, accepted))
        .mount(&server)
        .await;
    let transfer = globus(&server).transfer;
    assert_eq!(transfer.submit_transfer(&new()).await.unwrap(), TaskId::new("t1"));
    assert_eq!(
        sent(&server).await,
        json!({
            "DATA_TYPE": "transfer", "submission_id": "s1", "label": "Maple", "source_endpoint": "c1",
            "destination_endpoint": "c2", "verify_checksum": true, "skip_source_errors": true,
            "notify_on_succeeded": false, "deadline": "2026-12-31T22:59:59+00:00",
            "DATA": [{"DATA_TYPE": "transfer_item", "recursive": true, "source_path": "/a/b/", "destination_path": "/~/c/"}],
        })
    );
    let again = NewTransfer {
        only_what_differs: true,
        ..new()
    };
    transfer.submit_transfer(&again).await.unwrap();
    assert_eq!(sent(&server).await["sync_level"], 3);
}

#[tokio::test]
async fn a_submission_may_be_repeated_and_is_after_a_failure_on_the_way() {
    let server = MockServer::start().await;
    on("POST", TRANSFER)
        .respond_with(error(503, "ServiceUnavailable"))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    on("POST", TRANSFER)
        .respond_with(answer(200, json!({"code": "Duplicate", "task_id": "t1"})))
        .mount(&server)
        .await;
    let task = globus(&server).transfer.submit_transfer(&new()).await;
    assert_eq!(task.unwrap(), TaskId::new("t1"));
    assert_eq!(count(&server, "POST", TRANSFER).await, 2);
}

#[tokio::test]
async fn a_deletion_takes_the_folder_with_it_and_forgives_one_that_is_gone() {
    let server = MockServer::start().await;
    on("POST", "/transfer/v0.10/delete")
        .respond_with(answer(202, json!({"task_id": "t2"})))
        .mount(&server)
        .await;
    let folder = CollectionPath::parse("/a/").unwrap();
    let (submission, collection) = (SubmissionId::new("s2"), CollectionId::new("c1"));
    let deleted = globus(&server)
        .transfer
        .submit_delete(&submission, "Maple", &collection, &folder)
        .await;
    assert_eq!(deleted.unwrap(), TaskId::new("t2"));
    let body = sent(&server).await;
    assert_eq!(
        (&body["recursive"], &body["ignore_missing"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(body["DATA"][0]["path"], "/a/");
}

#[tokio::test]
async fn a_task_is_read_whatever_is_left_out() {
    let server = MockServer::start().await;
    let bare =
        json!({"task_id": "t1", "status": "ACTIVE", "files": null, "fatal_error": null, "is_paused": null});
    on("GET", TASK)
        .respond_with(answer(200, bare))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    let failed =
        json!({"task_id": "t1", "status": "FAILED", "fatal_error": {"code": "CANCELED", "description": "d"}});
    on("GET", TASK)
        .respond_with(answer(200, failed))
        .mount(&server)
        .await;
    let transfer = globus(&server).transfer;
    let id = TaskId::new("t1");
    let task = transfer.task(&id).await.unwrap();
    assert_eq!(
        (task.status, task.files, task.fatal_error),
        (TaskStatus::Active, 0, None)
    );
    let task = transfer.task(&id).await.unwrap();
    assert!(task.status.has_ended());
    assert_eq!(task.fatal_error.unwrap().code, "CANCELED");
}

#[tokio::test]
async fn what_was_left_out_comes_in_pages() {
    let server = MockServer::start().await;
    let route = format!("{TASK}/skipped_errors");
    let entry =
        |path: &str| json!({"source_path": path, "error_code": "FILE_NOT_FOUND", "error_details": null});
    on("GET", &route)
        .and(query_param("marker", "7"))
        .respond_with(answer(200, json!({"DATA": [entry("/b")], "next_marker": null})))
        .mount(&server)
        .await;
    on("GET", &route)
        .respond_with(answer(200, json!({"DATA": [entry("/a")], "next_marker": 7})))
        .with_priority(9)
        .mount(&server)
        .await;
    let transfer = globus(&server).transfer;
    let id = TaskId::new("t1");
    let (first, next) = transfer.skipped_errors(&id, None).await.unwrap();
    assert_eq!(
        (first[0].source_path.as_str(), next.as_deref()),
        ("/a", Some("7"))
    );
    let (second, next) = transfer.skipped_errors(&id, next.as_deref()).await.unwrap();
    assert_eq!((second[0].error_code.as_str(), next), ("FILE_NOT_FOUND", None));
}
