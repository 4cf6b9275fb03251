//! Transfer tasks: submitted, worked on, looked up.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{NORA, Stage, TOMAS, rule};
use crate::task_harness::{LAPTOP, id_of};

#[tokio::test]
async fn a_folder_is_copied_and_its_history_can_be_read() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let from = ("Maple trial 2026", "/Results/");
    let to = ("Spring sequencing", "/from maple/");
    let body = stage
        .transfer_body(from, to, json!({"label": "Results", "verify_checksum": true}))
        .await;
    let accepted = stage.post("transfer", &nora, body.clone()).await;
    assert_eq!(accepted.status, 202);
    let accepted = accepted.ok();
    assert_eq!(
        (&accepted["DATA_TYPE"], &accepted["code"]),
        (&json!("transfer_result"), &json!("Accepted"))
    );
    let id = accepted["task_id"].as_str().unwrap();
    let task = stage.ended(&nora, id).await;
    assert_eq!(task["status"], "SUCCEEDED", "{task:#}");
    let counts = [
        "files",
        "files_transferred",
        "directories",
        "subtasks_total",
        "subtasks_succeeded",
        "faults",
    ];
    let counts = counts.map(|name| task[name].as_u64().unwrap());
    assert_eq!(counts, [11, 11, 4, 16, 16, 0], "{task:#}");
    assert!(task["bytes_transferred"].as_u64().unwrap() > 170_000);
    assert_eq!(
        (&task["nice_status"], &task["type"], &task["label"]),
        (&Value::Null, &json!("TRANSFER"), &json!("Results"))
    );
    assert_eq!(task["owner_id"], json!(stage.person(NORA).await));
    for file in ["README.md", "raw/plate_01.csv", "figures/Figure 1.png"] {
        let source = std::fs::read(stage.disk(&format!("Maple trial 2026/Results/{file}"))).unwrap();
        let copy = std::fs::read(stage.disk(&format!("Spring sequencing/from maple/{file}"))).unwrap();
        assert_eq!(source, copy, "{file}");
    }
    // Once more: the same task.
    let again = stage.post("transfer", &nora, body).await.ok();
    assert_eq!(
        (&again["code"], again["task_id"].as_str()),
        (&json!("Duplicate"), Some(id))
    );
    let events = stage.events(&nora, id, "").await;
    assert_eq!(events, ["SUCCEEDED", "PROGRESS", "STARTED"]);
    let list = stage
        .get(&format!("task/{id}/event_list?filter=is_error:1"), &nora)
        .await
        .ok();
    assert_eq!(
        (&list["total"], &list["DATA_TYPE"]),
        (&json!(0), &json!("event_list"))
    );
    let arrived = stage
        .get(&format!("task/{id}/successful_transfers"), &nora)
        .await
        .ok();
    assert_eq!(
        (arrived["DATA"].as_array().unwrap().len(), &arrived["next_marker"]),
        (11, &Value::Null)
    );
    let one = &arrived["DATA"][0];
    assert_eq!(one["source_path"], "/Results/README.md");
    assert_eq!(one["destination_path"], "/from maple/README.md");
    // A recently used place, for both ends.
    let used = stage
        .get(
            "endpoint_search?filter_scope=recently-used&fields=display_name",
            &nora,
        )
        .await
        .ok();
    assert!(
        used["DATA"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["display_name"] == "Spring sequencing")
    );
}

#[tokio::test]
async fn what_makes_no_sense_or_is_not_allowed_is_refused() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let good = stage
        .transfer_body((LAPTOP, "/~/Thesis figures"), (LAPTOP, "/~/copy"), json!({}))
        .await;
    let endpoint = stage.collection("Northfield Research Computing").await;
    let storage = stage.collection("Northfield Research Storage").await;
    let mut missing = good.clone();
    missing["DATA"] = json!([]);
    let refused = stage.post("transfer", &nora, missing).await;
    assert_eq!(refused.refusal(), (400, "ClientError.BadRequest.NoTransferItems"));
    for (field, value, refusal) in [
        ("label", json!(" a"), (400, "BadRequest")),
        ("sync_level", json!(9), (400, "BadRequest")),
        ("source_endpoint", json!("no-uuid"), (404, "EndpointNotFound")),
        ("destination_endpoint", json!(endpoint), (409, "NotSupported")),
        ("destination_endpoint", json!(storage), (403, "ConsentRequired")),
    ] {
        let mut body = good.clone();
        body[field] = value;
        let refused = stage.post("transfer", &nora, body).await;
        assert_eq!(refused.refusal(), refusal, "{field} {}", refused.text);
    }
    // Somebody with read access only, and somebody with none.
    let tomas = stage.token(TOMAS, crate::harness::ALL).await;
    let (maple, reef) = ("Maple trial 2026", "Reef survey 2026");
    for (from, to) in [
        ((maple, "/Results/figures/"), (maple, "/Results/figures/new/")),
        ((maple, "/Protocol.docx"), (reef, "/new.docx")),
    ] {
        let refused = stage.submit_transfer(&tomas, from, to, json!({})).await;
        assert_eq!(refused.refusal(), (403, "EndpointPermissionDenied"), "{from:?}");
    }
    let allowed = stage
        .submit_transfer(&tomas, (maple, "/Results/figures/"), (reef, "/new/"), json!({}))
        .await;
    let id = id_of(allowed);
    assert_eq!(stage.ended(&tomas, &id).await["status"], "SUCCEEDED");
    // It is Tomás's task and nobody else's.
    assert_eq!(
        stage.get(&format!("task/{id}"), &nora).await.refusal(),
        (403, "PermissionDenied")
    );
    assert_eq!(
        stage
            .get("task/00000000-0000-4000-8000-000000000000", &nora)
            .await
            .refusal()
            .0,
        404
    );
    let list = stage.get("task_list", &nora).await.ok();
    assert_eq!(list["total"], 0);
}

