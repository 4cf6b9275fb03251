//! Traps 22 to 33: permissions and roles.

use reqwest::Method;
use serde_json::{Value, json};

use crate::ground::{Ground, grant, kept_out, refused};
use crate::harness::{ALL, GROUPS, JONAS, NORA, Stage, TOMAS, rule};

/// Trap 23: where that is forbidden, nobody unknown may write: not by a new rule, and not by a wider one.
#[tokio::test]
async fn t23_nobody_unknown_writes_where_that_is_forbidden() {
    let ground = Ground::archive().await;
    let document = ground.read(&format!("endpoint/{}", ground.id)).await;
    assert_eq!(document["disable_anonymous_writes"], true);
    refused(
        ground.create(grant("anonymous", "", "/p/", "rw")).await,
        400,
        "BadRequest",
    );
    let one = ground.made(grant("anonymous", "", "/p/", "r")).await;
    let wider = json!({"DATA_TYPE": "access", "permissions": "rw"});
    refused(
        ground.stage.put(&one, &ground.owner, wider).await,
        400,
        "BadRequest",
    );
    assert_eq!(ground.read(&one).await["permissions"], "r");
    ground
        .made(grant("all_authenticated_users", "", "/p/", "rw"))
        .await;
    let maple = Ground::maple().await;
    maple.made(grant("anonymous", "", "/p/", "rw")).await;
}

/// Trap 27: the list of permissions has no pages: `limit` and `offset` leave nothing out.
#[tokio::test]
async fn t27_the_list_of_permissions_has_no_pages() {
    let stage = Stage::demo().await;
    let ground = Ground::of(stage, NORA, "Core facility results").await;
    let all = ground.list().await.len();
    assert!(all > 100, "{all}");
    let list = ground
        .read(&format!("{}_list?limit=10&offset=5", ground.access))
        .await;
    assert_eq!(list["DATA"].as_array().unwrap().len(), all);
}

/// Trap 28: a message without an address is taken and does nothing.
#[tokio::test]
async fn t28_a_message_without_an_address_does_nothing() {
    let ground = Ground::fresh().await;
    let mut document = rule(&ground.stage.person(JONAS).await, "/", "r");
    document["notify_message"] = "Hello".into();
    let one = ground.made(document).await;
    assert!(ground.read(&one).await.get("notify_message").is_none());
}

/// Trap 29: removing a rule removes that rule; what comes from above, a group or a role stays.
#[tokio::test]
async fn t29_access_can_stay_when_a_rule_is_removed() {
    let ground = Ground::fresh().await;
    let tomas = ground.stage.person(TOMAS).await;
    let token = ground.stage.token(TOMAS, ALL).await;
    ground.mkdir(&ground.owner, "/raw").await.ok();
    let crew = ground.stage.id("groups", "Crew").await;
    let groups = format!("{}v2/groups/{crew}", ground.stage.practice.urls().groups);
    let nora = ground.stage.token(NORA, GROUPS).await;
    let act = async |body: Value| {
        ground
            .service(Method::POST, groups.clone(), &nora, body)
            .await
            .ok()
    };
    act(json!({"add": [{"identity_id": tomas, "role": "member"}]})).await;
    let direct = ground.made(rule(&tomas, "/raw/", "rw")).await;
    let above = ground.made(rule(&tomas, "/", "r")).await;
    let of_group = ground.made(grant("group", &crew, "/raw/", "r")).await;
    let role = ground.give("identity", &tomas, "access_manager").await.ok();
    let role = format!("{}/{}", ground.role, role["id"].as_str().unwrap());
    for gone in [direct, above, of_group] {
        ground.stage.delete(&gone, &ground.owner).await.ok();
        ground.ls(&token, "/raw/").await.ok();
    }
    ground.stage.delete(&role, &ground.owner).await.ok();
    kept_out(&ground.ls(&token, "/raw/").await);
}

/// Trap 30: Transfer shows the roles of a server's collection with bare ids, and changes none of them.
#[tokio::test]
async fn t30_roles_of_servers_are_read_only_in_transfer() {
    let ground = Ground::archive().await;
    let list = ground.read(&format!("{}_list", ground.role)).await;
    let roles = list["DATA"].as_array().unwrap();
    assert!(roles.len() > 1);
    for role in roles {
        let principal = role["principal"].as_str().unwrap();
        assert!(principal.parse::<uuid::Uuid>().is_ok(), "{principal}");
        let one = format!("{}/{}", ground.role, role["id"].as_str().unwrap());
        refused(
            ground.stage.delete(&one, &ground.owner).await,
            409,
            "NotSupported",
        );
    }
    let jonas = ground.stage.person(JONAS).await;
    refused(
        ground.give("identity", &jonas, "access_manager").await,
        409,
        "NotSupported",
    );
}

/// Trap 31: `restricted_administrator` is a role that some have and nobody is given.
#[tokio::test]
async fn t31_nobody_is_made_a_restricted_administrator() {
    let ground = Ground::fresh().await;
    let tomas = ground.stage.person(TOMAS).await;
    refused(
        ground.give("identity", &tomas, "restricted_administrator").await,
        400,
        "BadRequest",
    );
    let jonas = ground.stage.token(JONAS, ALL).await;
    let read = ground
        .stage
        .get(&format!("endpoint/{}", ground.id), &jonas)
        .await
        .ok();
    assert_eq!(read["my_effective_roles"], json!(["restricted_administrator"]));
    let roles = ground.read(&format!("{}_list", ground.role)).await;
    assert!(
        roles["DATA"]
            .as_array()
            .unwrap()
            .iter()
            .all(|it| it["role"] != "restricted_administrator")
    );
}
