//! Bad weather: slow down, come back later, cut lines, and demands in the middle.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use sharing::Error;
use sharing::model::{GrantState, ShareEvent};

use crate::common::{ALEX, TOMAS, World, confirmed};
use crate::share::{all_shared, apply};

const CREATE: &str = "/transfer/v0.10/endpoint/*/access";
const LIST: &str = "/transfer/v0.10/endpoint/*/access_list";
const GUESTS: [&str; 3] = [ALEX, TOMAS, "priya.raman@northfield.example"];

#[tokio::test]
async fn what_passes_is_waited_out() {
    for fault in [
        json!({"method": "POST", "route": CREATE, "times": 2, "status": 429, "headers": {"Retry-After": "0"}}),
        json!({"method": "POST", "route": CREATE, "times": 1, "status": 503, "headers": {"Retry-After": "0"}}),
        json!({"method": "POST", "route": CREATE, "times": 1, "status": 500}),
        json!({"method": "POST", "route": CREATE, "times": 1, "cut": "before"}),
        json!({"method": "POST", "route": CREATE, "times": 1, "cut": "after_executing"}),
        json!({"method": "POST", "route": "/transfer/v0.10/shared_endpoint", "times": 1, "cut": "after_executing"}),
        json!({"method": "GET", "route": LIST, "times": 1, "status": 503}),
    ] {
        let world = World::empty().await;
        let folder = world.folder("Data");
        let plan = world
            .sharing
            .plan_share(world.draft(&folder, &GUESTS).await)
            .await
            .unwrap();
        world.lever("faults", fault.clone()).await;
        let outcome = apply(&world.sharing, &plan).await;
        assert!(all_shared(&outcome), "{fault}: {outcome:#?}");
        assert_eq!(
            (world.stored().await.len(), world.collections().await),
            (3, 1),
            "{fault}"
        );
    }
}

#[tokio::test]
async fn a_partial_failure_keeps_what_worked() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &GUESTS).await)
        .await
        .unwrap();
    let refusal = json!({"code": "PermissionDenied", "message": "no", "request_id": "abc"});
    let fault =
        json!({"method": "POST", "route": CREATE, "skip": 1, "times": 1, "status": 403, "body": refusal});
    world.lever("faults", fault).await;
    let outcome = apply(&world.sharing, &plan).await;
    let failed: Vec<_> = outcome
        .results
        .iter()
        .filter(|row| row.state != GrantState::Shared)
        .collect();
    let refused = Error::Forbidden {
        message: "no".into(),
        request_id: Some("abc".into()),
    };
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].state, GrantState::Failed { error: refused });
    assert_eq!(outcome.stopped_by, None);
    let unfinished = world.sharing.unfinished_shares().await.unwrap();
    assert_eq!((unfinished[0].shared, unfinished[0].total), (2, 3));
    let outcome = world
        .sharing
        .resume_share(&outcome.share_id, &|_| ())
        .await
        .unwrap();
    assert!(all_shared(&outcome));
    assert_eq!(world.stored().await.len(), 3);
}

#[tokio::test]
async fn failed_rows_can_be_left_off() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &GUESTS).await)
        .await
        .unwrap();
    let fault = json!({"method": "POST", "route": CREATE, "skip": 2, "times": 1, "status": 403, "body": {"code": "PermissionDenied"}});
    world.lever("faults", fault).await;
    let outcome = apply(&world.sharing, &plan).await;
    let closed = world.sharing.leave_off(&outcome.share_id).await.unwrap();
    let count = |state: GrantState| closed.results.iter().filter(|row| row.state == state).count();
    assert_eq!((count(GrantState::Shared), count(GrantState::LeftOff)), (2, 1));
    assert_eq!(world.sharing.unfinished_shares().await.unwrap(), []);
}

#[tokio::test]
async fn what_was_asked_for_is_not_left_off_unread() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &GUESTS).await)
        .await
        .unwrap();
    for fault in [
        json!({"method": "POST", "route": CREATE, "cut": "after_executing"}),
        json!({"method": "GET", "route": LIST, "cut": "before"}),
    ] {
        world.lever("faults", fault).await;
    }
    let outcome = apply(&world.sharing, &plan).await;
    // Another attempt finds out no more: the rows wait, although Globus has them.
    let again = world
        .sharing
        .resume_share(&outcome.share_id, &|_| ())
        .await
        .unwrap();
    assert!(
        again.results.iter().all(|row| row.state == GrantState::Waiting),
        "{again:#?}"
    );
    world.fair_weather().await;
    let closed = world.sharing.leave_off(&outcome.share_id).await.unwrap();
    assert_eq!(world.stored().await.len(), 3);
    assert!(all_shared(&closed), "{closed:#?}");
}

