//! What can go wrong around a copy: storage away before, during and after it, consents and sign-ins that end half-way,
//! collections that somebody deletes.

use serde_json::json;
use sharing::model::{Copy, CopyObstacle, CopyRequest, CopyState, CopyStop, CopyWait};

use crate::common::{ALEX, TOMAS};
use crate::copy::{PUTS, STORAGE, Scene, files, is_complete, is_waiting};
use crate::share::all_shared;

fn needs_sign_in(copy: &Copy) -> bool {
    let reason = match &copy.state {
        CopyState::Stopped { reason } => reason,
        _ => return false,
    };
    matches!(reason, CopyStop::SignIn { .. })
}

#[tokio::test]
async fn storage_is_away_before_during_and_after() {
    let scene = Scene::start().await;
    let request = scene.request("Corals").await;
    scene.plan(&request).await;
    let away = json!({"route": "/v0.10/operation/endpoint/*", "status": 502,
        "body": {"code": "ExternalError.DirListingFailed.ConnectFailed", "message": "away"}});
    scene.world.lever("faults", away.clone()).await;
    let plan = scene.plan(&request).await;
    let message = "away".to_owned();
    assert_eq!(plan.obstacle, Some(CopyObstacle::DestinationOffline { message }));
    assert!(
        scene
            .world
            .sharing
            .start_copy(request.clone(), None)
            .await
            .is_err()
    );
    assert_eq!(scene.world.sharing.copies().await.unwrap(), []);
    scene.world.fair_weather().await;

    scene
        .world
        .lever("faults", json!({"method": "PUT", "route": PUTS, "status": 503}))
        .await;
    let copy = scene.world.sharing.start_copy(request, None).await.unwrap();
    let during = |copy: &Copy| {
        matches!(
            copy.state,
            CopyState::Waiting {
                why: CopyWait::StorageOffline { .. }
            }
        )
    };
    scene.until(&copy.id, during).await;
    let plan = scene.share_plan(&copy, &[ALEX]).await;
    let outcome = scene.share(&plan).await;

    // Everything is sent, and nobody can look at it.
    scene.world.fair_weather().await;
    scene
        .world
        .lever(
            "faults",
            json!({"method": "GET", "route": "/v0.10/operation/endpoint/*/ls", "status": 502,
        "body": {"code": "ExternalError.DirListingFailed.ConnectFailed", "message": "away"}}),
        )
        .await;
    scene.world.sharing.look_at_copies(false).await.unwrap();
    let sent = |copy: &Copy| during(copy) && copy.progress.files_done == 2;
    scene.until(&copy.id, sent).await;
    assert_eq!(scene.granted(&outcome).await, []);
    scene.world.fair_weather().await;
    scene.world.sharing.look_at_copies(false).await.unwrap();
    scene.until(&copy.id, is_complete).await;
    assert_eq!(scene.granted(&outcome).await.len(), 1);
}

#[tokio::test]
async fn the_network_is_gone_when_the_share_should_begin() {
    let scene = Scene::start().await;
    let slow = json!({"method": "PUT", "route": PUTS, "status": 503});
    scene.world.lever("faults", slow).await;
    let copy = scene.begin("Corals").await;
    scene.until(&copy.id, is_waiting).await;
    let plan = scene.share_plan(&copy, &[ALEX]).await;
    let outcome = scene.share(&plan).await;
    scene.world.fair_weather().await;
    // The copy is complete; nothing of Transfer's permissions answers.
    scene
        .world
        .lever(
            "faults",
            json!({"route": "/v0.10/endpoint/*", "skip": 1, "cut": "before"}),
        )
        .await;
    scene.world.sharing.look_at_copies(false).await.unwrap();
    let held = scene
        .until(&copy.id, |copy| copy.state == CopyState::Complete)
        .await;
    assert_eq!(held.waiting.len(), 1);
    scene.world.sharing.end_copies().await;
    scene.world.fair_weather().await;
    // The next start goes on with it.
    let sharing = scene.world.restarted().await;
    sharing.restore_session().await.unwrap();
    sharing.look_at_copies(true).await.unwrap();
    crate::copy::until(&sharing, &copy.id, is_complete).await;
    assert_eq!(scene.granted(&outcome).await.len(), 1);
}