#[tokio::test]
async fn three_run_and_the_rest_waits_until_one_is_cancelled() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    stage.switch(json!({"transfer_files_per_second": 0})).await;
    let mut ids = Vec::new();
    for number in 0..4 {
        ids.push(
            stage
                .copy(
                    &nora,
                    "Thesis figures",
                    &format!("copy {number}"),
                    json!({"label": format!("copy {number}")}),
                )
                .await,
        );
    }
    for id in &ids[..3] {
        stage.task_when(&nora, id, |it| it["nice_status"] == "OK").await;
    }
    let queued = stage.task(&nora, &ids[3]).await;
    assert_eq!(
        (&queued["status"], &queued["nice_status"]),
        (&json!("ACTIVE"), &json!("Queued"))
    );
    let laptop = stage
        .get(&format!("endpoint/{}", stage.collection(LAPTOP).await), &nora)
        .await
        .ok();
    assert_eq!(laptop["in_use"], true);
    let in_use = stage.get("endpoint_search?filter_scope=in-use", &nora).await.ok();
    assert_eq!(in_use["DATA"].as_array().unwrap().len(), 1);
    // A delete has places of its own.
    let delete = id_of(
        stage
            .submit_delete(&nora, &["Field notes/Photos/IMG_0412.jpg"], json!({}))
            .await,
    );
    stage
        .task_when(&nora, &delete, |it| it["nice_status"] == "OK")
        .await;
    let canceled = stage
        .post(&format!("task/{}/cancel", ids[0]), &nora, Value::Null)
        .await;
    assert_eq!(canceled.ok()["code"], "Canceled");
    let task = stage.task(&nora, &ids[0]).await;
    assert_eq!(
        (&task["status"], &task["fatal_error"]["code"]),
        (&json!("FAILED"), &json!("CANCELED"))
    );
    assert!(task["subtasks_canceled"].as_u64().unwrap() > 0);
    stage
        .task_when(&nora, &ids[3], |it| it["nice_status"] == "OK")
        .await;
    // Named anew, and then let go.
    let update = json!({"DATA_TYPE": "task", "label": "renamed", "deadline": "2099-01-01T00:00:00Z"});
    let path = format!("task/{}", ids[1]);
    assert_eq!(
        stage.put(&path, &nora, update.clone()).await.ok()["code"],
        "Updated"
    );
    stage.switch(json!({"transfer_files_per_second": null})).await;
    let task = stage.ended(&nora, &ids[1]).await;
    assert_eq!(
        (&task["label"], &task["deadline"]),
        (&json!("renamed"), &json!("2099-01-01T00:00:00+00:00"))
    );
    assert_eq!(stage.put(&path, &nora, update).await.refusal(), (409, "Conflict"));
    let late = stage.post(&format!("{path}/cancel"), &nora, Value::Null).await;
    assert_eq!(
        (late.status.as_u16(), &late.ok()["code"]),
        (200, &json!("TaskComplete"))
    );
    stage.ended(&nora, &delete).await;
    stage.ended(&nora, &ids[3]).await;
    stage.ended(&nora, &ids[2]).await;
    for (query, total) in [
        ("filter=type:TRANSFER,DELETE", 5),
        ("filter=type:DELETE", 1),
        ("filter=status:FAILED/type:TRANSFER", 1),
        ("filter=label:=renamed", 1),
        ("filter=label:~copy*", 3),
        ("filter=label:~copy*,!copy%202", 2),
        ("filter=request_time:2099-01-01,", 0),
        (&format!("filter=task_id:{},{}", ids[0], ids[1]), 2),
    ] {
        let list = stage.get(&format!("task_list?{query}"), &nora).await.ok();
        assert_eq!(list["total"], total, "{query}");
    }
    let page = stage
        .get("task_list?limit=2&offset=1&orderby=request_time%20ASC", &nora)
        .await
        .ok();
    let found: Vec<_> = page["DATA"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["task_id"].as_str().unwrap())
        .collect();
    assert_eq!(
        (found, &page["total"], &page["length"]),
        (vec![ids[1].as_str(), &ids[2]], &json!(5), &json!(2))
    );
}

