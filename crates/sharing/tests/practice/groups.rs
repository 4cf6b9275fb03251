//! Groups: mine and managed, who is in them, what is shared with them, and changing who is in them.

mod edit;

use globus::ids::{GroupId, IdentityId};
use serde_json::json;
use sharing::Error;
use sharing::error::{Field, InputProblem};
use sharing::model::{
    Access, GroupDetails, GroupEdit, GroupRights, GroupRole, GroupSummary, Guest, KeptBy, Member,
    MemberProblem, MemberStatus, MembershipAction, NewGroup, SubjectId,
};

use crate::common::{ALEX, NORA, TOMAS, World};

pub(crate) const COURSE: &str = "Spring course 2026";
pub(crate) const GRACE: &str = "grace.adeyemi@eastlake.example";
pub(crate) const LIAM: &str = "liam.oconnor@eastlake.example";
const ALL: &str = "urn:globus:auth:scope:groups.api.globus.org:all";

pub(crate) async fn summary(world: &World, name: &str) -> GroupSummary {
    let groups = world.sharing.my_groups().await.unwrap();
    groups.into_iter().find(|group| group.name == name).unwrap()
}

pub(crate) async fn details(world: &World, name: &str) -> GroupDetails {
    let id = summary(world, name).await.id;
    world.sharing.group_details(&id).await.unwrap()
}

pub(crate) fn member<'a>(group: &'a GroupDetails, address: &str) -> &'a Member {
    let members = group.members.as_ref().unwrap();
    members
        .iter()
        .find(|member| member.person.username == address)
        .unwrap()
}

pub(crate) async fn person(world: &World, address: &str) -> IdentityId {
    match world.guest(address).await {
        Guest::Person(person) => person.id,
        Guest::Group(group) => panic!("{group:?}"),
    }
}

/// The demo after the person has said yes to changes of groups.
pub(crate) async fn allowed() -> World {
    let world = World::demo().await;
    let id = summary(&world, COURSE).await.id;
    let asked = world
        .sharing
        .act_on_members(&id, &[IdentityId::new("x")], &MembershipAction::Approve)
        .await;
    let Err(Error::ConsentRequired { demand }) = asked else {
        panic!("{asked:?}");
    };
    world.sharing.sign_in(Some(demand), false, &|_| ()).await.unwrap();
    world
}

/// Whether a person reaches something through a group, as the audit knows.
async fn reaches_through(world: &World, who: &IdentityId, group: &GroupId) -> bool {
    let id = SubjectId::Person { id: who.clone() };
    let page = world.sharing.subject_page(&id).await;
    page.is_ok_and(|page| page.groups.iter().any(|known| known.id == *group))
}

#[tokio::test]
async fn my_groups_are_read_at_once_and_say_what_to_look_at() {
    let world = World::demo().await;
    world.requests().await;
    let groups = world.sharing.my_groups().await.unwrap();
    let log = world.requests().await;
    let asked = |end: &str| log.iter().filter(|line| line.ends_with(end)).count();
    assert_eq!(asked("my_groups"), 1, "{log:?}");
    assert!(log.len() <= 2, "{log:?}");

    let find = |name: &str| groups.iter().find(|group| group.name == name).unwrap();
    let course = find(COURSE);
    assert_eq!(
        (course.my_role, course.my_status, course.requests),
        (GroupRole::Admin, MemberStatus::Active, 2)
    );
    assert_eq!(course.can_add_members, Some(1));
    assert_eq!(course.owner.as_deref(), Some("Nora Whitfield"));
    assert_eq!(course.shares, None);
    let reading = find("Statistics reading group");
    assert_eq!(
        (reading.my_status, reading.invited_as.len(), reading.members),
        (MemberStatus::Invited, 1, None)
    );
    let hidden = find("Marine genomics");
    assert_eq!((hidden.members, hidden.requests), (None, 0));
    assert!(find("Clinical cohort 7").high_assurance);
    assert!(
        groups
            .iter()
            .all(|group| group.name != "Eastlake appointment board")
    );
}

