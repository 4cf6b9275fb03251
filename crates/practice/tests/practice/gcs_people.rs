//! The manager of a server: credentials, gateways and roles.

use serde_json::{Value, json};

use crate::gcs_harness::{Manager, detail, names};
use crate::harness::{ALL, JONAS};

#[tokio::test]
async fn people_see_and_make_their_own_credentials() {
    let manager = Manager::demo().await;
    let (nora, admin) = (manager.nora().await, manager.administrator().await);
    let mine = manager.get("user_credentials", &nora).await.ok();
    assert_eq!(names(&mine).len(), 2);
    let first = &mine["data"][0];
    assert_eq!(
        (&first["DATA_TYPE"], &first["username"]),
        (&json!("user_credential#1.0.0"), &json!("nora.whitfield"))
    );
    let gateways = manager.get("storage_gateways", &admin).await.ok();
    let gateway = |name: &str| {
        let all = gateways["data"].as_array().unwrap();
        all.iter().find(|it| it["display_name"] == name).unwrap()["id"].clone()
    };
    let open = gateway("Research file system");
    let filtered = manager
        .get(
            &format!("user_credentials?storage_gateway={}", open.as_str().unwrap()),
            &nora,
        )
        .await
        .ok();
    assert_eq!(names(&filtered), ["Nora on the research file system"]);
    let body = json!({"DATA_TYPE": "user_credential#1.0.0", "storage_gateway_id": open});
    let again = manager.post("user_credentials", &nora, body.clone()).await;
    assert_eq!(detail(&again), (409, "conflict", "resource_conflict"));
    assert_eq!(
        again.body["detail"]["resources"][0]["id"],
        filtered["data"][0]["id"]
    );

    let jonas = manager.stage.token(JONAS, &manager.scope()).await;
    let foreign = manager.post("user_credentials", &jonas, body.clone()).await;
    assert_eq!(
        detail(&foreign),
        (403, "permission_denied", "not_from_allowed_domain")
    );
    let one = format!("user_credentials/{}", filtered["data"][0]["id"].as_str().unwrap());
    assert_eq!(manager.get(&one, &jonas).await.status, 404);
    assert_eq!(manager.delete(&one, &jonas).await.status, 404);

    let other_name =
        json!({"DATA_TYPE": "user_credential#1.0.0", "storage_gateway_id": open, "username": "root"});
    let refused = manager.post("user_credentials", &nora, other_name).await;
    assert_eq!(detail(&refused), (403, "permission_denied", "invalid_user"));
    let person = manager.stage.person(JONAS).await;
    let not_me =
        json!({"DATA_TYPE": "user_credential#1.0.0", "storage_gateway_id": open, "identity_id": person});
    let refused = manager.post("user_credentials", &nora, not_me).await;
    assert_eq!(
        detail(&refused),
        (403, "permission_denied", "id_not_in_identity_set")
    );

    let renamed = json!({"DATA_TYPE": "user_credential#1.0.0", "display_name": "Mine"});
    assert_eq!(
        manager.patch(&one, &nora, renamed).await.ok()["data"][0]["display_name"],
        "Mine"
    );
    let moved = json!({"DATA_TYPE": "user_credential#1.0.0", "username": "root"});
    assert_eq!(
        detail(&manager.patch(&one, &nora, moved).await),
        (422, "unprocessable_entity", "invalid_input")
    );
    manager.delete(&one, &nora).await.ok();
    assert_eq!(manager.get(&one, &nora).await.status, 404);
    let made = manager.post("user_credentials", &nora, body).await;
    assert_eq!(
        (made.status.as_u16(), &made.body["detail"]),
        (201, &json!("created"))
    );
    assert_eq!(
        made.body["data"][0]["connector_id"],
        "145812c8-decc-41f1-83cf-bb2a85a2a70b"
    );
    let everybody = manager.get("user_credentials?include=all", &nora).await;
    assert_eq!(
        detail(&everybody),
        (403, "permission_denied", "missing_required_role")
    );
    assert_eq!(
        names(&manager.get("user_credentials?include=all", &admin).await.ok()).len(),
        5
    );
}

