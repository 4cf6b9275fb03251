//! Whatever widens what is shared already is held against the policy: copied, moved, given again, without an end.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use serde_json::{Value, json};
use sharing::Error;
use sharing::model::{
    CannotChange, ChangeAction, ChangeNote, ChangePlan, ChangeState, ChangeStep, ChangeTargets,
    Confirmations, EndChoice, HistoryEvent, HistoryQuery, PolicyRule,
};

use crate::common::{World, in_days};
use crate::policy::set_policy;

const MAPLE: &str = "Maple trial 2026";
const TEACHING: &str = "Teaching set";

fn path(text: &str) -> CollectionPath {
    CollectionPath::parse(text).unwrap()
}

async fn looked_after() -> World {
    let world = World::demo().await;
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    world
}

fn of(id: &CollectionId, folder: &str) -> ChangeTargets {
    ChangeTargets::Folder {
        collection_id: id.clone(),
        path: path(folder),
    }
}

/// Rows that can't be, for this reason; nothing is left of what they would do.
fn refused(plan: &ChangePlan, reason: CannotChange) -> usize {
    let rows = plan
        .rows
        .iter()
        .filter(|row| row.step == ChangeStep::NotPossible { reason });
    rows.inspect(|row| assert_eq!(row.after, row.before)).count()
}

async fn apply(world: &World, plan: &ChangePlan) -> Vec<ChangeState> {
    let ticked = Confirmations {
        have_copy: vec!["change".to_owned()],
        typed_names: Vec::new(),
    };
    let outcome = world.sharing.apply_change(&plan.id, &ticked, &|_| ()).await;
    outcome.unwrap().states
}

fn forbidding(kind: &str) -> Value {
    json!({ "forbidden": [kind], "domains": ["northfield.example"] })
}

