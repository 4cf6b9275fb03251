//! Making and changing groups: fields, policies, subgroups, subscriptions, recent sign-ins.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{GROUPS, JONAS, NORA, Reply, Stage, TOMAS};

const VIEW: &str = "urn:globus:auth:scope:groups.api.globus.org:view_my_groups_and_memberships";

struct Caller<'a> {
    stage: &'a Stage,
    token: String,
}

impl<'a> Caller<'a> {
    async fn new(stage: &'a Stage, who: &str) -> Self {
        let token = stage.token(who, GROUPS).await;
        Self { stage, token }
    }

    async fn call(&self, method: Method, path: &str, body: Value) -> Reply {
        let url = format!("{}v2/{path}", self.stage.practice.urls().groups);
        let request = self.stage.http.request(method, url).bearer_auth(&self.token);
        self.stage.send(request.json(&body)).await
    }

    async fn get(&self, path: &str) -> Reply {
        self.call(Method::GET, path, Value::Null).await
    }

    async fn create(&self, body: Value) -> Value {
        let made = self.call(Method::POST, "groups", body).await;
        assert_eq!(made.status, 201, "{}", made.text);
        made.body
    }
}

fn id(document: &Value) -> &str {
    document["id"].as_str().unwrap()
}

#[tokio::test]
async fn a_group_is_made_with_the_services_defaults_and_changed() {
    let stage = Stage::demo().await;
    let nora = Caller::new(&stage, NORA).await;
    let made = nora
        .create(json!({"name": "Moss", "description": null, "parent_id": null}))
        .await;
    assert_eq!(
        made["policies"],
        json!({"is_high_assurance": false, "authentication_assurance_timeout": 28800,
        "group_visibility": "private", "group_members_visibility": "managers", "join_requests": false,
        "signup_fields": []})
    );
    assert_eq!(
        (&made["my_memberships"][0]["role"], &made["enforce_session"]),
        (&json!("admin"), &json!(false))
    );
    let path = format!("groups/{}", id(&made));
    let change = json!({"name": "Mosses", "description": "Small", "terms_and_conditions": "Be kind",
        "subscription_admin_verified_id": null, "session_limit": 1800});
    let changed = nora.call(Method::PUT, &path, change).await.ok();
    assert_eq!(
        (&changed["name"], &changed["terms_and_conditions"]),
        (&json!("Mosses"), &json!("Be kind"))
    );
    assert_eq!(changed["session_limit"], 1800);
    // What is not named stays.
    let kept = nora
        .call(Method::PUT, &path, json!({"description": null}))
        .await
        .ok();
    assert_eq!(
        (&kept["name"], &kept["description"]),
        (&json!("Mosses"), &Value::Null)
    );
    let jonas = Caller::new(&stage, JONAS).await;
    assert_eq!(
        jonas
            .call(Method::PUT, &path, json!({"name": "Mine"}))
            .await
            .refusal(),
        (403, "FORBIDDEN")
    );
    assert_eq!(
        id(&nora.call(Method::DELETE, &path, Value::Null).await.ok()),
        id(&made)
    );
    assert_eq!(nora.get(&path).await.refusal(), (404, "NOT_FOUND"));
}

#[tokio::test]
async fn fields_that_are_wrong_are_named() {
    let stage = Stage::demo().await;
    let nora = Caller::new(&stage, NORA).await;
    for (body, name) in [
        (json!({}), "name"),
        (json!({"name": null}), "name"),
        (json!({"name": " "}), "name"),
        (json!({"name": "x".repeat(257)}), "name"),
        (json!({"name": 7}), "name"),
        (json!({"name": "x", "parent_id": "x"}), "parent_id"),
        (
            json!({"name": "x", "policies": {"group_visibility": "everybody"}}),
            "group_visibility",
        ),
    ] {
        let refused = nora.call(Method::POST, "groups", body.clone()).await;
        assert_eq!(
            (refused.status.as_u16(), &refused.body["detail"][0]["loc"]),
            (422, &json!(["body", name])),
            "{body}"
        );
    }
    let made = nora
        .create(json!({"name": "Moss", "policies": {"join_requests": true}}))
        .await;
    assert_eq!(made["policies"]["join_requests"], true);
    let path = format!("groups/{}/policies", id(&made));
    for body in [
        json!({"authentication_assurance_timeout": 0}),
        json!({"join_requests": "yes"}),
        json!({"signup_fields": ["shoe_size"]}),
    ] {
        assert_eq!(nora.call(Method::PUT, &path, body).await.status, 422);
    }
    let all = json!({"is_high_assurance": true, "authentication_assurance_timeout": 600,
        "group_visibility": "authenticated", "group_members_visibility": "members", "join_requests": false,
        "signup_fields": ["address1", "zip"]});
    assert_eq!(nora.call(Method::PUT, &path, all.clone()).await.ok(), all);
    assert_eq!(nora.get(&path).await.ok(), all);
    let jonas = Caller::new(&stage, JONAS).await;
    assert_eq!(jonas.call(Method::PUT, &path, all).await.status, 403);
    let unknown = nora
        .call(Method::GET, "groups/my_groups?statuses=asleep", Value::Null)
        .await;
    assert_eq!(
        (unknown.status.as_u16(), &unknown.body["detail"][0]["loc"][0]),
        (422, &json!("query"))
    );
}

