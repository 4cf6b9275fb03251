//! What is sent and answered when a permission is made, changed and removed: S21 to S29, S34, S35.

use serde_json::{Value, json};

use crate::ground::{Ground, grant, refused};
use crate::harness::{JONAS, NORA, Stage, TOMAS, rule};

const OTHER: &str = "33333333-3333-4333-8333-333333333333";

/// S21: `notify_email` goes with the creation of an identity's permission only, and is not stored.
#[tokio::test]
async fn s21_notify_email_is_for_new_permissions_of_a_person() {
    let ground = Ground::fresh().await;
    let with_mail = |mut document: Value| {
        document["notify_email"] = JONAS.into();
        document
    };
    let jonas = ground.stage.person(JONAS).await;
    let crew = ground.stage.id("groups", "Crew").await;
    let one = ground.made(with_mail(rule(&jonas, "/", "r"))).await;
    assert!(ground.read(&one).await.get("notify_email").is_none());
    for document in [
        grant("group", &crew, "/", "r"),
        grant("anonymous", "", "/", "r"),
        grant("all_authenticated_users", "", "/", "r"),
    ] {
        refused(ground.create(with_mail(document)).await, 400, "BadRequest");
    }
    let change = with_mail(json!({"DATA_TYPE": "access", "permissions": "rw"}));
    refused(
        ground.stage.put(&one, &ground.owner, change).await,
        400,
        "BadRequest",
    );
    assert_eq!(ground.read(&one).await["permissions"], "r");
}

/// S22: `notify_message` is optional and not stored.
#[tokio::test]
async fn s22_notify_message_is_not_stored() {
    let ground = Ground::fresh().await;
    let mut document = rule(&ground.stage.person(JONAS).await, "/", "r");
    document["notify_email"] = JONAS.into();
    document["notify_message"] = "Here are the figures".into();
    let one = ground.made(document).await;
    let read = ground.read(&one).await;
    assert!(read.get("notify_message").is_none() && !read.to_string().contains("figures"));
}

/// S23: `id` must be absent on create.
#[tokio::test]
async fn s23_a_new_permission_has_no_id() {
    let ground = Ground::fresh().await;
    let mut document = rule(&ground.stage.person(JONAS).await, "/", "r");
    document["id"] = OTHER.into();
    refused(ground.create(document).await, 400, "BadRequest");
    assert_eq!(ground.list().await.len(), 1);
}

/// S24: create answers 201, code `Created`, and the new id in `access_id`.
#[tokio::test]
async fn s24_create_answers_201_with_the_new_id() {
    let ground = Ground::fresh().await;
    let jonas = ground.stage.person(JONAS).await;
    let created = ground.create(rule(&jonas, "/", "r")).await;
    assert_eq!(created.status, 201);
    assert_eq!(
        (&created.body["DATA_TYPE"], &created.body["code"]),
        (&json!("access_create_result"), &json!("Created"))
    );
    for field in ["access_id", "message", "request_id", "resource"] {
        assert!(created.body[field].is_string(), "{field}");
    }
    let id = &created.body["access_id"];
    assert!(
        ground
            .list()
            .await
            .iter()
            .any(|it| it["id"] == *id && it["principal"] == jonas)
    );
}

/// S25: update answers a success with the code `Updated`.
#[tokio::test]
async fn s25_update_answers_updated() {
    let ground = Ground::fresh().await;
    let one = ground
        .made(rule(&ground.stage.person(JONAS).await, "/", "r"))
        .await;
    let change = json!({"DATA_TYPE": "access", "permissions": "rw"});
    let updated = ground.stage.put(&one, &ground.owner, change).await;
    assert_eq!(
        (
            updated.status.as_u16(),
            &updated.body["DATA_TYPE"],
            &updated.body["code"]
        ),
        (200, &json!("result"), &json!("Updated"))
    );
    assert_eq!(ground.read(&one).await["permissions"], "rw");
}

/// S26: an update may leave out all other fields; an `id` in it must be that of the URL.
#[tokio::test]
async fn s26_an_update_names_no_other_rule() {
    let ground = Ground::fresh().await;
    let one = ground
        .made(rule(&ground.stage.person(JONAS).await, "/", "r"))
        .await;
    let before = ground.read(&one).await;
    let put = async |body: Value| ground.stage.put(&one, &ground.owner, body).await;
    put(json!({"DATA_TYPE": "access"})).await.ok();
    put(json!({"DATA_TYPE": "access", "id": before["id"]})).await.ok();
    refused(
        put(json!({"DATA_TYPE": "access", "id": OTHER, "permissions": "rw"})).await,
        400,
        "BadRequest",
    );
    assert_eq!(ground.read(&one).await, before);
}

