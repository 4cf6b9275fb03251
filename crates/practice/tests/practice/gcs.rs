//! The manager of a server: envelope, tokens, lists, the endpoint itself.

use reqwest::Method;
use serde_json::{Value, json};

use crate::gcs_harness::{ENDPOINT, Manager, PROTECTED, STORAGE, detail, names};
use crate::harness::{ALL, NORA};

#[tokio::test]
async fn the_manager_describes_itself_to_everybody() {
    let manager = Manager::demo().await;
    let info = manager
        .stage
        .send(manager.request(Method::GET, "info"))
        .await
        .ok();
    assert_eq!(
        (&info["DATA_TYPE"], &info["code"]),
        (&json!("result#1.1.0"), &json!("success"))
    );
    assert_eq!(info["data"][0]["DATA_TYPE"], "info#1.0.0");
    assert_eq!(info["data"][0]["client_id"], manager.endpoint);
    assert_eq!(info["data"][1]["display_name"], "POSIX");
    // Without an id the first server of the seed answers, as the official examples spell it.
    let first = format!("{}api/info", manager.stage.practice.urls().gcs);
    assert_eq!(
        manager.fetch(&first).await.ok()["data"][0]["endpoint_id"],
        manager.endpoint
    );
    // Transfer says where the manager is.
    let token = manager.stage.nora().await;
    let storage = manager.stage.collection(STORAGE).await;
    let document = manager
        .stage
        .get(&format!("endpoint/{storage}"), &token)
        .await
        .ok();
    let url = format!("{}/api/info", document["gcs_manager_url"].as_str().unwrap());
    assert_eq!(
        manager.fetch(&url).await.ok()["data"][0]["client_id"],
        document["owner_id"]
    );
}

#[tokio::test]
async fn only_a_token_for_this_server_opens_it() {
    let manager = Manager::demo().await;
    let none = manager
        .stage
        .send(manager.request(Method::GET, "collections"))
        .await;
    assert_eq!(detail(&none), (401, "not_authorized", ""));
    let wrong = manager.get("collections", "practice-secret-nothing").await;
    assert_eq!(detail(&wrong), (401, "not_authorized", ""));
    let transfer = manager.stage.nora().await;
    let other = manager.get("collections", &transfer).await;
    assert_eq!(detail(&other), (401, "not_authorized", "missing_required_scopes"));
    assert_eq!(other.body["detail"]["required_scopes"], json!([manager.scope()]));
    let unknown = manager.get("nowhere", &transfer).await;
    assert_eq!(detail(&unknown), (404, "not_found", ""));
    let nora = manager.nora().await;
    manager.get("collections", &nora).await.ok();
}

#[tokio::test]
async fn collections_are_listed_by_kind_by_role_and_in_pages() {
    let manager = Manager::demo().await;
    let nora = manager.nora().await;
    let list = async |query: &str| manager.get(&format!("collections?{query}"), &nora).await.ok();
    let mapped = list("filter=mapped_collections").await;
    assert_eq!(
        names(&mapped),
        ["Northfield Instrument Archive", PROTECTED, STORAGE]
    );
    assert_eq!(
        names(&list("filter=guest_collections,created_by_me").await),
        ["Whitfield Lab archive"]
    );
    let managed = list("filter=managed_by_me").await;
    assert_eq!(
        names(&managed),
        [
            "Core facility results",
            "Reef survey 2026",
            "Whitfield Lab archive"
        ]
    );
    assert!(names(&list("filter=mapped_collections,guest_collections").await).is_empty());
    let storage = manager.stage.collection(STORAGE).await;
    let on_storage = list(&format!("mapped_collection_id={storage}")).await;
    assert_eq!(names(&on_storage).len(), 3);
    assert!(names(&list("filter=created_at<2001-01-01").await).is_empty());
    assert_eq!(names(&list("filter=created_at>=2001-01-01").await).len(), 6);

    let mut seen = Vec::new();
    let mut marker = String::new();
    loop {
        let page = list(&format!("page_size=4&marker={marker}")).await;
        seen.extend(names(&page).into_iter().map(str::to_owned));
        marker = page["marker"].as_str().unwrap().to_owned();
        assert_eq!(page["has_next_page"], !marker.is_empty());
        if marker.is_empty() {
            break;
        }
    }
    assert_eq!(seen.len(), 6);
    for query in [
        "filter=mine",
        "page_size=0",
        "marker=?",
        "include=secrets",
        "storage_gateway_id=x",
    ] {
        let refused = manager.get(&format!("collections?{query}"), &nora).await;
        assert_eq!(detail(&refused), (400, "bad_request", ""), "{query}");
    }
}

#[tokio::test]
async fn private_policies_are_for_administrators() {
    let manager = Manager::demo().await;
    let (nora, admin) = (manager.nora().await, manager.administrator().await);
    let storage = manager.stage.collection(STORAGE).await;
    let path = format!("collections/{storage}");
    let open = manager.get(&path, &nora).await.ok();
    let document = &open["data"][0];
    assert_eq!(document["DATA_TYPE"], "collection#1.8.0");
    assert_eq!(document["allow_guest_collections"], true);
    assert!(document.get("sharing_users_allow").is_none());
    let refused = manager
        .get(&format!("{path}?include=private_policies"), &nora)
        .await;
    assert_eq!(
        detail(&refused),
        (403, "permission_denied", "missing_required_role")
    );
    let change = json!({"DATA_TYPE": "collection#1.2.0", "sharing_users_deny": ["someone"], "keywords": ["maple", "trees"],
        "sharing_restrict_paths": {"DATA_TYPE": "path_restrictions#1.0.0", "read": ["/"], "none": ["/core"]}});
    let refused = manager.patch(&path, &nora, change.clone()).await;
    assert_eq!(
        detail(&refused),
        (403, "permission_denied", "missing_required_role")
    );
    manager.patch(&path, &admin, change).await.ok();
    let closer = manager
        .get(&format!("{path}?include=private_policies"), &admin)
        .await
        .ok();
    assert_eq!(closer["data"][0]["sharing_users_deny"], json!(["someone"]));
    assert_eq!(
        closer["data"][0]["sharing_restrict_paths"]["none"],
        json!(["/core"])
    );
    assert_eq!(closer["data"][0]["keywords"], json!(["maple", "trees"]));
    // One text in Transfer.
    let transfer = manager.stage.nora().await;
    let seen = manager
        .stage
        .get(&format!("endpoint/{storage}"), &transfer)
        .await
        .ok();
    assert_eq!(seen["keywords"], "maple, trees");
}

