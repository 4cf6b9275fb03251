//! Guest collections on a server: what must be true before one is made, and what it is then.

use practice::Config;
use reqwest::Method;
use serde_json::json;

use crate::gcs_harness::{Manager, PROTECTED, STORAGE, detail, guest};
use crate::harness::{ALL, JONAS, NORA, Stage, rule};

#[tokio::test]
async fn a_guest_collection_is_made_here_and_shared_in_transfer() {
    let manager = Manager::demo().await;
    let nora = manager.nora().await;
    let storage = manager.stage.collection(STORAGE).await;
    let made = manager
        .post("collections", &nora, guest(&storage, "/projects/whitfield"))
        .await;
    assert_eq!(
        (made.status.as_u16(), &made.body["detail"]),
        (201, &json!("created")),
        "{}",
        made.text
    );
    let document = &made.body["data"][0];
    let id = document["id"].as_str().unwrap();
    assert!(
        document["DATA_TYPE"]
            .as_str()
            .unwrap()
            .starts_with("collection#1.")
    );
    assert_eq!(document["collection_type"], "guest");
    assert_eq!(document["collection_base_path"], "/projects/whitfield");
    assert!(document["domain_name"].as_str().unwrap().starts_with("g-"));
    let person = manager.stage.person(NORA).await;
    assert_eq!(document["identity_id"], person);
    let credentials = manager.get("user_credentials", &nora).await.ok();
    let credential = credentials["data"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["id"] == document["user_credential_id"]);
    assert_eq!(
        credential.unwrap()["storage_gateway_id"],
        document["storage_gateway_id"]
    );

    let transfer = manager.stage.nora().await;
    let seen = manager.stage.get(&format!("endpoint/{id}"), &transfer).await.ok();
    assert_eq!(seen["entity_type"], "GCSv5_guest_collection");
    assert_eq!(seen["owner_id"], manager.endpoint);
    assert_eq!(seen["mapped_collection_id"], storage);
    assert_eq!(seen["https_server"], document["https_url"]);
    assert!(
        seen["my_effective_roles"]
            .as_array()
            .unwrap()
            .contains(&json!("administrator"))
    );
    let roles = manager
        .stage
        .get(&format!("endpoint/{id}/role_list"), &transfer)
        .await
        .ok();
    assert_eq!(
        (
            roles["DATA"].as_array().unwrap().len(),
            &roles["DATA"][0]["principal"]
        ),
        (1, &json!(person))
    );
    manager
        .stage
        .get(&format!("operation/endpoint/{id}/ls?path=/"), &transfer)
        .await
        .ok();
    let jonas = manager.stage.person(JONAS).await;
    manager
        .stage
        .post(
            &format!("endpoint/{id}/access"),
            &transfer,
            rule(&jonas, "/", "r"),
        )
        .await
        .ok();
    let his = manager.stage.token(JONAS, ALL).await;
    manager
        .stage
        .get(&format!("operation/endpoint/{id}/ls?path=/"), &his)
        .await
        .ok();

    let foreign = manager.stage.token(JONAS, &manager.scope()).await;
    let path = format!("collections/{id}");
    assert_eq!(
        detail(&manager.delete(&path, &foreign).await),
        (403, "permission_denied", "missing_required_role")
    );
    let renamed = json!({"DATA_TYPE": "collection#1.0.0", "display_name": "Renamed"});
    manager.patch(&path, &nora, renamed).await.ok();
    let seen = manager.stage.get(&format!("endpoint/{id}"), &transfer).await.ok();
    assert_eq!(seen["display_name"], "Renamed");
    assert_eq!(manager.delete(&path, &nora).await.ok()["code"], "success");
    assert_eq!(manager.get(&path, &nora).await.status, 404);
    assert_eq!(
        manager
            .stage
            .get(&format!("endpoint/{id}"), &transfer)
            .await
            .refusal(),
        (404, "EndpointDeleted")
    );
}

#[tokio::test]
async fn the_consent_for_the_data_is_asked_for_and_taken_in_both_spellings() {
    let manager = Manager::demo().await;
    let storage = manager.stage.collection(STORAGE).await;
    let plain = manager.stage.token(NORA, &manager.scope()).await;
    let refused = manager.post("collections", &plain, guest(&storage, "/")).await;
    assert_eq!(
        detail(&refused),
        (403, "permission_denied", "missing_required_scopes")
    );
    assert_eq!(refused.body["DATA_TYPE"], "result#1.1.0");
    let wanted = json!([manager.scope_with_data(&storage)]);
    assert_eq!(
        refused.body["authorization_parameters"]["required_scopes"],
        wanted
    );
    manager
        .stage
        .admin(
            Method::POST,
            "config",
            json!({"gcs_missing_data_access": {"status": 401, "code": "not_authorized"}}),
        )
        .await;
    let refused = manager.post("collections", &plain, guest(&storage, "/")).await;
    assert_eq!(
        detail(&refused),
        (401, "not_authorized", "missing_required_scopes")
    );
    // Without the star, as the official CLI asks with client credentials.
    let firm = manager.scope_with_data(&storage).replace('*', "");
    let token = manager.stage.token(NORA, &firm).await;
    manager
        .post("collections", &token, guest(&storage, "/"))
        .await
        .ok();
}

