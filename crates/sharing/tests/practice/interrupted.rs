//! Killed between any two steps, and started again: never a duplicate, never a permission that the journal does not
//! know, and in the end all of it.

use std::collections::HashSet;

use globus::transfer::Permissions;
use serde_json::json;
use sharing::Error;
use sharing::error::{Field, InputProblem};
use sharing::model::{GrantState, ShareOutcome};

use crate::common::{ALEX, TOMAS, World, confirmed};
use crate::share::{all_shared, apply};

const GUESTS: [&str; 4] = [
    ALEX,
    TOMAS,
    "priya.raman@northfield.example",
    "j.lindqvist@alpen.example",
];

/// Whatever is stored is a row of the journal's plan, once.
async fn nothing_unknown(world: &World, outcome: &ShareOutcome) {
    let stored = world.stored().await;
    let mut seen = HashSet::new();
    for rule in &stored {
        assert!(
            seen.insert((rule.principal.clone(), rule.path.clone())),
            "twice: {rule:?}"
        );
        let row = outcome.results.iter().find(|row| row.rule_id == rule.id);
        let row = row.unwrap_or_else(|| panic!("the journal does not know {rule:?}"));
        assert_eq!(
            (row.permissions, row.ends_at),
            (rule.permissions, rule.expiration_date)
        );
    }
    assert!(world.collections().await <= 1);
}

/// Kills the share at its `at`-th request, before or after that one is carried out. False when there are fewer.
async fn killed(at: usize, after_executing: bool) -> bool {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &GUESTS).await)
        .await
        .unwrap();
    if after_executing {
        let last = json!({"route": "/transfer/*", "skip": at, "times": 1, "cut": "after_executing"});
        world.lever("faults", last).await;
    }
    // From here on nothing arrives any more.
    world
        .lever(
            "faults",
            json!({"route": "/transfer/*", "skip": at, "cut": "before"}),
        )
        .await;
    world.requests().await;
    let confirmations = confirmed(&plan);
    let killed = tokio::select! {
        outcome = world.sharing.apply_share(&plan.id, &confirmations, &|_| ()) => !all_shared(&outcome.unwrap()),
        () = world.cut_off() => true,
    };
    // What was being written when the process died is written.
    world.sharing.list_drafts().await.unwrap();
    world.fair_weather().await;
    let sharing = world.restarted().await;
    sharing.restore_session().await.unwrap().unwrap();
    let unfinished = sharing.unfinished_shares().await.unwrap();
    assert_eq!(
        unfinished.len(),
        usize::from(killed),
        "at {at}, after executing: {after_executing}"
    );
    if let Some(share) = unfinished.first() {
        let outcome = sharing.resume_share(&share.share_id, &|_| ()).await.unwrap();
        assert_eq!(sharing.share_outcome(&share.share_id).await.unwrap(), outcome);
        assert!(
            all_shared(&outcome),
            "at {at}, after executing: {after_executing}: {outcome:#?}"
        );
        nothing_unknown(&world, &outcome).await;
        assert_eq!(world.stored().await.len(), GUESTS.len());
        assert_eq!(sharing.unfinished_shares().await.unwrap(), []);
        // And all of it is ours to take back.
        sharing.undo_share(&share.share_id, &|_| ()).await.unwrap();
        assert_eq!((world.stored().await.len(), world.collections().await), (0, 0));
    }
    killed
}

#[tokio::test]
async fn killed_before_any_request_is_carried_out() {
    let mut at = 0;
    while killed(at, false).await {
        at += 1;
        assert!(at < 50);
    }
    // The collection, four permissions, one look.
    assert!(at >= 6, "{at}");
}

#[tokio::test]
async fn killed_after_any_request_was_carried_out() {
    let mut at = 0;
    while killed(at, true).await {
        at += 1;
        assert!(at < 50);
    }
    assert!(at >= 6, "{at}");
}

#[tokio::test]
async fn what_somebody_else_granted_meanwhile_is_not_ours() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let first = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX]).await)
        .await
        .unwrap();
    apply(&world.sharing, &first).await;
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[TOMAS, GUESTS[2]]).await)
        .await
        .unwrap();
    let other = world.restarted().await;
    other.restore_session().await.unwrap();
    let mut same = world.draft(&folder, &[TOMAS, GUESTS[2]]).await;
    same.guests[1].permissions = Permissions::ReadWrite;
    let faster = other.plan_share(same).await.unwrap();
    let faster = apply(&other, &faster).await;
    let outcome = apply(&world.sharing, &plan).await;
    // The same is stored: done. Something else is stored: said, and left alone.
    assert_eq!(outcome.results[0].state, GrantState::Shared);
    assert_eq!(
        outcome.results[1].state,
        GrantState::Failed { error: Error::Exists }
    );
    world
        .sharing
        .undo_share(&outcome.share_id, &|_| ())
        .await
        .unwrap();
    assert_eq!(world.stored().await.len(), 3);
    assert!(all_shared(&faster));
}

#[tokio::test]
async fn a_share_that_was_stopped_reports_what_is_shared() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &GUESTS).await)
        .await
        .unwrap();
    let sharing = world.sharing.clone();
    let outcome = world
        .sharing
        .apply_share(&plan.id, &confirmed(&plan), &move |event| {
            if let sharing::model::ShareEvent::Started { share_id } = event {
                sharing.cancel_share(&share_id);
            }
        })
        .await
        .unwrap();
    assert!(
        outcome.results.iter().all(|row| row.state == GrantState::LeftOff),
        "{outcome:#?}"
    );
    assert_eq!(world.stored().await.len(), 0);
    let again = world
        .sharing
        .resume_share(&outcome.share_id, &|_| ())
        .await
        .unwrap();
    assert!(all_shared(&again));
}

#[tokio::test]
async fn an_end_that_has_passed_in_the_meantime_is_not_sent() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX]).await)
        .await
        .unwrap();
    let refusal = json!({"method": "POST", "route": "/transfer/v0.10/endpoint/*/access", "status": 403, "body": {"code": "PermissionDenied"}});
    world.lever("faults", refusal).await;
    let outcome = apply(&world.sharing, &plan).await;
    world.fair_weather().await;
    world.requests().await;
    let later = world.restarted_after(40).await;
    let outcome = later.resume_share(&outcome.share_id, &|_| ()).await.unwrap();
    let over = Error::InvalidInput {
        field: Field::EndDate,
        reason: InputProblem::InThePast,
    };
    assert_eq!(outcome.results[0].state, GrantState::Failed { error: over });
    let sent = world.requests().await;
    assert!(sent.iter().all(|request| request.starts_with("GET ")), "{sent:?}");
}