#[tokio::test]
async fn a_group_shows_its_members_and_what_is_shared_with_it() {
    let world = World::demo().await;
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    let course = details(&world, COURSE).await;
    let all = GroupRights {
        invite: true,
        approve: true,
        remove: true,
        change_role: true,
        administer: true,
    };
    assert_eq!(course.may, all);
    assert_eq!(course.group.shares, Some(1));
    assert_eq!(course.grants.len(), 1);
    assert!(course.grants_checked_at.is_some());
    assert!(
        matches!(&course.grants[0].access, Access::Guest { guest: Guest::Group(group) } if group.id == course.group.id)
    );
    assert!(
        course
            .web_page
            .ends_with(&format!("/groups/{}/about", course.group.id))
    );
    let members = course.members.as_ref().unwrap();
    assert_eq!(members[0].status, MemberStatus::Pending);
    assert!(member(&course, GRACE).may.approve);
    let me = member(&course, NORA);
    assert_eq!(
        (me.is_me, me.may.remove, me.may.kept_by),
        (true, false, Some(KeptBy::LastAdministrator))
    );

    let marine = details(&world, "Marine genomics").await;
    assert_eq!((marine.members, marine.may), (None, GroupRights::default()));
    let station = details(&world, "Alpen field station").await;
    assert_eq!(station.may, GroupRights::default());
    let members = station.members.unwrap();
    assert!(members.iter().all(|member| member.may == Default::default()));
}

#[tokio::test]
async fn the_first_change_asks_for_consent_and_keeps_what_was_given() {
    let world = allowed().await;
    let session = world
        .globus
        .authorizer
        .scopes("groups.api.globus.org")
        .await
        .unwrap();
    assert!(session.iter().any(|scope| scope == ALL), "{session:?}");
    // Another sign-in in the middle of the work does not take the consent away.
    let other = globus::SessionDemand {
        identities: vec![world.sharing.session().unwrap().identity.id.to_string()],
        ..globus::SessionDemand::default()
    };
    world.sharing.sign_in(Some(other), false, &|_| ()).await.unwrap();
    let kept = world
        .globus
        .authorizer
        .scopes("groups.api.globus.org")
        .await
        .unwrap();
    assert!(kept.iter().any(|scope| scope == ALL), "{kept:?}");
}

#[tokio::test]
async fn requests_are_answered_and_the_audit_knows() {
    let world = allowed().await;
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    let (grace, liam) = (person(&world, GRACE).await, person(&world, LIAM).await);
    let id = summary(&world, COURSE).await.id;
    assert!(!reaches_through(&world, &grace, &id).await);

    let stranger = person(&world, TOMAS).await;
    world.requests().await;
    let changed = world
        .sharing
        .act_on_members(
            &id,
            &[grace.clone(), stranger.clone()],
            &MembershipAction::Approve,
        )
        .await
        .unwrap();
    let log = world.requests().await;
    let about_group = log.iter().filter(|line| line.contains("/groups/"));
    assert_eq!(about_group.count(), 2, "one request, read back once: {log:?}");
    assert_eq!(changed.results[0].problem, None);
    assert_eq!(
        (&changed.results[1].identity_id, &changed.results[1].problem),
        (&stranger, &Some(MemberProblem::NoSuchMembership))
    );
    let course = changed.details.unwrap();
    assert_eq!(course.group.requests, 1);
    assert_eq!(member(&course, GRACE).status, MemberStatus::Active);
    assert!(reaches_through(&world, &grace, &id).await);

    let act = |action| {
        let (world, id, who) = (&world, &id, [liam.clone()]);
        async move {
            let changed = world.sharing.act_on_members(id, &who, &action).await.unwrap();
            (changed.results[0].problem.clone(), changed.details.unwrap())
        }
    };
    let (problem, course) = act(MembershipAction::Reject).await;
    assert_eq!((problem, member(&course, LIAM).status), (None, MemberStatus::Out));
    let role = GroupRole::Manager;
    let (problem, course) = act(MembershipAction::Invite { role }).await;
    let invited = member(&course, LIAM);
    assert_eq!(
        (problem, invited.status, invited.role),
        (None, MemberStatus::Invited, role)
    );
    let (problem, _) = act(MembershipAction::ChangeRole {
        role: GroupRole::Admin,
    })
    .await;
    assert_eq!(problem, Some(MemberProblem::NoSuchMembership));
    let (problem, course) = act(MembershipAction::Remove).await;
    assert_eq!((problem, member(&course, LIAM).status), (None, MemberStatus::Out));
}

#[tokio::test]
async fn roles_change_and_members_go() {
    let world = allowed().await;
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    let lab = summary(&world, "Whitfield Lab").await;
    let alex = [person(&world, ALEX).await];
    let role = GroupRole::Admin;
    let changed = world
        .sharing
        .act_on_members(&lab.id, &alex, &MembershipAction::ChangeRole { role })
        .await
        .unwrap();
    let after = changed.details.unwrap();
    assert_eq!(member(&after, ALEX).role, role);
    assert_eq!(member(&after, NORA).may.kept_by, Some(KeptBy::BeingMine));
    assert!(reaches_through(&world, &alex[0], &lab.id).await);
    let changed = world
        .sharing
        .act_on_members(&lab.id, &alex, &MembershipAction::Remove)
        .await
        .unwrap();
    assert_eq!(changed.results[0].problem, None);
    assert!(!reaches_through(&world, &alex[0], &lab.id).await);
    // What the list knows follows too.
    let listed = summary(&world, "Whitfield Lab").await;
    assert_eq!(listed.members, lab.members.map(|count| count - 1));
}

