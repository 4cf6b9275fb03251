//! Finding, making, changing and deleting collections.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{ALL, JONAS, NORA, Stage, TOMAS};

fn names(list: &Value) -> Vec<&str> {
    list["DATA"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["display_name"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn search_scopes_find_what_they_say() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let search = async |query: &str| stage.get(&format!("endpoint_search?{query}"), &nora).await.ok();
    let mine = search("filter_scope=administered-by-me&filter_entity_type=GCSv5_guest_collection").await;
    assert_eq!(names(&mine), ["Whitfield Lab archive"]);
    assert_eq!(mine["has_next_page"], false);
    assert!(mine.get("total").is_none());
    // Server collections belong to their endpoint, so owner-based scopes miss them.
    let owned = search("filter_scope=my-endpoints").await;
    assert!(!names(&owned).contains(&"Whitfield Lab archive"));
    assert_eq!(names(&search("filter_scope=my-gcp-endpoints").await).len(), 2);
    assert!(names(&search("filter_scope=recently-used").await).contains(&"Core facility results"));
    assert!(names(&search("filter_scope=shared-with-me").await).contains(&"Reef survey 2026"));
    assert_eq!(
        names(&search("filter_fulltext=mapl%20tri").await),
        ["Maple trial 2026"]
    );
    assert!(names(&search("filter_fulltext=maple%20unrelated").await).is_empty());
    let page = search("filter_scope=administered-by-me&limit=3&offset=3").await;
    assert_eq!((names(&page).len(), &page["has_next_page"]), (3, &json!(true)));
    let laptop = stage.collection("Nora's laptop").await;
    assert_eq!(
        names(
            &search(&format!(
                "filter_host_endpoint={laptop}&filter_scope=my-endpoints"
            ))
            .await
        )
        .len(),
        5
    );
}

#[tokio::test]
async fn a_search_that_makes_no_sense_is_a_bad_request() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    for query in [
        "",
        "filter_scope=all",
        "filter_scope=everything",
        "filter_scope=my-endpoints&filter_owner_id=33333333-3333-4333-8333-333333333333",
        "filter_scope=my-endpoints&filter_entity_type=share",
        "filter_scope=my-endpoints&limit=many",
    ] {
        let refused = stage.get(&format!("endpoint_search?{query}"), &nora).await;
        assert_eq!(refused.refusal(), (400, "BadRequest"), "{query}");
    }
}

#[tokio::test]
async fn a_folder_of_the_laptop_becomes_a_guest_collection() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let laptop = stage.collection("Nora's laptop").await;
    let body = json!({"DATA_TYPE": "shared_endpoint", "host_endpoint": laptop, "host_path": "/~/Odd names/",
        "display_name": "Odd", "description": "Names"});
    let created = stage.post("shared_endpoint", &nora, body).await;
    assert_eq!(
        (created.status.as_u16(), &created.body["code"]),
        (201, &json!("Created"))
    );
    let id = created.body["id"].as_str().unwrap();
    let document = stage.get(&format!("endpoint/{id}"), &nora).await.ok();
    assert_eq!(document["entity_type"], "GCP_guest_collection");
    assert_eq!(
        (&document["host_endpoint_id"], &document["public"]),
        (&json!(laptop), &json!(true))
    );
    let root = format!("{}/Odd names/", stage.practice.sample_root().display());
    assert_eq!(document["host_path"], root);
    assert!(
        document["my_effective_roles"]
            .as_array()
            .unwrap()
            .contains(&json!("administrator"))
    );
    let mine = stage
        .get(&format!("endpoint/{laptop}/my_shared_endpoint_list"), &nora)
        .await
        .ok();
    assert!(names(&mine).contains(&"Odd"));
    let roles = stage.get(&format!("endpoint/{id}/role_list"), &nora).await.ok();
    assert_eq!(
        (roles["DATA"].as_array().unwrap().len(), &roles["DATA"][0]["role"]),
        (1, &json!("administrator"))
    );

    let change = json!({"DATA_TYPE": "endpoint", "display_name": "Odder"});
    assert_eq!(
        stage.put(&format!("endpoint/{id}"), &nora, change).await.ok()["code"],
        "Updated"
    );
    let tomas = stage.token(TOMAS, ALL).await;
    assert_eq!(
        stage.delete(&format!("endpoint/{id}"), &tomas).await.refusal(),
        (403, "PermissionDenied")
    );
    assert_eq!(
        stage.delete(&format!("endpoint/{id}"), &nora).await.ok()["code"],
        "Deleted"
    );
    assert_eq!(
        stage.get(&format!("endpoint/{id}"), &nora).await.refusal(),
        (404, "EndpointDeleted")
    );
    stage
        .admin(Method::POST, "config", json!({"deleted_is_remembered": false}))
        .await;
    assert_eq!(
        stage.get(&format!("endpoint/{id}"), &nora).await.refusal(),
        (404, "EndpointNotFound")
    );
}

