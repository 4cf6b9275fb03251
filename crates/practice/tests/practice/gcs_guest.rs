//! Guest collections on a server: what must be true before one is made, and what it is then.

use practice::Config;
use reqwest::Method;
use serde_json::{Value, json};

use crate::gcs_harness::{Manager, PROTECTED, STORAGE, detail, guest, names};
use crate::harness::{ALL, JONAS, NORA, Stage, TOMAS, rule};

const ROBOT: &str = "Robot";
const CLIENT: &str = "9f2c0002-0000-4000-8000-000000000001";

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
    // The seed's server has no client of its own: Nora is made its administrator by the seed of another test.
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
