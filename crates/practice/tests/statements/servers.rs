//! Guest collections on servers: S38 to S41.

use reqwest::Method;
use serde_json::{Value, json};

use crate::gcs_harness::{Manager, PROTECTED, STORAGE, detail, guest};
use crate::ground::kept_out;
use crate::harness::{ALL, JONAS, NORA, Stage, TOMAS, rule};

const CLIENT: &str = "9f2c0002-0000-4000-8000-000000000001";

async fn names(stage: &Stage, collection: &str, path: &str, token: &str) -> Value {
    let list = stage
        .get(&format!("operation/endpoint/{collection}/ls?path={path}"), token)
        .await
        .ok();
    list["DATA"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].clone())
        .collect()
}

/// S38: a guest collection exposes a folder of another collection through the local rights of its creator: its root is
/// that folder, nothing above it is seen, and without the creator's account nothing can be read.
#[tokio::test]
async fn s38_a_guest_collection_shows_a_folder_by_its_creators_rights() {
    let manager = Manager::demo().await;
    let stage = &manager.stage;
    let storage = stage.collection(STORAGE).await;
    let data_access = format!("{ALL}[*https://auth.globus.org/scopes/{storage}/data_access]");
    let wide = stage.token(NORA, &data_access).await;
    let mkdir = json!({"DATA_TYPE": "mkdir", "path": "/projects/whitfield/s38"});
    stage
        .post(&format!("operation/endpoint/{storage}/mkdir"), &wide, mkdir)
        .await
        .ok();
    let nora = manager.nora().await;
    let made = manager
        .post("collections", &nora, guest(&storage, "/projects/whitfield"))
        .await
        .ok();
    let made = &made["data"][0];
    let id = made["id"].as_str().unwrap();
    assert_eq!(
        names(stage, id, "/", &wide).await,
        names(stage, &storage, "/projects/whitfield/", &wide).await
    );
    kept_out(
        &stage
            .get(&format!("operation/endpoint/{id}/ls?path=/../"), &wide)
            .await,
    );
    // Jonas has no account on the server; his access is the creator's.
    let jonas = stage.person(JONAS).await;
    stage
        .post(&format!("endpoint/{id}/access"), &wide, rule(&jonas, "/", "r"))
        .await
        .ok();
    let token = stage.token(JONAS, ALL).await;
    assert!(
        names(stage, id, "/", &token)
            .await
            .as_array()
            .unwrap()
            .contains(&json!("s38"))
    );
    let credential = made["user_credential_id"].as_str().unwrap();
    manager
        .delete(&format!("user_credentials/{credential}"), &nora)
        .await
        .ok();
    for who in [&token, &wide] {
        let refused = stage
            .get(&format!("operation/endpoint/{id}/ls?path=/"), who)
            .await;
        assert_eq!(
            refused.refusal(),
            (502, "ExternalError.DirListingFailed.LoginFailed")
        );
    }
}

/// A protected server whose guests ask for a fresh sign-in too, or not, or are not allowed at all.
async fn protected(inherit: bool, allow: bool) -> Manager {
    let stage = Stage::seeded(json!({
        "people": [{"username": NORA, "sign_in": true}],
        "clients": [{"id": CLIENT, "name": "Guestlist"}],
        "collections": [
            {"name": "Server", "type": "GCSv5_endpoint", "subscribed": true, "server": {"storage_gateways": [
                {"name": "Disk", "allowed_domains": ["northfield.example"], "high_assurance": true,
                 "authentication_timeout_mins": 30, "user_credentials": [{"who": NORA}]}]}},
            {"name": "Patients", "type": "GCSv5_mapped_collection", "host": "Server", "server": {
                "storage_gateway": "Disk", "guests_inherit_timeout": inherit, "allow_guest_collections": allow}},
            {"name": "Cohort", "type": "GCSv5_guest_collection", "host": "Patients", "owner": NORA, "path": "/cohort/"}
        ]
    }))
    .await;
    Manager::on(stage, "Server").await
}

/// S39: a guest collection does not take over its parent's timeout by itself; the endpoint's owner can force that, or
/// forbid guest collections.
#[tokio::test]
async fn s39_a_timeout_is_taken_over_only_where_that_is_forced() {
    for (inherit, allow, code) in [
        (false, true, None),
        (true, true, Some("AuthorizationRequired")),
        (false, false, Some("PermissionDenied")),
    ] {
        let manager = protected(inherit, allow).await;
        let stage = &manager.stage;
        let (nora, own) = (stage.nora().await, stage.token(NORA, &manager.scope()).await);
        let patients = stage.collection("Patients").await;
        let made = manager.post("collections", &own, guest(&patients, "/")).await;
        assert_eq!(made.status.is_success(), allow, "{}", made.text);
        let ls = |id: &str| format!("operation/endpoint/{id}/ls?path=/");
        stage.get(&ls(&patients), &nora).await.ok();
        stage
            .admin(Method::POST, "clock", json!({"advance_seconds": 3_600}))
            .await;
        // The mapped collection itself always asks again.
        assert_eq!(
            stage.get(&ls(&patients), &nora).await.refusal(),
            (403, "AuthorizationRequired")
        );
        let reply = stage.get(&ls(&stage.collection("Cohort").await), &nora).await;
        match code {
            None => assert!(reply.status.is_success(), "{}", reply.text),
            Some(code) => assert_eq!(reply.refusal(), (403, code)),
        }
    }
}

