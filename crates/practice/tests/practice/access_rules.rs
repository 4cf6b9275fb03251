//! The life of a permission, and documents that are none. `tests/statements` goes through the rules one by one.

use serde_json::{Value, json};

use crate::harness::{JONAS, Stage, rule};

/// A practice, a token of Nora's, her collection's `access` path and Jonas's id.
pub(crate) async fn maple() -> (Stage, String, String, String) {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let access = format!("endpoint/{}/access", stage.collection("Maple trial 2026").await);
    let jonas = stage.person(JONAS).await;
    (stage, nora, access, jonas)
}

#[tokio::test]
async fn a_rule_is_made_read_changed_and_removed() {
    let (stage, nora, access, jonas) = maple().await;
    let mut new = rule(&jonas, "/Results/raw/", "r");
    new["expiration_date"] = "2127-01-01T01:00:00+01:00".into();
    new["notify_email"] = "j.lindqvist@alpen.example".into();
    new["notify_message"] = "Here it is".into();
    let created = stage.post(&access, &nora, new).await;
    assert_eq!(created.status, 201);
    assert_eq!(
        (&created.body["DATA_TYPE"], &created.body["code"]),
        (&json!("access_create_result"), &json!("Created"))
    );
    assert!(created.body["request_id"].is_string() && created.body["resource"].is_string());
    let one = format!("{access}/{}", created.body["access_id"].as_str().unwrap());

    let read = stage.get(&one, &nora).await.ok();
    assert_eq!(read["expiration_date"], "2127-01-01T00:00:00+00:00");
    assert_eq!(
        (&read["path"], &read["permissions"], &read["principal"]),
        (&json!("/Results/raw/"), &json!("r"), &json!(jonas))
    );
    assert_eq!(
        (&read["DATA_TYPE"], &read["role_id"], &read["role_type"]),
        (&json!("access"), &Value::Null, &Value::Null)
    );
    assert!(read["create_time"].as_str().unwrap().ends_with("+00:00"));
    assert!(read.get("notify_email").is_none() && read.get("notify_message").is_none());

    let change =
        json!({"DATA_TYPE": "access", "permissions": "rw", "expiration_date": null, "path": "/elsewhere/"});
    assert_eq!(stage.put(&one, &nora, change).await.ok()["code"], "Updated");
    let read = stage.get(&one, &nora).await.ok();
    assert_eq!(
        (&read["permissions"], &read["expiration_date"], &read["path"]),
        (&json!("rw"), &Value::Null, &json!("/Results/raw/"))
    );
    assert_eq!(
        stage.put(&one, &nora, json!({"DATA_TYPE": "access"})).await.ok()["code"],
        "Updated"
    );

    assert_eq!(stage.delete(&one, &nora).await.ok()["code"], "Deleted");
    assert_eq!(
        stage.delete(&one, &nora).await.refusal(),
        (404, "AccessRuleNotFound")
    );
    assert_eq!(
        stage.get(&one, &nora).await.refusal(),
        (404, "AccessRuleNotFound")
    );
}

#[tokio::test]
async fn wrong_documents_are_bad_requests() {
    let (stage, nora, access, jonas) = maple().await;
    let with = |name: &str, value: Value| {
        let mut document = rule(&jonas, "/q/", "r");
        document[name] = value;
        document
    };
    for document in [
        with("id", "33333333-3333-4333-8333-333333333333".into()),
        with("principal_type", "email".into()),
        with("principal", "j.lindqvist@alpen.example".into()),
        with("principal", "33333333-3333-4333-8333-333333333333".into()),
        with("permissions", "w".into()),
        with("DATA_TYPE", "role".into()),
        with("expiration_date", "soon".into()),
        with("expiration_date", "2001-01-01T00:00:00Z".into()),
        json!({"DATA_TYPE": "access", "principal_type": "anonymous", "principal": jonas, "path": "/q/", "permissions": "r"}),
        json!({"DATA_TYPE": "access", "principal_type": "anonymous", "principal": "", "path": "/q/", "permissions": "r",
            "notify_email": "j.lindqvist@alpen.example"}),
        json!([]),
    ] {
        assert_eq!(
            stage.post(&access, &nora, document.clone()).await.refusal(),
            (400, "BadRequest"),
            "{document}"
        );
    }
    let id = stage.post(&access, &nora, rule(&jonas, "/q/", "r")).await.ok()["access_id"].clone();
    let one = format!("{access}/{}", id.as_str().unwrap());
    for change in [
        json!({"id": "33333333-3333-4333-8333-333333333333"}),
        json!({"notify_email": "j.lindqvist@alpen.example"}),
        json!({"permissions": "x"}),
        json!({"expiration_date": "2001-01-01T00:00:00Z"}),
    ] {
        assert_eq!(
            stage.put(&one, &nora, change.clone()).await.refusal(),
            (400, "BadRequest"),
            "{change}"
        );
    }
    stage
        .put(&one, &nora, json!({"id": id, "permissions": "rw"}))
        .await
        .ok();
}
