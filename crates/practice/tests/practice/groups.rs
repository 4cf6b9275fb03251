//! Groups.

use serde_json::{Value, json};

use crate::harness::{GROUPS, JONAS, NORA, Reply, Stage, TOMAS};

async fn get(stage: &Stage, path: &str, token: &str) -> Reply {
    let url = format!("{}v2/groups/{path}", stage.practice.urls().groups);
    stage.send(stage.http.get(url).bearer_auth(token)).await
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array()
        .expect("a bare array")
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn my_groups_is_a_bare_array_with_my_memberships() {
    let stage = Stage::demo().await;
    let nora = stage.token(NORA, GROUPS).await;
    let mine = get(&stage, "my_groups", &nora).await.ok();
    let lab = mine
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["name"] == "Whitfield Lab")
        .unwrap();
    assert_eq!(
        (
            &lab["my_memberships"][0]["role"],
            &lab["my_memberships"][0]["username"]
        ),
        (&json!("admin"), &json!(NORA))
    );
    assert!(lab["group_type"].is_string() && lab.get("subscription_id").is_some());
    assert!(!names(&mine).contains(&"Eastlake appointment board"));
    assert!(!names(&mine).contains(&"Statistics reading group"));
    let invited = get(&stage, "my_groups?statuses=invited", &nora).await.ok();
    assert_eq!(names(&invited), ["Statistics reading group"]);
}

#[tokio::test]
async fn members_and_private_groups_are_shown_to_those_who_may() {
    let stage = Stage::demo().await;
    let (nora, tomas) = (stage.token(NORA, GROUPS).await, stage.token(TOMAS, GROUPS).await);
    let lab = stage.id("groups", "Whitfield Lab").await;
    let members = get(&stage, &format!("{lab}?include=memberships,policies"), &nora)
        .await
        .ok();
    assert_eq!(members["memberships"].as_array().unwrap().len(), 12);
    assert_eq!(members["policies"]["group_visibility"], "authenticated");
    let marine = stage.id("groups", "Marine genomics").await;
    get(&stage, &marine, &nora).await.ok();
    assert_eq!(
        get(&stage, &format!("{marine}?include=memberships"), &nora)
            .await
            .refusal(),
        (403, "FORBIDDEN")
    );
    let all = get(&stage, &format!("{marine}?include=memberships"), &tomas)
        .await
        .ok();
    assert_eq!(all["memberships"].as_array().unwrap().len(), 31);
    let board = stage.id("groups", "Eastlake appointment board").await;
    assert_eq!(get(&stage, &board, &nora).await.refusal(), (403, "FORBIDDEN"));
    get(&stage, &board, &tomas).await.ok();
    assert_eq!(
        get(&stage, "33333333-3333-4333-8333-333333333333", &nora)
            .await
            .refusal(),
        (404, "NOT_FOUND")
    );
    assert_eq!(get(&stage, "nonsense", &nora).await.status, 422);
    let url = format!("{}v2/groups/my_groups", stage.practice.urls().groups);
    assert_eq!(
        stage.send(stage.http.put(url).bearer_auth(&nora)).await.refusal(),
        (405, "METHOD_NOT_ALLOWED")
    );
    assert_eq!(
        get(&stage, &format!("{lab}?include=secrets"), &nora).await.status,
        422
    );
}

#[tokio::test]
async fn members_are_added_changed_and_removed_with_a_result_each() {
    let stage = Stage::demo().await;
    let nora = stage.token(NORA, GROUPS).await;
    let lab = stage.id("groups", "Whitfield Lab").await;
    let (jonas, alex) = (
        stage.person(JONAS).await,
        stage.person("alex.kim@northfield.example").await,
    );
    let url = format!("{}v2/groups/{lab}", stage.practice.urls().groups);
    let act = async |body: Value| {
        stage
            .send(stage.http.post(&url).bearer_auth(&nora).json(&body))
            .await
            .ok()
    };
    let done = act(json!({"add": [{"identity_id": jonas, "role": "member"}, {"identity_id": alex}]})).await;
    assert_eq!(done["add"][0]["username"], JONAS);
    assert_eq!(done["errors"]["add"][0]["code"], "ALREADY_ACTIVE");
    let done = act(json!({"change_role": [{"identity_id": jonas, "role": "manager"}], "remove": [{"identity_id": alex}]})).await;
    assert_eq!(
        (&done["change_role"][0]["role"], &done["remove"][0]["status"]),
        (&json!("manager"), &json!("removed"))
    );
    let done = act(json!({"remove": [{"identity_id": alex}]})).await;
    assert_eq!(done["errors"]["remove"][0]["code"], "NO_MEMBERSHIP");
}

#[tokio::test]
async fn looking_does_not_allow_changing() {
    let stage = Stage::demo().await;
    let view = "urn:globus:auth:scope:groups.api.globus.org:view_my_groups_and_memberships";
    let nora = stage.token(NORA, view).await;
    get(&stage, "my_groups", &nora).await.ok();
    let url = format!("{}v2/groups", stage.practice.urls().groups);
    let body = json!({"name": "New", "description": "x"});
    assert_eq!(
        stage
            .send(stage.http.post(&url).bearer_auth(&nora).json(&body))
            .await
            .status,
        403
    );
    let nora = stage.token(NORA, GROUPS).await;
    let made = stage
        .send(stage.http.post(&url).bearer_auth(&nora).json(&body))
        .await
        .ok();
    get(&stage, made["id"].as_str().unwrap(), &nora).await.ok();
}
