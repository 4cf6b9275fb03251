//! Where permissions apply, how many there are and how they add up: S1 to S3, S15, S16, S36, S37, S52.

use reqwest::Method;
use serde_json::{Value, json};

use crate::ground::{Ground, grant, kept_out, refused};
use crate::harness::{ALL, GROUPS, JONAS, NORA, Stage, TOMAS, rule};

/// S1: both GCS and GCP guest collections use Transfer-managed permissions.
#[tokio::test]
async fn s01_both_kinds_of_guest_collection_have_permissions_in_transfer() {
    for (ground, kind) in [
        (Ground::maple().await, "GCP_guest_collection"),
        (Ground::archive().await, "GCSv5_guest_collection"),
    ] {
        let document = ground.read(&format!("endpoint/{}", ground.id)).await;
        assert_eq!(document["entity_type"], kind);
        let jonas = ground.stage.person(JONAS).await;
        let one = ground.made(rule(&jonas, "/s1/", "r")).await;
        assert_eq!(ground.read(&one).await["principal"], jonas);
        assert_eq!(
            ground.stage.delete(&one, &ground.owner).await.ok()["code"],
            "Deleted"
        );
    }
}

/// S2: at most 1000 permissions per guest collection; the next create is refused with 409 `LimitExceeded`.
/// Those that come from roles do not count (Q11's default), and the list is one answer without pages.
#[tokio::test]
async fn s02_the_1001st_permission_is_refused() {
    let stage = Stage::seeded(json!({
        "people": [{"username": NORA, "name": "Nora", "sign_in": true}, {"username": JONAS}],
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "collections": [
            {"name": "Computer", "type": "GCP_mapped_collection", "owner": NORA, "subscribed": true},
            {"name": "Full", "type": "GCP_guest_collection", "owner": NORA, "host": "Computer", "path": "/full/",
             "permissions": [{"path": "/{n}/", "permissions": "r", "who": JONAS, "repeat": 999}]}
        ]
    }))
    .await;
    let ground = Ground::of(stage, NORA, "Full").await;
    let jonas = ground.stage.person(JONAS).await;
    let last = ground.made(rule(&jonas, "/last/", "r")).await;
    refused(
        ground.create(rule(&jonas, "/more/", "r")).await,
        409,
        "LimitExceeded",
    );
    assert_eq!(ground.list().await.len(), 1001);
    assert_eq!(ground.implicit().await.len(), 1);
    ground.stage.delete(&last, &ground.owner).await.ok();
    ground.create(rule(&jonas, "/more/", "r")).await.ok();
}

/// S3: permissions are additive: `rw` on a folder and `r` on one inside it is `rw` inside too.
#[tokio::test]
async fn s03_a_deeper_r_does_not_narrow_a_shallower_rw() {
    let ground = Ground::fresh().await;
    let tomas = ground.stage.person(TOMAS).await;
    let token = ground.stage.token(TOMAS, ALL).await;
    for path in ["/projects", "/projects/study1", "/other"] {
        ground.mkdir(&ground.owner, path).await.ok();
    }
    ground.made(rule(&tomas, "/projects/study1/", "r")).await;
    ground.ls(&token, "/projects/study1/").await.ok();
    kept_out(&ground.mkdir(&token, "/projects/study1/new").await);
    ground.made(rule(&tomas, "/projects/", "rw")).await;
    ground.mkdir(&token, "/projects/study1/new").await.ok();
    kept_out(&ground.ls(&token, "/other/").await);
}

/// S15: the same principal type, principal and path exist once, whatever the level: 409 `Exists`.
#[tokio::test]
async fn s15_one_rule_for_a_principal_and_a_path() {
    let ground = Ground::fresh().await;
    let jonas = ground.stage.person(JONAS).await;
    for document in [
        rule(&jonas, "/a/", "r"),
        grant("anonymous", "", "/a/", "r"),
        grant("all_authenticated_users", "", "/a/", "r"),
    ] {
        ground.made(document.clone()).await;
        refused(ground.create(document.clone()).await, 409, "Exists");
        let mut wider = document;
        wider["permissions"] = "rw".into();
        refused(ground.create(wider).await, 409, "Exists");
    }
    refused(ground.create(rule(&jonas, "/a", "rw")).await, 409, "Exists");
    ground.made(rule(&jonas, "/a/b/", "r")).await;
    ground
        .made(rule(&ground.stage.person(TOMAS).await, "/a/", "r"))
        .await;
    // Nothing was widened on the way: five rules, all of them `r`.
    let explicit: Vec<Value> = ground
        .list()
        .await
        .into_iter()
        .filter(|it| it["id"].is_string())
        .collect();
    assert_eq!(explicit.len(), 5);
    assert!(explicit.iter().all(|it| it["permissions"] == "r"));
}