#[tokio::test]
async fn answers_are_taken_while_globus_asks_for_patience() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &GUESTS).await)
        .await
        .unwrap();
    // Longer than the client itself waits, so that the row is put back; the others are still out.
    let busy = json!({"method": "POST", "route": CREATE, "times": 1, "status": 429, "headers": {"Retry-After": "30"}});
    let slow = json!({"method": "POST", "route": CREATE, "times": 2, "delay_ms": 200});
    world.lever("faults", busy).await;
    world.lever("faults", slow).await;
    let (share, answered) = (Mutex::default(), AtomicUsize::new(0));
    let outcome = world
        .sharing
        .apply_share(&plan.id, &confirmed(&plan), &|event| match event {
            ShareEvent::Started { share_id } => *share.lock().unwrap() = Some(share_id),
            // The third one would be sent after the pause.
            ShareEvent::Grant {
                state: GrantState::ReadingBack,
                ..
            } if answered.fetch_add(1, Ordering::SeqCst) == 1 => {
                world
                    .sharing
                    .cancel_share(share.lock().unwrap().as_ref().unwrap());
            }
            _ => {}
        })
        .await
        .unwrap();
    let count = |state: GrantState| outcome.results.iter().filter(|row| row.state == state).count();
    assert_eq!(
        (count(GrantState::Shared), count(GrantState::LeftOff)),
        (2, 1),
        "{outcome:#?}"
    );
}

#[tokio::test]
async fn a_demand_in_the_middle_stops_and_can_be_resumed() {
    let consent = json!({"code": "ConsentRequired", "required_scopes": ["urn:globus:auth:scope:transfer.api.globus.org:all"], "message": "m"});
    let session = json!({"code": "PermissionDenied", "message": "m",
        "authorization_parameters": {"session_required_single_domain": ["northfield.example"]}});
    for (body, is_consent) in [(consent, true), (session, false)] {
        let world = World::empty().await;
        let folder = world.folder("Data");
        let guests: Vec<String> = (0..12).map(|n| format!("guest{n}@alpen.example")).collect();
        for guest in &guests {
            world.sharing.invite_guest(guest).await.unwrap();
        }
        let guests: Vec<&str> = guests.iter().map(String::as_str).collect();
        let plan = world
            .sharing
            .plan_share(world.draft(&folder, &guests).await)
            .await
            .unwrap();
        world
            .lever(
                "faults",
                json!({"method": "POST", "route": CREATE, "skip": 2, "status": 403, "body": body}),
            )
            .await;
        let outcome = apply(&world.sharing, &plan).await;
        match &outcome.stopped_by {
            Some(Error::ConsentRequired { .. }) => assert!(is_consent),
            Some(Error::SessionRequired { .. }) => assert!(!is_consent),
            other => panic!("{other:?}"),
        }
        let waiting = outcome
            .results
            .iter()
            .filter(|row| row.state == GrantState::Waiting)
            .count();
        assert_eq!(waiting, 10, "{outcome:#?}");
        world.fair_weather().await;
        world.sharing.sign_in(None, false, &|_| ()).await.unwrap();
        let outcome = world
            .sharing
            .resume_share(&outcome.share_id, &|_| ())
            .await
            .unwrap();
        assert!(all_shared(&outcome), "{outcome:#?}");
        assert_eq!((world.stored().await.len(), world.collections().await), (12, 1));
    }
}

#[tokio::test]
async fn an_expired_sign_in_is_renewed_or_said() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &GUESTS).await)
        .await
        .unwrap();
    let refusal = json!({"code": "ClientError.AuthenticationFailed", "message": "m"});
    let once = json!({"method": "POST", "route": CREATE, "times": 1, "status": 401, "body": refusal.clone()});
    world.lever("faults", once).await;
    let outcome = apply(&world.sharing, &plan).await;
    assert!(all_shared(&outcome), "{outcome:#?}");

    let other = world.folder("Other");
    let plan = world
        .sharing
        .plan_share(world.draft(&other, &GUESTS).await)
        .await
        .unwrap();
    world
        .lever(
            "faults",
            json!({"method": "POST", "route": CREATE, "status": 401, "body": refusal}),
        )
        .await;
    let outcome = apply(&world.sharing, &plan).await;
    assert_eq!(outcome.stopped_by, Some(Error::NotSignedIn));
    assert!(outcome.results.iter().all(|row| row.state == GrantState::Waiting));
}

