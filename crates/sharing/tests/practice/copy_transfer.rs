//! Copied by Globus itself, from collection to collection.

use serde_json::{Value, json};
use sharing::copy::upload::WhyNot;
use sharing::model::{
    Copy, CopyAction, CopyMethod, CopyProblem, CopyRequest, CopyState, CopyStop, CopyWait, FaultKind,
};

use crate::common::ALEX;
use crate::copy::{STORAGE, Scene, files, is_complete, nothing_too_early, until};

const LAPTOP: &str = "Nora's laptop";

/// As [`Scene`], with a folder that Globus Connect Personal covers.
async fn scene() -> Scene {
    let mut scene = Scene::start().await;
    scene.source = scene.world.folder("Trial").into();
    scene.write("a.csv", 10);
    scene.write("deep/er/b.csv", 300_000);
    std::fs::create_dir(scene.source.join("empty")).unwrap();
    scene
}

/// So slow that there is time to do something.
async fn slow(scene: &Scene) {
    let config = json!({"transfer_files_per_second": 0, "transfer_retry_ms": 20});
    scene.world.lever("config", config).await;
}

async fn at_full_speed(scene: &Scene) {
    let config = json!({"transfer_files_per_second": null});
    scene.world.lever("config", config).await;
}

fn waits(why: CopyWait) -> impl Fn(&Copy) -> bool {
    move |copy| copy.state == CopyState::Waiting { why: why.clone() }
}

fn copies_files(copy: &Copy) -> bool {
    copy.task.is_some() && copy.progress.files > 0
}

/// How many tasks were submitted and accepted, of all requests so far.
fn submissions(requests: &[String], route: &str) -> usize {
    let route = format!("POST /transfer/v0.10/{route}");
    requests.iter().filter(|line| **line == route).count()
}

/// Submissions that began a task: those of a task that there is are answered 200.
async fn begun(scene: &Scene) -> usize {
    let url = format!("{}requests", scene.world.practice.urls().admin);
    let log: Vec<Value> = reqwest::get(url).await.unwrap().json().await.unwrap();
    let is_new = |entry: &&Value| entry["path"] == "/transfer/v0.10/transfer" && entry["status"] == 202;
    log.iter().filter(is_new).count()
}

#[tokio::test]
async fn globus_copies_and_the_share_begins_when_all_is_compared() {
    let scene = scene().await;
    slow(&scene).await;
    let copy = scene.begin("Trial").await;
    assert_eq!(copy.method, CopyMethod::Transfer);
    assert!(!copy.actions.contains(&CopyAction::Pause));
    let copying = scene.until(&copy.id, copies_files).await;
    let task = copying.task.unwrap();
    assert!(task.link.ends_with(&format!("/activity/{}/overview", task.id)));
    let renamed = scene
        .world
        .sharing
        .rename_copy(&copy.id, " Maple\n2026 ")
        .await
        .unwrap();
    assert_eq!(renamed.label, "Maple 2026");
    let plan = scene.share_plan(&copy, &[ALEX]).await;
    let outcome = scene.share(&plan).await;
    assert_eq!(outcome.waits_for.as_ref(), Some(&copy.id));
    assert_eq!(scene.granted(&outcome).await, []);
    at_full_speed(&scene).await;
    scene.until(&copy.id, is_complete).await;
    let requests = scene.world.requests().await;
    nothing_too_early(&requests);
    assert_eq!(submissions(&requests, "transfer"), 1);
    assert_eq!(scene.granted(&outcome).await.len(), 1);
    assert_eq!(files(&scene.disk("Trial").await), files(&scene.source));
}

#[tokio::test]
async fn the_laptop_falls_asleep_in_the_middle_and_wakes_up() {
    let scene = scene().await;
    slow(&scene).await;
    let copy = scene.begin("Trial").await;
    scene.until(&copy.id, copies_files).await;
    let laptop = scene.world.collection_id(LAPTOP).await;
    let online = async |online: bool| {
        let body = json!({"collection_id": laptop, "online": online});
        scene.world.lever("online", body).await;
    };
    online(false).await;
    at_full_speed(&scene).await;
    scene.until(&copy.id, waits(CopyWait::ComputerOffline)).await;
    let paused = json!({"collection_id": laptop, "paused": true});
    online(true).await;
    scene.world.lever("gcp-paused", paused).await;
    slow(&scene).await;
    scene
        .until(&copy.id, |copy| {
            is_over(copy) || waits(CopyWait::ComputerPaused)(copy)
        })
        .await;
    scene
        .world
        .lever("gcp-paused", json!({"collection_id": laptop, "paused": false}))
        .await;
    at_full_speed(&scene).await;
    scene.until(&copy.id, is_complete).await;
    assert_eq!(submissions(&scene.world.requests().await, "transfer"), 1);
}

fn is_over(copy: &Copy) -> bool {
    !matches!(copy.state, CopyState::Copying { .. } | CopyState::Waiting { .. })
}

