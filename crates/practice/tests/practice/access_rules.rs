//! Statements S1 to S37 about permissions.

use serde_json::{Value, json};

use crate::harness::{JONAS, NORA, Stage, rule};

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
async fn the_same_principal_and_path_exist_once_whatever_the_level() {
    let (stage, nora, access, jonas) = maple().await;
    stage.post(&access, &nora, rule(&jonas, "/a/", "r")).await.ok();
    for (path, level) in [("/a/", "r"), ("/a/", "rw"), ("/a", "rw")] {
        assert_eq!(
            stage
                .post(&access, &nora, rule(&jonas, path, level))
                .await
                .refusal(),
            (409, "Exists")
        );
    }
    stage.post(&access, &nora, rule(&jonas, "/a/b/", "r")).await.ok();
}

#[tokio::test]
async fn the_1001st_permission_is_refused() {
    let stage = Stage::seeded(json!({
        "people": [{"username": NORA, "name": "Nora", "sign_in": true}, {"username": JONAS}],
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "collections": [
            {"name": "Laptop", "type": "GCP_mapped_collection", "owner": NORA, "subscribed": true},
            {"name": "Full", "type": "GCP_guest_collection", "owner": NORA, "host": "Laptop", "path": "/full/",
             "permissions": [{"path": "/{n}/", "permissions": "r", "who": JONAS, "repeat": 999}]}
        ]
    }))
    .await;
    let nora = stage.nora().await;
    let full = stage.collection("Full").await;
    let jonas = stage.person(JONAS).await;
    let access = format!("endpoint/{full}/access");
    let last = stage.post(&access, &nora, rule(&jonas, "/last/", "r")).await.ok();
    assert_eq!(
        stage
            .post(&access, &nora, rule(&jonas, "/more/", "r"))
            .await
            .refusal(),
        (409, "LimitExceeded")
    );
    let list = stage
        .get(&format!("endpoint/{full}/access_list"), &nora)
        .await
        .ok();
    // The owner's implicit rule does not count.
    assert_eq!(list["length"], 1001);
    stage
        .delete(
            &format!("{access}/{}", last["access_id"].as_str().unwrap()),
            &nora,
        )
        .await
        .ok();
    stage.post(&access, &nora, rule(&jonas, "/more/", "r")).await.ok();
}

#[tokio::test]
async fn paths_are_absolute_short_enough_and_take_no_steps() {
    let (stage, nora, access, jonas) = maple().await;
    let long = format!("/{}/", "a".repeat(1999));
    let foreign = format!("/{}/", "あ".repeat(700));
    for path in [
        "",
        "raw/",
        "/a/../b/",
        "/a/./b/",
        "/..",
        long.as_str(),
        foreign.as_str(),
    ] {
        let refused = stage.post(&access, &nora, rule(&jonas, path, "r")).await;
        assert_eq!(refused.refusal(), (400, "InvalidPath"), "{path}");
    }
    let fits = format!("/{}/", "a".repeat(1998));
    stage.post(&access, &nora, rule(&jonas, &fits, "r")).await.ok();
}

