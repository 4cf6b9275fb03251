//! Copy, then share: killed at every request, and started again. Nothing is granted too early, and nothing done twice.

use serde_json::json;
use sharing::model::{Copy, SharePlan};
use sharing::{Error, Sharing};

use crate::common::{ALEX, TOMAS, World, confirmed};
use crate::copy::{Scene, files, is_complete, nothing_too_early, until};

const GUESTS: [&str; 2] = [ALEX, TOMAS];

/// What a person does: begins the copy, and shares its folder without waiting for it.
async fn copy_and_share(scene: &Scene, sharing: &Sharing) -> sharing::Result<()> {
    let copy = match sharing.copies().await?.into_iter().next() {
        Some(copy) => copy,
        None => sharing.start_copy(scene.request("Corals").await, None).await?,
    };
    if !was_asked_for(scene).await {
        let plan = match plan(scene, sharing, &copy).await {
            // Killed before the folder was made: the copy makes it.
            Err(Error::NotFound { .. }) => {
                until(sharing, &copy.id, is_complete).await;
                plan(scene, sharing, &copy).await?
            }
            plan => plan?,
        };
        sharing.apply_share(&plan.id, &confirmed(&plan), &|_| ()).await?;
    }
    until(sharing, &copy.id, is_complete).await;
    for share in sharing.unfinished_shares().await? {
        sharing.resume_share(&share.share_id, &|_| ()).await?;
    }
    Ok(())
}

async fn plan(scene: &Scene, sharing: &Sharing, copy: &Copy) -> sharing::Result<SharePlan> {
    let link = copy.destination.link.clone().unwrap();
    sharing
        .plan_share(draft(&scene.world, &link, sharing).await?)
        .await
}

async fn draft(world: &World, link: &str, sharing: &Sharing) -> sharing::Result<sharing::model::ShareDraft> {
    let lines = sharing.resolve_guests(GUESTS.map(str::to_owned).to_vec()).await?;
    let mut draft = world.draft(link, &[]).await;
    for line in lines {
        if let sharing::model::Resolution::Found { guest } = line.resolution {
            draft.guests.push(sharing::model::DraftGuest {
                guest,
                permissions: globus::transfer::Permissions::Read,
                end: crate::common::in_days(30),
            });
        }
    }
    Ok(draft)
}

/// Whether the person has shared by now: what the app knows of, it goes on with.
async fn was_asked_for(scene: &Scene) -> bool {
    let me = scene.world.sharing.session().unwrap().identity.id;
    let open = scene.world.journal().await.open_shares(&me).await.unwrap();
    !open.is_empty() || !granted(scene).await.is_empty()
}

/// All permissions on guest collections of the storage, roles left out.
async fn granted(scene: &Scene) -> Vec<String> {
    let state: serde_json::Value = reqwest::get(format!("{}state", scene.world.practice.urls().admin))
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let mut all = Vec::new();
    for collection in state["collections"].as_array().unwrap() {
        if collection["display_name"] == "Corals" {
            let id = globus::ids::CollectionId::new(collection["id"].as_str().unwrap());
            let rules = scene.world.globus.transfer.access_list(&id).await.unwrap();
            let rules = rules.into_iter().filter(|rule| !rule.is_implicit());
            all.extend(rules.map(|rule| format!("{} {:?} {}", id, rule.principal, rule.path)));
        }
    }
    all
}

/// Kills at the `at`-th request, before or after that one is carried out. False when there are fewer.
async fn killed(at: usize, after_executing: bool, by_globus: bool) -> bool {
    let mut scene = Scene::start().await;
    if by_globus {
        let source = scene.world.folder("Trial");
        scene.source = source.into();
        scene.write("a.csv", 10);
        scene.write("deep/b.csv", 300_000);
    }
    // The person has said yes to everything before.
    scene.plan(&scene.request("Corals").await).await;
    std::fs::create_dir_all(scene.disk("Other").await).unwrap();
    let link = scene
        .world
        .link(crate::copy::STORAGE, "/projects/reef/Other/")
        .await;
    let other = draft(&scene.world, &link, &scene.world.sharing).await.unwrap();
    let plan = async || scene.world.sharing.plan_share(other.clone()).await;
    scene.world.with_consent(plan).await.unwrap();

    if after_executing {
        let last = json!({"route": "/*", "skip": at, "times": 1, "cut": "after_executing"});
        scene.world.lever("faults", last).await;
    }
    let rest = json!({"route": "/*", "skip": at, "cut": "before"});
    scene.world.lever("faults", rest).await;
    scene.world.requests().await;
    let doomed = scene.world.restarted().await;
    let killed = tokio::select! {
        biased;
        () = scene.world.cut_off() => true,
        done = async {
            doomed.restore_session().await?;
            copy_and_share(&scene, &doomed).await
        } => done.is_err(),
    };
    doomed.end_copies().await;
    scene.world.fair_weather().await;

    let sharing = scene.world.restarted().await;
    sharing.restore_session().await.unwrap().unwrap();
    sharing.look_at_copies(true).await.unwrap();
    let name = format!("at {at}, after executing: {after_executing}");
    if let Err(error) = copy_and_share(&scene, &sharing).await {
        panic!("{name}: {error:?}");
    }
    let copies = sharing.copies().await.unwrap();
    assert_eq!(copies.len(), 1, "{name}");
    assert_eq!(files(&scene.disk("Corals").await), files(&scene.source), "{name}");
    let granted = granted(&scene).await;
    assert_eq!(granted.len(), GUESTS.len(), "{name}: {granted:?}");
    nothing_too_early(&scene.world.requests().await);
    assert_eq!(sharing.unfinished_shares().await.unwrap(), [], "{name}");
    killed
}

#[tokio::test]
async fn killed_before_any_request_is_carried_out() {
    let mut at = 0;
    while killed(at, false, false).await {
        at += 1;
        assert!(at < 120);
    }
    // Folders, files, checks, the guest collection, permissions, and all that is read for them.
    assert!(at >= 20, "{at}");
}

#[tokio::test]
async fn killed_after_any_request_was_carried_out() {
    let mut at = 0;
    while killed(at, true, false).await {
        at += 1;
        assert!(at < 120);
    }
    assert!(at >= 20, "{at}");
}

#[tokio::test]
async fn killed_at_some_requests_while_globus_copies() {
    for after_executing in [false, true] {
        let mut at = usize::from(after_executing);
        while killed(at, after_executing, true).await {
            at += 3;
            assert!(at < 120);
        }
        assert!(at >= 20, "{at}");
    }
}
