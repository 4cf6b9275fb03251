use globus::groups::{GroupInclude, MembershipAction, MembershipRole, MembershipStatus, NewGroup};
use globus::ids::{GroupId, IdentityId};
use serde_json::json;
use wiremock::MockServer;
use wiremock::matchers::{body_json, header, query_param, query_param_is_missing};

use crate::common::{globus, json as answer, on};

#[tokio::test]
async fn my_groups_is_a_bare_list() {
    let server = MockServer::start().await;
    let body = json!([{"id": "g1", "name": "Soil lab", "description": null, "group_type": "regular", "enforce_session": false,
        "my_memberships": [{"group_id": "g1", "identity_id": "i1", "username": "u", "role": "admin", "status": "active"}]}]);
    on("GET", "/groups/v2/groups/my_groups")
        .and(query_param("statuses", "active,invited"))
        .and(header("authorization", "Bearer access-groups.api.globus.org"))
        .respond_with(answer(200, body))
        .mount(&server)
        .await;
    let groups = globus(&server)
        .groups
        .my_groups(&[MembershipStatus::Active, MembershipStatus::Invited], &[])
        .await
        .unwrap();
    assert_eq!(groups[0].my_memberships[0].role, MembershipRole::Admin);
}

#[tokio::test]
async fn members_come_only_when_asked_for() {
    let server = MockServer::start().await;
    on("GET", "/groups/v2/groups/g1")
        .and(query_param_is_missing("include"))
        .respond_with(answer(
            200,
            json!({"id": "g1", "name": "Soil lab", "my_memberships": null, "memberships": null}),
        ))
        .mount(&server)
        .await;
    let body = json!({"id": "g1", "name": "Soil lab", "memberships": [
        {"identity_id": "i1", "username": "u", "role": "wizard", "status": "pending"}]});
    on("GET", "/groups/v2/groups/g1")
        .and(query_param("include", "memberships,policies"))
        .respond_with(answer(200, body))
        .mount(&server)
        .await;
    let client = globus(&server).groups;
    let id = GroupId::new("g1");
    assert_eq!(client.group(&id, &[]).await.unwrap().memberships, None);
    let include = [GroupInclude::Memberships, GroupInclude::Policies];
    let members = client.group(&id, &include).await.unwrap().memberships.unwrap();
    assert_eq!(
        (members[0].role, members[0].status),
        (MembershipRole::Other, MembershipStatus::Pending)
    );
}

#[tokio::test]
async fn what_may_be_done_comes_in_two_forms() {
    let server = MockServer::start().await;
    for (id, allowed) in [
        ("names", json!(["invite", "approve"])),
        (
            "identities",
            json!({"invite": ["i1"], "approve": ["i1"], "change_role": []}),
        ),
        ("other", json!({"invite": {"by": "anybody"}})),
    ] {
        on("GET", &format!("/groups/v2/groups/{id}"))
            .and(query_param("include", "allowed_actions"))
            .respond_with(answer(
                200,
                json!({"id": id, "name": "n", "allowed_actions": allowed}),
            ))
            .mount(&server)
            .await;
        let group = globus(&server)
            .groups
            .group(&GroupId::new(id), &[GroupInclude::AllowedActions])
            .await
            .unwrap();
        let allowed = group.allowed_actions.unwrap();
        let may = |action: MembershipAction| allowed.allows(action.as_str());
        let known = (id != "other").then_some(());
        let told = (
            may(MembershipAction::Invite(MembershipRole::Member)),
            may(MembershipAction::ChangeRole(MembershipRole::Admin)),
        );
        assert_eq!(told, (known.map(|()| true), known.map(|()| false)), "{id}");
    }
}

#[tokio::test]
async fn each_person_gets_an_answer() {
    let server = MockServer::start().await;
    let people: Vec<IdentityId> = ["i1", "i2", "i3"].map(IdentityId::new).into();
    on("POST", "/groups/v2/groups/g1")
        .and(body_json(json!({"change_role": [
            {"identity_id": "i1", "role": "manager"}, {"identity_id": "i2", "role": "manager"},
            {"identity_id": "i3", "role": "manager"},
        ]})))
        .respond_with(answer(
            200,
            json!({
                "change_role": [{"identity_id": "i1", "username": "u", "role": "manager", "status": "active"}],
                "errors": {"change_role": [{"code": "NO_MEMBERSHIP", "detail": "d", "identity_id": "i2"}]},
            }),
        ))
        .expect(1)
        .mount(&server)
        .await;
    let action = MembershipAction::ChangeRole(MembershipRole::Manager);
    let group = GroupId::new("g1");
    let answers = globus(&server)
        .groups
        .act_on_members(&group, &people, action)
        .await
        .unwrap();
    assert_eq!(
        answers[&people[0]].as_ref().unwrap().role,
        MembershipRole::Manager
    );
    assert_eq!(answers[&people[1]].as_ref().unwrap_err().code, "NO_MEMBERSHIP");
    assert!(!answers.contains_key(&people[2]));
}

#[tokio::test]
async fn an_invitation_is_not_sent_twice() {
    let server = MockServer::start().await;
    on("POST", "/groups/v2/groups/g1")
        .respond_with(answer(502, json!({"code": "BAD_GATEWAY", "detail": "d"})))
        .expect(1)
        .mount(&server)
        .await;
    let invite = MembershipAction::Invite(MembershipRole::Member);
    let (group, people) = (GroupId::new("g1"), [IdentityId::new("i1")]);
    let answers = globus(&server)
        .groups
        .act_on_members(&group, &people, invite)
        .await;
    answers.unwrap_err();
}

#[tokio::test]
async fn a_group_is_made_once_although_the_answer_was_lost() {
    let server = MockServer::start().await;
    let alike = |id: &str| json!({"id": id, "name": "Reef", "description": null});
    on("GET", "/groups/v2/groups/my_groups")
        .respond_with(answer(200, json!([alike("older")])))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    on("GET", "/groups/v2/groups/my_groups")
        .respond_with(answer(200, json!([alike("older"), alike("made")])))
        .mount(&server)
        .await;
    on("POST", "/groups/v2/groups")
        .and(body_json(json!({"name": "Reef"})))
        .respond_with(answer(502, json!({"code": "BAD_GATEWAY", "detail": "d"})))
        .expect(1)
        .mount(&server)
        .await;
    let new = NewGroup {
        name: "Reef".to_owned(),
        description: None,
    };
    let made = globus(&server).groups.create_group(&new).await.unwrap();
    assert_eq!(made.id, GroupId::new("made"));
}
