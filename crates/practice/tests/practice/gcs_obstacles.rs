//! What can be in the way of a guest collection on a server, and of its end.

use reqwest::Method;
use serde_json::{Value, json};

use crate::gcs_harness::{Manager, PROTECTED, STORAGE, detail, guest, names};
use crate::harness::{JONAS, NORA, Stage, TOMAS};

const ROBOT: &str = "Robot";
const CLIENT: &str = "9f2c0002-0000-4000-8000-000000000001";

/// A server with one of everything that can be in the way.
async fn obstacles() -> Manager {
    let stage = Stage::seeded(json!({
        "people": [
            {"username": NORA, "sign_in": true}, {"username": TOMAS, "sign_in": true},
            {"username": JONAS, "sign_in": true}, {"username": "a.kim@alpen.example", "linked_to": JONAS}
        ],
        "clients": [{"id": CLIENT, "name": "Guestlist"}, {"name": ROBOT, "secret": "practice-secret-robot"}],
        "collections": [
            {"name": "Server", "type": "GCSv5_endpoint", "subscribed": true, "server": {"storage_gateways": [
                {"name": "Disk", "allowed_domains": ["northfield.example", "eastlake.example", "alpen.example"],
                 "users_deny": ["tomas.ferreira"],
                 "user_credentials": [{"who": NORA}, {"who": JONAS}, {"who": "a.kim@alpen.example"}]},
                {"name": "Old disk", "allowed_domains": ["northfield.example"],
                 "user_credentials": [{"who": NORA, "invalid": true}]}
            ]}},
            {"name": "Open", "type": "GCSv5_mapped_collection", "host": "Server", "enable_https": false,
             "server": {"storage_gateway": "Disk", "sharing_users_deny": ["a.kim"],
                        "sharing_restrict_paths": {"read": ["/"], "none": ["/private/"]}}},
            {"name": "Closed", "type": "GCSv5_mapped_collection", "host": "Server",
             "server": {"storage_gateway": "Disk", "allow_guest_collections": false, "delete_protected": true}},
            {"name": "Old", "type": "GCSv5_mapped_collection", "host": "Server", "server": {"storage_gateway": "Old disk"}},
            {"name": "Somewhere", "type": "GCSv5_guest_collection", "host": "Open", "owner": NORA, "path": "/somewhere/"}
        ]
    }))
    .await;
    Manager::on(stage, "Server").await
}

async fn signed_in(manager: &Manager, username: &str) -> String {
    let mut below = Vec::new();
    for name in ["Open", "Closed", "Old"] {
        let id = manager.stage.collection(name).await;
        below.push(format!("*https://auth.globus.org/scopes/{id}/data_access"));
    }
    let scope = format!("{}[{}]", manager.scope(), below.join(" "));
    manager.stage.token(username, &scope).await
}

#[tokio::test]
async fn each_missing_condition_has_its_own_detail() {
    let manager = obstacles().await;
    let (nora, tomas, jonas) = (
        signed_in(&manager, NORA).await,
        signed_in(&manager, TOMAS).await,
        signed_in(&manager, JONAS).await,
    );
    let (open, closed, old) = (
        manager.stage.collection("Open").await,
        manager.stage.collection("Closed").await,
        manager.stage.collection("Old").await,
    );
    let ask = async |token: &str, document: Value| manager.post("collections", token, document).await;
    let denied = |detail| (403, "permission_denied", detail);
    let with = |mut document: Value, field: &str, value: &Value| {
        document[field] = value.clone();
        document
    };
    assert_eq!(detail(&ask(&nora, guest(&closed, "/")).await), denied(""));
    assert_eq!(
        detail(&ask(&tomas, guest(&open, "/")).await),
        denied("invalid_user")
    );
    assert_eq!(
        detail(&ask(&nora, guest(&old, "/")).await),
        denied("invalid_credential")
    );
    assert_eq!(
        detail(&ask(&jonas, guest(&old, "/")).await),
        denied("not_from_allowed_domain")
    );
    let person = json!(manager.stage.person(TOMAS).await);
    let foreign = with(guest(&open, "/"), "identity_id", &person);
    assert_eq!(
        detail(&ask(&nora, foreign).await),
        denied("id_not_in_identity_set")
    );
    let unknown = with(guest(&open, "/"), "user_credential_id", &person);
    assert_eq!(detail(&ask(&nora, unknown).await), denied("credential_not_found"));
    assert_eq!(detail(&ask(&nora, guest(&open, "/private/a")).await), denied(""));
    assert_eq!(
        detail(&ask(&nora, guest(&open, "/nowhere")).await),
        (404, "not_found", "")
    );
    let wrong = |field: &str, value: Value| with(guest(&open, "/"), field, &value);
    for document in [
        guest(&open, "relative"),
        guest(&open, "/a/../b"),
        guest("nothing", "/"),
        wrong("display_name", json!("x".repeat(129))),
        wrong("collection_type", json!("other")),
        wrong("acl_expiration_mins", json!(60)),
        wrong("allow_guest_collections", json!(true)),
        wrong("enable_https", json!(true)),
        wrong("keywords", json!("a, b")),
    ] {
        let refused = ask(&nora, document.clone()).await;
        assert_eq!(
            detail(&refused),
            (422, "unprocessable_entity", "invalid_input"),
            "{document}"
        );
    }
    let somewhere = manager.stage.collection("Somewhere").await;
    assert_eq!(ask(&nora, guest(&somewhere, "/")).await.status, 422);
    assert_eq!(ask(&nora, guest(CLIENT, "/")).await.status, 404);
    ask(&nora, guest(&open, "~")).await.ok();
}