/// What the policy says, of which folder, to which one, and what can't be then.
type Case = (Value, &'static str, &'static str, &'static str, PolicyRule);

fn cases() -> Vec<Case> {
    vec![
        (
            forbidding("public"),
            TEACHING,
            "/Exercise 1/",
            "/Exercise 2/",
            PolicyRule::Public,
        ),
        (
            forbidding("everyoneSignedIn"),
            TEACHING,
            "/",
            "/Exercise 2/",
            PolicyRule::EveryoneSignedIn,
        ),
        (
            forbidding("groups"),
            TEACHING,
            "/",
            "/Exercise 2/",
            PolicyRule::Groups,
        ),
        (
            forbidding("write"),
            TEACHING,
            "/",
            "/Exercise 2/",
            PolicyRule::Write,
        ),
        (
            forbidding("outsideInstitution"),
            MAPLE,
            "/Results/",
            "/Protocol/",
            PolicyRule::OutsideInstitution,
        ),
        (
            forbidding("noEndDate"),
            MAPLE,
            "/",
            "/Protocol/",
            PolicyRule::NoEndDate,
        ),
        (
            json!({ "maxEndDays": 20 }),
            MAPLE,
            "/Results/",
            "/Protocol/",
            PolicyRule::MaximumEnd,
        ),
    ]
}

#[tokio::test]
async fn a_copy_or_a_move_gives_nobody_what_is_forbidden() {
    let world = looked_after().await;
    let sharing = &world.sharing;
    for (policy, name, from, to, rule) in cases() {
        let id = world.collection_id(name).await;
        let forbidden = Error::InstitutionForbids { rule };
        let failed = |states: &[ChangeState]| {
            let is_it =
                |state: &&ChangeState| matches!(state, ChangeState::Failed { error } if *error == forbidden);
            states.iter().filter(is_it).count()
        };
        let targets = of(&id, from);
        let (collection_id, to) = (id.clone(), path(to));
        let copy = ChangeAction::CopyTo {
            collection_id: collection_id.clone(),
            path: to.clone(),
        };
        let point = ChangeAction::PointTo {
            collection_id,
            path: to,
        };
        for action in [&copy, &point] {
            set_policy(&world, policy.clone());
            let plan = sharing.plan_change(&targets, action).await.unwrap();
            // An end that is too far away becomes the last day.
            let shortened = plan
                .notes
                .iter()
                .any(|note| matches!(note, ChangeNote::EndShortened { .. }));
            let is_held = refused(&plan, rule.into()) > 0 || shortened && rule == PolicyRule::MaximumEnd;
            assert!(is_held, "{rule:?} {plan:#?}");
        }
        // Planned while it was allowed.
        set_policy(&world, json!({}));
        let plan = sharing.plan_change(&targets, &copy).await.unwrap();
        set_policy(&world, policy);
        assert!(failed(&apply(&world, &plan).await) > 0, "{rule:?} {plan:#?}");
        set_policy(&world, json!({}));
        sharing.undo_change(&plan.id, &|_| ()).await.unwrap();
    }
}

#[tokio::test]
async fn a_blocked_place_takes_nothing_and_what_was_there_stays_where_it_is() {
    let world = looked_after().await;
    let id = world.collection_id(MAPLE).await;
    set_policy(
        &world,
        json!({ "blocked": [{ "collection": id, "path": "/Protocol/" }] }),
    );
    let to = path("/Protocol/");
    let point = ChangeAction::PointTo {
        collection_id: id.clone(),
        path: to,
    };
    let plan = world
        .sharing
        .plan_change(&of(&id, "/Results/"), &point)
        .await
        .unwrap();
    assert_eq!(plan.changes, 0, "{plan:#?}");
    assert_eq!(refused(&plan, CannotChange::InstitutionFolder), plan.rows.len());
}

#[tokio::test]
async fn no_end_date_is_refused_or_becomes_the_last_day() {
    let world = looked_after().await;
    let id = world.collection_id(MAPLE).await;
    let never = ChangeAction::SetEnd {
        end: EndChoice::Never {
            reason: "a reference".into(),
        },
    };
    let plan = async || {
        world
            .sharing
            .plan_change(&of(&id, "/Results/"), &never)
            .await
            .unwrap()
    };
    assert_eq!(refused(&plan().await, CannotChange::InstitutionNoEnd), 0);
    set_policy(&world, forbidding("noEndDate"));
    let forbidden = plan().await;
    assert_eq!(
        (
            forbidden.changes,
            refused(&forbidden, CannotChange::InstitutionNoEnd)
        ),
        (0, forbidden.rows.len())
    );
    set_policy(&world, json!({ "maxEndDays": 90 }));
    let capped = plan().await;
    assert!(capped.changes > 0, "{capped:#?}");
    assert!(
        capped
            .rows
            .iter()
            .all(|row| row.after.is_some_and(|after| after.ends_at.is_some()))
    );
}

#[tokio::test]
async fn nothing_is_shared_again_against_the_policy() {
    let world = looked_after().await;
    let sharing = &world.sharing;
    let id = world.collection_id(MAPLE).await;
    let stop = sharing
        .plan_change(&of(&id, "/Results/"), &ChangeAction::Stop)
        .await
        .unwrap();
    apply(&world, &stop).await;
    let history = sharing.history(&HistoryQuery::default(), 0, 50).await.unwrap();
    let stopped = history
        .entries
        .into_iter()
        .filter(|entry| entry.what == HistoryEvent::Stopped);
    let targets = ChangeTargets::Ended {
        entries: stopped.map(|entry| entry.id).collect(),
    };
    let again = ChangeAction::ShareAgain { end: in_days(60) };
    let plan = async || sharing.plan_change(&targets, &again).await.unwrap();
    assert!(plan().await.changes > 0);

    set_policy(
        &world,
        json!({ "maxEndDays": 30, "forbidden": ["outsideInstitution"], "domains": ["northfield.example"] }),
    );
    let forbidden = plan().await;
    let strangers = refused(&forbidden, CannotChange::InstitutionOutside);
    assert!(strangers > 0, "{forbidden:#?}");
    let last = crate::common::day_in(30);
    let zone = jiff::tz::TimeZone::get(crate::common::ZONE).unwrap();
    for row in forbidden.rows.iter().filter(|row| row.step == ChangeStep::Add) {
        let end = row.after.and_then(|after| after.ends_at).unwrap();
        assert!(sharing::dates::day_of(end, &zone) <= last, "{row:#?}");
    }
}