#[tokio::test]
async fn gateways_are_shown_to_administrators() {
    let manager = Manager::demo().await;
    let (nora, admin) = (manager.nora().await, manager.administrator().await);
    assert_eq!(
        detail(&manager.get("storage_gateways", &nora).await),
        (403, "permission_denied", "missing_required_role")
    );
    let all = manager
        .get("storage_gateways?include=private_policies,accounts", &admin)
        .await
        .ok();
    assert_eq!(names(&all), ["Protected file system", "Research file system"]);
    let open = all["data"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["high_assurance"] == false)
        .unwrap();
    assert_eq!(open["authentication_timeout_mins"], 15840);
    assert_eq!(
        (&open["users_deny"], open["accounts"].as_array().unwrap().len()),
        (&json!([]), 1)
    );
    let one = format!("storage_gateways/{}", open["id"].as_str().unwrap());
    let plain = manager.get(&one, &admin).await.ok();
    assert!(plain["data"][0].get("users_deny").is_none());
}

#[tokio::test]
async fn roles_of_a_server_change_here_and_show_in_transfer() {
    let manager = Manager::demo().await;
    let nora = manager.nora().await;
    let archive = manager.stage.collection("Whitfield Lab archive").await;
    let jonas = manager.stage.person(JONAS).await;
    let list = format!("roles?collection_id={archive}");
    let mine = manager.get(&list, &nora).await.ok();
    assert_eq!(mine["data"].as_array().unwrap().len(), 1);
    assert_eq!(mine["data"][0]["role"], "administrator");
    let all = manager
        .get(&format!("{list}&include=all_roles"), &nora)
        .await
        .ok();
    assert_eq!(all["data"].as_array().unwrap().len(), 2);

    let role = |principal: &str, role: &str| json!({"DATA_TYPE": "role#1.0.0", "collection": archive, "principal": principal, "role": role});
    let urn = format!("urn:globus:auth:identity:{jonas}");
    let made = manager.post("roles", &nora, role(&urn, "access_manager")).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(
        (
            &made.body["data"][0]["principal"],
            &made.body["data"][0]["collection"]
        ),
        (&json!(urn), &json!(archive))
    );
    let again = manager.post("roles", &nora, role(&urn, "access_manager")).await;
    assert_eq!(detail(&again), (409, "conflict", "resource_conflict"));
    for (principal, name) in [
        (urn.as_str(), "owner"),
        (urn.as_str(), "king"),
        (jonas.as_str(), "administrator"),
    ] {
        let refused = manager.post("roles", &nora, role(principal, name)).await;
        assert_eq!(
            detail(&refused),
            (422, "unprocessable_entity", "invalid_input"),
            "{name}"
        );
    }
    let group = manager.stage.id("groups", "Whitfield Lab").await;
    let for_group = role(&format!("urn:globus:groups:id:{group}"), "activity_monitor");
    manager.post("roles", &nora, for_group).await.ok();

    // Transfer shows bare ids.
    let transfer = manager.stage.nora().await;
    let seen = manager
        .stage
        .get(&format!("endpoint/{archive}/role_list"), &transfer)
        .await
        .ok();
    let seen: Vec<&Value> = seen["DATA"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["principal"])
        .collect();
    assert!(
        seen.contains(&&json!(jonas)) && seen.contains(&&json!(group)),
        "{seen:?}"
    );
    let his = manager.stage.token(JONAS, ALL).await;
    manager
        .stage
        .get(&format!("endpoint/{archive}/access_list"), &his)
        .await
        .ok();

    // An access manager gives no roles.
    let manages = manager.stage.token(JONAS, &manager.scope()).await;
    let refused = manager.post("roles", &manages, role(&urn, "administrator")).await;
    assert_eq!(
        detail(&refused),
        (403, "permission_denied", "missing_required_role")
    );
    let one = format!("roles/{}", made.body["data"][0]["id"].as_str().unwrap());
    assert_eq!(
        manager.get(&one, &manages).await.ok()["data"][0]["role"],
        "access_manager"
    );
    assert_eq!(
        detail(&manager.delete(&one, &manages).await),
        (403, "permission_denied", "missing_required_role")
    );
    assert_eq!(manager.delete(&one, &nora).await.ok()["code"], "success");
    assert_eq!(manager.get(&one, &nora).await.status, 404);
}