#[tokio::test]
async fn a_consent_is_taken_back_half_way() {
    let scene = Scene::start().await;
    let slow = json!({"method": "PUT", "route": "*/b.csv", "status": 503});
    scene.world.lever("faults", slow).await;
    let copy = scene.begin("Corals").await;
    scene.until(&copy.id, is_waiting).await;
    let plan = scene.share_plan(&copy, &[ALEX]).await;
    let outcome = scene.share(&plan).await;
    scene.world.take_back_consents().await;
    scene.world.fair_weather().await;
    scene.world.sharing.look_at_copies(false).await.unwrap();
    let stopped = scene.until(&copy.id, needs_sign_in).await;
    assert!(stopped.to_be_announced);
    // Looking alone does not ask again.
    scene.world.sharing.look_at_copies(false).await.unwrap();
    assert!(needs_sign_in(
        &scene.world.sharing.copy(&copy.id).await.unwrap().unwrap()
    ));
    let sharing = &scene.world.sharing;
    let mut asked = 0;
    let mut now = stopped;
    while let CopyState::Stopped {
        reason: CopyStop::SignIn { error },
    } = &now.state
    {
        asked += 1;
        assert!(asked < 5, "{error:?}");
        sharing
            .sign_in(error.demand().cloned(), false, &|_| ())
            .await
            .unwrap();
        sharing.look_at_copies(true).await.unwrap();
        let settled = |copy: &Copy| needs_sign_in(copy) || copy.state == CopyState::Complete;
        now = scene.until(&copy.id, settled).await;
    }
    // The guest collection takes a consent of its own, which was taken back, too: the share says so and keeps waiting.
    let mut changes = sharing.copy_changes();
    while !sharing.copy(&copy.id).await.unwrap().unwrap().waiting.is_empty() {
        let unfinished = sharing.unfinished_shares().await.unwrap();
        let Some(share) = unfinished.first() else {
            // The copy is at it.
            changes.recv().await.unwrap();
            continue;
        };
        let resume = sharing.resume_share(&share.share_id, &|_| ()).await;
        if let Ok(outcome) = &resume
            && let Some(demand) = outcome.stopped_by.as_ref().and_then(|error| error.demand())
        {
            sharing
                .sign_in(Some(demand.clone()), false, &|_| ())
                .await
                .unwrap();
        }
    }
    assert_eq!(sharing.unfinished_shares().await.unwrap(), []);
    assert_eq!(scene.granted(&outcome).await.len(), 1);
}

#[tokio::test]
async fn signed_out_half_way_and_in_again() {
    let scene = Scene::start().await;
    let slow = json!({"method": "PUT", "route": "*/b.csv", "status": 503});
    scene.world.lever("faults", slow).await;
    let copy = scene.begin("Corals").await;
    scene.until(&copy.id, is_waiting).await;
    let sharing = &scene.world.sharing;
    sharing.sign_out().await.unwrap();
    scene.world.fair_weather().await;
    scene.world.requests().await;
    sharing.look_at_copies(true).await.unwrap();
    assert_eq!(sharing.copies().await.unwrap(), []);
    assert_eq!(scene.world.requests().await, Vec::<String>::new());

    sharing.sign_in(None, false, &|_| ()).await.unwrap();
    sharing.look_at_copies(true).await.unwrap();
    let mut now = scene
        .until(&copy.id, |copy| needs_sign_in(copy) || is_complete(copy))
        .await;
    while let CopyState::Stopped {
        reason: CopyStop::SignIn { error },
    } = &now.state
    {
        sharing
            .sign_in(error.demand().cloned(), false, &|_| ())
            .await
            .unwrap();
        sharing.look_at_copies(true).await.unwrap();
        now = scene
            .until(&copy.id, |copy| needs_sign_in(copy) || is_complete(copy))
            .await;
    }
    assert_eq!(files(&scene.disk("Corals").await), files(&scene.source));
}