#[tokio::test]
async fn an_answer_that_never_comes_is_looked_up() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX]).await)
        .await
        .unwrap();
    // Carried out, but every attempt to hear so fails.
    world
        .lever(
            "faults",
            json!({"method": "POST", "route": CREATE, "cut": "after_executing"}),
        )
        .await;
    let lists = json!({"method": "GET", "route": LIST, "times": 3, "cut": "before"});
    world.lever("faults", lists).await;
    let outcome = apply(&world.sharing, &plan).await;
    assert!(all_shared(&outcome), "{outcome:#?}");
    assert_eq!(world.stored().await.len(), 1);
}

#[tokio::test]
async fn a_collection_that_can_not_be_made_is_said() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX]).await)
        .await
        .unwrap();
    let refusal = json!({"code": "Conflict", "message": "no subscription", "request_id": "r1"});
    let fault =
        json!({"method": "POST", "route": "/transfer/v0.10/shared_endpoint", "status": 409, "body": refusal});
    world.lever("faults", fault).await;
    let outcome = apply(&world.sharing, &plan).await;
    assert!(
        matches!(&outcome.stopped_by, Some(Error::Api { status: 409, .. })),
        "{outcome:#?}"
    );
    assert!(matches!(outcome.results[0].state, GrantState::Failed { .. }));
    assert_eq!(outcome.links, [None]);
    world.fair_weather().await;
    let outcome = world
        .sharing
        .resume_share(&outcome.share_id, &|_| ())
        .await
        .unwrap();
    assert!(all_shared(&outcome));
}

#[tokio::test]
async fn a_collection_whose_answer_was_lost_goes_with_its_share() {
    for undone in [false, true] {
        let world = World::empty().await;
        let folder = world.folder("Data");
        let plan = world
            .sharing
            .plan_share(world.draft(&folder, &[ALEX]).await)
            .await
            .unwrap();
        // Made, but nobody hears so, and nobody can look.
        for fault in [
            json!({"method": "POST", "route": "/transfer/v0.10/shared_endpoint", "cut": "after_executing"}),
            json!({"method": "GET", "route": "/transfer/v0.10/endpoint/*/my_shared_endpoint_list", "cut": "before"}),
        ] {
            world.lever("faults", fault).await;
        }
        let outcome = apply(&world.sharing, &plan).await;
        world.fair_weather().await;
        assert_eq!((world.collections().await, world.stored().await.len()), (1, 0));
        let sharing = world.restarted().await;
        if undone {
            sharing.undo_share(&outcome.share_id, &|_| ()).await.unwrap();
        } else {
            sharing.leave_off(&outcome.share_id).await.unwrap();
        }
        assert_eq!(world.collections().await, 0, "undone: {undone}");
        assert_eq!(sharing.unfinished_shares().await.unwrap(), []);
    }
}

#[tokio::test]
async fn what_an_earlier_attempt_granted_is_ours_to_take_back() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX]).await)
        .await
        .unwrap();
    for fault in [
        json!({"method": "POST", "route": CREATE, "cut": "after_executing"}),
        json!({"method": "GET", "route": LIST, "cut": "before"}),
    ] {
        world.lever("faults", fault).await;
    }
    let outcome = apply(&world.sharing, &plan).await;
    world.fair_weather().await;
    // The first look is too early: the list does not have it yet.
    let early = json!({"method": "GET", "route": LIST, "times": 1, "status": 200, "body": {"DATA_TYPE": "access_list", "DATA": []}});
    world.lever("faults", early).await;
    let outcome = world
        .sharing
        .resume_share(&outcome.share_id, &|_| ())
        .await
        .unwrap();
    assert!(all_shared(&outcome), "{outcome:#?}");
    world
        .sharing
        .undo_share(&outcome.share_id, &|_| ())
        .await
        .unwrap();
    assert_eq!((world.stored().await.len(), world.collections().await), (0, 0));
}
