//! End dates, and who may see and change permissions.

use practice::{Config, Seed};
use serde_json::json;

use crate::access_rules::maple;
use crate::harness::{ALL, JONAS, NORA, Stage, TOMAS, rule};

#[tokio::test]
async fn end_dates_follow_the_clock_and_the_collections_maximum() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let access = format!("endpoint/{}/access", stage.collection("Spring sequencing").await);
    let jonas = stage.person(JONAS).await;
    stage
        .admin(
            reqwest::Method::POST,
            "clock",
            json!({"set": "2030-01-01T00:00:00Z"}),
        )
        .await;
    let nora_2030 = stage.nora().await;
    assert_eq!(
        stage.get(&format!("{access}_list"), &nora).await.refusal(),
        (401, "ClientError.AuthenticationFailed")
    );
    let mut new = rule(&jonas, "/a/", "r");
    // 180 days later is 30 June.
    new["expiration_date"] = "2030-07-02T00:00:00Z".into();
    assert_eq!(
        stage.post(&access, &nora_2030, new.clone()).await.refusal(),
        (400, "BadRequest")
    );
    new["expiration_date"] = "2030-02-01T00:00:00Z".into();
    stage.post(&access, &nora_2030, new).await.ok();
    let filled = stage
        .post(&access, &nora_2030, rule(&jonas, "/b/", "r"))
        .await
        .ok();
    let filled = stage
        .get(
            &format!("{access}/{}", filled["access_id"].as_str().unwrap()),
            &nora_2030,
        )
        .await
        .ok();
    assert!(
        filled["expiration_date"]
            .as_str()
            .unwrap()
            .starts_with("2030-06-30")
    );
    // An ended rule is gone from the list, and not in the way of its successor.
    stage
        .admin(
            reqwest::Method::POST,
            "clock",
            json!({"set": "2030-02-02T00:00:00Z"}),
        )
        .await;
    let nora = stage.nora().await;
    let list = stage.get(&format!("{access}_list"), &nora).await.ok();
    assert!(
        !list["DATA"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["path"] == "/a/")
    );
    stage.post(&access, &nora, rule(&jonas, "/a/", "r")).await.ok();
}

#[tokio::test]
async fn ended_rules_can_be_shown() {
    let config: Config = serde_json::from_value(json!({"hide_expired_rules": false})).unwrap();
    let stage = Stage::with(Seed::Demo, config).await;
    let nora = stage.nora().await;
    let path = format!(
        "endpoint/{}/access_list",
        stage.collection("Maple trial 2026").await
    );
    let list = stage.get(&path, &nora).await.ok();
    assert!(
        list["DATA"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["path"] == "/Results/tables/")
    );
    stage
        .admin(
            reqwest::Method::POST,
            "config",
            json!({"hide_expired_rules": true}),
        )
        .await;
    let list = stage.get(&path, &nora).await.ok();
    assert!(
        !list["DATA"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["path"] == "/Results/tables/")
    );
}

#[tokio::test]
async fn the_role_decides_who_sees_and_changes_permissions() {
    let (stage, _, access, jonas) = maple().await;
    // An access manager.
    let desk = stage.application("Core facility", ALL).await;
    stage.get(&format!("{access}_list"), &desk).await.ok();
    let made = stage.post(&access, &desk, rule(&jonas, "/desk/", "r")).await.ok();
    let one = format!("{access}/{}", made["access_id"].as_str().unwrap());
    stage.put(&one, &desk, json!({"permissions": "rw"})).await.ok();
    stage.delete(&one, &desk).await.ok();
    // Guests.
    for guest in [TOMAS, JONAS] {
        let token = stage.token(guest, ALL).await;
        assert_eq!(
            stage.get(&format!("{access}_list"), &token).await.refusal(),
            (403, "PermissionDenied")
        );
        assert_eq!(
            stage
                .post(&access, &token, rule(&jonas, "/x/", "r"))
                .await
                .refusal(),
            (403, "PermissionDenied")
        );
        assert_eq!(
            stage.delete(&one, &token).await.refusal(),
            (403, "PermissionDenied")
        );
    }
}

#[tokio::test]
async fn restricted_administrators_see_and_remove_only() {
    let stage = Stage::seeded(json!({
        "people": [{"username": NORA, "name": "Nora", "sign_in": true}, {"username": JONAS, "name": "Jonas", "sign_in": true}],
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "collections": [
            {"name": "Laptop", "type": "GCP_mapped_collection", "owner": NORA, "subscribed": true},
            {"name": "Jonas's share", "type": "GCP_guest_collection", "owner": JONAS, "host": "Laptop", "path": "/s/",
             "permissions": [{"path": "/", "permissions": "r", "everyone": "anonymous"}]}
        ]
    }))
    .await;
    let nora = stage.nora().await;
    let share = stage.collection("Jonas's share").await;
    let endpoint = stage.get(&format!("endpoint/{share}"), &nora).await.ok();
    assert_eq!(
        endpoint["my_effective_roles"],
        json!(["restricted_administrator"])
    );
    let access = format!("endpoint/{share}/access");
    let list = stage.get(&format!("{access}_list"), &nora).await.ok();
    let id = list["DATA"]
        .as_array()
        .unwrap()
        .iter()
        .find_map(|it| it["id"].as_str())
        .unwrap()
        .to_owned();
    let jonas = stage.person(JONAS).await;
    assert_eq!(
        stage
            .post(&access, &nora, rule(&jonas, "/a/", "r"))
            .await
            .refusal(),
        (403, "PermissionDenied")
    );
    let one = format!("{access}/{id}");
    assert_eq!(
        stage
            .put(&one, &nora, json!({"permissions": "rw"}))
            .await
            .refusal(),
        (403, "PermissionDenied")
    );
    stage.delete(&one, &nora).await.ok();
}
