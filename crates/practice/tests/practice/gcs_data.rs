//! What Transfer asks before it touches files of a server: a consent, a fresh sign-in, an account that works.

use reqwest::Method;
use serde_json::{Value, json};

use crate::gcs_harness::{Manager, PROTECTED, STORAGE};
use crate::harness::{ALL, NORA, Stage, TOMAS};

#[tokio::test]
async fn open_server_storage_needs_the_consent_for_its_data() {
    let stage = Stage::demo().await;
    let storage = stage.collection(STORAGE).await;
    let nora = stage.nora().await;
    let operation = format!("operation/endpoint/{storage}");
    let data_access = format!("{ALL}[*https://auth.globus.org/scopes/{storage}/data_access]");
    let mkdir = json!({"DATA_TYPE": "mkdir", "path": "/projects/new"});
    let rename = json!({"DATA_TYPE": "rename", "old_path": "/projects/new", "new_path": "/projects/newer"});
    for (method, path, body) in [
        (Method::GET, "ls?path=/", None),
        (Method::GET, "stat?path=/projects", None),
        (Method::POST, "mkdir", Some(mkdir.clone())),
        (Method::POST, "rename", Some(rename.clone())),
    ] {
        let refused = stage
            .call(method, &format!("{operation}/{path}"), &nora, body)
            .await;
        assert_eq!(refused.refusal(), (403, "ConsentRequired"), "{path}");
        assert_eq!(refused.body["message"], "Missing required data_access consent");
        assert_eq!(refused.body["required_scopes"], json!([data_access]));
    }
    let wider = stage.token(NORA, &data_access).await;
    stage.get(&format!("{operation}/ls?path=/"), &wider).await.ok();
    stage
        .post(&format!("{operation}/mkdir"), &wider, mkdir)
        .await
        .ok();
    stage
        .post(&format!("{operation}/rename"), &wider, rename)
        .await
        .ok();
    // A guest collection on it needs none.
    let archive = stage.collection("Whitfield Lab archive").await;
    stage
        .get(&format!("operation/endpoint/{archive}/ls?path=/"), &nora)
        .await
        .ok();
}

#[tokio::test]
async fn an_old_sign_in_does_not_reach_protected_data() {
    let stage = Stage::demo().await;
    let protected = stage.collection(PROTECTED).await;
    let ls = format!("operation/endpoint/{protected}/ls?path=/");
    let nora = stage.nora().await;
    stage.get(&ls, &nora).await.ok();
    stage
        .admin(Method::POST, "clock", json!({"advance_seconds": 30 * 60 + 1}))
        .await;
    let refused = stage.get(&ls, &nora).await;
    assert_eq!(refused.refusal(), (403, "AuthorizationRequired"));
    let parameters = &refused.body["authorization_parameters"];
    let person = stage.person(NORA).await;
    assert_eq!(parameters["session_required_identities"], json!([person]));
    assert!(
        parameters["session_message"]
            .as_str()
            .unwrap()
            .contains("30 minutes")
    );
    assert!(parameters.get("session_required_mfa").is_none());
    let answer = stage
        .walk(
            stage.authorize_url(ALL, &[("session_required_identities", &person)]),
            NORA,
            "allow",
        )
        .await;
    let fresh = stage.exchange(&answer["code"]).await.ok();
    stage.get(&ls, fresh["access_token"].as_str().unwrap()).await.ok();
}

fn strict_server() -> Value {
    json!({
        "providers": [{"name": "Northfield University", "domains": ["northfield.example"]}],
        "people": [
            {"username": NORA, "sign_in": true}, {"username": TOMAS, "sign_in": true},
            {"username": "t.ferreira@northfield.example", "linked_to": TOMAS}
        ],
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "collections": [
            {"name": "Server", "type": "GCSv5_endpoint", "subscribed": true},
            {"name": "Factor", "type": "GCSv5_mapped_collection", "host": "Server", "high_assurance": true,
             "domains": ["northfield.example"], "server": {"require_mfa": true}},
            {"name": "Domain", "type": "GCSv5_mapped_collection", "host": "Server", "high_assurance": true,
             "domains": ["northfield.example"], "server": {"required_domains": ["northfield.example"]}},
            {"name": "Policy", "type": "GCSv5_mapped_collection", "host": "Server", "high_assurance": true,
             "domains": ["northfield.example"],
             "server": {"required_policies": ["7c7d4f6e-0000-4000-8000-000000000001"], "guests_inherit_timeout": true}},
            {"name": "Guest", "type": "GCSv5_guest_collection", "host": "Policy", "owner": NORA, "path": "/g/"}
        ]
    })
}

