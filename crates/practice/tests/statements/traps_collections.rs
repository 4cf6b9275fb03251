//! Traps 12 to 21: kinds of collections and how they are found.

use serde_json::{Value, json};

use crate::ground::{Ground, kept_out, refused};
use crate::harness::{ALL, JONAS, NORA, Stage, TOMAS};

/// Trap 12: `shared_endpoint` makes guest collections on personal computers only.
#[tokio::test]
async fn t12_transfer_makes_no_guest_collection_on_a_server() {
    let ground = Ground::archive().await;
    let before = ground
        .read("endpoint_search?filter_scope=administered-by-me")
        .await["DATA"]
        .clone();
    for host in [
        "Northfield Research Storage",
        "Northfield Research Computing",
        "Maple trial 2026",
    ] {
        let id = ground.stage.collection(host).await;
        let body = json!({"DATA_TYPE": "shared_endpoint", "host_endpoint": id, "host_path": "/", "display_name": "No"});
        let reply = ground.stage.post("shared_endpoint", &ground.owner, body).await;
        assert!(reply.status.is_client_error(), "{host}: {}", reply.text);
    }
    let after = ground
        .read("endpoint_search?filter_scope=administered-by-me")
        .await["DATA"]
        .clone();
    assert_eq!(before.as_array().unwrap().len(), after.as_array().unwrap().len());
}

/// Trap 13: the host has two names in a request and several in a document.
#[tokio::test]
async fn t13_the_host_goes_by_several_names() {
    let stage = Stage::demo().await;
    let ground = Ground::of(stage, NORA, "Nora's laptop").await;
    for name in ["host_endpoint", "host_endpoint_id"] {
        let mut body =
            json!({"DATA_TYPE": "shared_endpoint", "host_path": "/~/Odd names/", "display_name": name});
        body[name] = ground.id.as_str().into();
        let made = ground
            .stage
            .post("shared_endpoint", &ground.owner, body)
            .await
            .ok();
        let document = ground
            .read(&format!("endpoint/{}", made["id"].as_str().unwrap()))
            .await;
        for host in ["host_endpoint_id", "sharing_target_endpoint"] {
            assert_eq!(document[host], ground.id.as_str(), "{host}");
        }
        assert_eq!(document["host_path"], document["sharing_target_root_path"]);
    }
}

/// Trap 14: kind and roles say what a collection is; the deprecated flags say the same where they are there.
#[tokio::test]
async fn t14_kind_and_roles_say_what_the_old_flags_said() {
    let ground = Ground::maple().await;
    let list = ground
        .read("endpoint_search?filter_scope=administered-by-me&limit=100")
        .await;
    let all = list["DATA"].as_array().unwrap();
    assert!(all.len() > 5);
    for document in all {
        let kind = document["entity_type"].as_str().unwrap();
        assert!(
            document["my_effective_roles"]
                .as_array()
                .unwrap()
                .contains(&json!("administrator"))
        );
        assert_eq!(
            document["acl_available"],
            kind.ends_with("guest_collection"),
            "{kind}"
        );
        if kind.starts_with("GCS") {
            assert_eq!(document["is_globus_connect"], false);
        }
    }
}

/// Trap 15: everybody can read name and description of a guest collection on a personal computer, and no file in it.
#[tokio::test]
async fn t15_a_personal_guest_collection_is_always_listed() {
    let ground = Ground::maple().await;
    let one = format!("endpoint/{}", ground.id);
    // Refused or ignored: it stays public.
    let change = json!({"DATA_TYPE": "endpoint", "public": false});
    ground.stage.put(&one, &ground.owner, change).await;
    assert_eq!(ground.read(&one).await["public"], true);
    let stranger = ground.stage.application("Core facility", ALL).await;
    let robot = ground
        .stage
        .get("endpoint_search?filter_fulltext=maple%20trial", &stranger)
        .await
        .ok();
    assert_eq!(robot["DATA"][0]["display_name"], "Maple trial 2026");
    let thesis = ground.stage.collection("Thesis figures").await;
    let token = ground.stage.token(TOMAS, ALL).await;
    let document = ground.stage.get(&format!("endpoint/{thesis}"), &token).await.ok();
    assert_eq!(document["display_name"], "Thesis figures");
    kept_out(
        &ground
            .stage
            .get(&format!("operation/endpoint/{thesis}/ls"), &token)
            .await,
    );
}

