//! Bookmarks, in both of their forms.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{ALL, JONAS, Stage};

#[tokio::test]
async fn bookmarks_are_made_renamed_and_removed_by_their_owner() {
    let stage = Stage::demo().await;
    let (nora, jonas) = (stage.nora().await, stage.token(JONAS, ALL).await);
    let maple = stage.collection("Maple trial 2026").await;
    let new = json!({"endpoint_id": maple, "path": "/Results/", "name": "results"});
    let made = stage.post("bookmark", &nora, new.clone()).await;
    assert_eq!(made.status, 201);
    let made = made.ok();
    let path = format!("bookmark/{}", made["id"].as_str().unwrap());
    assert_eq!(
        (&made["DATA_TYPE"], &made["pinned"]),
        (&json!("bookmark"), &json!(false))
    );
    assert_eq!(
        stage.post("bookmark", &nora, new.clone()).await.refusal(),
        (409, "Exists")
    );
    for (field, value) in [
        ("name", json!(" a")),
        ("name", json!("")),
        ("endpoint_id", json!("x")),
        ("path", Value::Null),
    ] {
        let mut bad = new.clone();
        bad[field] = value;
        assert_eq!(
            stage.post("bookmark", &nora, bad).await.refusal(),
            (400, "BadRequest"),
            "{field}"
        );
    }
    assert_eq!(
        stage.get(&path, &jonas).await.refusal(),
        (404, "BookmarkNotFound")
    );
    stage.put(&path, &nora, json!({"name": "Results"})).await.ok();
    let list = stage.get("bookmark_list", &nora).await.ok();
    assert_eq!(
        (&list["DATA"][0]["name"], &list["DATA"][0]["path"]),
        (&json!("Results"), &json!("/Results/"))
    );
    assert_eq!(stage.get("bookmark_list", &jonas).await.ok()["DATA"], json!([]));
    assert_eq!(stage.delete(&path, &nora).await.ok()["code"], "Deleted");
    assert_eq!(stage.get(&path, &nora).await.refusal(), (404, "BookmarkNotFound"));
}

#[tokio::test]
async fn version_two_shows_the_same_bookmarks() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let maple = stage.collection("Maple trial 2026").await;
    let url = |path: &str| format!("{}v2/bookmarks{path}", stage.practice.urls().transfer);
    let send = async |method: Method, path: &str, body: Value| {
        stage
            .send(
                stage
                    .http
                    .request(method, url(path))
                    .bearer_auth(&nora)
                    .json(&body),
            )
            .await
    };
    let new = json!({"data": {"type": "Bookmark", "attributes": {"name": "a", "path": "/Results"},
        "relationships": {"collection": {"data": {"type": "Collection", "id": maple}}}}});
    let made = send(Method::POST, "", new).await;
    assert_eq!(made.status, 201);
    let path = format!("/{}", made.ok()["data"]["id"].as_str().unwrap());
    let list = send(Method::GET, "?include=collection", Value::Null).await.ok();
    assert_eq!(
        list["included"][0]["attributes"]["display_name"],
        "Maple trial 2026"
    );
    let change = json!({"data": {"type": "Bookmark", "attributes": {"name": "b", "path": "/"}}});
    send(Method::PATCH, &path, change).await.ok();
    let old = stage.get("bookmark_list", &nora).await.ok();
    assert_eq!(
        (&old["DATA"][0]["name"], &old["DATA"][0]["path"]),
        (&json!("b"), &json!("/"))
    );
    let gone = send(Method::DELETE, &path, Value::Null).await.ok();
    assert!(gone["meta"]["request_id"].is_string());
}
