//! Permissions that come from roles, and what every permission document says: S9 to S14.

use serde_json::{Value, json};

use crate::ground::{Ground, grant, refused};
use crate::harness::{JONAS, TOMAS, rule};

/// Nora's collection with a group as access manager, an activity monitor, and two rules.
async fn with_roles() -> Ground {
    let ground = Ground::fresh().await;
    let crew = ground.stage.id("groups", "Crew").await;
    let tomas = ground.stage.person(TOMAS).await;
    ground.give("group", &crew, "access_manager").await.ok();
    ground.give("identity", &tomas, "activity_monitor").await.ok();
    ground
        .made(rule(&ground.stage.person(JONAS).await, "/", "r"))
        .await;
    ground.made(grant("anonymous", "", "/open/", "r")).await;
    ground
}

/// S9: implicit permissions are listed, with `id` null and the role that they come from.
#[tokio::test]
async fn s09_implicit_permissions_are_listed_with_their_role() {
    let ground = with_roles().await;
    let implicit = ground.implicit().await;
    let roles = ground.read(&format!("{}_list", ground.role)).await;
    // The monitor's role gives no access, so two of the three roles are in the list.
    assert_eq!(implicit.len(), 2);
    for rule in implicit {
        let role = roles["DATA"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["id"] == rule["role_id"])
            .unwrap();
        for field in ["principal_type", "principal"] {
            assert_eq!(rule[field], role[field]);
        }
        assert_eq!(rule["role_type"], role["role"]);
        assert_eq!((&rule["path"], &rule["permissions"]), (&json!("/"), &json!("rw")));
    }
}

/// S10: implicit permissions can not be read, updated or deleted as permissions.
#[tokio::test]
async fn s10_implicit_permissions_are_out_of_reach() {
    let ground = with_roles().await;
    for rule in ground.implicit().await {
        let one = format!("{}/{}", ground.access, rule["role_id"].as_str().unwrap());
        let (stage, owner) = (&ground.stage, &ground.owner);
        refused(stage.get(&one, owner).await, 404, "AccessRuleNotFound");
        let change = json!({"DATA_TYPE": "access", "permissions": "r"});
        refused(stage.put(&one, owner, change).await, 404, "AccessRuleNotFound");
        refused(stage.delete(&one, owner).await, 404, "AccessRuleNotFound");
    }
    assert_eq!(ground.implicit().await.len(), 2);
}

/// S11: implicit permissions belong to an identity or a group.
#[tokio::test]
async fn s11_implicit_permissions_belong_to_an_identity_or_a_group() {
    let ground = with_roles().await;
    let mut kinds: Vec<Value> = ground
        .implicit()
        .await
        .into_iter()
        .map(|it| it["principal_type"].clone())
        .collect();
    kinds.sort_by_key(ToString::to_string);
    assert_eq!(kinds, ["group", "identity"]);
}

/// S12: `role_type` is administrator or access manager, and null where `role_id` is null.
#[tokio::test]
async fn s12_role_type_is_null_without_a_role() {
    let ground = with_roles().await;
    for rule in ground.list().await {
        assert_eq!(rule["role_id"].is_null(), rule["role_type"].is_null(), "{rule}");
        assert_eq!(rule["role_id"].is_null(), rule["id"].is_string(), "{rule}");
        if let Some(role) = rule["role_type"].as_str() {
            assert!(["administrator", "access_manager"].contains(&role), "{rule}");
        }
    }
}

/// S13: `create_time` is null for implicit permissions and an ISO time for the others.
#[tokio::test]
async fn s13_create_time_is_null_for_implicit_permissions() {
    let ground = with_roles().await;
    for rule in ground.list().await {
        match rule["create_time"].as_str() {
            None => assert!(rule["id"].is_null() && rule["create_time"].is_null(), "{rule}"),
            Some(time) => {
                assert!(rule["id"].is_string(), "{rule}");
                assert!(
                    time.parse::<jiff::Timestamp>().is_ok() && time.ends_with("+00:00"),
                    "{time}"
                );
            }
        }
    }
}

/// S14: `DATA_TYPE` of a permission is always `access`.
#[tokio::test]
async fn s14_a_permission_is_an_access_document() {
    let ground = with_roles().await;
    for rule in ground.list().await {
        assert_eq!(rule["DATA_TYPE"], "access");
        if let Some(id) = rule["id"].as_str() {
            let read = ground.read(&format!("{}/{id}", ground.access)).await;
            assert_eq!(read, rule, "list and get show the same document");
        }
    }
    let jonas = ground.stage.person(JONAS).await;
    let mut document = rule(&jonas, "/other/", "r");
    document["DATA_TYPE"] = "role".into();
    refused(ground.create(document).await, 400, "BadRequest");
}