/// Trap 17: Transfer keeps keywords as one text with commas.
#[tokio::test]
async fn t17_keywords_are_one_text() {
    let ground = Ground::maple().await;
    let one = format!("endpoint/{}", ground.id);
    assert_eq!(ground.read(&one).await["keywords"], "maple,drought,2026");
    let change = json!({"DATA_TYPE": "endpoint", "keywords": "maple,spring"});
    ground.stage.put(&one, &ground.owner, change).await.ok();
    assert_eq!(ground.read(&one).await["keywords"], "maple,spring");
}

/// Trap 18: a server itself holds no files and no permissions.
#[tokio::test]
async fn t18_a_server_itself_is_not_functional() {
    let stage = Stage::demo().await;
    let ground = Ground::of(stage, NORA, "Northfield Research Computing").await;
    let document = ground.read(&format!("endpoint/{}", ground.id)).await;
    assert_eq!(
        (&document["entity_type"], &document["non_functional"]),
        (&json!("GCSv5_endpoint"), &json!(true))
    );
    refused(ground.ls(&ground.owner, "/").await, 409, "NotSupported");
    refused(
        ground
            .stage
            .get(&format!("{}_list", ground.access), &ground.owner)
            .await,
        409,
        "NotSupported",
    );
}

/// Trap 19: without a subscription there are neither new guest collections nor roles, whatever `shareable` says.
#[tokio::test]
async fn t19_guests_and_roles_need_a_subscription() {
    let stage = Stage::seeded(json!({
        "people": [{"username": NORA, "sign_in": true}, {"username": JONAS, "sign_in": true}],
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "collections": [
            {"name": "Plain", "type": "GCP_mapped_collection", "owner": NORA},
            {"name": "Early", "type": "GCP_guest_collection", "owner": NORA, "host": "Plain", "path": "/early/"}
        ]
    }))
    .await;
    let ground = Ground::of(stage, NORA, "Early").await;
    let plain = ground.stage.collection("Plain").await;
    let document = ground.read(&format!("endpoint/{plain}")).await;
    assert_eq!(document["subscription_id"], Value::Null);
    let body = json!({"DATA_TYPE": "shared_endpoint", "host_endpoint": plain, "host_path": "/early/", "display_name": "No"});
    refused(
        ground.stage.post("shared_endpoint", &ground.owner, body).await,
        409,
        "Conflict",
    );
    let jonas = ground.stage.person(JONAS).await;
    refused(
        ground.give("identity", &jonas, "access_manager").await,
        409,
        "Conflict",
    );
    // What was shared earlier can still be managed.
    ground.made(crate::harness::rule(&jonas, "/", "r")).await;
}

/// Trap 21: a search has no total, pages of a hundred, and at most a thousand results; `all` needs a text.
#[tokio::test]
async fn t21_a_search_is_paged_and_ends_at_a_thousand() {
    let people = json!([{"username": NORA, "sign_in": true}]);
    let computer =
        json!({"name": "Computer", "type": "GCP_mapped_collection", "owner": NORA, "subscribed": true});
    let mut collections = vec![computer];
    collections.extend((0..1_050).map(|number| {
        json!({"name": format!("Share {number}"), "type": "GCP_guest_collection", "owner": NORA, "host": "Computer",
            "path": format!("/{number}/"), "folder": false})
    }));
    let stage = Stage::seeded(json!({
        "people": people,
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "collections": collections
    }))
    .await;
    let nora = stage.nora().await;
    refused(
        stage.get("endpoint_search?filter_scope=all", &nora).await,
        400,
        "BadRequest",
    );
    let search = "endpoint_search?filter_scope=all&filter_fulltext=share&limit=100";
    let mut found = 0;
    loop {
        let page = stage.get(&format!("{search}&offset={found}"), &nora).await.ok();
        assert!(page.get("total").is_none());
        let length = page["DATA"].as_array().unwrap().len();
        assert!((1..=100).contains(&length));
        found += length;
        if page["has_next_page"] != true {
            break;
        }
    }
    assert_eq!(found, 1_000);
    let large = stage.get(&search.replace("100", "1000"), &nora).await;
    assert!(large.status == 400 || large.body["DATA"].as_array().unwrap().len() <= 100);
}