/// S16: `principal_type` is one of four; another value is refused.
#[tokio::test]
async fn s16_there_are_four_kinds_of_principal() {
    let ground = Ground::fresh().await;
    let jonas = ground.stage.person(JONAS).await;
    let crew = ground.stage.id("groups", "Crew").await;
    for (kind, principal) in [
        ("identity", jonas.as_str()),
        ("group", &crew),
        ("all_authenticated_users", ""),
        ("anonymous", ""),
    ] {
        let read = ground
            .read(&ground.made(grant(kind, principal, "/k/", "r")).await)
            .await;
        assert_eq!(
            (&read["principal_type"], &read["principal"]),
            (&json!(kind), &json!(principal))
        );
    }
    for kind in ["email", "user", "Identity", ""] {
        refused(
            ground.create(grant(kind, &jonas, "/other/", "r")).await,
            400,
            "BadRequest",
        );
    }
    let mut without = rule(&jonas, "/other/", "r");
    without.as_object_mut().unwrap().remove("principal_type");
    refused(ground.create(without).await, 400, "BadRequest");
}

/// S36: a group's permission covers whoever is a member at that moment; groups come from the Groups API, by id.
#[tokio::test]
async fn s36_a_groups_permission_covers_its_members() {
    let ground = Ground::fresh().await;
    let groups = ground.stage.practice.urls().groups.clone();
    let nora = ground.stage.token(NORA, GROUPS).await;
    let mine = ground
        .service(
            Method::GET,
            format!("{groups}v2/groups/my_groups"),
            &nora,
            Value::Null,
        )
        .await
        .ok();
    let crew = mine[0]["id"].as_str().unwrap().to_owned();
    ground.made(grant("group", &crew, "/", "r")).await;
    let tomas = ground.stage.person(TOMAS).await;
    let token = ground.stage.token(TOMAS, ALL).await;
    kept_out(&ground.ls(&token, "/").await);
    let act = async |who: &str, body: Value| {
        let done = ground
            .service(Method::POST, format!("{groups}v2/groups/{crew}"), who, body)
            .await
            .ok();
        assert!(
            done["errors"].as_object().is_none_or(serde_json::Map::is_empty),
            "{done}"
        );
    };
    act(&nora, json!({"add": [{"identity_id": tomas, "role": "member"}]})).await;
    ground.ls(&token, "/").await.ok();
    kept_out(&ground.mkdir(&token, "/new").await);
    let own = ground.stage.token(TOMAS, GROUPS).await;
    act(&own, json!({"leave": [{"identity_id": tomas}]})).await;
    kept_out(&ground.ls(&token, "/").await);
    // An invitation is not a membership yet.
    act(
        &nora,
        json!({"invite": [{"identity_id": tomas, "role": "member"}]}),
    )
    .await;
    kept_out(&ground.ls(&token, "/").await);
    act(&own, json!({"accept": [{"identity_id": tomas}]})).await;
    ground.ls(&token, "/").await.ok();
}

/// S37: an identity's permission names one identity by its id; a mail to the account may go with it.
#[tokio::test]
async fn s37_a_persons_permission_names_one_identity() {
    let ground = Ground::fresh().await;
    let tomas = ground.stage.person(TOMAS).await;
    for principal in [TOMAS, "", "33333333-3333-4333-8333-333333333333"] {
        refused(ground.create(rule(principal, "/", "r")).await, 400, "BadRequest");
    }
    let mut document = rule(&tomas, "/", "r");
    document["notify_email"] = TOMAS.into();
    document["notify_message"] = "The data of spring".into();
    ground.made(document).await;
    ground.ls(&ground.stage.token(TOMAS, ALL).await, "/").await.ok();
    kept_out(&ground.ls(&ground.stage.token(JONAS, ALL).await, "/").await);
}

/// S52: a permission can differ per folder of one collection.
#[tokio::test]
async fn s52_each_folder_can_have_its_own_level() {
    let ground = Ground::fresh().await;
    let tomas = ground.stage.person(TOMAS).await;
    let token = ground.stage.token(TOMAS, ALL).await;
    for path in ["/in", "/out", "/private"] {
        ground.mkdir(&ground.owner, path).await.ok();
    }
    ground.made(rule(&tomas, "/in/", "rw")).await;
    ground.made(rule(&tomas, "/out/", "r")).await;
    ground.mkdir(&token, "/in/mine").await.ok();
    ground.ls(&token, "/out/").await.ok();
    kept_out(&ground.mkdir(&token, "/out/mine").await);
    kept_out(&ground.ls(&token, "/private/").await);
    kept_out(&ground.ls(&token, "/").await);
}
