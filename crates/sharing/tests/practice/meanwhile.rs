//! What somebody else does between a plan and its end, and between two clicks.

use globus::groups::{MembershipAction, MembershipRole};
use globus::path::CollectionPath;
use globus::transfer::{AccessChange, NewAccessRule, Permissions};
use serde_json::json;
use sharing::Error;
use sharing::model::{
    ChangeAction, ChangeState, ChangeTargets, Confirmations, DraftGuest, GrantAction, GrantState, PolicyRule,
    RuleRef,
};

use crate::common::{ALEX, TOMAS, World, confirmed, draft, in_days};
use crate::groups::{allowed, person, summary};
use crate::policy::{forbid, refused};
use crate::share::apply;

const LAB: &str = "Whitfield Lab";

/// A permission of Alex's on a new guest collection, and the audit knows it.
async fn shared_with_alex(world: &World) -> RuleRef {
    let folder = world.folder("results");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX]).await)
        .await
        .unwrap();
    let outcome = apply(&world.sharing, &plan).await;
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    RuleRef {
        collection_id: world.shared_folders().await.remove(0),
        rule_id: outcome.results[0].rule_id.clone().unwrap(),
    }
}

#[tokio::test]
async fn what_somebody_changed_since_the_plan_is_not_overwritten() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let first = world.draft(&folder, &[ALEX, TOMAS]).await;
    let first = world.sharing.plan_share(first).await.unwrap();
    apply(&world.sharing, &first).await;
    let mut second = world.draft(&folder, &[ALEX, TOMAS]).await;
    for guest in &mut second.guests {
        guest.end = in_days(60);
    }
    let plan = world.sharing.plan_share(second).await.unwrap();
    // While the person looks at the plan, somebody else lets one of them in for three days only.
    let GrantAction::Update { rule_id, .. } = &plan.grants[0].action else {
        panic!("{plan:#?}");
    };
    let until = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(72);
    let shorter = AccessChange {
        permissions: None,
        expiration_date: Some(Some(until)),
    };
    let collection = &world.shared_folders().await[0];
    let transfer = &world.globus.transfer;
    transfer
        .update_access(collection, rule_id, &shorter)
        .await
        .unwrap();
    let outcome = apply(&world.sharing, &plan).await;
    let states: Vec<&GrantState> = outcome.results.iter().map(|row| &row.state).collect();
    let changed = GrantState::Failed {
        error: Error::Changed,
    };
    assert_eq!(states, [&changed, &GrantState::Shared]);
    let kept = transfer.access(collection, rule_id).await.unwrap();
    assert!(kept.expiration_date < Some(until + jiff::SignedDuration::from_hours(1)));
}

#[tokio::test]
async fn taking_back_what_the_policy_forbids_by_now_fails_for_that_row_alone() {
    let world = World::empty().await;
    let sharing = &world.sharing;
    let folder = world.folder("results");
    let mut first = world.draft(&folder, &[ALEX]).await;
    first.guests[0].permissions = Permissions::ReadWrite;
    let plan = sharing.plan_share(first).await.unwrap();
    let shared = sharing.apply_share(&plan.id, &confirmed(&plan), &|_| ()).await;
    assert_eq!(shared.unwrap().stopped_by, None);
    let second = world.draft(&folder, &[ALEX, TOMAS]).await;
    let plan = sharing.plan_share(second).await.unwrap();
    let shared = sharing.apply_share(&plan.id, &confirmed(&plan), &|_| ()).await;
    let shared = shared.unwrap();
    forbid(&world, "write");
    let undone = sharing.undo_share(&shared.share_id, &|_| ()).await.unwrap();
    let forbidden = Error::InstitutionForbids {
        rule: PolicyRule::Write,
    };
    let states: Vec<GrantState> = undone.results.into_iter().map(|row| row.state).collect();
    assert_eq!(
        states,
        [GrantState::Failed { error: forbidden }, GrantState::Undone]
    );
    assert_eq!(undone.stopped_by, None);
    let stored = world.stored().await;
    assert!(stored.len() == 1 && stored[0].permissions == Permissions::Read);
}

