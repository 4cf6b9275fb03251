//! Who is in a group is asked when it counts: somebody may have been let in since the app last looked.

use globus::groups::{MembershipAction, MembershipRole};
use globus::ids::GroupId;
use serde_json::json;
use sharing::model::{
    AssignableRole, ChangeAction, ChangeOutcome, ChangeState, ChangeTargets, DraftGuest, GrantState, Guest,
    NewGroup, PolicyRule, ShareDraft, SharePlan,
};
use sharing::{Error, Result};

use super::{Permissions, apply, forbid, refused};
use crate::common::{ALEX, TOMAS, World, confirmed, in_days};

const OUTSIDE: PolicyRule = PolicyRule::OutsideInstitution;

/// A group in which everybody belongs, and the policy that asks for that.
async fn lab(world: &World) -> GroupId {
    forbid(world, "outsideInstitution");
    let invite = vec![person(world.guest(ALEX).await)];
    let new = NewGroup {
        name: "Reef lab".into(),
        description: None,
        invite,
    };
    let make = async || world.sharing.make_group(&new).await;
    let made = world.with_consent(make).await;
    made.unwrap().group.id
}

fn person(guest: Guest) -> globus::ids::IdentityId {
    match guest {
        Guest::Person(person) => person.id,
        Guest::Group(group) => panic!("{group:?}"),
    }
}

/// On Globus's own page, of which the app hears nothing.
async fn let_a_stranger_in(world: &World, group: &GroupId) {
    let stranger = [person(world.guest(TOMAS).await)];
    let invite = MembershipAction::Invite(MembershipRole::Member);
    let invited = world.globus.groups.act_on_members(group, &stranger, invite);
    invited.await.unwrap();
}

async fn draft(world: &World, folder: &str, group: &GroupId) -> ShareDraft {
    let guest = world.guest(group.as_str()).await;
    let row = DraftGuest {
        guest,
        permissions: Permissions::Read,
        end: in_days(3),
    };
    crate::common::draft(folder, vec![row])
}

async fn plan(world: &World, folder: &str, group: &GroupId) -> Result<SharePlan> {
    world.sharing.plan_share(draft(world, folder, group).await).await
}

/// Rows that something happens to: the person's own role is not among them.
fn of_the_group(outcome: &ChangeOutcome) -> Vec<&ChangeState> {
    let happened = |state: &&ChangeState| **state != ChangeState::Waiting;
    outcome.states.iter().filter(happened).collect()
}

#[tokio::test]
async fn a_stranger_who_was_let_in_after_the_plan_gets_nothing() {
    let world = World::empty().await;
    let sharing = &world.sharing;
    let group = lab(&world).await;
    let folder = world.folder("results");
    let begun = plan(&world, &world.folder("more"), &group).await.unwrap();
    // This one is in the journal, and nothing of it was sent.
    let cut = json!({ "method": "POST", "route": "/transfer/v0.10/shared_endpoint", "cut": "before" });
    world.lever("faults", cut).await;
    let confirmed_begun = confirmed(&begun);
    let begun = sharing
        .apply_share(&begun.id, &confirmed_begun, &|_| ())
        .await
        .unwrap();
    world.fair_weather().await;
    let planned = plan(&world, &folder, &group).await.unwrap();

    let_a_stranger_in(&world, &group).await;
    let applied = sharing
        .apply_share(&planned.id, &confirmed(&planned), &|_| ())
        .await;
    assert_eq!(refused(applied), OUTSIDE);
    let resumed = sharing.resume_share(&begun.share_id, &|_| ()).await.unwrap();
    let error = Error::InstitutionForbids { rule: OUTSIDE };
    assert_eq!(resumed.results[0].state, GrantState::Failed { error });
    assert_eq!(refused(plan(&world, &folder, &group).await), OUTSIDE);
    assert_eq!((world.stored().await.len(), world.collections().await), (0, 0));
}

#[tokio::test]
async fn a_group_with_a_stranger_gets_no_more_than_it_has() {
    let world = World::empty().await;
    let sharing = &world.sharing;
    let group = lab(&world).await;
    let planned = plan(&world, &world.folder("results"), &group).await.unwrap();
    sharing
        .apply_share(&planned.id, &confirmed(&planned), &|_| ())
        .await
        .unwrap();
    sharing.refresh_audit(&|_| ()).await.unwrap();
    let all = ChangeTargets::Query {
        query: Default::default(),
    };
    let longer = ChangeAction::SetEnd { end: in_days(9) };
    let change = sharing.plan_change(&all, &longer).await.unwrap();
    assert_eq!(change.changes, 1, "{change:#?}");

    let_a_stranger_in(&world, &group).await;
    let error = Error::InstitutionForbids { rule: OUTSIDE };
    let outcome = apply(sharing, &change).await;
    assert_eq!(of_the_group(&outcome), [&ChangeState::Failed { error }]);
    let [id] = world.shared_folders().await.try_into().unwrap();
    let lab = world.guest(group.as_str()).await;
    let role = sharing
        .give_role(&id, &lab, AssignableRole::ActivityMonitor)
        .await;
    assert_eq!(refused(role), OUTSIDE);
    // What they have ends when it is ended, whoever they are, and whether or not anybody can look.
    let away = json!({ "route": "/groups/v2/groups/*", "status": 500 });
    world.lever("faults", away).await;
    let stop = sharing.plan_change(&all, &ChangeAction::Stop).await.unwrap();
    assert_eq!(of_the_group(&apply(sharing, &stop).await), [&ChangeState::Done]);
    world.fair_weather().await;
    assert_eq!(world.stored().await.len(), 0);
}

#[tokio::test]
async fn a_group_that_cannot_be_read_now_is_no_stranger() {
    let world = World::empty().await;
    let group = lab(&world).await;
    let folder = world.folder("results");
    let draft = draft(&world, &folder, &group).await;
    let planned = world.sharing.plan_share(draft.clone()).await.unwrap();
    let away = json!({ "route": "/groups/v2/groups/*", "status": 500 });
    world.lever("faults", away).await;
    let error = world.sharing.plan_share(draft).await.unwrap_err();
    assert!(!matches!(error, Error::InstitutionForbids { .. }), "{error:?}");
    let ticks = confirmed(&planned);
    let applied = world.sharing.apply_share(&planned.id, &ticks, &|_| ());
    assert_eq!(applied.await.unwrap_err(), error);
    assert_eq!(world.stored().await.len(), 0);
    // The plan is still good.
    world.fair_weather().await;
    let outcome = world
        .sharing
        .apply_share(&planned.id, &ticks, &|_| ())
        .await
        .unwrap();
    assert_eq!(outcome.results[0].state, GrantState::Shared);
}
