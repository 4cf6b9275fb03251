use globus::groups::{GroupInclude, MembershipRole, MembershipStatus};
use globus::ids::GroupId;
use serde_json::json;
use wiremock::MockServer;
use wiremock::matchers::{header, query_param, query_param_is_missing};

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
        .my_groups(&[MembershipStatus::Active, MembershipStatus::Invited])
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