#[tokio::test]
async fn a_lost_answer_is_settled_by_looking() {
    let world = allowed().await;
    let id = summary(&world, COURSE).await.id;
    let grace = [person(&world, GRACE).await];
    let route = format!("/groups/v2/groups/{id}");
    world
        .lever(
            "faults",
            json!({"route": route, "method": "POST", "cut": "after_executing", "times": 1}),
        )
        .await;
    let changed = world
        .sharing
        .act_on_members(&id, &grace, &MembershipAction::Approve)
        .await
        .unwrap();
    assert_eq!(changed.results[0].problem, None);

    // Where nobody can look afterwards, nothing is claimed.
    let liam = [person(&world, LIAM).await];
    world
        .lever("faults", json!({"route": route, "method": "GET", "status": 500}))
        .await;
    let changed = world
        .sharing
        .act_on_members(&id, &liam, &MembershipAction::Approve)
        .await
        .unwrap();
    assert_eq!(changed.results[0].problem, Some(MemberProblem::NotConfirmed));
    assert_eq!(changed.details, None);
}

#[tokio::test]
async fn invitations_of_mine_are_taken_up_or_turned_down() {
    let world = allowed().await;
    let reading = summary(&world, "Statistics reading group").await;
    let changed = world
        .sharing
        .act_on_members(&reading.id, &reading.invited_as, &MembershipAction::Accept)
        .await
        .unwrap();
    assert_eq!(changed.results[0].problem, None);
    let after = changed.details.unwrap();
    assert_eq!(after.group.my_status, MemberStatus::Active);
    assert!(after.group.invited_as.is_empty() && after.members.is_some());
}

#[tokio::test]
async fn a_group_is_made_of_people() {
    let world = allowed().await;
    let people = vec![person(&world, ALEX).await, person(&world, TOMAS).await];
    let new = |name: &str| NewGroup {
        name: name.to_owned(),
        description: Some("  Who comes along ".to_owned()),
        invite: people.clone(),
    };
    for (name, reason) in [
        ("  ", InputProblem::Empty),
        (&"x".repeat(257), InputProblem::TooLong),
    ] {
        let error = world.sharing.make_group(&new(name)).await.unwrap_err();
        let field = Field::GroupName;
        assert_eq!(error, Error::InvalidInput { field, reason });
    }
    // The answer to the create is lost: there is one group all the same.
    world
        .lever(
            "faults",
            json!({"route": "/groups/v2/groups", "method": "POST", "cut": "after_executing", "times": 1}),
        )
        .await;
    let made = world.sharing.make_group(&new(" Field week ")).await.unwrap();
    assert_eq!(made.failed, None);
    assert!(made.invited.iter().all(|result| result.problem.is_none()));
    let groups = world.sharing.my_groups().await.unwrap();
    let field_weeks = groups.iter().filter(|group| group.name == "Field week");
    assert_eq!(field_weeks.count(), 1);
    let group = world.sharing.group_details(&made.group.id).await.unwrap();
    assert_eq!(group.group.description.as_deref(), Some("Who comes along"));
    assert_eq!(member(&group, ALEX).status, MemberStatus::Invited);
    // It is found in the people box at once.
    let found = world.sharing.suggest_guests("field week").await.unwrap();
    assert!(found.groups.iter().any(|group| group.id == made.group.id));
}

#[tokio::test]
async fn a_group_stays_when_nobody_can_be_invited() {
    let world = allowed().await;
    let people = vec![person(&world, ALEX).await];
    world
        .lever(
            "faults",
            json!({"route": "/groups/v2/groups/*", "method": "POST", "status": 403}),
        )
        .await;
    let new = NewGroup {
        name: "Field week".to_owned(),
        description: None,
        invite: people,
    };
    let made = world.sharing.make_group(&new).await.unwrap();
    assert!(matches!(made.failed, Some(Error::Forbidden { .. })), "{made:?}");
    assert!(made.invited.is_empty());
    assert_eq!(summary(&world, "Field week").await.id, made.group.id);
}