#[tokio::test]
async fn each_demand_on_a_sign_in_is_named_and_can_be_met() {
    let stage = Stage::seeded(strict_server()).await;
    let tomas = stage.token(TOMAS, ALL).await;
    let cases = [
        ("Factor", "session_required_mfa", json!(true), "True"),
        (
            "Domain",
            "session_required_single_domain",
            json!(["northfield.example"]),
            "northfield.example",
        ),
        (
            "Policy",
            "session_required_policies",
            json!("7c7d4f6e-0000-4000-8000-000000000001"),
            "7c7d4f6e-0000-4000-8000-000000000001",
        ),
    ];
    for (name, parameter, value, text) in cases {
        let ls = format!("operation/endpoint/{}/ls?path=/", stage.collection(name).await);
        let refused = stage.get(&ls, &tomas).await;
        assert_eq!(refused.status, 403, "{name}");
        assert_eq!(
            refused.body["authorization_parameters"][parameter], value,
            "{name}"
        );
        let answer = stage
            .walk(stage.authorize_url(ALL, &[(parameter, text)]), TOMAS, "allow")
            .await;
        let better = stage.exchange(&answer["code"]).await.ok();
        stage
            .get(&ls, better["access_token"].as_str().unwrap())
            .await
            .ok();
    }
    // A guest collection asks the same only where its server wants that.
    let nora = stage.nora().await;
    let guest = format!("operation/endpoint/{}/ls?path=/", stage.collection("Guest").await);
    assert_eq!(
        stage.get(&guest, &nora).await.refusal(),
        (403, "AuthorizationRequired")
    );
}

#[tokio::test]
async fn guests_do_not_take_over_the_timeout_of_their_host() {
    let manager = Manager::demo().await;
    let protected = manager.stage.collection(PROTECTED).await;
    let token = manager.stage.token(NORA, &manager.scope()).await;
    let made = manager
        .post("collections", &token, crate::gcs_harness::guest(&protected, "/"))
        .await
        .ok();
    let transfer = manager.stage.nora().await;
    manager
        .stage
        .admin(Method::POST, "clock", json!({"advance_seconds": 3600}))
        .await;
    let ls = format!(
        "operation/endpoint/{}/ls?path=/",
        made["data"][0]["id"].as_str().unwrap()
    );
    manager.stage.get(&ls, &transfer).await.ok();
}

#[tokio::test]
async fn a_guest_collection_passes_on_what_its_maker_may_do() {
    let manager = Manager::demo().await;
    let (nora, transfer) = (manager.nora().await, manager.stage.nora().await);
    let archive = manager.stage.collection("Whitfield Lab archive").await;
    let ls = format!("operation/endpoint/{archive}/ls?path=/");
    manager.stage.get(&ls, &transfer).await.ok();
    let document = manager.get(&format!("collections/{archive}"), &nora).await.ok();
    let credential = document["data"][0]["user_credential_id"]
        .as_str()
        .unwrap()
        .to_owned();
    manager
        .delete(&format!("user_credentials/{credential}"), &nora)
        .await
        .ok();
    let refused = manager.stage.get(&ls, &transfer).await;
    assert_eq!(
        refused.refusal(),
        (502, "ExternalError.DirListingFailed.LoginFailed")
    );
    // And nothing while the server allows no guests.
    let core = manager.stage.collection("Core facility results").await;
    let ls = format!("operation/endpoint/{core}/ls?path=/");
    manager.stage.get(&ls, &transfer).await.ok();
    let admin = manager.administrator().await;
    let storage = manager.stage.collection(STORAGE).await;
    let closed = json!({"DATA_TYPE": "collection#1.0.0", "allow_guest_collections": false});
    manager
        .patch(&format!("collections/{storage}"), &admin, closed)
        .await
        .ok();
    assert_eq!(
        manager.stage.get(&ls, &transfer).await.refusal(),
        (403, "PermissionDenied")
    );
}
