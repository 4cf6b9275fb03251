//! Changing what is shared: planned, carried out, read back, undone.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use globus::ids::IdentityId;
use globus::path::CollectionPath;
use globus::transfer::Permissions;
use serde_json::json;
use sharing::model::{
    AuditFilter, AuditQuery, AuditRow, AuditView, CannotChange, ChangeAction, ChangeEvent, ChangeId,
    ChangeOutcome, ChangePlan, ChangeState, ChangeStep, ChangeTargets, Confirmations, GrantRow, SubjectId,
};
use sharing::{Error, Sharing};

use crate::common::{ALEX, World, in_days};

const JONAS: &str = "j.lindqvist@alpen.example";

async fn looked_after() -> World {
    let world = World::demo().await;
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    world
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

fn done(outcome: &ChangeOutcome) -> usize {
    outcome
        .states
        .iter()
        .filter(|state| **state == ChangeState::Done)
        .count()
}

fn ending_soon() -> AuditQuery {
    AuditQuery {
        filters: vec![AuditFilter::EndingSoon],
        ..AuditQuery::default()
    }
}

async fn person(sharing: &Sharing, address: &str) -> IdentityId {
    let query = AuditQuery {
        view: AuditView::People,
        search: address.to_owned(),
        ..AuditQuery::default()
    };
    let page = sharing.audit_page(&query, 0, 1).await.unwrap();
    let [AuditRow::Subject(row)] = page.rows.as_slice() else {
        panic!("{page:#?}")
    };
    IdentityId::new(row.key.0.trim_start_matches("p:"))
}

async fn grants_of(sharing: &Sharing, address: &str) -> Vec<GrantRow> {
    let id = SubjectId::Person {
        id: person(sharing, address).await,
    };
    sharing.subject_page(&id).await.unwrap().grants
}

#[tokio::test]
async fn everything_that_ends_soon_is_extended_at_once_and_taken_back() {
    let world = looked_after().await;
    let sharing = &world.sharing;
    let targets = ChangeTargets::Query { query: ending_soon() };
    let before = sharing.audit_page(&ending_soon(), 0, 0).await.unwrap().matches;
    assert!(before > 0);
    let plan = sharing
        .plan_change(&targets, &ChangeAction::SetEnd { end: in_days(120) })
        .await
        .unwrap();
    assert!(plan.changes > 0 && plan.ticks.is_empty(), "{plan:#?}");
    assert!(plan.rows.iter().all(|row| row.rule.is_some()), "{plan:#?}");
    let outcome = apply(sharing, &plan).await;
    assert_eq!(
        done(&outcome),
        usize::try_from(plan.changes).unwrap(),
        "{outcome:#?}"
    );
    assert!(outcome.verified_at.is_some() && outcome.can_undo);
    assert_eq!(sharing.audit_page(&ending_soon(), 0, 0).await.unwrap().matches, 0);
    let undone = sharing.undo_change(&plan.id, &|_| ()).await.unwrap();
    assert_eq!(done(&undone), done(&outcome), "{undone:#?}");
    assert_eq!(
        sharing.audit_page(&ending_soon(), 0, 0).await.unwrap().matches,
        before
    );
    assert_eq!(sharing.unfinished_changes().await.unwrap(), []);
}

#[tokio::test]
async fn somebody_is_removed_everywhere_and_what_remains_is_said() {
    let world = looked_after().await;
    let sharing = &world.sharing;
    let id = person(sharing, crate::common::ALEX).await;
    let plan = sharing
        .plan_change(&ChangeTargets::Person { id }, &ChangeAction::Stop)
        .await
        .unwrap();
    let through_group = |row: &&sharing::model::PlannedChange| {
        row.step
            == ChangeStep::NotPossible {
                reason: CannotChange::ThroughGroup,
            }
    };
    let rest = plan.rows.iter().filter(through_group).count();
    assert!(rest > 0 && plan.changes > 1, "{plan:#?}");
    let outcome = apply(sharing, &plan).await;
    assert_eq!(
        done(&outcome),
        usize::try_from(plan.changes).unwrap(),
        "{outcome:#?}"
    );
    let left = grants_of(sharing, crate::common::ALEX).await;
    assert!(
        left.iter().all(|grant| grant.via != sharing::model::Via::Own),
        "{left:#?}"
    );
    let undone = sharing.undo_change(&plan.id, &|_| ()).await.unwrap();
    assert_eq!(done(&undone), done(&outcome), "{undone:#?}");
}

#[tokio::test]
async fn two_changes_at_once_are_both_kept() {
    let world = looked_after().await;
    let sharing = &world.sharing;
    let rules: Vec<_> = grants_of(sharing, ALEX)
        .await
        .into_iter()
        .filter(|grant| grant.can_remove && grant.via == sharing::model::Via::Own)
        .filter_map(|grant| grant.rule)
        .collect();
    assert!(rules.len() > 1, "{rules:?}");
    let stop = |rule: &sharing::model::RuleRef| {
        let targets = ChangeTargets::Rules {
            rules: vec![rule.clone()],
        };
        async move {
            let plan = sharing.plan_change(&targets, &ChangeAction::Stop).await.unwrap();
            apply(sharing, &plan).await
        }
    };
    let outcomes = futures::future::join_all(rules.iter().map(stop)).await;
    assert!(outcomes.iter().all(|outcome| done(outcome) == 1), "{outcomes:#?}");
    let left = grants_of(sharing, ALEX).await;
    assert!(
        left.iter().all(|grant| grant.via != sharing::model::Via::Own),
        "{left:#?}"
    );
}

#[tokio::test]
async fn a_reading_that_began_before_a_change_does_not_undo_it() {
    let world = looked_after().await;
    let sharing = &world.sharing;
    let grant = grants_of(sharing, JONAS)
        .await
        .into_iter()
        .find(|grant| grant.rule.is_some());
    let rule = grant.and_then(|grant| grant.rule).unwrap();
    let targets = ChangeTargets::Rules {
        rules: vec![rule.clone()],
    };
    let plan = sharing.plan_change(&targets, &ChangeAction::Stop).await.unwrap();
    world.requests().await;
    // Comes after the permissions were read.
    let slow = json!({"route": "/transfer/v0.10/operation/endpoint/*/stat", "delay_ms": 1500, "times": 1});
    world.lever("faults", slow).await;
    let reader = sharing.clone();
    let reading = tokio::spawn(async move { reader.refresh_audit(&|_| ()).await });
    world.answered("/stat", 1).await;
    assert_eq!(done(&apply(sharing, &plan).await), 1);
    reading.await.unwrap().unwrap();
    let left = sharing.audit_page(&AuditQuery::default(), 0, 500).await.unwrap();
    let open = AuditQuery {
        open: left
            .rows
            .into_iter()
            .filter_map(|row| match row {
                AuditRow::Share(share) => Some(share.key),
                _ => None,
            })
            .collect(),
        ..AuditQuery::default()
    };
    let rows = sharing.audit_page(&open, 0, 500).await.unwrap().rows;
    let is_it = |row: &AuditRow| matches!(row, AuditRow::Grant(grant) if grant.rule.as_ref() == Some(&rule));
    assert!(!rows.iter().any(is_it), "{rows:#?}");
}

#[tokio::test]
async fn what_somebody_else_changed_since_is_left_alone() {
    let world = looked_after().await;
    let sharing = &world.sharing;
    let grant = grants_of(sharing, JONAS)
        .await
        .into_iter()
        .find(|grant| grant.rule.is_some())
        .unwrap();
    let rule = grant.rule.clone().unwrap();
    let targets = ChangeTargets::Rules {
        rules: vec![rule.clone()],
    };
    let plan = sharing
        .plan_change(&targets, &ChangeAction::SetEnd { end: in_days(200) })
        .await
        .unwrap();
    let change = globus::transfer::AccessChange {
        permissions: Some(Permissions::ReadWrite),
        expiration_date: None,
    };
    world
        .globus
        .transfer
        .update_access(&rule.collection_id, &rule.rule_id, &change)
        .await
        .unwrap();
    let outcome = apply(sharing, &plan).await;
    let [ChangeState::Conflict { stored: Some(stored) }] = outcome.states.as_slice() else {
        panic!("{outcome:#?}")
    };
    assert_eq!(
        (stored.permissions, stored.ends_at),
        (Permissions::ReadWrite, grant.ends_at)
    );
}

#[tokio::test]
async fn write_access_needs_its_tick() {
    let world = looked_after().await;
    let sharing = &world.sharing;
    let rules = grants_of(sharing, JONAS)
        .await
        .into_iter()
        .filter_map(|grant| grant.rule)
        .take(1)
        .collect();
    let action = ChangeAction::SetLevel {
        permissions: Permissions::ReadWrite,
    };
    let plan = sharing
        .plan_change(&ChangeTargets::Rules { rules }, &action)
        .await
        .unwrap();
    assert_eq!(plan.ticks.len(), 1);
    let refused = sharing
        .apply_change(&plan.id, &Confirmations::default(), &|_| ())
        .await;
    assert!(matches!(refused, Err(Error::InvalidInput { .. })), "{refused:?}");
    assert_eq!(done(&apply(sharing, &plan).await), 1);
}

#[tokio::test]
async fn pointing_to_a_new_place_grants_there_before_it_stops_here() {
    let world = looked_after().await;
    let sharing = &world.sharing;
    let all = sharing
        .audit_page(&AuditQuery::default(), 0, 100)
        .await
        .unwrap()
        .rows;
    let maple = all.into_iter().find_map(|row| match row {
        AuditRow::Share(share)
            if share.collection_name == "Maple trial 2026" && share.path.as_str() == "/Results/" =>
        {
            Some(share)
        }
        _ => None,
    });
    let id = maple.unwrap().collection_id;
    let path = |text: &str| CollectionPath::parse(text).unwrap();
    let targets = ChangeTargets::Folder {
        collection_id: id.clone(),
        path: path("/Results/"),
    };
    let action = ChangeAction::PointTo {
        collection_id: id.clone(),
        path: path("/Protocol/"),
    };
    let plan = sharing.plan_change(&targets, &action).await.unwrap();
    // The first grant fails: what it would have replaced stays.
    let route = format!("/transfer/v0.10/endpoint/{id}/access");
    let body = json!({"code": "ServiceUnavailable", "message": "m"});
    world
        .lever(
            "faults",
            json!({"method": "POST", "route": route, "times": 1, "status": 409, "body": body}),
        )
        .await;
    world.requests().await;
    let outcome = apply(sharing, &plan).await;
    let requests = world.requests().await;
    let last_post = requests.iter().rposition(|request| request.starts_with("POST"));
    let first_delete = requests.iter().position(|request| request.starts_with("DELETE"));
    assert!(last_post < first_delete, "{requests:#?}");
    let waiting = outcome
        .states
        .iter()
        .filter(|state| **state == ChangeState::Waiting)
        .count();
    assert_eq!(waiting, 1, "{outcome:#?}");
    let again = sharing.resume_change(&plan.id, &|_| ()).await.unwrap();
    assert!(
        again.states.iter().all(|state| *state == ChangeState::Done),
        "{again:#?}"
    );
    let kept = world.globus.transfer.access_list(&id).await.unwrap();
    assert!(kept.iter().all(|rule| rule.path != "/Results/"));
}

#[tokio::test]
async fn a_bulk_change_that_is_killed_anywhere_ends_as_asked() {
    for news in [1, 5, 20] {
        killed_after(news).await;
    }
}

/// Answers are lost as well: the app never knows what its last requests did.
async fn killed_after(news: usize) {
    let world = looked_after().await;
    let targets = ChangeTargets::Query {
        query: AuditQuery::default(),
    };
    let plan = world
        .sharing
        .plan_change(&targets, &ChangeAction::SetEnd { end: in_days(30) })
        .await
        .unwrap();
    let route = "/transfer/v0.10/endpoint/*/access/*";
    let lost = json!({"method": "PUT", "route": route, "skip": 3, "times": 2, "cut": "after_executing"});
    world.lever("faults", lost).await;
    let (heard, killed) = (AtomicUsize::new(0), tokio::sync::Notify::new());
    let id: Mutex<Option<ChangeId>> = Mutex::new(None);
    let listen = |event: ChangeEvent| {
        if let ChangeEvent::Started { id: started } = event {
            *id.lock().unwrap() = Some(started);
        }
        if heard.fetch_add(1, Ordering::SeqCst) + 1 == news {
            killed.notify_one();
        }
    };
    let confirmations = ticked();
    tokio::select! {
        biased;
        () = killed.notified() => {}
        _ = world.sharing.apply_change(&plan.id, &confirmations, &listen) => panic!("it was to be killed after {news}"),
    }
    let id = id.lock().unwrap().clone().unwrap();
    world.fair_weather().await;
    let later = world.restarted().await;
    assert_eq!(later.unfinished_changes().await.unwrap().len(), 1);
    let outcome = later.resume_change(&id, &|_| ()).await.unwrap();
    let nothing = |step: &ChangeStep| matches!(step, ChangeStep::Nothing | ChangeStep::NotPossible { .. });
    for (row, state) in outcome
        .plan
        .rows
        .iter()
        .zip(&outcome.states)
        .filter(|(row, _)| !nothing(&row.step))
    {
        assert_eq!(*state, ChangeState::Done, "{row:#?}");
        let rules = world
            .globus
            .transfer
            .access_list(&row.collection_id)
            .await
            .unwrap();
        let stored = rules
            .iter()
            .filter(|rule| rule.path == row.path.as_str() && rule.id.is_some());
        assert!(
            stored
                .map(|rule| rule.expiration_date)
                .any(|end| end == row.after.unwrap().ends_at)
        );
    }
}
