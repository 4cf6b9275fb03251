//! Memory that does not grow with what is copied: measured in a process of its own, where nothing else happens.
#![cfg(target_os = "linux")]

use std::ops::ControlFlow;
use std::process::Command;

use serde_json::json;
use sharing::copy::upload::{
    MANY_BYTES, Manifest, NameRules, Stop, UploadControl, UploadEvent, UploadOutcome, UploadPlan, walk,
};

use crate::upload::Scene;

const MIB: u64 = 1024 * 1024;

/// Runs one of the ignored tests below alone.
fn alone(test: &str) {
    let program = std::env::current_exe().unwrap();
    let mut command = Command::new(program);
    command.args([
        "--exact",
        &format!("upload_memory::{test}"),
        "--ignored",
        "--nocapture",
    ]);
    let output = command.output().unwrap();
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}

/// A line of `/proc/self/status`, in bytes.
fn memory(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|it| it.starts_with(line)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
}

/// How much higher the peak of `work` is than what was used before it.
async fn growth<T>(work: impl Future<Output = T>) -> (T, u64) {
    // The peak begins again (proc(5), clear_refs).
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = memory("VmRSS:");
    let done = work.await;
    (done, memory("VmHWM:").saturating_sub(before))
}

#[test]
fn two_hundred_thousand_files_are_walked_in_little_memory() {
    alone("walk_200_000");
}

#[test]
fn a_sparse_file_of_twenty_gigabytes_is_sent_in_little_memory() {
    alone("stream_20_gb");
}

#[tokio::test]
#[ignore = "started by the test above it, alone in its process"]
async fn walk_200_000() {
    let in_memory = std::path::Path::new("/dev/shm");
    let dir = match in_memory.is_dir() {
        true => tempfile::tempdir_in(in_memory).unwrap(),
        false => tempfile::tempdir().unwrap(),
    };
    for folder in 0..200 {
        let folder = dir.path().join(format!("folder {folder}"));
        std::fs::create_dir(&folder).unwrap();
        for file in 0..1000 {
            std::fs::File::create_new(folder.join(format!("file {file}.csv"))).unwrap();
        }
    }
    let plan = UploadPlan {
        root: dir.path().to_owned(),
        destination: globus::path::CollectionPath::parse("/in/").unwrap(),
        names: NameRules::default(),
    };
    let mut found = 0;
    let walked = growth(async {
        walk(&plan, &mut |_| {
            found += 1;
            ControlFlow::Continue(())
        })
        .unwrap();
    });
    let (_, grown) = walked.await;
    assert_eq!(found, 200_200);
    assert!(grown < 8 * MIB, "the walk took {grown} bytes");

    // All the way into the journal, and back out a page at a time.
    let journal = sharing::journal::Journal::open(dir.path().join("journal.sqlite"))
        .await
        .unwrap();
    let manifest = journal.upload_manifest("u");
    let kept = growth(async {
        // The second walk is that of another try.
        for _ in 0..2 {
            manifest.begin_walk().await.unwrap();
            let mut batch = Vec::new();
            walk(&plan, &mut |one| {
                batch.push(one);
                if batch.len() == 20_000 {
                    return ControlFlow::Break(());
                }
                ControlFlow::Continue(())
            })
            .unwrap();
            manifest.add(batch).await.unwrap();
            manifest.end_walk().await.unwrap();
        }
        let mut after = None;
        let mut listed = 0;
        loop {
            let page = manifest.files_to_send(after.take(), 256).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some(last.path.clone());
            listed += page.len();
        }
        listed
    });
    let (listed, grown) = kept.await;
    assert!(listed > 19_000, "{listed}");
    assert!(grown < 32 * MIB, "the journal took {grown} bytes");
}

#[tokio::test]
#[ignore = "started by the test above it, alone in its process"]
async fn stream_20_gb() {
    let scene = Scene::start().await;
    let sparse = std::fs::File::create(scene.source.path().join("sparse.raw")).unwrap();
    let length = MANY_BYTES + 1;
    sparse.set_len(length).unwrap();
    let (plan, control) = (scene.plan("sparse"), UploadControl::default());
    let manifest = scene.world.journal().await.upload_manifest("u");
    // Some of it goes, then the person has enough.
    let on_event = |event| {
        if let UploadEvent::Walked { bytes, advice, .. } = &event {
            assert_eq!(bytes.0, length);
            assert!(advice.is_some());
        }
        if matches!(event, UploadEvent::Sending { bytes_done, .. } if bytes_done.0 > 200 * MIB) {
            control.cancel();
        }
    };
    let run = scene.upload.run(&plan, &manifest, &control, &on_event);
    let (outcome, grown) = growth(run).await;
    assert!(
        matches!(
            outcome,
            UploadOutcome::Stopped {
                reason: Stop::Cancelled,
                ..
            }
        ),
        "{outcome:?}"
    );
    // Practice is in this process, too.
    assert!(grown < 64 * MIB, "{grown} bytes");

    // No room for it: said before it is read to its end.
    let quota = json!({"collection_id": scene.storage.id, "free_bytes": 1000});
    scene.world.lever("quota", quota).await;
    let control = UploadControl::default();
    let run = scene.upload.run(&plan, &manifest, &control, &|_| ());
    let (outcome, grown) = growth(run).await;
    assert!(
        matches!(
            outcome,
            UploadOutcome::Stopped {
                reason: Stop::QuotaFull { .. },
                ..
            }
        ),
        "{outcome:?}"
    );
    assert!(grown < 64 * MIB, "{grown} bytes");
    assert!(!scene.disk("sparse").join("sparse.raw").exists());
}