#[tokio::test]
async fn what_is_wrong_with_a_document_is_said_field_by_field() {
    let manager = Manager::demo().await;
    let admin = manager.administrator().await;
    let storage = manager.stage.collection(STORAGE).await;
    let path = format!("collections/{storage}");
    let wrong = json!({"DATA_TYPE": "collection#2.0.0", "public": "yes", "collection_base_path": "/elsewhere",
        "skip_auto_delete": true, "force_verify": true, "disable_verify": true});
    let refused = manager.patch(&path, &admin, wrong).await;
    assert_eq!(detail(&refused), (422, "unprocessable_entity", "invalid_input"));
    let fields: Vec<&Value> = refused.body["detail"]["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["field"])
        .collect();
    for field in [
        "DATA_TYPE",
        "public",
        "collection_base_path",
        "skip_auto_delete",
        "force_verify",
    ] {
        assert!(fields.contains(&&json!(field)), "{field}: {fields:?}");
    }
    let text = manager
        .request(Method::PATCH, &path)
        .bearer_auth(&admin)
        .header("content-type", "text/plain")
        .body("{}");
    assert_eq!(
        detail(&manager.stage.send(text).await),
        (415, "unsupported_media_type", "")
    );
    let broken = manager
        .request(Method::PATCH, &path)
        .bearer_auth(&admin)
        .header("content-type", "application/json")
        .body("{");
    assert_eq!(
        detail(&manager.stage.send(broken).await),
        (400, "bad_request", "")
    );
}

#[tokio::test]
async fn the_endpoint_is_changed_by_its_administrators() {
    let manager = Manager::demo().await;
    let (nora, admin) = (manager.nora().await, manager.administrator().await);
    let document = manager.get("endpoint", &nora).await.ok();
    assert_eq!(document["data"][0]["DATA_TYPE"], "endpoint#1.2.0");
    assert_eq!(document["data"][0]["display_name"], ENDPOINT);
    let change = json!({"DATA_TYPE": "endpoint#1.0.0", "department": "Computing", "subscription_id": null});
    assert_eq!(
        detail(&manager.patch("endpoint", &nora, change.clone()).await),
        (403, "permission_denied", "missing_required_role")
    );
    let plain = manager.patch("endpoint", &admin, change).await.ok();
    assert_eq!(plain["data"], json!([]));
    // Its collections are no longer managed ones: no new guests, no roles.
    let storage = manager.stage.collection(STORAGE).await;
    let refused = manager
        .post("collections", &nora, crate::gcs_harness::guest(&storage, "/"))
        .await;
    assert_eq!(
        detail(&refused),
        (403, "permission_denied", "subscription_required")
    );
    let transfer = manager.stage.token(NORA, ALL).await;
    let seen = manager
        .stage
        .get(&format!("endpoint/{storage}"), &transfer)
        .await
        .ok();
    assert_eq!(seen["subscription_id"], Value::Null);
    // The official CLI has a route of its own for it.
    let back = json!({"DATA_TYPE": "endpoint_subscription#1.0.0", "subscription_id": "DEFAULT"});
    let path = "endpoint/subscription_id";
    let set = manager
        .call(Method::PUT, path, &admin, Some(back.clone()))
        .await
        .ok();
    assert!(set["message"].as_str().unwrap().contains(&manager.endpoint));
    let refused = manager.call(Method::PUT, path, &nora, Some(back)).await;
    assert_eq!(
        detail(&refused),
        (403, "permission_denied", "missing_required_role")
    );
    let seen = manager
        .stage
        .get(&format!("endpoint/{storage}"), &transfer)
        .await
        .ok();
    assert!(seen["subscription_id"].is_string());
    assert_eq!(
        (&seen["non_functional_endpoint_id"], &seen["mfa_required"]),
        (&json!(manager.endpoint), &json!(false))
    );
}

#[tokio::test]
async fn an_administrator_of_the_endpoint_makes_mapped_collections() {
    let manager = Manager::demo().await;
    let (nora, admin) = (manager.nora().await, manager.administrator().await);
    let gateways = manager.get("storage_gateways", &admin).await.ok();
    let open = gateways["data"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["high_assurance"] == false)
        .unwrap();
    let body = json!({"DATA_TYPE": "collection#1.0.0", "collection_type": "mapped", "collection_base_path": "/",
        "storage_gateway_id": open["id"], "display_name": "Scratch", "allow_guest_collections": true});
    let refused = manager.post("collections", &nora, body.clone()).await;
    assert_eq!(
        detail(&refused),
        (403, "permission_denied", "missing_required_role")
    );
    let made = manager.post("collections", &admin, body).await.ok();
    let id = made["data"][0]["id"].as_str().unwrap();
    let data_access = format!("{ALL}[*https://auth.globus.org/scopes/{id}/data_access]");
    let token = manager.stage.token(NORA, &data_access).await;
    manager
        .stage
        .get(&format!("operation/endpoint/{id}/ls?path=/"), &token)
        .await
        .ok();
}