#[tokio::test]
async fn each_missing_condition_has_its_own_refusal() {
    let stage = Stage::seeded(json!({
        "people": [{"username": NORA, "sign_in": true}, {"username": JONAS, "sign_in": true}],
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "collections": [
            {"name": "Laptop", "type": "GCP_mapped_collection", "owner": NORA, "subscribed": true, "this_computer": true},
            {"name": "Plain", "type": "GCP_mapped_collection", "owner": NORA},
            {"name": "Asleep", "type": "GCP_mapped_collection", "owner": NORA, "subscribed": true, "online": false}
        ]
    }))
    .await;
    let nora = stage.nora().await;
    let jonas = stage.token(JONAS, ALL).await;
    let ask = async |host: &str, path: &str, token: &str| {
        let host = stage.collection(host).await;
        let body = json!({"DATA_TYPE": "shared_endpoint", "host_endpoint_id": host, "host_path": path, "display_name": "X"});
        let reply = stage.post("shared_endpoint", token, body).await;
        (
            reply.status.as_u16(),
            reply.body["code"].as_str().unwrap_or_default().to_owned(),
        )
    };
    let refused = |status: u16, code: &str| (status, code.to_owned());
    assert_eq!(
        ask("Laptop", "/~/Maple trial 2026/", &jonas).await,
        refused(403, "PermissionDenied")
    );
    assert_eq!(ask("Plain", "/a/", &nora).await, refused(409, "Conflict"));
    assert_eq!(
        ask("Asleep", "/a/", &nora).await,
        refused(502, "ExternalError.DirListingFailed.GCDisconnected")
    );
    assert_eq!(ask("Laptop", "/", &nora).await, refused(403, "PermissionDenied"));
    assert_eq!(
        ask("Laptop", "/etc/", &nora).await,
        refused(403, "PermissionDenied")
    );
    assert_eq!(
        ask("Laptop", "/~/gone/", &nora).await,
        refused(404, "ClientError.NotFound")
    );
    assert_eq!(
        ask("Laptop", "/~/Maple trial 2026/README.md", &nora).await,
        refused(404, "ClientError.NotFound")
    );
    assert_eq!(ask("Laptop", "/~/../", &nora).await, refused(400, "InvalidPath"));
    stage
        .admin(
            Method::POST,
            "config",
            json!({"share_not_shareable": {"status": 400, "code": "Other"}}),
        )
        .await;
    assert_eq!(ask("Laptop", "/etc/", &nora).await, refused(400, "Other"));
}

#[tokio::test]
async fn a_dropped_folder_is_allowed_for_good() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let laptop = stage.collection("Nora's laptop").await;
    let folder = stage.dir.path().join("My data");
    std::fs::create_dir(&folder).unwrap();
    let path = format!("{}/", folder.canonicalize().unwrap().display());
    let ls = format!("operation/endpoint/{laptop}/ls?path={path}");
    assert_eq!(
        stage.get(&ls, &nora).await.refusal(),
        (403, "EndpointPermissionDenied")
    );
    stage.practice.allow_folder(&folder).unwrap();
    stage.get(&ls, &nora).await.ok();
    let body = json!({"DATA_TYPE": "shared_endpoint", "host_endpoint": laptop, "host_path": path, "display_name": "Mine"});
    assert_eq!(stage.post("shared_endpoint", &nora, body).await.status, 201);
    let config = std::fs::read_to_string(stage.practice.personal_config_dir().join("config-paths")).unwrap();
    assert!(
        config.contains(&format!("{},1,1\n", path.trim_end_matches('/'))),
        "{config}"
    );
    let id = std::fs::read_to_string(stage.practice.personal_config_dir().join("client-id.txt")).unwrap();
    assert_eq!(id.trim(), laptop);
    assert!(
        stage
            .practice
            .allow_folder(&stage.dir.path().join("not there"))
            .is_err()
    );
}

#[tokio::test]
async fn a_private_collection_is_not_shown_to_strangers() {
    let stage = Stage::demo().await;
    let jonas = stage.token(JONAS, ALL).await;
    let laptop = stage.collection("Nora's laptop").await;
    assert_eq!(
        stage.get(&format!("endpoint/{laptop}"), &jonas).await.refusal(),
        (403, "PermissionDenied")
    );
    let maple = stage.collection("Maple trial 2026").await;
    let document = stage.get(&format!("endpoint/{maple}"), &jonas).await.ok();
    assert_eq!(
        (&document["my_effective_roles"], &document["host_path"]),
        (&json!([]), &Value::Null)
    );
}
