//! Another try makes the copy what the folder is now.

use std::fs;

use serde_json::json;
use sharing::copy::upload::{Manifest, WhyNot};

use super::{Scene, complete, tree};

#[cfg(unix)]
#[tokio::test]
async fn what_was_mended_goes_and_what_is_there_does_not_go_again() {
    use std::os::unix::ffi::OsStrExt;
    let scene = Scene::start().await;
    let source = scene.source.path();
    for name in ["changes", "good", "moved/away", "deep/good"] {
        scene.write(name, 5);
    }
    scene.write("refused", 5);
    let bad_name = source.join(std::ffi::OsStr::from_bytes(b"caf\xe9"));
    fs::write(&bad_name, "menu").unwrap();
    fs::write(source.join("two\nlines"), "2").unwrap();
    let socket = source.join("socket");
    let listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let no = json!({"code": "bad_request", "message": "no"});
    let fault = json!({"method": "PUT", "route": "*/refused", "status": 400, "body": no});
    scene.world.lever("faults", fault).await;
    let (plan, journal) = (scene.plan("again"), scene.world.journal().await);
    let manifest = journal.upload_manifest("u1");
    let first = scene.run(&plan, &manifest).await.report().clone();
    assert_eq!((first.files_checked, first.failed, first.left_out), (4, 1, 3));
    scene.world.fair_weather().await;

    // Mended, and moved on.
    drop(listener);
    fs::remove_file(&socket).unwrap();
    fs::rename(&bad_name, source.join("café")).unwrap();
    fs::rename(source.join("two\nlines"), source.join("one line")).unwrap();
    fs::remove_file(source.join("refused")).unwrap();
    fs::remove_dir_all(source.join("moved")).unwrap();
    scene.write("new/file", 5);
    // As long as before.
    fs::write(source.join("changes"), "yyyyy").unwrap();
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(2);
    let changed = fs::File::options().write(true).open(source.join("changes"));
    changed.unwrap().set_modified(later).unwrap();

    manifest.look_again().await.unwrap();
    scene.world.requests().await;
    complete(&scene.run(&plan, &manifest).await);
    let mut puts = scene.puts().await;
    puts.sort();
    assert_eq!(
        puts,
        [
            "again/caf%C3%A9",
            "again/changes",
            "again/new/file",
            "again/one%20line"
        ]
    );
    let mut expected = tree(source);
    // What was sent under a former name stays.
    expected.insert("moved".into(), None);
    expected.insert("moved/away".into(), Some(b"xxxxx".to_vec()));
    assert_eq!(tree(&scene.disk("again")), expected);
    // With nothing to mend there is nothing to send.
    manifest.look_again().await.unwrap();
    complete(&scene.run(&plan, &manifest).await);
    assert_eq!(scene.puts().await, Vec::<String>::new());
}

#[cfg(unix)]
#[tokio::test]
async fn what_was_not_mended_is_still_missing_with_its_reason_of_now() {
    let scene = Scene::start().await;
    let source = scene.source.path();
    scene.write("good", 5);
    let link = source.join("link");
    std::os::unix::fs::symlink("nowhere", &link).unwrap();
    let (plan, journal) = (scene.plan("still"), scene.world.journal().await);
    let manifest = journal.upload_manifest("u1");
    scene.run(&plan, &manifest).await;
    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink("/", &link).unwrap();
    manifest.look_again().await.unwrap();
    let report = scene.run(&plan, &manifest).await.report().clone();
    assert_eq!((report.files_checked, report.failed, report.left_out), (1, 0, 1));
    let problems = manifest.problems(None, 9).await.unwrap();
    assert_eq!(
        (problems[0].path.as_str(), &problems[0].why),
        ("link", &WhyNot::LinkOutside)
    );
}
