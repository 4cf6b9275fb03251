//! Who may do what: S4 to S8, S42, S51.

use serde_json::json;

use crate::ground::{Ground, kept_out, refused};
use crate::harness::{ALL, JONAS, NORA, TOMAS};

/// S4: an administrator views, creates, edits and deletes permissions, and gives the administrator and access manager roles.
#[tokio::test]
async fn s04_an_administrator_does_everything() {
    let ground = Ground::fresh().await;
    let tomas = ground.stage.person(TOMAS).await;
    for role in ["administrator", "access_manager"] {
        let made = ground.give("identity", &tomas, role).await.ok();
        assert_eq!(made["role"], role);
    }
    // One who was made administrator is as good as the owner.
    let token = ground.stage.token(TOMAS, ALL).await;
    assert_eq!(ground.attempts(&token).await, [true; 6]);
    let read = ground
        .stage
        .get(&format!("endpoint/{}", ground.id), &token)
        .await
        .ok();
    assert!(
        read["my_effective_roles"]
            .as_array()
            .unwrap()
            .contains(&json!("administrator"))
    );
}

/// S5: a restricted administrator, who administers the collection's host, views and deletes permissions and no more.
#[tokio::test]
async fn s05_a_restricted_administrator_views_and_deletes() {
    let ground = Ground::fresh().await;
    let token = ground.stage.token(JONAS, ALL).await;
    let read = ground
        .stage
        .get(&format!("endpoint/{}", ground.id), &token)
        .await
        .ok();
    assert_eq!(read["my_effective_roles"], json!(["restricted_administrator"]));
    assert_eq!(
        ground.attempts(&token).await,
        [true, true, false, false, true, false]
    );
}

/// S6: an access manager views, creates, edits and deletes permissions, and gives no roles.
#[tokio::test]
async fn s06_an_access_manager_gives_permissions_but_no_roles() {
    let ground = Ground::fresh().await;
    let tomas = ground.stage.person(TOMAS).await;
    ground.give("identity", &tomas, "access_manager").await.ok();
    let token = ground.stage.token(TOMAS, ALL).await;
    assert_eq!(
        ground.attempts(&token).await,
        [true, true, true, true, true, false]
    );
}

/// S7: without one of the three roles nothing about permissions is shown or changed: 403 `PermissionDenied`.
#[tokio::test]
async fn s07_others_neither_see_nor_change_permissions() {
    let ground = Ground::fresh().await;
    let tomas = ground.stage.person(TOMAS).await;
    let token = ground.stage.token(TOMAS, ALL).await;
    assert_eq!(ground.attempts(&token).await, [false; 6]);
    for role in ["activity_manager", "activity_monitor"] {
        let made = ground.give("identity", &tomas, role).await.ok();
        let one = ground
            .list()
            .await
            .into_iter()
            .find_map(|it| it["id"].as_str().map(str::to_owned))
            .unwrap();
        ground
            .stage
            .delete(&format!("{}/{one}", ground.access), &ground.owner)
            .await
            .ok();
        assert_eq!(ground.attempts(&token).await, [false; 6], "{role}");
        let role = format!("{}/{}", ground.role, made["id"].as_str().unwrap());
        ground.stage.delete(&role, &ground.owner).await.ok();
    }
    // Having access to the files is no role either.
    ground.made(crate::harness::rule(&tomas, "/", "rw")).await;
    refused(
        ground.stage.get(&format!("{}_list", ground.access), &token).await,
        403,
        "PermissionDenied",
    );
}

/// S8: administrators and access managers read and write everything without a rule; other roles do not.
#[tokio::test]
async fn s08_administrators_and_access_managers_have_rw_on_everything() {
    let ground = Ground::fresh().await;
    let tomas = ground.stage.person(TOMAS).await;
    let token = ground.stage.token(TOMAS, ALL).await;
    ground.mkdir(&ground.owner, "/by-the-owner").await.ok();
    for (role, lets_in) in [
        ("administrator", true),
        ("access_manager", true),
        ("activity_manager", false),
        ("activity_monitor", false),
    ] {
        kept_out(&ground.ls(&token, "/").await);
        let made = ground.give("identity", &tomas, role).await.ok();
        let (read, written) = (
            ground.ls(&token, "/").await,
            ground.mkdir(&token, &format!("/by-{role}")).await,
        );
        if lets_in {
            read.ok();
            written.ok();
        } else {
            kept_out(&read);
            kept_out(&written);
        }
        let role = format!("{}/{}", ground.role, made["id"].as_str().unwrap());
        ground.stage.delete(&role, &ground.owner).await.ok();
    }
    // The administrator of the computer is none of the collection.
    kept_out(&ground.ls(&ground.stage.token(JONAS, ALL).await, "/").await);
}

/// S42: the access manager role can be given to users, groups and applications.
#[tokio::test]
async fn s42_users_groups_and_applications_can_be_access_managers() {
    let ground = Ground::fresh().await;
    let robot = ground.stage.practice.clients()[0].id.to_string();
    let crew = ground.stage.id("groups", "Crew").await;
    let tomas = ground.stage.person(TOMAS).await;
    for (kind, principal) in [("identity", &tomas), ("group", &crew), ("identity", &robot)] {
        let made = ground.give(kind, principal, "access_manager").await;
        assert_eq!(made.status, 201, "{}", made.text);
        let one = format!("{}/{}", ground.role, made.body["id"].as_str().unwrap());
        let read = ground.read(&one).await;
        assert_eq!(
            (
                &read["DATA_TYPE"],
                &read["principal_type"],
                &read["principal"],
                &read["role"]
            ),
            (
                &json!("role"),
                &json!(kind),
                &json!(principal),
                &json!("access_manager")
            )
        );
    }
    let robot = ground.stage.application("Robot", ALL).await;
    assert_eq!(
        ground.attempts(&robot).await,
        [true, true, true, true, true, false]
    );
    let roles = ground.read(&format!("{}_list", ground.role)).await;
    let owner = ground.stage.person(NORA).await;
    let roles = roles["DATA"].as_array().unwrap();
    assert_eq!(roles.len(), 4);
    assert!(
        roles
            .iter()
            .any(|it| it["principal"] == owner && it["role"] == "administrator")
    );
}