#[tokio::test]
async fn access_that_is_lost_half_way_stops_the_files_that_are_left() {
    let stage = Stage::demo().await;
    let (nora, tomas) = (stage.nora().await, stage.token(TOMAS, crate::harness::ALL).await);
    stage
        .switch(json!({"transfer_retry_ms": 20, "transfer_files_per_second": 0}))
        .await;
    let access = format!("endpoint/{}/access", stage.collection("Spring sequencing").await);
    let person = stage.person(TOMAS).await;
    let given = stage
        .post(&access, &nora, rule(&person, "/incoming/", "rw"))
        .await
        .ok();
    let given = format!("{access}/{}", given["access_id"].as_str().unwrap());
    let (from, to) = (
        ("Maple trial 2026", "/Results/figures/"),
        ("Spring sequencing", "/incoming/"),
    );
    let id = id_of(stage.submit_transfer(&tomas, from, to, json!({})).await);
    stage.task_when(&tomas, &id, |it| it["files"] == 3).await;
    // Read alone is not enough at the destination.
    stage
        .put(&given, &nora, json!({"DATA_TYPE": "access", "permissions": "r"}))
        .await
        .ok();
    stage.switch(json!({"transfer_files_per_second": null})).await;
    let task = stage
        .task_when(&tomas, &id, |it| it["faults"].as_u64() > Some(1))
        .await;
    assert_eq!(
        (&task["status"], &task["nice_status"]),
        (&json!("ACTIVE"), &json!("PERMISSION_DENIED"))
    );
    assert_eq!(
        (&task["is_ok"], &task["subtasks_retrying"]),
        (&json!(false), &json!(1))
    );
    assert!(!stage.disk("Spring sequencing/incoming/Figure 1.png").exists());
    stage
        .put(&given, &nora, json!({"DATA_TYPE": "access", "permissions": "rw"}))
        .await
        .ok();
    let task = stage.ended(&tomas, &id).await;
    assert_eq!(
        (&task["status"], &task["files_transferred"]),
        (&json!("SUCCEEDED"), &json!(3))
    );
    let errors = stage.events(&tomas, &id, "filter=is_error:1").await;
    assert!(errors.len() > 1 && errors.iter().all(|code| code == "PERMISSION_DENIED"));
    let first = stage
        .get(&format!("task/{id}/event_list?limit=1&offset=1"), &tomas)
        .await
        .ok();
    assert_eq!(
        (&first["length"], &first["limit"], &first["offset"]),
        (&json!(1), &json!(1), &json!(1))
    );
}

#[tokio::test]
async fn a_computer_that_is_off_is_waited_for_but_not_beyond_the_deadline() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let laptop = stage.collection(LAPTOP).await;
    stage
        .admin(
            Method::POST,
            "online",
            json!({"collection_id": laptop, "online": false}),
        )
        .await;
    let id = stage.copy(&nora, "Thesis figures", "copy", json!({})).await;
    let task = stage
        .task_when(&nora, &id, |it| it["nice_status"] == "GC_NOT_CONNECTED")
        .await;
    assert_eq!(
        (&task["status"], &task["is_paused"]),
        (&json!("ACTIVE"), &json!(false))
    );
    stage
        .admin(
            Method::POST,
            "online",
            json!({"collection_id": laptop, "online": true}),
        )
        .await;
    assert_eq!(stage.ended(&nora, &id).await["status"], "SUCCEEDED");
    stage
        .admin(
            Method::POST,
            "gcp-paused",
            json!({"collection_id": laptop, "paused": true}),
        )
        .await;
    let id = stage.copy(&nora, "Thesis figures", "copy 2", json!({})).await;
    stage
        .task_when(&nora, &id, |it| it["nice_status"] == "GC_PAUSED")
        .await;
    stage
        .admin(Method::POST, "clock", json!({"advance_seconds": 90_000}))
        .await;
    let task = stage.ended(&nora, &id).await;
    assert_eq!(
        (&task["status"], &task["fatal_error"]["code"]),
        (&json!("FAILED"), &json!("DEADLINE"))
    );
    // After a month nobody knows the details any more.
    stage
        .admin(Method::POST, "clock", json!({"advance_seconds": 31 * 86_400}))
        .await;
    let nora = stage.nora().await;
    assert_eq!(stage.task(&nora, &id).await["history_deleted"], true);
    assert!(stage.events(&nora, &id, "").await.is_empty());
}
