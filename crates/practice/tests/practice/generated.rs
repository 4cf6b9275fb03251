//! Trees that cost no disk.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::harness::{ALL, NORA, Stage};
use crate::task_harness::id_of;

async fn stage() -> Stage {
    Stage::seeded(json!({
        "people": [{"username": NORA, "name": "Nora Whitfield", "sign_in": true}],
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "collections": [
            {"name": "Archive", "type": "GCP_mapped_collection", "owner": NORA, "subscribed": true,
             "generated": {"entries": 200_000, "folders": 20, "depth": 2, "file_bytes": 2000}},
            {"name": "Small", "type": "GCP_mapped_collection", "owner": NORA,
             "generated": {"entries": 30, "folders": 3, "depth": 1, "file_bytes": 5000}},
            {"name": "Disk", "type": "GCP_mapped_collection", "owner": NORA},
            {"name": "Part", "type": "GCP_guest_collection", "owner": NORA, "host": "Archive",
             "path": "/folder-000003/", "folder": false}
        ]
    }))
    .await
}

fn names(list: &Value) -> Vec<&str> {
    list["DATA"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn two_hundred_thousand_entries_are_listed_quickly() {
    let stage = stage().await;
    let nora = stage.token(NORA, ALL).await;
    let archive = stage.collection("Archive").await;
    let ls = async |query: &str| {
        let path = format!("operation/endpoint/{archive}/ls?path=/&{query}");
        stage.get(&path, &nora).await.ok()
    };
    let begun = Instant::now();
    let page = ls("limit=1000&offset=150000").await;
    // Only the page is made: far less than reading two hundred thousand names from a disk takes.
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert_eq!((&page["total"], &page["length"]), (&json!(200_000), &json!(1000)));
    assert!(names(&page).is_sorted());
    let again = ls("limit=1000&offset=150000").await;
    assert_eq!(page["DATA"], again["DATA"]);
    let last = ls("orderby=name%20DESC&limit=2").await;
    assert_eq!(names(&last), ["folder-000020", "folder-000019"]);
    let all = ls("").await;
    assert_eq!(all["length"], 100_000);
    let name = names(&page)[0].to_owned();
    let one = ls(&format!("filter=name:={name}")).await;
    assert_eq!((names(&one), &one["total"]), (vec![name.as_str()], &json!(1)));
    let folders = ls("filter=type:dir&orderby=last_modified%20ASC").await;
    assert_eq!(folders["total"], 20);
    let stat = stage
        .get(&format!("operation/endpoint/{archive}/stat?path=/{name}"), &nora)
        .await
        .ok();
    assert_eq!(stat["size"], page["DATA"][0]["size"]);
    let part = stage.collection("Part").await;
    let inside = stage
        .get(&format!("operation/endpoint/{part}/ls?limit=1"), &nora)
        .await
        .ok();
    let host = stage
        .get(
            &format!("operation/endpoint/{archive}/ls?path=/folder-000003/&limit=1"),
            &nora,
        )
        .await
        .ok();
    assert_eq!(inside["DATA"], host["DATA"]);
}

#[tokio::test]
async fn nothing_can_be_written_and_everything_copied() {
    let stage = stage().await;
    let nora = stage.token(NORA, ALL).await;
    let small = stage.collection("Small").await;
    let mkdir = json!({"DATA_TYPE": "mkdir", "path": "/new"});
    let refused = stage
        .post(&format!("operation/endpoint/{small}/mkdir"), &nora, mkdir)
        .await;
    assert_eq!(refused.refusal(), (403, "EndpointPermissionDenied"));
    let missing = stage
        .get(
            &format!("operation/endpoint/{small}/ls?path=/folder-000004/"),
            &nora,
        )
        .await;
    assert_eq!(missing.refusal(), (404, "ClientError.NotFound"));
    let wish = json!({"verify_checksum": true, "preserve_timestamp": true});
    let id = id_of(
        stage
            .submit_transfer(&nora, ("Small", "/"), ("Disk", "/copy/"), wish)
            .await,
    );
    let task = stage.ended(&nora, &id).await;
    assert_eq!(
        (&task["status"], &task["files"], &task["directories"]),
        (&json!("SUCCEEDED"), &json!(117), &json!(4))
    );
    let disk = stage.collection("Disk").await;
    for folder in ["/", "/folder-000002/"] {
        let source = stage
            .get(
                &format!("operation/endpoint/{small}/ls?path={folder}&filter=type:file"),
                &nora,
            )
            .await
            .ok();
        let copy = stage
            .get(
                &format!("operation/endpoint/{disk}/ls?path=/copy{folder}&filter=type:file"),
                &nora,
            )
            .await
            .ok();
        let shape = |list: &Value| -> Vec<Value> {
            let entries = list["DATA"].as_array().unwrap().iter();
            entries
                .map(|it| json!([it["name"], it["size"], it["last_modified"]]))
                .collect()
        };
        assert_eq!(shape(&source), shape(&copy), "{folder}");
    }
    let id = id_of(
        stage
            .submit_transfer(&nora, ("Disk", "/copy/"), ("Small", "/copy/"), json!({}))
            .await,
    );
    let task = stage
        .task_when(&nora, &id, |it| it["faults"].as_u64() > Some(0))
        .await;
    assert_eq!(task["nice_status"], "PERMISSION_DENIED");
    stage
        .post(&format!("task/{id}/cancel"), &nora, Value::Null)
        .await
        .ok();
}