#[tokio::test]
async fn a_full_disk_is_waited_for_and_said() {
    let scene = scene().await;
    scene
        .world
        .lever("config", json!({"transfer_retry_ms": 20}))
        .await;
    let id = scene.world.collection_id(STORAGE).await;
    let quota = |free: Value| json!({"collection_id": id, "free_bytes": free});
    scene.world.lever("quota", quota(json!(100))).await;
    let copy = scene.begin("Trial").await;
    let is_full = |copy: &Copy| {
        matches!(
            copy.state,
            CopyState::Waiting {
                why: CopyWait::QuotaFull { .. }
            }
        )
    };
    let full = scene.until(&copy.id, is_full).await;
    assert_eq!(full.faults[0].fault, FaultKind::QuotaFull);
    scene.world.lever("quota", quota(Value::Null)).await;
    scene.until(&copy.id, is_complete).await;
}

#[tokio::test]
async fn cancelled_by_the_person_or_by_somebody_else_and_tried_again() {
    let scene = scene().await;
    slow(&scene).await;
    let sharing = &scene.world.sharing;
    let copy = scene.begin("Trial").await;
    let first = scene.until(&copy.id, copies_files).await.task.unwrap().id;
    let plan = scene.share_plan(&copy, &[ALEX]).await;
    let outcome = scene.share(&plan).await;
    sharing.cancel_copy(&copy.id).await.unwrap();
    scene
        .until(&copy.id, |copy| copy.state == CopyState::Cancelled)
        .await;
    assert_eq!(scene.granted(&outcome).await, []);

    sharing.continue_copy(&copy.id).await.unwrap();
    let second = |copy: &Copy| copies_files(copy) && copy.task.as_ref().is_some_and(|task| task.id != first);
    let second = scene.until(&copy.id, second).await.task.unwrap().id;
    // In the web app, or by the keeper of a storage.
    let task = globus::ids::TaskId::new(second);
    scene.world.globus.transfer.cancel_task(&task).await.unwrap();
    let ended = |copy: &Copy| {
        let reason = CopyStop::TaskCancelled { message: None };
        copy.state == CopyState::Stopped { reason }
    };
    let stopped = scene.until(&copy.id, ended).await;
    assert!(stopped.to_be_announced);
    assert_eq!(scene.granted(&outcome).await, []);

    at_full_speed(&scene).await;
    sharing.continue_copy(&copy.id).await.unwrap();
    scene.until(&copy.id, is_complete).await;
    assert_eq!(scene.granted(&outcome).await.len(), 1);
    let requests = scene.world.requests().await;
    assert_eq!(submissions(&requests, "transfer"), 3);
    nothing_too_early(&requests);
}

#[tokio::test]
async fn what_globus_leaves_out_is_listed_and_can_be_done_without() {
    let scene = scene().await;
    std::os::unix::net::UnixListener::bind(scene.source.join("socket")).unwrap();
    std::os::unix::fs::symlink("..", scene.source.join("deep/cycle")).unwrap();
    let copy = scene.begin("Trial").await;
    scene
        .until(&copy.id, |copy| {
            copy.state == CopyState::Incomplete { problems: 2 }
        })
        .await;
    let plan = scene.share_plan(&copy, &[ALEX]).await;
    let outcome = scene.share(&plan).await;
    assert_eq!(outcome.waits_for.as_ref(), Some(&copy.id));
    let problems = scene.world.sharing.copy_problems(&copy.id, None).await.unwrap();
    let paths: Vec<&str> = problems.entries.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["deep/cycle", "socket"]);
    // Tried again, it is the same.
    scene.world.sharing.continue_copy(&copy.id).await.unwrap();
    scene
        .until(&copy.id, |copy| {
            copy.state == CopyState::Incomplete { problems: 2 }
        })
        .await;
    scene.world.sharing.accept_copy(&copy.id).await.unwrap();
    scene.until(&copy.id, is_complete).await;
    assert_eq!(scene.granted(&outcome).await.len(), 1);
}

#[tokio::test]
async fn what_was_lost_or_cut_short_afterwards_is_found_missing() {
    let scene = scene().await;
    // Globus has said that it is done; the comparison comes later.
    let late = json!({"method": "GET", "route": "/v0.10/operation/endpoint/*/ls", "status": 502,
        "body": {"code": "ExternalError.DirListingFailed.ConnectFailed", "message": "away"}});
    let copy = scene.begin("Trial").await;
    scene.world.lever("faults", late).await;
    let away = |copy: &Copy| is_over(copy) || matches!(copy.state, CopyState::Waiting { .. });
    scene.until(&copy.id, away).await;
    let there = scene.disk("Trial").await;
    std::fs::write(there.join("a.csv"), "short").unwrap();
    std::fs::remove_dir_all(there.join("deep")).unwrap();
    scene.world.fair_weather().await;
    scene.world.sharing.look_at_copies(false).await.unwrap();
    scene
        .until(&copy.id, |copy| {
            copy.state == CopyState::Incomplete { problems: 2 }
        })
        .await;
    // The next task sends what differs.
    scene.world.sharing.continue_copy(&copy.id).await.unwrap();
    scene.until(&copy.id, is_complete).await;
    assert_eq!(files(&there), files(&scene.source));
}