#[tokio::test]
async fn the_destination_is_deleted_by_somebody_while_it_is_copied_to() {
    let scene = Scene::start().await;
    let slow = json!({"method": "PUT", "route": PUTS, "status": 503});
    scene.world.lever("faults", slow).await;
    let copy = scene.begin("Corals").await;
    scene.until(&copy.id, is_waiting).await;
    let plan = scene.share_plan(&copy, &[ALEX, TOMAS]).await;
    let outcome = scene.share(&plan).await;
    std::fs::remove_dir_all(scene.disk("Corals").await).unwrap();
    scene.world.fair_weather().await;
    scene.world.sharing.look_at_copies(false).await.unwrap();
    let gone = |copy: &Copy| {
        matches!(
            &copy.state,
            CopyState::Stopped {
                reason: CopyStop::DestinationGone
            }
        )
    };
    scene.until(&copy.id, gone).await;
    assert_eq!(scene.granted(&outcome).await, []);
    assert_eq!(scene.world.sharing.unfinished_shares().await.unwrap().len(), 1);
    // Continued, it makes the folder once more, with everything in it.
    scene.world.sharing.continue_copy(&copy.id).await.unwrap();
    scene.until(&copy.id, is_complete).await;
    assert_eq!(files(&scene.disk("Corals").await), files(&scene.source));
    assert_eq!(scene.granted(&outcome).await.len(), 2);
}

#[tokio::test]
async fn into_a_shared_folder_that_somebody_deletes() {
    let scene = Scene::start().await;
    // A shared folder of Nora's on the storage.
    std::fs::create_dir_all(scene.disk("Shared").await).unwrap();
    let link = scene.world.link(STORAGE, "/projects/reef/Shared/").await;
    let draft = scene.world.draft(&link, &[TOMAS]).await;
    let plan = async || scene.world.sharing.plan_share(draft.clone()).await;
    let plan = scene.world.with_consent(plan).await.unwrap();
    assert!(all_shared(&scene.share(&plan).await));

    let request = CopyRequest {
        destination: scene.world.link("Shared", "/").await,
        ..scene.request("Corals").await
    };
    let plan = scene.plan(&request).await;
    assert_eq!((plan.obstacle, plan.name_taken), (None, false));
    let slow = json!({"method": "PUT", "route": "*/Corals/*", "status": 503});
    scene.world.lever("faults", slow).await;
    let copy = scene.world.sharing.start_copy(request, None).await.unwrap();
    scene.until(&copy.id, is_waiting).await;
    // Under its other name the folder waits as well.
    let below = scene.world.link(STORAGE, "/projects/reef/Shared/Corals/").await;
    let draft = scene.world.draft(&below, &[ALEX]).await;
    let plan = async || scene.world.sharing.plan_share(draft.clone()).await;
    let plan = scene.world.with_consent(plan).await.unwrap();
    assert_eq!(plan.waits_for.as_ref(), Some(&copy.id));
    let outcome = scene.share(&plan).await;
    assert_eq!(outcome.waits_for.as_ref(), Some(&copy.id));

    let id = scene.world.collection_id("Shared").await;
    let delete = async || scene.world.sharing.delete_collection(&id, "Shared").await;
    scene.world.with_consent(delete).await.unwrap();
    scene.world.fair_weather().await;
    scene.world.sharing.look_at_copies(false).await.unwrap();
    let gone = |copy: &Copy| {
        matches!(
            &copy.state,
            CopyState::Stopped {
                reason: CopyStop::DestinationGone
            }
        )
    };
    scene.until(&copy.id, gone).await;
}