#[tokio::test]
async fn subgroups_hang_below_groups_of_their_makers() {
    let stage = Stage::demo().await;
    let (nora, tomas) = (Caller::new(&stage, NORA).await, Caller::new(&stage, TOMAS).await);
    let lab = stage.id("groups", "Whitfield Lab").await;
    let child = nora.create(json!({"name": "Ferns", "parent_id": lab})).await;
    assert_eq!(child["parent_id"], lab.as_str());
    let shown = nora.get(&format!("groups/{lab}?include=child_ids")).await.ok();
    assert_eq!(shown["child_ids"], json!([id(&child)]));
    let children = nora
        .get(&format!("groups/{lab}/children?include=my_memberships"))
        .await
        .ok();
    assert_eq!(children["children"][0]["name"], "Ferns");
    // A private child stays private.
    assert_eq!(
        tomas.get(&format!("groups/{lab}/children")).await.ok(),
        json!({"children": []})
    );
    let refused = tomas
        .call(
            Method::POST,
            "groups",
            json!({"name": "Intruders", "parent_id": lab}),
        )
        .await;
    assert_eq!(refused.status, 403);
    assert_eq!(
        nora.call(Method::DELETE, &format!("groups/{lab}"), Value::Null)
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn high_assurance_asks_for_a_recent_sign_in() {
    let stage = Stage::demo().await;
    let nora = Caller::new(&stage, NORA).await;
    let me = stage.person(NORA).await;
    let group = stage.id("groups", "Clinical cohort 7").await;
    let path = format!("groups/{group}?include=memberships");
    let fresh = nora.get(&path).await.ok();
    let timeout = &fresh["session_timeouts"][&me];
    assert!(timeout["expires_in"].as_i64().unwrap() > 28_000 && timeout["expire_time"].is_string());
    stage
        .admin(Method::POST, "clock", json!({"advance_seconds": 28_801}))
        .await;
    let add = json!({"add": [{"identity_id": stage.person(JONAS).await}]});
    for refused in [
        nora.get(&path).await,
        nora.call(Method::POST, &format!("groups/{group}"), add).await,
        nora.call(Method::PUT, &format!("groups/{group}/policies"), json!({}))
            .await,
    ] {
        assert_eq!(refused.status, 403);
        let wanted = &refused.body["authorization_parameters"];
        assert_eq!(wanted["session_required_identities"], json!([me]));
        assert!(refused.body["code"].is_string() && wanted["session_message"].is_string());
    }
    // Knowing of the group needs no recent sign-in, and its end can be read.
    let known = nora.get(&format!("groups/{group}")).await.ok();
    assert_eq!(known["session_timeouts"][&me]["expires_in"], 0);
    let again = Caller::new(&stage, NORA).await;
    again.get(&path).await.ok();
}

#[tokio::test]
async fn looking_is_not_changing_and_other_scopes_are_told() {
    let stage = Stage::demo().await;
    let token = stage.token(NORA, VIEW).await;
    let viewer = Caller { stage: &stage, token };
    let lab = format!("groups/{}", stage.id("groups", "Whitfield Lab").await);
    viewer.get(&format!("{lab}?include=memberships")).await.ok();
    for (method, path) in [
        (Method::PUT, lab.clone()),
        (Method::DELETE, lab.clone()),
        (Method::POST, lab.clone()),
        (Method::PUT, format!("{lab}/policies")),
        (Method::PUT, format!("{lab}/membership_fields")),
        (Method::PUT, "preferences".to_owned()),
    ] {
        let refused = viewer.call(method, &path, json!({})).await;
        assert_eq!(refused.refusal(), (403, "FORBIDDEN"), "{path}");
        assert_eq!(refused.body["provided_scopes"], json!([VIEW]));
    }
}

#[tokio::test]
async fn a_subscription_vouches_for_groups() {
    let person = |name: &str| json!({"username": name, "name": name, "sign_in": true});
    let stage = Stage::seeded(json!({
        "people": [person(NORA), person(JONAS)],
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "subscriptions": [{"name": "Northfield plan", "managers": [], "members": []}],
        "groups": [
            {"name": "Northfield", "subscription": "Northfield plan", "members": [{"who": NORA, "role": "admin"}]},
            {"name": "Moss", "members": [{"who": NORA, "role": "admin"}, {"who": JONAS, "role": "admin"}]}
        ]
    }))
    .await;
    let (nora, jonas) = (Caller::new(&stage, NORA).await, Caller::new(&stage, JONAS).await);
    let plus = stage.id("groups", "Northfield").await;
    let shown = nora.get(&format!("groups/{plus}")).await.ok();
    assert_eq!(
        (&shown["group_type"], &shown["subscription_info"]["name"]),
        (&json!("plus"), &json!("Northfield plan"))
    );
    let subscription = shown["subscription_id"].as_str().unwrap();
    let info = jonas.get(&format!("subscription_info/{subscription}")).await.ok();
    assert_eq!(
        (&info["group_id"], info["subscription_info"].get("name")),
        (&json!(plus), None)
    );
    assert_eq!(
        jonas
            .get("subscription_info/33333333-3333-4333-8333-333333333333")
            .await
            .status,
        404
    );
    let moss = format!("groups/{}", stage.id("groups", "Moss").await);
    let path = format!("{moss}/subscription_admin_verified");
    let wish = json!({"subscription_admin_verified_id": subscription});
    assert_eq!(jonas.call(Method::PUT, &path, wish.clone()).await.status, 403);
    assert_eq!(jonas.call(Method::PUT, &moss, wish.clone()).await.status, 403);
    let done = nora.call(Method::PUT, &path, wish).await.ok();
    assert_eq!(done["subscription_admin_verified_id"], subscription);
    // Administrators of the group may end it by themselves.
    let none = json!({"subscription_admin_verified_id": null});
    assert_eq!(jonas.call(Method::PUT, &path, none.clone()).await.status, 403);
    assert_eq!(
        jonas.call(Method::PUT, &moss, none).await.ok()["subscription_admin_verified_id"],
        Value::Null
    );
    assert_eq!(nora.call(Method::PUT, &path, json!({})).await.status, 422);
}
