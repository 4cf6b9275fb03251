//! What is not there, does not apply, or is closed at the moment: S30 to S33.

use reqwest::Method;
use serde_json::json;

use crate::ground::{Ground, refused};
use crate::harness::{JONAS, NORA, Reply, Stage, rule};

const UNKNOWN: &str = "33333333-3333-4333-8333-333333333333";

/// The five calls about permissions, on a collection.
async fn every_route(stage: &Stage, token: &str, collection: &str, id: &str) -> [Reply; 5] {
    let access = format!("endpoint/{collection}/access");
    let one = format!("{access}/{id}");
    let new = rule(&stage.person(JONAS).await, "/a/", "r");
    [
        stage.get(&format!("{access}_list"), token).await,
        stage.post(&access, token, new).await,
        stage.get(&one, token).await,
        stage
            .put(&one, token, json!({"DATA_TYPE": "access", "permissions": "rw"}))
            .await,
        stage.delete(&one, token).await,
    ]
}

/// S30: an unknown collection is 404 `EndpointNotFound` on every route.
#[tokio::test]
async fn s30_an_unknown_collection_is_not_found() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    for unknown in [UNKNOWN, "nonsense"] {
        for reply in every_route(&stage, &nora, unknown, UNKNOWN).await {
            refused(reply, 404, "EndpointNotFound");
        }
        for route in ["", "/role_list"] {
            refused(
                stage.get(&format!("endpoint/{unknown}{route}"), &nora).await,
                404,
                "EndpointNotFound",
            );
        }
        refused(
            stage
                .get(&format!("operation/endpoint/{unknown}/ls"), &nora)
                .await,
            404,
            "EndpointNotFound",
        );
    }
}

/// S31: an unknown permission is 404 `AccessRuleNotFound`, also when it belongs to another collection.
#[tokio::test]
async fn s31_an_unknown_permission_is_not_found() {
    let ground = Ground::maple().await;
    let thesis = ground.stage.collection("Thesis figures").await;
    let foreign = ground.read(&format!("endpoint/{thesis}/access_list")).await;
    let foreign = foreign["DATA"]
        .as_array()
        .unwrap()
        .iter()
        .find_map(|it| it["id"].as_str())
        .unwrap()
        .to_owned();
    for unknown in [UNKNOWN, "nonsense", &foreign] {
        let [_, _, read, changed, deleted] =
            every_route(&ground.stage, &ground.owner, &ground.id, unknown).await;
        for reply in [read, changed, deleted] {
            refused(reply, 404, "AccessRuleNotFound");
        }
    }
    ground.read(&format!("endpoint/{thesis}/access/{foreign}")).await;
}

/// S32: what is not a guest collection has no permissions: 409 `NotSupported` on every route.
#[tokio::test]
async fn s32_only_guest_collections_have_permissions() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    for name in [
        "Nora's laptop",
        "Northfield Research Storage",
        "Northfield Research Computing",
    ] {
        let id = stage.collection(name).await;
        for reply in every_route(&stage, &nora, &id, UNKNOWN).await {
            refused(reply, 409, "NotSupported");
        }
    }
}

/// S33: during maintenance every call is answered with 503 `ServiceUnavailable`, and nothing is done.
#[tokio::test]
async fn s33_maintenance_is_503() {
    let ground = Ground::fresh().await;
    let closed = json!({"on": true, "services": ["transfer"], "retry_after": 60});
    ground.stage.admin(Method::POST, "maintenance", closed).await;
    for reply in every_route(&ground.stage, &ground.owner, &ground.id, UNKNOWN).await {
        assert_eq!(reply.headers["retry-after"], "60");
        refused(reply, 503, "ServiceUnavailable");
    }
    ground
        .stage
        .admin(Method::POST, "maintenance", json!({"on": false}))
        .await;
    let list = ground.list().await;
    assert_eq!(
        (list.len(), &list[0]["principal"]),
        (1, &json!(ground.stage.person(NORA).await))
    );
}
