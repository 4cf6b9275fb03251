//! Membership actions: who may do what, and a result for each item.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{GROUPS, Reply, Stage};

const ADA: &str = "ada@northfield.example";
const ADA_TOO: &str = "ada@alpen.example";
const BEN: &str = "ben@northfield.example";
const CLEO: &str = "cleo@northfield.example";
const DAN: &str = "dan@northfield.example";

/// Ada is admin, Ben manager, Cleo member; Dan is not in.
struct Crew {
    stage: Stage,
    group: String,
    tokens: Vec<(&'static str, String)>,
}

impl Crew {
    async fn with(extra: Value) -> Self {
        let person = |name: &str| json!({"username": name, "name": name, "sign_in": true});
        let mut group = json!({"name": "Crew", "members": [
            {"who": ADA, "role": "admin"}, {"who": BEN, "role": "manager"}, {"who": CLEO}]});
        let more = extra.as_object().unwrap().clone();
        group.as_object_mut().unwrap().extend(more);
        let stage = Stage::seeded(json!({
            "people": [person(ADA), {"username": ADA_TOO, "linked_to": ADA}, person(BEN), person(CLEO), person(DAN)],
            "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
            "groups": [group]
        }))
        .await;
        let group = stage.id("groups", "Crew").await;
        let mut tokens = Vec::new();
        for who in [ADA, BEN, CLEO, DAN] {
            tokens.push((who, stage.token(who, GROUPS).await));
        }
        Self { stage, group, tokens }
    }

    fn token(&self, who: &str) -> &str {
        let found = self.tokens.iter().find(|(name, _)| *name == who);
        &found.expect("somebody of the crew").1
    }

    async fn call(&self, by: &str, method: Method, path: &str, body: Value) -> Reply {
        let url = format!("{}v2/{path}", self.stage.practice.urls().groups);
        let request = self.stage.http.request(method, url).bearer_auth(self.token(by));
        self.stage.send(request.json(&body)).await
    }

    async fn send(&self, by: &str, body: Value) -> Reply {
        self.call(by, Method::POST, &format!("groups/{}", self.group), body)
            .await
    }

    async fn item(&self, who: &str, role: Option<&str>) -> Value {
        let mut item = json!({"identity_id": self.stage.person(who).await});
        if let Some(role) = role {
            item["role"] = role.into();
        }
        item
    }

