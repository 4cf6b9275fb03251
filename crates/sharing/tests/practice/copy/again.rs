//! What could not go: tried again, mended, or done without.

use serde_json::json;
use sharing::Error;
use sharing::error::Missing;
use sharing::model::{Copy, CopyState};

use super::{Scene, files, is_complete, nothing_too_early};
use crate::common::ALEX;

fn incomplete(problems: u32) -> impl Fn(&Copy) -> bool {
    move |copy| copy.state == CopyState::Incomplete { problems }
}

#[tokio::test]
async fn what_could_not_go_is_tried_again_or_done_without() {
    let scene = Scene::start().await;
    std::os::unix::net::UnixListener::bind(scene.source.join("socket")).unwrap();
    let refused = json!({"code": "bad_request", "message": "no"});
    let fault = json!({"method": "PUT", "route": "*/a.csv", "status": 400, "body": refused});
    scene.world.lever("faults", fault).await;
    let copy = scene.begin("Corals").await;
    let sharing = &scene.world.sharing;
    scene.until(&copy.id, incomplete(2)).await;
    let plan = scene.share_plan(&copy, &[ALEX]).await;
    let outcome = scene.share(&plan).await;
    assert_eq!(outcome.waits_for.as_ref(), Some(&copy.id));
    let problems = sharing.copy_problems(&copy.id, None).await.unwrap();
    let paths: Vec<&str> = problems.entries.iter().map(|it| it.path.as_str()).collect();
    assert_eq!((paths, problems.next), (vec!["a.csv", "socket"], None));

    scene.world.fair_weather().await;
    sharing.continue_copy(&copy.id).await.unwrap();
    let rest = scene.until(&copy.id, incomplete(1)).await;
    assert_eq!(scene.granted(&outcome).await, []);
    assert!(rest.to_be_announced);
    sharing.accept_copy(&copy.id).await.unwrap();
    scene.until(&copy.id, is_complete).await;
    assert_eq!(scene.granted(&outcome).await.len(), 1);
    assert_eq!(sharing.accept_copy(&copy.id).await, Err(Error::Changed));
    // Whoever looks at it later sees what is not in it.
    let later = scene.world.restarted().await;
    let kept = later.copies().await.unwrap().remove(0);
    assert_eq!((kept.state, kept.done_without), (CopyState::Complete, 1));
    let left_out = later.copy_problems(&kept.id, None).await.unwrap().entries;
    assert_eq!((left_out.len(), left_out[0].path.as_str()), (1, "socket"));
}

#[tokio::test]
async fn what_was_mended_is_taken_up_by_another_try() {
    let scene = Scene::start().await;
    let socket = scene.source.join("socket");
    std::os::unix::net::UnixListener::bind(&socket).unwrap();
    std::fs::write(scene.source.join("two\nlines"), "2").unwrap();
    let copy = scene.begin("Corals").await;
    let sharing = &scene.world.sharing;
    scene.until(&copy.id, incomplete(2)).await;
    let plan = scene.share_plan(&copy, &[ALEX]).await;
    let outcome = scene.share(&plan).await;

    // While the folder is not there, nothing can be tried, and nothing is lost: the drive may be on somebody's desk.
    let elsewhere = scene.source.with_file_name("elsewhere");
    std::fs::rename(&scene.source, &elsewhere).unwrap();
    let what = Missing::Folder;
    assert_eq!(
        sharing.continue_copy(&copy.id).await,
        Err(Error::NotFound { what })
    );
    let still = sharing.copy(&copy.id).await.unwrap().unwrap();
    assert_eq!(still.state, CopyState::Incomplete { problems: 2 });
    std::fs::rename(&elsewhere, &scene.source).unwrap();

    std::fs::remove_file(&socket).unwrap();
    std::fs::rename(scene.source.join("two\nlines"), scene.source.join("two lines")).unwrap();
    scene.world.requests().await;
    sharing.continue_copy(&copy.id).await.unwrap();
    let done = scene.until(&copy.id, is_complete).await;
    assert_eq!((done.done_without, done.progress.files), (0, 3));
    let requests = scene.world.requests().await;
    let puts: Vec<_> = requests.iter().filter(|line| line.starts_with("PUT ")).collect();
    assert_eq!(puts.len(), 1, "{puts:?}");
    nothing_too_early(&requests);
    assert_eq!(scene.granted(&outcome).await.len(), 1);
    assert_eq!(files(&scene.disk("Corals").await), files(&scene.source));
}
