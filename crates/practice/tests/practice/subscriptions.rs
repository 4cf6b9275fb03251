//! New computers, subscriptions, and what may be set on an endpoint.

use serde_json::{Value, json};

use crate::harness::{ALL, JONAS, NORA, Stage, TOMAS};

async fn stage() -> Stage {
    Stage::seeded(json!({
        "people": [
            {"username": NORA, "name": "Nora Whitfield", "sign_in": true},
            {"username": TOMAS, "name": "Tomás Ferreira", "sign_in": true},
            {"username": JONAS, "name": "Jonas Lindqvist", "sign_in": true}
        ],
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "subscriptions": [
            {"name": "Northfield", "managers": [TOMAS], "members": [NORA]},
            {"name": "Alpen", "members": [TOMAS]}
        ],
        "collections": [
            {"name": "Computer", "type": "GCP_mapped_collection", "owner": NORA},
            {"name": "Share", "type": "GCP_guest_collection", "owner": NORA, "host": "Computer", "path": "/share/"}
        ]
    }))
    .await
}

#[tokio::test]
async fn subscriptions_are_set_by_those_who_may_use_them() {
    let stage = stage().await;
    let (nora, tomas, jonas) = (
        stage.nora().await,
        stage.token(TOMAS, ALL).await,
        stage.token(JONAS, ALL).await,
    );
    let computer = format!("endpoint/{}", stage.collection("Computer").await);
    let share = format!("endpoint/{}", stage.collection("Share").await);
    let (set, verify) = (
        format!("{computer}/subscription"),
        format!("{computer}/subscription_admin_verified"),
    );
    let wish = |id: Value| json!({ "subscription_id": id });
    let verified = json!({"subscription_admin_verified": true});
    assert_eq!(
        stage.put(&verify, &tomas, verified.clone()).await.refusal(),
        (400, "BadRequest")
    );
    assert_eq!(
        stage.put(&set, &nora, wish(json!("DEFAULT"))).await.ok()["code"],
        "Updated"
    );
    let subscription = stage.get(&computer, &nora).await.ok()["subscription_id"].clone();
    assert!(subscription.is_string());
    assert_eq!(
        stage.get(&share, &nora).await.ok()["subscription_id"],
        subscription
    );
    let several = stage.put(&set, &tomas, wish(json!("DEFAULT"))).await;
    assert_eq!(several.refusal(), (400, "BadRequest"));
    assert!(several.text.contains(subscription.as_str().unwrap()));
    for (token, id, refusal) in [
        (&jonas, json!("DEFAULT"), (400, "BadRequest")),
        (&jonas, subscription.clone(), (403, "PermissionDenied")),
        (&jonas, Value::Null, (403, "PermissionDenied")),
        (&nora, json!("none"), (400, "BadRequest")),
        (&nora, json!(7), (400, "BadRequest")),
    ] {
        assert_eq!(
            stage.put(&set, token, wish(id.clone())).await.refusal(),
            refusal,
            "{id}"
        );
    }
    assert_eq!(
        stage
            .put(&format!("{share}/subscription"), &nora, wish(Value::Null))
            .await
            .refusal()
            .0,
        400
    );
    // A member is no manager; a manager need not administer the collection.
    assert_eq!(
        stage.put(&verify, &nora, verified.clone()).await.refusal(),
        (403, "PermissionDenied")
    );
    stage.put(&verify, &tomas, verified).await.ok();
    assert_eq!(
        stage.get(&computer, &nora).await.ok()["subscription_admin_verified"],
        true
    );
    assert_eq!(stage.put(&verify, &tomas, json!({})).await.refusal().0, 400);
    stage.put(&set, &tomas, wish(Value::Null)).await.ok();
    let computer = stage.get(&computer, &nora).await.ok();
    assert_eq!(
        (
            &computer["subscription_id"],
            &computer["subscription_admin_verified"]
        ),
        (&Value::Null, &json!(false))
    );
}

