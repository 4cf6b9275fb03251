//! What the institution does not allow is refused when it is planned, when it is carried out, and when it is gone on with.

mod members;
mod places;

use globus::transfer::Permissions;
use serde_json::{Value, json};
use sharing::model::{
    AssignableRole, AuditFilter, AuditQuery, AuditRow, CannotChange, ChangeAction, ChangeOutcome, ChangePlan,
    ChangeState, ChangeStep, ChangeTargets, Confirmations, EndChoice, GrantState, GroupRole,
    MembershipAction, NewGroup, NotFromHere, PolicyFileState, PolicyRule, Readiness, ShareDraft, Warning,
    WiderAccess,
};
use sharing::{Error, Result, Sharing};

use crate::common::{ALEX, TOMAS, World, confirmed, day_in, in_days};

/// Hands out a policy: from now on it holds.
pub(crate) fn set_policy(world: &World, rest: Value) {
    let mut policy = rest;
    policy["version"] = json!(1);
    let folder = world.data.path().join("policy/machine");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("policy.json"), policy.to_string()).unwrap();
}

pub(crate) fn forbid(world: &World, kind: &str) {
    set_policy(
        world,
        json!({ "forbidden": [kind], "domains": ["northfield.example"] }),
    );
}

pub(crate) fn refused<T: std::fmt::Debug>(answer: Result<T>) -> PolicyRule {
    match answer {
        Err(Error::InstitutionForbids { rule }) => rule,
        other => panic!("{other:?}"),
    }
}