#[tokio::test]
async fn a_stranger_who_joined_a_group_since_the_plan_is_kept_out() {
    let world = allowed().await;
    let lab = summary(&world, LAB).await.id;
    forbid(&world, "outsideInstitution");
    let all_inside = vec![DraftGuest {
        guest: world.guest(lab.as_str()).await,
        permissions: Permissions::Read,
        end: in_days(3),
    }];
    let folder = world.folder("results");
    let plan = world
        .sharing
        .plan_share(draft(&folder, all_inside))
        .await
        .unwrap();
    let stranger = [person(&world, TOMAS).await];
    let invite = MembershipAction::Invite(MembershipRole::Member);
    let groups = &world.globus.groups;
    groups.act_on_members(&lab, &stranger, invite).await.unwrap();
    let applied = world
        .sharing
        .apply_share(&plan.id, &confirmed(&plan), &|_| ())
        .await;
    assert_eq!(refused(applied), PolicyRule::OutsideInstitution);
}

#[tokio::test]
async fn what_was_done_although_its_answer_was_lost_is_not_left_off() {
    let world = World::empty().await;
    let sharing = &world.sharing;
    let targets = ChangeTargets::Rules {
        rules: vec![shared_with_alex(&world).await],
    };
    let action = ChangeAction::SetEnd { end: in_days(90) };
    let plan = sharing.plan_change(&targets, &action).await.unwrap();
    let lost = json!({"method": "PUT", "route": "/transfer/*", "cut": "after_executing"});
    world.lever("faults", lost).await;
    // The list is read before the change, and can't be afterwards.
    let unread = json!({"route": "/transfer/v0.10/endpoint/*/access_list", "skip": 1, "cut": "before"});
    world.lever("faults", unread).await;
    let nothing = Confirmations::default();
    let outcome = sharing.apply_change(&plan.id, &nothing, &|_| ()).await.unwrap();
    assert_ne!(outcome.states, [ChangeState::Done]);
    world.fair_weather().await;
    let closed = sharing.leave_off_change(&plan.id).await.unwrap();
    assert_eq!(closed.states, [ChangeState::Done]);
    assert_eq!(sharing.unfinished_changes().await.unwrap(), []);
}

#[tokio::test]
async fn pointing_to_the_same_folder_in_another_spelling_takes_nothing_away() {
    let world = World::empty().await;
    let sharing = &world.sharing;
    let RuleRef { collection_id, .. } = shared_with_alex(&world).await;
    let path = |text: &str| CollectionPath::parse(text).unwrap();
    let alex = person(&world, ALEX).await;
    // As macOS writes it.
    let theirs = NewAccessRule::for_identity(&alex, path("/cafe\u{301}/"), Permissions::Read);
    let transfer = &world.globus.transfer;
    transfer.create_access(&collection_id, &theirs).await.unwrap();
    sharing.refresh_audit(&|_| ()).await.unwrap();
    let targets = ChangeTargets::Folder {
        collection_id: collection_id.clone(),
        path: path("/cafe\u{301}/"),
    };
    let action = ChangeAction::PointTo {
        collection_id: collection_id.clone(),
        path: path("/caf\u{e9}/"),
    };
    let plan = sharing.plan_change(&targets, &action).await.unwrap();
    assert_eq!(plan.changes, 0, "{plan:#?}");
    let nothing = Confirmations::default();
    sharing.apply_change(&plan.id, &nothing, &|_| ()).await.unwrap();
    let stored = world.stored().await;
    assert!(
        stored.iter().any(|rule| rule.path == theirs.path.as_str()),
        "{stored:#?}"
    );
}

#[tokio::test]
async fn a_change_that_runs_is_not_begun_or_undone_a_second_time() {
    let world = World::empty().await;
    let sharing = &world.sharing;
    let targets = ChangeTargets::Rules {
        rules: vec![shared_with_alex(&world).await],
    };
    let action = ChangeAction::SetEnd { end: in_days(90) };
    let plan = sharing.plan_change(&targets, &action).await.unwrap();
    let nothing = Confirmations::default();
    sharing.apply_change(&plan.id, &nothing, &|_| ()).await.unwrap();
    let undo = || sharing.undo_change(&plan.id, &|_| ());
    let (first, second) = tokio::join!(undo(), undo());
    assert_eq!(first.unwrap().states, [ChangeState::Done]);
    assert_eq!(second.err(), Some(Error::Changed));
}