#[tokio::test]
async fn the_slash_at_the_end_is_added_unless_the_switch_says_no() {
    let (stage, nora, access, jonas) = maple().await;
    let id = stage.post(&access, &nora, rule(&jonas, "/raw", "r")).await.ok()["access_id"].clone();
    let read = stage
        .get(&format!("{access}/{}", id.as_str().unwrap()), &nora)
        .await
        .ok();
    assert_eq!(read["path"], "/raw/");
    stage
        .admin(
            reqwest::Method::POST,
            "config",
            json!({"strict_trailing_slash": true}),
        )
        .await;
    assert_eq!(
        stage
            .post(&access, &nora, rule(&jonas, "/other", "r"))
            .await
            .refusal(),
        (400, "InvalidPath")
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

#[tokio::test]
async fn every_kind_of_principal_can_be_granted() {
    let (stage, nora, access, _) = maple().await;
    let group = stage.id("groups", "Marine genomics").await;
    for (kind, principal) in [
        ("group", group.as_str()),
        ("all_authenticated_users", ""),
        ("anonymous", ""),
    ] {
        let document = json!({"DATA_TYPE": "access", "principal_type": kind, "principal": principal, "path": "/k/", "permissions": "r"});
        let id = stage.post(&access, &nora, document).await.ok()["access_id"].clone();
        let read = stage
            .get(&format!("{access}/{}", id.as_str().unwrap()), &nora)
            .await
            .ok();
        assert_eq!(
            (&read["principal_type"], &read["principal"]),
            (&json!(kind), &json!(principal))
        );
    }
}

#[tokio::test]
async fn everybody_may_not_write_where_that_is_forbidden() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let everybody = |level: &str| json!({"principal_type": "anonymous", "principal": "", "path": "/p/", "permissions": level});
    let archive = format!(
        "endpoint/{}/access",
        stage.collection("Whitfield Lab archive").await
    );
    assert_eq!(
        stage.post(&archive, &nora, everybody("rw")).await.refusal(),
        (400, "BadRequest")
    );
    stage.post(&archive, &nora, everybody("r")).await.ok();
    let maple = format!("endpoint/{}/access", stage.collection("Maple trial 2026").await);
    stage.post(&maple, &nora, everybody("rw")).await.ok();
}

#[tokio::test]
async fn implicit_rules_are_listed_but_out_of_reach() {
    let (stage, nora, access, _) = maple().await;
    let list = stage.get(&format!("{access}_list"), &nora).await.ok();
    let implicit: Vec<&Value> = list["DATA"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["id"].is_null())
        .collect();
    assert!(implicit.len() >= 3);
    for rule in implicit {
        assert!(["administrator", "access_manager"].contains(&rule["role_type"].as_str().unwrap()));
        assert!(["identity", "group"].contains(&rule["principal_type"].as_str().unwrap()));
        assert_eq!(
            (&rule["create_time"], &rule["path"], &rule["permissions"]),
            (&Value::Null, &json!("/"), &json!("rw"))
        );
        let by_role = format!("{access}/{}", rule["role_id"].as_str().unwrap());
        assert_eq!(
            stage.get(&by_role, &nora).await.refusal(),
            (404, "AccessRuleNotFound")
        );
        assert_eq!(
            stage.put(&by_role, &nora, json!({})).await.refusal(),
            (404, "AccessRuleNotFound")
        );
        assert_eq!(
            stage.delete(&by_role, &nora).await.refusal(),
            (404, "AccessRuleNotFound")
        );
    }
}

#[tokio::test]
async fn fields_limit_what_is_returned() {
    let (stage, nora, access, _) = maple().await;
    let list = stage
        .get(&format!("{access}_list?fields=id,path"), &nora)
        .await
        .ok();
    let first = list["DATA"][0].as_object().unwrap();
    assert_eq!(first.keys().collect::<Vec<_>>(), ["DATA_TYPE", "id", "path"]);
}

#[tokio::test]
async fn only_guest_collections_have_permissions() {
    let (stage, nora, access, jonas) = maple().await;
    for name in ["Nora's laptop", "Northfield Research Storage"] {
        let path = format!("endpoint/{}/access", stage.collection(name).await);
        assert_eq!(
            stage.get(&format!("{path}_list"), &nora).await.refusal(),
            (409, "NotSupported")
        );
        assert_eq!(
            stage.post(&path, &nora, rule(&jonas, "/a/", "r")).await.refusal(),
            (409, "NotSupported")
        );
        assert_eq!(
            stage.delete(&format!("{path}/{jonas}"), &nora).await.refusal(),
            (409, "NotSupported")
        );
    }
    for unknown in ["33333333-3333-4333-8333-333333333333", "nonsense"] {
        let path = format!("endpoint/{unknown}/access_list");
        assert_eq!(stage.get(&path, &nora).await.refusal(), (404, "EndpointNotFound"));
    }
    assert_eq!(
        stage.get(&format!("{access}/nonsense"), &nora).await.refusal(),
        (404, "AccessRuleNotFound")
    );
}

#[tokio::test]
async fn permissions_of_server_collections_work_the_same() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let access = format!(
        "endpoint/{}/access",
        stage.collection("Whitfield Lab archive").await
    );
    let jonas = stage.person(JONAS).await;
    stage.post(&access, &nora, rule(&jonas, "/new/", "r")).await.ok();
}
