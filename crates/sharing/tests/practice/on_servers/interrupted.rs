use super::accounts::{two_accounts, with_seed};
use super::*;

#[tokio::test]
async fn the_folder_may_go_between_review_and_sharing() {
    let (world, draft) = ready().await;
    let plan = world.sharing.plan_share(draft).await.unwrap();
    let gone = json!({"DATA_TYPE": "result#1.0.0", "code": "not_found", "http_response_code": 404,
        "message": "There is no folder", "detail": "There is no folder", "data": []});
    let fault =
        json!({"method": "POST", "route": "/gcs/*/api/collections", "times": 1, "status": 404, "body": gone});
    world.lever("faults", fault).await;
    let outcome = apply(&world.sharing, &plan).await;
    assert_eq!(
        outcome.stopped_by,
        Some(Error::NotFound {
            what: Missing::Folder
        })
    );
}

#[tokio::test]
async fn permissions_wait_until_globus_knows_the_new_collection() {
    let (world, draft) = ready().await;
    let plan = world.sharing.plan_share(draft).await.unwrap();
    world
        .lever("config", json!({"guest_visible_after_seconds": 2}))
        .await;
    let outcome = apply(&world.sharing, &plan).await;
    assert!(all_shared(&outcome), "{outcome:#?}");
}

#[tokio::test]
async fn one_that_is_seen_too_late_is_gone_on_with() {
    let (world, draft) = ready().await;
    let plan = world.sharing.plan_share(draft).await.unwrap();
    world
        .lever("config", json!({"guest_visible_after_seconds": 3000}))
        .await;
    world.requests().await;
    let confirmations = confirmed(&plan);
    // The app is closed while it waits.
    tokio::select! {
        outcome = world.sharing.apply_share(&plan.id, &confirmations, &|_| ()) => panic!("{outcome:#?}"),
        () = async { while made(&world).await.is_empty() {} } => {}
    }
    world.lever("clock", json!({"advance_seconds": 4000})).await;
    let sharing = world.restarted().await;
    let unfinished = sharing.unfinished_shares().await.unwrap();
    let outcome = world
        .with_consent(async || sharing.resume_share(&unfinished[0].share_id, &|_| ()).await)
        .await
        .unwrap();
    assert!(all_shared(&outcome), "{outcome:#?}");
    assert_eq!(made(&world).await.len(), 1);
}

/// Kills the share at its `at`-th request, before or after that one is carried out. False when there are fewer.
async fn killed(at: usize, after_executing: bool) -> bool {
    let world = with_seed(&two_accounts(), NORA).await;
    mkdir(&world, "Projects", "/soil/").await;
    let link = world.link("Projects", "/soil/").await;
    assert_eq!(check(&world, &link).await.readiness, Readiness::Ready);
    let draft = world.draft(&link, &[ALEX, TOMAS]).await;
    let plan = world.sharing.plan_share(draft).await.unwrap();
    if after_executing {
        let last = json!({"route": "/*", "skip": at, "times": 1, "cut": "after_executing"});
        world.lever("faults", last).await;
    }
    world
        .lever("faults", json!({"route": "/*", "skip": at, "cut": "before"}))
        .await;
    world.requests().await;
    let confirmations = confirmed(&plan);
    let killed = tokio::select! {
        outcome = world.sharing.apply_share(&plan.id, &confirmations, &|_| ()) => !all_shared(&outcome.unwrap()),
        () = world.cut_off() => true,
    };
    world.sharing.list_drafts().await.unwrap();
    world.fair_weather().await;
    let sharing = world.restarted().await;
    for unfinished in sharing.unfinished_shares().await.unwrap() {
        let outcome = sharing.resume_share(&unfinished.share_id, &|_| ()).await.unwrap();
        assert!(all_shared(&outcome), "{at} {after_executing}: {outcome:#?}");
    }
    let mine = made_on(&world, "Projects").await;
    assert_eq!(mine.len(), 1, "{at} {after_executing}: {mine:?}");
    let rules = world.globus.transfer.access_list(&mine[0].0).await.unwrap();
    let people: Vec<&str> = rules
        .iter()
        .filter(|rule| !rule.is_implicit())
        .map(|rule| rule.principal.as_str())
        .collect();
    assert_eq!(
        (people.len(), people.iter().collect::<HashSet<_>>().len()),
        (2, 2),
        "{at} {after_executing}"
    );
    killed
}

#[tokio::test]
async fn a_share_killed_at_any_step_is_finished_and_nothing_is_made_twice() {
    for after_executing in [false, true] {
        let mut at = 0;
        while killed(at, after_executing).await {
            at += 1;
            assert!(at < 20, "there is no end to it");
        }
        assert!(at >= 6, "{at}");
    }
}
