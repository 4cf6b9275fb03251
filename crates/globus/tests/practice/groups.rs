//! Groups are made and changed with the wider scope only.

use globus::SessionDemand;
use globus::auth::SignInOptions;
use globus::groups::{GroupInclude, MembershipAction, MembershipRole, MembershipStatus, NewGroup};
use globus::scopes::{GROUPS_ALL, resource_server};
use practice::Seed;

use crate::common::{NORA, TOMAS, World};

#[tokio::test]
async fn a_group_is_made_and_people_are_invited() {
    let world = World::signed_in(Seed::Demo, NORA).await;
    let (groups, authorizer) = (&world.globus.groups, &world.globus.authorizer);
    let new = NewGroup {
        name: "Field week".to_owned(),
        description: Some("Who comes along".to_owned()),
    };
    let refused = groups.create_group(&new).await.unwrap_err();
    assert_eq!(refused.api().unwrap().status, 403);
    let covers = || authorizer.has_scope(resource_server::GROUPS, GROUPS_ALL);
    assert!(!covers().await.unwrap());
    let demand = SessionDemand {
        required_scopes: vec![GROUPS_ALL.to_owned()],
        ..SessionDemand::default()
    };
    world
        .sign_in(&SignInOptions {
            demand: Some(demand),
            ..SignInOptions::default()
        })
        .await;
    assert!(covers().await.unwrap());

    let made = groups.create_group(&new).await.unwrap();
    let address = [TOMAS.to_owned()];
    let people = world.globus.auth.identities_by_username(&address, false);
    let tomas = people.await.unwrap()[0].id.clone();
    let someone = [tomas.clone()];
    let invite = MembershipAction::Invite(MembershipRole::Member);
    let answers = groups.act_on_members(&made.id, &someone, invite).await.unwrap();
    assert_eq!(
        answers[&tomas].as_ref().unwrap().status,
        MembershipStatus::Invited
    );
    let promote = MembershipAction::ChangeRole(MembershipRole::Manager);
    let answers = groups.act_on_members(&made.id, &someone, promote).await.unwrap();
    assert_eq!(answers[&tomas].as_ref().unwrap_err().code, "NO_MEMBERSHIP");
    let members = groups
        .group(&made.id, &[GroupInclude::Memberships])
        .await
        .unwrap()
        .memberships;
    assert_eq!(members.unwrap().len(), 2);
}