/// S40: a person who signed in makes one, and so does an application with its id and secret. The ids of collection and
/// storage gateway must be said.
#[tokio::test]
async fn s40_people_and_applications_make_guest_collections() {
    let manager = Manager::demo().await;
    let storage = manager.stage.collection(STORAGE).await;
    let scope = format!("{} {}", manager.scope(), manager.scope_with_data(&storage));
    let robot = manager
        .stage
        .application("Core facility access desk", &scope)
        .await;
    let mapped = manager.get(&format!("collections/{storage}"), &robot).await.ok();
    let gateway = &mapped["data"][0]["storage_gateway_id"];
    let without = json!({"DATA_TYPE": "user_credential#1.0.0"});
    assert_eq!(
        manager.post("user_credentials", &robot, without).await.status,
        422
    );
    let credential = json!({"DATA_TYPE": "user_credential#1.0.0", "storage_gateway_id": gateway});
    manager
        .post("user_credentials", &robot, credential.clone())
        .await
        .ok();
    let nora = manager.nora().await;
    // She has one already, which is as good.
    assert_eq!(
        manager.post("user_credentials", &nora, credential).await.status,
        409
    );
    let mut nowhere = guest(&storage, "/projects/whitfield");
    nowhere.as_object_mut().unwrap().remove("mapped_collection_id");
    let transfer = manager.stage.application("Core facility access desk", ALL).await;
    for (token, seen_by) in [(&nora, &manager.stage.nora().await), (&robot, &transfer)] {
        assert_eq!(
            manager.post("collections", token, nowhere.clone()).await.status,
            422
        );
        let made = manager
            .post("collections", token, guest(&storage, "/projects/whitfield"))
            .await;
        assert_eq!(made.status, 201, "{}", made.text);
        let id = made.body["data"][0]["id"].as_str().unwrap();
        let seen = manager.stage.get(&format!("endpoint/{id}"), seen_by).await.ok();
        assert_eq!(seen["mapped_collection_id"], storage);
        assert!(
            seen["my_effective_roles"]
                .as_array()
                .unwrap()
                .contains(&json!("administrator"))
        );
    }
}

/// S41: it takes somebody signed in and a subscribed host; an application is as good where the gateway admits it.
#[tokio::test]
async fn s41_guest_collections_need_a_sign_in_and_a_subscription() {
    let manager = Manager::demo().await;
    let storage = manager.stage.collection(STORAGE).await;
    let nobody = manager
        .stage
        .send(
            manager
                .request(Method::POST, "collections")
                .json(&guest(&storage, "/")),
        )
        .await;
    assert_eq!(
        (nobody.status.as_u16(), &nobody.body["code"]),
        (401, &json!("not_authorized"))
    );
    // The protected file system admits no applications.
    let protected = manager.stage.collection(PROTECTED).await;
    let robot = manager
        .stage
        .application("Core facility access desk", &manager.scope())
        .await;
    let refused = manager.post("collections", &robot, guest(&protected, "/")).await;
    assert_eq!(
        detail(&refused),
        (403, "permission_denied", "not_from_allowed_domain")
    );

    let stage = Stage::seeded(json!({
        "people": [{"username": NORA, "sign_in": true}, {"username": TOMAS, "sign_in": true}],
        "clients": [{"id": CLIENT, "name": "Guestlist"}],
        "collections": [
            {"name": "Server", "type": "GCSv5_endpoint"},
            {"name": "Disk", "type": "GCSv5_mapped_collection", "host": "Server", "domains": ["northfield.example"]},
            {"name": "Computer", "type": "GCP_mapped_collection", "owner": NORA}
        ]
    }))
    .await;
    let manager = Manager::on(stage, "Server").await;
    let disk = manager.stage.collection("Disk").await;
    let nora = manager.stage.token(NORA, &manager.scope_with_data(&disk)).await;
    let refused = manager.post("collections", &nora, guest(&disk, "/")).await;
    assert_eq!(
        detail(&refused),
        (403, "permission_denied", "subscription_required")
    );
    let computer = manager.stage.collection("Computer").await;
    let body = json!({"DATA_TYPE": "shared_endpoint", "host_endpoint": computer, "host_path": "/", "display_name": "No"});
    let refused = manager
        .stage
        .post("shared_endpoint", &manager.stage.nora().await, body)
        .await;
    assert_eq!(refused.refusal(), (409, "Conflict"));
}