#[tokio::test]
async fn applications_own_guest_collections_where_the_gateway_admits_them() {
    let manager = Manager::demo().await;
    let storage = manager.stage.collection(STORAGE).await;
    // The official example asks for the plain scope and the one with the consent.
    let scope = format!("{} {}", manager.scope(), manager.scope_with_data(&storage));
    let robot = manager
        .stage
        .application("Core facility access desk", &scope)
        .await;
    let without = manager.post("collections", &robot, guest(&storage, "/")).await;
    assert_eq!(
        detail(&without),
        (403, "permission_denied", "credential_not_found")
    );
    let gateway =
        manager.get(&format!("collections/{storage}"), &robot).await.ok()["data"][0]["storage_gateway_id"]
            .clone();
    let body = json!({"DATA_TYPE": "user_credential#1.0.0", "storage_gateway_id": gateway});
    manager.post("user_credentials", &robot, body).await.ok();
    let made = manager
        .post("collections", &robot, guest(&storage, "/"))
        .await
        .ok();
    let listed = manager.get("collections?filter=created_by_me", &robot).await.ok();
    assert_eq!(listed["data"][0]["id"], made["data"][0]["id"]);
    let transfer = manager.stage.application("Core facility access desk", ALL).await;
    let id = made["data"][0]["id"].as_str().unwrap();
    manager
        .stage
        .get(&format!("endpoint/{id}/access_list"), &transfer)
        .await
        .ok();
}

#[tokio::test]
async fn protected_data_needs_a_fresh_sign_in_instead_of_a_consent() {
    let manager = Manager::demo().await;
    let protected = manager.stage.collection(PROTECTED).await;
    let token = manager.stage.token(NORA, &manager.scope()).await;
    let made = manager
        .post("collections", &token, guest(&protected, "/"))
        .await
        .ok();
    assert_eq!(made["data"][0]["high_assurance"], true);
    manager
        .stage
        .admin(Method::POST, "clock", json!({"advance_seconds": 31 * 60}))
        .await;
    let refused = manager.post("collections", &token, guest(&protected, "/")).await;
    assert_eq!(
        detail(&refused),
        (403, "permission_denied", "authentication_timeout")
    );
    let person = manager.stage.person(NORA).await;
    assert_eq!(refused.body["detail"]["identities"], json!([person]));
    assert_eq!(
        refused.body["authorization_parameters"]["session_required_identities"],
        json!([person])
    );
    let fresh = manager.stage.token(NORA, &manager.scope()).await;
    manager
        .post("collections", &fresh, guest(&protected, "/"))
        .await
        .ok();
}

#[tokio::test]
async fn transfer_may_hear_of_a_new_collection_later() {
    let stage = Stage::with(
        practice::Seed::Demo,
        serde_json::from_value::<Config>(json!({"guest_visible_after_seconds": 20})).unwrap(),
    )
    .await;
    let manager = Manager::on(stage, crate::gcs_harness::ENDPOINT).await;
    let (nora, transfer) = (manager.nora().await, manager.stage.nora().await);
    let storage = manager.stage.collection(STORAGE).await;
    let made = manager
        .post("collections", &nora, guest(&storage, "/"))
        .await
        .ok();
    let id = made["data"][0]["id"].as_str().unwrap();
    let path = format!("endpoint/{id}");
    manager.get(&format!("collections/{id}"), &nora).await.ok();
    assert_eq!(
        manager.stage.get(&path, &transfer).await.refusal(),
        (404, "EndpointNotFound")
    );
    let search = "endpoint_search?filter_scope=administered-by-me&filter_fulltext=Made";
    assert_eq!(manager.stage.get(search, &transfer).await.ok()["DATA"], json!([]));
    manager
        .stage
        .admin(Method::POST, "clock", json!({"advance_seconds": 20}))
        .await;
    manager.stage.get(&path, &transfer).await.ok();
    assert_eq!(
        manager.stage.get(search, &transfer).await.ok()["DATA"][0]["id"],
        id
    );
}