/// S27: an update changes the level and the end date; it never moves a permission.
#[tokio::test]
async fn s27_an_update_never_moves_a_permission() {
    let ground = Ground::fresh().await;
    let (jonas, tomas) = (ground.stage.person(JONAS).await, ground.stage.person(TOMAS).await);
    let one = ground.made(rule(&jonas, "/here/", "r")).await;
    let mut change = rule(&tomas, "/there/", "rw");
    change["expiration_date"] = "2126-07-01T02:00:00+02:00".into();
    ground.stage.put(&one, &ground.owner, change).await.ok();
    let read = ground.read(&one).await;
    assert_eq!(
        (&read["path"], &read["principal"]),
        (&json!("/here/"), &json!(jonas))
    );
    assert_eq!(
        (&read["permissions"], &read["expiration_date"]),
        (&json!("rw"), &json!("2126-07-01T00:00:00+00:00"))
    );
}

/// S28: delete answers 200 with the code `Deleted`; nothing is sent in its body.
#[tokio::test]
async fn s28_delete_answers_deleted() {
    let ground = Ground::fresh().await;
    let one = ground
        .made(rule(&ground.stage.person(JONAS).await, "/", "r"))
        .await;
    let deleted = ground.stage.delete(&one, &ground.owner).await;
    assert_eq!(
        (
            deleted.status.as_u16(),
            &deleted.body["DATA_TYPE"],
            &deleted.body["code"]
        ),
        (200, &json!("result"), &json!("Deleted"))
    );
    assert_eq!(ground.list().await.len(), 1);
}

/// S29: deleting again answers `AccessRuleNotFound`, so a repeated attempt knows that the rule is gone.
#[tokio::test]
async fn s29_deleting_again_finds_nothing() {
    let ground = Ground::fresh().await;
    let one = ground
        .made(rule(&ground.stage.person(JONAS).await, "/", "r"))
        .await;
    ground.stage.delete(&one, &ground.owner).await.ok();
    for _ in 0..2 {
        refused(
            ground.stage.delete(&one, &ground.owner).await,
            404,
            "AccessRuleNotFound",
        );
    }
}

/// S34: `fields` limits what a list and a single read return. `DATA_TYPE` stays.
#[tokio::test]
async fn s34_fields_limit_what_is_returned() {
    let ground = Ground::fresh().await;
    let one = ground
        .made(rule(&ground.stage.person(JONAS).await, "/", "r"))
        .await;
    let list = ground
        .read(&format!("{}_list?fields=id,path", ground.access))
        .await;
    for document in list["DATA"]
        .as_array()
        .unwrap()
        .iter()
        .chain([&ground.read(&format!("{one}?fields=id,path")).await])
    {
        let keys: Vec<&String> = document.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["DATA_TYPE", "id", "path"]);
    }
}

/// S35: an end date must be earlier than now and the collection's longest time (Q17: not equal to it). Without a
/// date the longest time is filled in (Q3); nothing lasts longer by an update either.
#[tokio::test]
async fn s35_an_end_date_lies_within_the_collections_maximum() {
    let stage = Stage::demo().await;
    stage
        .admin(
            reqwest::Method::POST,
            "clock",
            json!({"set": "2030-01-01T00:00:00Z"}),
        )
        .await;
    let ground = Ground::of(stage, NORA, "Spring sequencing").await;
    let document = ground.read(&format!("endpoint/{}", ground.id)).await;
    assert_eq!(document["acl_max_expiration_period_mins"], 180 * 24 * 60);
    let jonas = ground.stage.person(JONAS).await;
    let until = |path: &str, end: &str| {
        let mut document = rule(&jonas, path, "r");
        document["expiration_date"] = end.into();
        document
    };
    // 180 days after New Year's Day is 30 June.
    for late in [
        "2030-06-30T01:00:00Z",
        "2031-01-01T00:00:00Z",
        "2029-12-31T00:00:00Z",
        "in spring",
    ] {
        refused(ground.create(until("/a/", late)).await, 400, "BadRequest");
    }
    let one = ground.made(until("/a/", "2030-06-29T23:00:00Z")).await;
    let change = json!({"DATA_TYPE": "access", "expiration_date": "2031-01-01T00:00:00Z"});
    refused(
        ground.stage.put(&one, &ground.owner, change).await,
        400,
        "BadRequest",
    );
    assert_eq!(
        ground.read(&one).await["expiration_date"],
        "2030-06-29T23:00:00+00:00"
    );
    let filled = ground.made(rule(&jonas, "/b/", "r")).await;
    let end = ground.read(&filled).await["expiration_date"].clone();
    assert!(end.as_str().unwrap().starts_with("2030-06-30T00:"), "{end}");
}