/// A draft, and which rule it breaks once this kind is forbidden.
type Case = (&'static str, PolicyRule, fn(&mut ShareDraft));

const CASES: [Case; 4] = [
    ("write", PolicyRule::Write, |draft| {
        draft.guests[0].permissions = Permissions::ReadWrite;
    }),
    ("noEndDate", PolicyRule::NoEndDate, |draft| {
        draft.guests[0].end = EndChoice::Never {
            reason: "a reference".into(),
        };
    }),
    ("public", PolicyRule::Public, |draft| {
        draft.wider = WiderAccess::Anyone {
            confirmation: "results".into(),
            end: in_days(3),
        };
    }),
    ("everyoneSignedIn", PolicyRule::EveryoneSignedIn, |draft| {
        draft.wider = WiderAccess::SignedIn {
            confirmation: "results".into(),
            end: in_days(3),
        };
    }),
];

#[tokio::test]
async fn what_is_forbidden_is_no_plan_and_is_not_carried_out_either() {
    let world = World::empty().await;
    let sharing = &world.sharing;
    let folder = world.folder("results");
    for (kind, rule, change) in CASES {
        let mut draft = world.draft(&folder, &[ALEX]).await;
        change(&mut draft);
        // Planned while it was allowed.
        set_policy(&world, json!({}));
        let plan = sharing.plan_share(draft.clone()).await.unwrap();
        forbid(&world, kind);
        assert_eq!(refused(sharing.plan_share(draft.clone()).await), rule);
        set_policy(&world, json!({}));
        let plan = sharing.plan_share(draft).await.unwrap_or(plan);
        forbid(&world, kind);
        let applied = sharing.apply_share(&plan.id, &confirmed(&plan), &|_| ()).await;
        assert_eq!(refused(applied), rule);
        // Another kind of ban is none for this.
        let other = if kind == "write" { "groups" } else { "write" };
        forbid(&world, other);
        assert_eq!(sharing.unfinished_shares().await.unwrap(), []);
    }
    assert_eq!((world.stored().await.len(), world.collections().await), (0, 0));
}

#[tokio::test]
async fn strangers_are_kept_out_alone_in_groups_and_through_roles() {
    let world = World::demo().await;
    let sharing = &world.sharing;
    let folder = world.folder("results");
    forbid(&world, "outsideInstitution");
    let inside = world.draft(&folder, &[ALEX]).await;
    sharing.plan_share(inside).await.unwrap();
    let outside = world.draft(&folder, &[TOMAS]).await;
    let rule = PolicyRule::OutsideInstitution;
    assert_eq!(refused(sharing.plan_share(outside).await), rule);
    let stranger = world.guest(TOMAS).await;
    let id = world.collection_id("Whitfield Lab archive").await;
    let role = sharing
        .give_role(&id, &stranger, AssignableRole::AccessManager)
        .await;
    assert_eq!(refused(role), rule);
    let sharing::model::Guest::Person(person) = stranger else {
        panic!()
    };
    let invite = vec![person.id.clone()];
    let made = sharing
        .make_group(&NewGroup {
            name: "Guests".into(),
            description: None,
            invite,
        })
        .await;
    assert_eq!(refused(made), rule);
    let groups = sharing.my_groups().await.unwrap();
    assert!(groups.iter().all(|group| group.name != "Guests"));
    let invite = MembershipAction::Invite {
        role: GroupRole::Member,
    };
    let invited = sharing.act_on_members(&groups[0].id, &[person.id], &invite).await;
    assert_eq!(refused(invited), rule);
    // A group is shared with only when everybody in it is seen to belong.
    let mut verdicts = Vec::new();
    for group in &groups {
        let guest = world.guest(group.id.as_str()).await;
        let draft = crate::common::draft(
            &folder,
            vec![sharing::model::DraftGuest {
                guest,
                permissions: Permissions::Read,
                end: in_days(3),
            }],
        );
        verdicts.push(sharing.plan_share(draft).await.is_ok());
    }
    assert!(verdicts.contains(&false), "{verdicts:?}");
}

#[tokio::test]
async fn an_end_beyond_the_maximum_becomes_the_last_day() {
    let world = World::empty().await;
    let sharing = &world.sharing;
    let folder = world.folder("results");
    set_policy(&world, json!({ "maxEndDays": 20 }));
    let check = sharing
        .check_folders(vec![folder.clone()])
        .await
        .unwrap()
        .remove(0);
    assert_eq!(check.location.unwrap().last_allowed_day, Some(day_in(20)));
    let mut draft = world.draft(&folder, &[ALEX]).await;
    draft.guests[0].end = EndChoice::Never {
        reason: "a reference".into(),
    };
    let plan = sharing.plan_share(draft).await.unwrap();
    assert_eq!(plan.grants[0].last_day, Some(day_in(20)));
    let capped = Warning::EndDateCapped {
        chosen: None,
        allowed: day_in(20),
    };
    assert!(plan.grants[0].warnings.contains(&capped));
    // A shorter one since then: the day that the person saw is not it.
    set_policy(&world, json!({ "maxEndDays": 10 }));
    let applied = sharing.apply_share(&plan.id, &confirmed(&plan), &|_| ()).await;
    assert_eq!(refused(applied), PolicyRule::MaximumEnd);
    assert_eq!(world.stored().await.len(), 0);
}

#[tokio::test]
async fn a_blocked_folder_is_not_from_here_under_any_name() {
    let world = World::empty().await;
    let folder = world.folder("patients/2026");
    let around = world.folder("patients");
    let _other = world.folder("results");
    std::os::unix::fs::symlink(&folder, std::path::Path::new(&around).with_file_name("harmless")).unwrap();
    let link = world.folder("harmless");
    set_policy(
        &world,
        json!({ "blocked": [{ "folder": folder, "reason": "Ask the trust centre." }] }),
    );
    for (path, expected) in [(&folder, false), (&link, false), (&around, true)] {
        let check = world
            .sharing
            .check_folders(vec![path.clone()])
            .await
            .unwrap()
            .remove(0);
        let Readiness::NotFromHere {
            reason:
                NotFromHere::Blocked {
                    holds_one,
                    perhaps: false,
                    reason,
                },
        } = check.readiness
        else {
            panic!("{path}: {:?}", check.readiness)
        };
        assert_eq!(
            (holds_one, reason.as_deref()),
            (expected, Some("Ask the trust centre."))
        );
        // A copy of it would be shared in its place.
        let copy = sharing::model::CopyRequest {
            source: path.clone(),
            destination: String::new(),
            name: "copy".into(),
        };
        let planned = world.sharing.plan_copy(copy.clone()).await;
        assert_eq!(refused(planned), PolicyRule::BlockedFolder);
        let started = world.sharing.start_copy(copy, None).await;
        assert_eq!(refused(started), PolicyRule::BlockedFolder);
        let draft = world.draft(path, &[ALEX]).await;
        assert_eq!(
            refused(world.sharing.plan_share(draft).await),
            PolicyRule::BlockedFolder
        );
    }
}

#[tokio::test]
async fn a_share_that_is_gone_on_with_asks_the_policy_again() {
    let world = World::empty().await;
    let folder = world.folder("results");
    let mut draft = world.draft(&folder, &[ALEX, TOMAS]).await;
    draft.guests[0].permissions = Permissions::ReadWrite;
    let plan = world.sharing.plan_share(draft).await.unwrap();
    // The app is killed when all is written down and nothing is sent.
    world
        .lever(
            "faults",
            json!({ "method": "POST", "route": "/transfer/v0.10/shared_endpoint", "cut": "before" }),
        )
        .await;
    let outcome = world
        .sharing
        .apply_share(&plan.id, &confirmed(&plan), &|_| ())
        .await
        .unwrap();
    world.fair_weather().await;
    forbid(&world, "write");
    let again = world.restarted().await;
    let outcome = again.resume_share(&outcome.share_id, &|_| ()).await.unwrap();
    let states: Vec<&GrantState> = outcome.results.iter().map(|row| &row.state).collect();
    let forbidden = Error::InstitutionForbids {
        rule: PolicyRule::Write,
    };
    assert_eq!(states[0], &GrantState::Failed { error: forbidden });
    assert_eq!(states[1], &GrantState::Shared);
    let stored = world.stored().await;
    assert!(stored.len() == 1 && stored[0].permissions == Permissions::Read);
}

fn ticked() -> Confirmations {
    Confirmations {
        have_copy: vec!["change".to_owned()],
        typed_names: Vec::new(),
    }
}

async fn apply(sharing: &Sharing, plan: &ChangePlan) -> ChangeOutcome {
    sharing.apply_change(&plan.id, &ticked(), &|_| ()).await.unwrap()
}

fn ending_soon() -> ChangeTargets {
    ChangeTargets::Query {
        query: AuditQuery {
            filters: vec![AuditFilter::EndingSoon],
            ..AuditQuery::default()
        },
    }
}

#[tokio::test]
async fn changes_go_no_further_than_the_institution_allows() {
    let world = World::demo().await;
    let sharing = &world.sharing;
    sharing.refresh_audit(&|_| ()).await.unwrap();
    set_policy(&world, json!({ "maxEndDays": 20, "forbidden": ["write"] }));
    let extend = ChangeAction::SetEnd { end: in_days(90) };
    let plan = sharing.plan_change(&ending_soon(), &extend).await.unwrap();
    let given = |plan: &ChangePlan| {
        let happening = plan.rows.iter().filter(|row| row.step == ChangeStep::Update);
        happening.filter_map(|row| row.after).collect::<Vec<_>>()
    };
    assert!(!given(&plan).is_empty());
    for after in given(&plan) {
        let day = sharing::dates::day_of(
            after.ends_at.unwrap(),
            &jiff::tz::TimeZone::get(crate::common::ZONE).unwrap(),
        );
        assert_eq!((day, after.permissions), (day_in(20), Permissions::Read));
    }
    let write = ChangeAction::SetLevel {
        permissions: Permissions::ReadWrite,
    };
    let plan = sharing.plan_change(&ending_soon(), &write).await.unwrap();
    let institution = ChangeStep::NotPossible {
        reason: CannotChange::InstitutionWrite,
    };
    assert!(
        plan.changes == 0 && plan.rows.iter().any(|row| row.step == institution),
        "{plan:#?}"
    );
    // Allowed when it was planned, forbidden when it is carried out.
    set_policy(&world, json!({}));
    let plan = sharing.plan_change(&ending_soon(), &write).await.unwrap();
    assert!(plan.changes > 0);
    forbid(&world, "write");
    let outcome = apply(sharing, &plan).await;
    let forbidden = ChangeState::Failed {
        error: Error::InstitutionForbids {
            rule: PolicyRule::Write,
        },
    };
    let failed = outcome.states.iter().filter(|state| **state == forbidden).count();
    assert_eq!(failed, usize::try_from(plan.changes).unwrap(), "{outcome:#?}");
}

#[tokio::test]
async fn what_was_stopped_does_not_come_back_against_the_policy() {
    let world = World::demo().await;
    let sharing = &world.sharing;
    sharing.refresh_audit(&|_| ()).await.unwrap();
    let plan = sharing
        .plan_change(&ending_soon(), &ChangeAction::Stop)
        .await
        .unwrap();
    // Nothing is in the way of taking away.
    set_policy(
        &world,
        json!({ "maxEndDays": 1, "forbidden": ["outsideInstitution", "groups"], "domains": ["nowhere.example"] }),
    );
    let stopped = apply(sharing, &plan).await;
    let done = |outcome: &ChangeOutcome| {
        outcome
            .states
            .iter()
            .filter(|it| **it == ChangeState::Done)
            .count()
    };
    assert_eq!(done(&stopped), usize::try_from(plan.changes).unwrap());
    let undone = sharing.undo_change(&plan.id, &|_| ()).await.unwrap();
    assert_eq!(done(&undone), 0, "{undone:#?}");
    let query = AuditQuery {
        filters: vec![AuditFilter::EndingSoon],
        ..AuditQuery::default()
    };
    let rows: Vec<AuditRow> = sharing.audit_page(&query, 0, 5).await.unwrap().rows;
    assert_eq!(rows, []);
    // Without the policy the rest of it can be gone on with.
    set_policy(&world, json!({}));
    let again = sharing.resume_change(&undone.id, &|_| ()).await.unwrap();
    assert_eq!(done(&again), done(&stopped), "{again:#?}");
}

#[tokio::test]
async fn preferred_storages_come_first_and_only_there() {
    let world = World::demo().await;
    let id = world.collection_id("Northfield Research Storage").await;
    let gone = "11111111-2222-4333-8444-555555555555";
    set_policy(&world, json!({ "preferredCollections": [gone, id] }));
    let storages = world.sharing.storages().await.unwrap();
    let ids =
        |cards: &[sharing::model::StorageCard]| cards.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&storages.preferred.entries), std::slice::from_ref(&id));
    assert!(!ids(&storages.recent.entries).contains(&id));
    assert!(!ids(&storages.own.entries).contains(&id));
}

#[tokio::test]
async fn a_policy_that_cannot_be_read_is_named_and_counts_for_nothing() {
    let world = World::empty().await;
    let folder = world.data.path().join("policy/machine");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join("policy.json"),
        r#"{ "version": 1, "forbidden": ["write"] "#,
    )
    .unwrap();
    let policy = world.sharing.institution_policy().await.unwrap();
    assert!(matches!(policy.files[0].state, PolicyFileState::Ignored { .. }));
    assert_eq!(policy.files[1].state, PolicyFileState::Absent);
    let mut draft = world.draft(&world.folder("results"), &[ALEX]).await;
    draft.guests[0].permissions = Permissions::ReadWrite;
    world.sharing.plan_share(draft).await.unwrap();
}