    /// Does one thing to one person: the status of the membership, or the code of the failure.
    async fn act(&self, by: &str, action: &str, who: &str, role: Option<&str>) -> String {
        let reply = self.send(by, json!({action: [self.item(who, role).await]})).await;
        if reply.status == 403 {
            return "403".into();
        }
        let body = reply.ok();
        match body["errors"][action][0]["code"].as_str() {
            Some(code) => {
                assert_eq!(body[action], json!([]));
                assert!(body["errors"][action][0]["detail"].is_string());
                code.to_owned()
            }
            None => {
                assert!(body.get("errors").is_none());
                body[action][0]["status"].as_str().unwrap().to_owned()
            }
        }
    }
}

#[tokio::test]
async fn roles_decide_who_may_act_on_others() {
    let crew = Crew::with(json!({})).await;
    for (by, action, who, role, expected) in [
        (CLEO, "add", DAN, None, "403"),
        (CLEO, "remove", BEN, None, "403"),
        (BEN, "change_role", CLEO, Some("manager"), "403"),
        (BEN, "add", DAN, Some("manager"), "FORBIDDEN"),
        (BEN, "invite", DAN, Some("admin"), "FORBIDDEN"),
        (BEN, "remove", ADA, None, "FORBIDDEN"),
        (ADA, "remove", ADA, None, "FORBIDDEN"),
        (BEN, "add", DAN, None, "active"),
        (BEN, "add", DAN, None, "ALREADY_ACTIVE"),
        (ADA, "change_role", DAN, Some("manager"), "active"),
        (BEN, "remove", DAN, None, "removed"),
        (BEN, "remove", DAN, None, "NO_MEMBERSHIP"),
        (ADA, "invite", DAN, Some("manager"), "invited"),
        (ADA, "change_role", DAN, Some("member"), "NO_MEMBERSHIP"),
        (DAN, "accept", DAN, None, "active"),
        (DAN, "accept", DAN, None, "NO_MEMBERSHIP"),
    ] {
        assert_eq!(
            crew.act(by, action, who, role).await,
            expected,
            "{by} {action} {who}"
        );
    }
    let members = crew
        .call(
            ADA,
            Method::GET,
            &format!("groups/{}?include=memberships", crew.group),
            Value::Null,
        )
        .await
        .ok();
    let dan = members["memberships"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["username"] == DAN)
        .unwrap();
    assert_eq!(dan["role"], "manager", "the invitation said so");
    assert!(dan["invite_time"].is_string() && dan["membership_fields"].is_object());
}

#[tokio::test]
async fn people_act_for_themselves_only() {
    let crew = Crew::with(json!({})).await;
    for (by, action, who, expected) in [
        (ADA, "invite", DAN, "invited"),
        (ADA, "accept", DAN, "FORBIDDEN"),
        (DAN, "decline", DAN, "declined"),
        (BEN, "leave", CLEO, "FORBIDDEN"),
        (CLEO, "leave", CLEO, "left"),
        (CLEO, "leave", CLEO, "NO_MEMBERSHIP"),
        (ADA, "add", CLEO, "PREVIOUSLY_LEFT"),
        (ADA, "invite", CLEO, "invited"),
        (CLEO, "accept", CLEO, "active"),
    ] {
        assert_eq!(
            crew.act(by, action, who, None).await,
            expected,
            "{by} {action} {who}"
        );
    }
}

#[tokio::test]
async fn a_group_keeps_an_administrator() {
    let crew = Crew::with(json!({})).await;
    assert_eq!(crew.act(ADA, "leave", ADA, None).await, "LAST_ADMIN");
    assert_eq!(
        crew.act(ADA, "change_role", ADA, Some("member")).await,
        "LAST_ADMIN"
    );
    assert_eq!(crew.act(ADA, "change_role", BEN, Some("admin")).await, "active");
    assert_eq!(crew.act(ADA, "leave", ADA, None).await, "left");
}

#[tokio::test]
async fn joining_depends_on_the_group() {
    let closed = Crew::with(json!({})).await;
    for action in ["join", "request_join"] {
        assert_eq!(closed.act(DAN, action, DAN, None).await, "FORBIDDEN");
    }
    let open = Crew::with(json!({"open": true, "join_requests": true})).await;
    for (by, action, who, expected) in [
        (DAN, "request_join", DAN, "pending"),
        (BEN, "reject", DAN, "rejected"),
        (DAN, "request_join", DAN, "pending"),
        (BEN, "approve", DAN, "active"),
        (BEN, "approve", DAN, "NO_MEMBERSHIP"),
        (DAN, "join", DAN, "ALREADY_ACTIVE"),
        (DAN, "leave", DAN, "left"),
        (DAN, "join", DAN, "active"),
        (CLEO, "join", DAN, "FORBIDDEN"),
    ] {
        assert_eq!(
            open.act(by, action, who, None).await,
            expected,
            "{by} {action} {who}"
        );
    }
    let high = Crew::with(json!({"open": true, "join_requests": true, "high_assurance": true})).await;
    for action in ["join", "request_join"] {
        assert_eq!(high.act(DAN, action, DAN, None).await, "FORBIDDEN");
    }
}

#[tokio::test]
async fn applicants_fill_in_what_the_group_asks_for() {
    let crew = Crew::with(json!({"join_requests": true, "signup_fields": ["department"]})).await;
    assert_eq!(crew.act(DAN, "request_join", DAN, None).await, "MISSING_FIELDS");
    let dan = crew.stage.person(DAN).await;
    let path = format!("groups/{}/membership_fields", crew.group);
    let fields = json!({dan.as_str(): {"department": "Botany"}});
    let foreign = json!({crew.stage.person(BEN).await: {"department": "Botany"}});
    assert_eq!(crew.call(DAN, Method::PUT, &path, foreign).await.status, 403);
    assert_eq!(
        crew.call(DAN, Method::PUT, &path, fields.clone()).await.ok(),
        fields
    );
    assert_eq!(crew.call(DAN, Method::GET, &path, Value::Null).await.ok(), fields);
    assert_eq!(
        crew.call(BEN, Method::GET, &path, Value::Null).await.ok(),
        json!({})
    );
    assert_eq!(crew.act(DAN, "request_join", DAN, None).await, "pending");
}

#[tokio::test]
async fn a_preference_keeps_one_from_being_added() {
    let crew = Crew::with(json!({})).await;
    let dan = crew.stage.person(DAN).await;
    let all = crew.call(DAN, Method::GET, "preferences", Value::Null).await.ok();
    assert_eq!(all, json!({dan.as_str(): {"allow_add": true}}));
    let wish = json!({dan.as_str(): {"allow_add": false}});
    assert_eq!(
        crew.call(DAN, Method::PUT, "preferences", wish.clone())
            .await
            .ok(),
        wish
    );
    assert_eq!(crew.act(ADA, "add", DAN, None).await, "ADD_NOT_ALLOWED");
    assert_eq!(crew.act(ADA, "invite", DAN, None).await, "invited");
    assert_eq!(crew.call(BEN, Method::PUT, "preferences", wish).await.status, 403);
    // As the official library's example has it: for all identities.
    let both = crew
        .call(ADA, Method::PUT, "preferences", json!({"allow_add": false}))
        .await
        .ok();
    assert_eq!(both.as_object().unwrap().len(), 2);
    assert!(
        both.as_object()
            .unwrap()
            .values()
            .all(|it| it["allow_add"] == false)
    );
}

#[tokio::test]
async fn requests_that_make_no_sense_are_refused_as_a_whole() {
    let crew = Crew::with(json!({})).await;
    let dan = crew.item(DAN, None).await;
    let twice = crew.send(ADA, json!({"add": [dan], "invite": [dan]})).await;
    assert_eq!(twice.status, 400);
    assert_eq!(
        twice.body["ambiguous_identities"],
        json!([crew.stage.person(DAN).await])
    );
    for (body, place) in [
        (json!([]), json!(["body"])),
        (json!({"add": "x"}), json!(["body", "add"])),
        (
            json!({"add": [{"identity_id": "x"}]}),
            json!(["body", "add", "identity_id"]),
        ),
        (
            json!({"add": [crew.item(DAN, Some("king")).await]}),
            json!(["body", "add", "role"]),
        ),
    ] {
        let refused = crew.send(ADA, body).await;
        assert_eq!(refused.status, 422);
        let problem = &refused.body["detail"][0];
        assert_eq!(problem["loc"], place);
        assert!(problem["msg"].is_string() && problem["type"].is_string());
    }
    let nobody = json!({"add": [{"identity_id": "33333333-3333-4333-8333-333333333333"}]});
    assert_eq!(
        crew.send(ADA, nobody).await.ok()["errors"]["add"][0]["code"],
        "IDENTITY_NOT_FOUND"
    );
    assert_eq!(
        crew.send(ADA, json!({"dance": [dan], "add": null})).await.ok(),
        json!({})
    );
}

#[tokio::test]
async fn allowed_actions_name_the_identities_that_may() {
    let crew = Crew::with(json!({"join_requests": true})).await;
    let path = format!("groups/{}?include=allowed_actions,child_ids", crew.group);
    let ada = crew.call(ADA, Method::GET, &path, Value::Null).await.ok();
    let (first, second) = (crew.stage.person(ADA).await, crew.stage.person(ADA_TOO).await);
    assert_eq!(ada["allowed_actions"]["change_role"], json!([first]));
    assert_eq!(ada["allowed_actions"]["request_join"], json!([second]));
    assert_eq!(ada["child_ids"], json!([]));
    let dan = crew.call(DAN, Method::GET, &path, Value::Null).await.ok();
    assert_eq!(dan["allowed_actions"]["add"], json!([]));
    assert_eq!(
        dan["allowed_actions"]["request_join"],
        json!([crew.stage.person(DAN).await])
    );
    let counts = crew
        .call(BEN, Method::GET, "groups/statuses", Value::Null)
        .await
        .ok();
    assert_eq!(
        (&counts[&crew.group]["active"], &counts[&crew.group]["left"]),
        (&json!(3), &json!(0))
    );
    assert_eq!(
        crew.call(CLEO, Method::GET, "groups/statuses", Value::Null)
            .await
            .ok(),
        json!({})
    );
}