#[tokio::test]
async fn of_several_credentials_one_must_be_named() {
    let manager = obstacles().await;
    let jonas = signed_in(&manager, JONAS).await;
    let open = manager.stage.collection("Open").await;
    let several = manager.post("collections", &jonas, guest(&open, "/")).await;
    assert_eq!(detail(&several), (422, "unprocessable_entity", "invalid_input"));
    let mine = manager.get("user_credentials", &jonas).await.ok();
    let id_of = |username: &str| {
        let all = mine["data"].as_array().unwrap();
        all.iter().find(|it| it["username"] == username).unwrap()["id"].clone()
    };
    let mut named = guest(&open, "/");
    named["user_credential_id"] = id_of("a.kim");
    let refused = manager.post("collections", &jonas, named.clone()).await;
    assert_eq!(
        detail(&refused),
        (403, "permission_denied", ""),
        "the sharing rules leave this account out"
    );
    named["user_credential_id"] = id_of("j.lindqvist");
    manager.post("collections", &jonas, named).await.ok();
    // Or the identity says which.
    let mut by_identity = guest(&open, "/");
    by_identity["identity_id"] = json!(manager.stage.person(JONAS).await);
    manager.post("collections", &jonas, by_identity).await.ok();
    manager
        .stage
        .admin(Method::POST, "config", json!({"user_credential_optional": false}))
        .await;
    let nora = signed_in(&manager, NORA).await;
    let refused = manager.post("collections", &nora, guest(&open, "/")).await;
    assert_eq!(detail(&refused), (422, "unprocessable_entity", "invalid_input"));
}

#[tokio::test]
async fn a_mapped_collection_goes_with_its_guests_unless_it_is_protected() {
    let manager = obstacles().await;
    let nora = signed_in(&manager, NORA).await;
    let (open, closed) = (
        manager.stage.collection("Open").await,
        manager.stage.collection("Closed").await,
    );
    let refused = manager.delete(&format!("collections/{open}"), &nora).await;
    assert_eq!(
        detail(&refused),
        (403, "permission_denied", "missing_required_role")
    );
    let somewhere = manager.stage.collection("Somewhere").await;
    let owner = json!({"owner_string": "The Whitfield Lab"});
    let path = format!("collections/{somewhere}/owner_string");
    manager.call(Method::PUT, &path, &nora, Some(owner)).await.ok();
    let transfer = manager.stage.nora().await;
    let seen = manager
        .stage
        .get(&format!("endpoint/{somewhere}"), &transfer)
        .await
        .ok();
    assert_eq!(seen["owner_string"], "The Whitfield Lab");
    manager.delete(&path, &nora).await.ok();
    let batch = json!({"collection_ids": [somewhere, closed]});
    let refused = manager.post("collections/batch_delete", &nora, batch).await;
    assert_eq!(
        detail(&refused),
        (403, "permission_denied", "missing_required_role")
    );
    manager.get(&format!("collections/{somewhere}"), &nora).await.ok();
    let batch = json!({"collection_ids": [somewhere]});
    manager.post("collections/batch_delete", &nora, batch).await.ok();
    assert_eq!(
        manager
            .get(&format!("collections/{somewhere}"), &nora)
            .await
            .status,
        404
    );

    let demo = Manager::demo().await;
    let admin = demo.administrator().await;
    let archive = demo.stage.collection("Northfield Instrument Archive").await;
    let protected = demo.delete(&format!("collections/{archive}"), &admin).await;
    assert_eq!(detail(&protected), (409, "conflict", ""));
    let storage = demo.stage.collection(STORAGE).await;
    demo.delete(&format!("collections/{storage}"), &admin).await.ok();
    let rest = demo.get("collections", &admin).await.ok();
    assert_eq!(names(&rest), ["Northfield Instrument Archive", PROTECTED]);
}