#[tokio::test]
async fn what_was_copied_is_removed_by_globus() {
    let scene = scene().await;
    slow(&scene).await;
    let sharing = &scene.world.sharing;
    let copy = scene.begin("Trial").await;
    scene.until(&copy.id, copies_files).await;
    sharing.cancel_copy(&copy.id).await.unwrap();
    scene
        .until(&copy.id, |copy| copy.state == CopyState::Cancelled)
        .await;
    assert!(scene.disk("Trial").await.exists());
    at_full_speed(&scene).await;
    sharing.remove_copied(&copy.id).await.unwrap();
    scene
        .until(&copy.id, |copy| copy.state == CopyState::Removed)
        .await;
    assert!(!scene.disk("Trial").await.exists());
    assert!(scene.source.join("a.csv").exists());
    assert_eq!(submissions(&scene.world.requests().await, "delete"), 1);
}

#[tokio::test]
async fn a_task_under_way_is_ended_before_what_it_copied_is_removed() {
    let scene = scene().await;
    slow(&scene).await;
    let copy = scene.begin("Trial").await;
    scene.until(&copy.id, copies_files).await;
    scene.world.requests().await;
    scene.world.sharing.remove_copied(&copy.id).await.unwrap();
    at_full_speed(&scene).await;
    scene
        .until(&copy.id, |copy| copy.state == CopyState::Removed)
        .await;
    assert!(!scene.disk("Trial").await.exists());
    let log = scene.world.requests().await;
    let first = |end: &str| {
        log.iter()
            .position(|line| line.starts_with("POST") && line.ends_with(end))
    };
    let (ended, removed) = (first("/cancel"), first("/delete"));
    assert!(ended.is_some() && ended < removed, "{log:#?}");
}

#[tokio::test]
async fn one_submission_is_one_task_wherever_the_app_is_killed() {
    for after_executing in [false, true] {
        for route in ["/v0.10/submission_id", "/v0.10/transfer", "/v0.10/task/*"] {
            let scene = scene().await;
            slow(&scene).await;
            let request = scene.request("Trial").await;
            scene.plan(&request).await;
            let cut = if after_executing {
                "after_executing"
            } else {
                "before"
            };
            scene
                .world
                .lever("faults", json!({"route": route, "cut": cut}))
                .await;
            let doomed = scene.world.restarted().await;
            doomed.restore_session().await.unwrap();
            let copy = doomed.start_copy(request, None).await.unwrap();
            until(&doomed, &copy.id, |copy| {
                matches!(copy.state, CopyState::Waiting { .. })
            })
            .await;
            doomed.end_copies().await;
            scene.world.fair_weather().await;
            at_full_speed(&scene).await;
            let sharing = scene.world.restarted().await;
            sharing.look_at_copies(true).await.unwrap();
            until(&sharing, &copy.id, is_complete).await;
            assert_eq!(begun(&scene).await, 1, "{route} {cut}");
        }
    }
}

#[tokio::test]
async fn between_two_storages_of_one_server() {
    let scene = scene().await;
    let source = scene.disk("Raw").await;
    std::fs::create_dir_all(source.join("x")).unwrap();
    std::fs::write(source.join("x/y"), "z").unwrap();
    let request = CopyRequest {
        source: scene.world.link(STORAGE, "/projects/reef/Raw/").await,
        ..scene.request("Raw copy").await
    };
    let plan = scene.plan(&request).await;
    assert_eq!((plan.method, plan.obstacle), (CopyMethod::Transfer, None));
    let copy = scene
        .world
        .sharing
        .start_copy(request, Some("Raw data".into()))
        .await
        .unwrap();
    assert_eq!(copy.label, "Raw data");
    scene.until(&copy.id, is_complete).await;
    assert_eq!(files(&scene.disk("Raw copy").await), files(&source));
}

#[tokio::test]
async fn a_file_that_vanishes_while_globus_copies_is_listed() {
    let scene = scene().await;
    slow(&scene).await;
    let copy = scene.begin("Trial").await;
    scene.until(&copy.id, |copy| copy.progress.files == 2).await;
    std::fs::remove_file(scene.source.join("a.csv")).unwrap();
    at_full_speed(&scene).await;
    scene
        .until(&copy.id, |copy| {
            copy.state == CopyState::Incomplete { problems: 1 }
        })
        .await;
    let problems = scene.world.sharing.copy_problems(&copy.id, None).await.unwrap();
    let vanished = CopyProblem {
        path: "a.csv".to_owned(),
        why: WhyNot::Vanished,
    };
    assert_eq!(problems.entries, [vanished]);
    // Tried again, there is nothing more to be copied.
    scene.world.sharing.continue_copy(&copy.id).await.unwrap();
    scene.until(&copy.id, is_complete).await;
}