#[tokio::test]
async fn a_computer_is_registered_and_goes_online() {
    let stage = stage().await;
    let nora = stage.nora().await;
    let new = json!({"DATA_TYPE": "endpoint", "is_globus_connect": true, "display_name": "New computer",
        "description": "d", "public": false});
    let made = stage.post("endpoint", &nora, new).await;
    assert_eq!(made.status, 201);
    let made = made.ok();
    assert!(made["globus_connect_setup_key"].is_string());
    let id = made["id"].as_str().unwrap();
    let shown = stage.get(&format!("endpoint/{id}"), &nora).await.ok();
    assert_eq!(
        (
            &shown["entity_type"],
            &shown["gcp_connected"],
            &shown["public"],
            &shown["description"]
        ),
        (
            &json!("GCP_mapped_collection"),
            &json!(false),
            &json!(false),
            &json!("d")
        )
    );
    let ls = format!("operation/endpoint/{id}/ls?path=/~/");
    assert_eq!(stage.get(&ls, &nora).await.refusal().0, 502);
    stage
        .admin(
            reqwest::Method::POST,
            "online",
            json!({"collection_id": id, "online": true}),
        )
        .await;
    assert_eq!(stage.get(&ls, &nora).await.ok()["length"], 0);
    let servers = stage.get(&format!("endpoint/{id}/server_list"), &nora).await.ok();
    assert_eq!(servers["DATA_TYPE"], "endpoint_server_list");
    for bad in [
        json!({"display_name": "x"}),
        json!({"is_globus_connect": true}),
        json!({"is_globus_connect": true, "display_name": "a\nb"}),
    ] {
        assert_eq!(
            stage.post("endpoint", &nora, bad).await.refusal(),
            (400, "BadRequest")
        );
    }
}

#[tokio::test]
async fn what_can_be_set_depends_on_the_kind_of_collection() {
    let stage = stage().await;
    let nora = stage.nora().await;
    let computer = format!("endpoint/{}", stage.collection("Computer").await);
    let share = format!("endpoint/{}", stage.collection("Share").await);
    let good = json!({"DATA_TYPE": "endpoint", "location": "41.8,-87.6", "user_message": "Hello", "public": false,
        "force_verify": true, "default_directory": "/~/data/"});
    stage.put(&computer, &nora, good).await.ok();
    let shown = stage.get(&computer, &nora).await.ok();
    assert_eq!(
        (&shown["location"], &shown["force_verify"], &shown["public"]),
        (&json!("41.8,-87.6"), &json!(true), &json!(false))
    );
    for bad in [
        json!({"location": "here"}),
        json!({"network_use": "aggressive"}),
        json!({"network_use": "wild"}),
        json!({"max_concurrency": 4}),
        json!({"public": "no"}),
        json!({"disable_verify": true}),
        json!({"default_directory": "data"}),
        json!({"authentication_timeout_mins": -1}),
        json!({"subscription_id": "x"}),
    ] {
        assert_eq!(
            stage.put(&computer, &nora, bad.clone()).await.refusal(),
            (400, "BadRequest"),
            "{bad}"
        );
    }
    for bad in [
        json!({"public": false}),
        json!({"location": "Automatic"}),
        json!({"user_message": "x"}),
        json!({"network_use": "normal"}),
    ] {
        assert_eq!(
            stage.put(&share, &nora, bad.clone()).await.refusal(),
            (400, "BadRequest"),
            "{bad}"
        );
    }
    stage
        .put(&computer, &nora, json!({"subscription_id": "DEFAULT"}))
        .await
        .ok();
    let custom = json!({"network_use": "custom", "max_concurrency": 4, "preferred_concurrency": 2});
    stage.put(&computer, &nora, custom).await.ok();
    let shown = stage.get(&computer, &nora).await.ok();
    assert_eq!(
        (&shown["network_use"], &shown["max_concurrency"]),
        (&json!("custom"), &json!(4))
    );
}

#[tokio::test]
async fn guest_collections_of_a_host_come_by_the_page() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let list = format!(
        "endpoint/{}/shared_endpoint_list",
        stage.collection("Nora's laptop").await
    );
    let all = stage.get(&list, &nora).await.ok();
    let total = all["shared_endpoints"].as_array().unwrap().len();
    let (mut seen, mut token) = (0, Value::Null);
    loop {
        let query = token
            .as_str()
            .map(|it| format!("&next_token={it}"))
            .unwrap_or_default();
        let page = stage
            .get(&format!("{list}?max_results=2{query}"), &nora)
            .await
            .ok();
        seen += page["shared_endpoints"].as_array().unwrap().len();
        token = page["next_token"].clone();
        if token.is_null() {
            break;
        }
    }
    assert!(total > 2 && seen == total, "{seen} of {total}");
    assert_eq!(
        stage
            .get(&format!("{list}?max_results=0"), &nora)
            .await
            .refusal()
            .0,
        400
    );
}
