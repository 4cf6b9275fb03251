//! An upload that is killed wherever it can be, and taken up again.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use sharing::copy::upload::{
    FileRow, FileState, Found, Manifest, ManifestHead, Problem, RelativePath, Totals, UploadControl,
    UploadOutcome, UploadPlan, WhyNot,
};
use sharing::journal::{JournalError, UploadManifest};
use tokio::sync::Notify;

use crate::upload::Scene;

/// A manifest whose process dies at its n-th call: just before the call, or just after it was done.
struct Mortal<M> {
    inner: M,
    left: AtomicUsize,
    is_done_first: bool,
    dead: Arc<Notify>,
}

impl<M: Manifest> Mortal<M> {
    async fn call<T>(&self, call: impl Future<Output = T>) -> T {
        let is_last = self.left.fetch_sub(1, Ordering::Relaxed) == 0;
        if !is_last {
            return call.await;
        }
        if self.is_done_first {
            call.await;
        }
        self.dead.notify_one();
        std::future::pending().await
    }
}

type Answer<T> = Result<T, JournalError>;

#[async_trait]
impl<M: Manifest> Manifest for Mortal<M> {
    async fn head(&self) -> Answer<ManifestHead> {
        self.call(self.inner.head()).await
    }
    async fn set_head(&self, head: ManifestHead) -> Answer<()> {
        self.call(self.inner.set_head(head)).await
    }
    async fn begin_walk(&self) -> Answer<()> {
        self.call(self.inner.begin_walk()).await
    }

    async fn end_walk(&self) -> Answer<()> {
        self.call(self.inner.end_walk()).await
    }

    async fn add(&self, found: Vec<Found>) -> Answer<()> {
        self.call(self.inner.add(found)).await
    }
    async fn totals(&self) -> Answer<Totals> {
        self.call(self.inner.totals()).await
    }
    async fn folders_to_make(
        &self,
        depth: u32,
        after: Option<RelativePath>,
        limit: usize,
    ) -> Answer<Vec<RelativePath>> {
        self.call(self.inner.folders_to_make(depth, after, limit)).await
    }
    async fn folders_made(&self, folders: Vec<RelativePath>) -> Answer<()> {
        self.call(self.inner.folders_made(folders)).await
    }
    async fn folder_failed(&self, folder: RelativePath, why: WhyNot) -> Answer<()> {
        self.call(self.inner.folder_failed(folder, why)).await
    }
    async fn files_to_send(&self, after: Option<RelativePath>, limit: usize) -> Answer<Vec<FileRow>> {
        self.call(self.inner.files_to_send(after, limit)).await
    }
    async fn record(&self, files: Vec<(RelativePath, FileState)>) -> Answer<()> {
        self.call(self.inner.record(files)).await
    }
    async fn folders_to_check(&self, after: Option<RelativePath>, limit: usize) -> Answer<Vec<RelativePath>> {
        self.call(self.inner.folders_to_check(after, limit)).await
    }
    async fn check_off(&self, folder: RelativePath, listed: Vec<(String, u64)>) -> Answer<()> {
        self.call(self.inner.check_off(folder, listed)).await
    }
    async fn send_lost_again(&self, folder: RelativePath, most_lost: u32) -> Answer<()> {
        self.call(self.inner.send_lost_again(folder, most_lost)).await
    }
    async fn problems(&self, after: Option<String>, limit: usize) -> Answer<Vec<Problem>> {
        self.call(self.inner.problems(after, limit)).await
    }
    async fn files_there(&self, after: Option<RelativePath>, limit: usize) -> Answer<Vec<RelativePath>> {
        self.call(self.inner.files_there(after, limit)).await
    }
}

fn names(root: &std::path::Path) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let size = path.metadata().unwrap().len();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                waiting.push(path);
                all.insert(name);
            } else {
                all.insert(format!("{name} {size}"));
            }
        }
    }
    all
}

/// Whether a run comes to its end before it dies.
async fn survives(
    scene: &Scene,
    plan: &UploadPlan,
    manifest: &UploadManifest,
    step: usize,
    is_done_first: bool,
) -> bool {
    let dead = Arc::new(Notify::new());
    let mortal = Mortal {
        inner: manifest.clone(),
        left: AtomicUsize::new(step),
        is_done_first,
        dead: dead.clone(),
    };
    let control = UploadControl::default();
    tokio::select! {
        outcome = scene.upload.run(plan, &mortal, &control, &|_| ()) => {
            assert!(matches!(outcome, UploadOutcome::Complete { .. }), "{outcome:?}");
            true
        }
        () = dead.notified() => false,
    }
}

#[tokio::test]
async fn killed_at_every_step_nothing_is_sent_twice_or_missing() {
    let scene = Scene::start().await;
    for (path, bytes) in [
        ("a", 10),
        ("b/c", 0),
        ("b/d/e", 300_000),
        ("b/d/f", 7),
        ("g/h", 9),
    ] {
        scene.write(path, bytes);
    }
    std::fs::create_dir(scene.source.path().join("empty")).unwrap();
    let source = names(scene.source.path());
    let journal = scene.world.journal().await;
    let control = UploadControl::default();
    let mut step = 0;
    loop {
        let mut went_through = false;
        for is_done_first in [false, true] {
            let name = format!("killed {step} {is_done_first}");
            let plan = scene.plan(&name);
            let manifest = journal.upload_manifest(name.clone());
            went_through |= survives(&scene, &plan, &manifest, step, is_done_first).await;
            let there: Vec<_> = manifest.files_there(None, 100).await.unwrap();
            scene.world.requests().await;
            let outcome = scene.upload.run(&plan, &manifest, &control, &|_| ()).await;
            assert!(
                matches!(&outcome, UploadOutcome::Complete { report } if report.is_whole()),
                "{name}: {outcome:?}"
            );
            assert_eq!(names(&scene.disk(&name)), source, "{name}");
            let requests = scene.world.requests().await;
            let mut puts: Vec<_> = requests.iter().filter(|line| line.starts_with("PUT ")).collect();
            for path in &there {
                assert!(
                    !puts.iter().any(|put| put.ends_with(&format!("/{path}"))),
                    "{name}: {path} again"
                );
            }
            let count = puts.len();
            puts.sort();
            puts.dedup();
            assert_eq!(puts.len(), count, "{name}: a file was sent twice in one run");
        }
        if went_through {
            break;
        }
        step += 1;
    }
    // Walk, folders, files, checks: there is more than a handful of places to die at.
    assert!(step > 20, "{step}");
}

#[tokio::test]
async fn killed_during_another_try_what_is_there_stays() {
    let scene = Scene::start().await;
    let (link, new) = (scene.source.path().join("link"), scene.source.path().join("new"));
    scene.write("a", 10);
    scene.write("b/c", 300_000);
    let journal = scene.world.journal().await;
    let mut step = 0;
    loop {
        let mut went_through = false;
        for is_done_first in [false, true] {
            let name = format!("again {step} {is_done_first}");
            let (plan, manifest) = (scene.plan(&name), journal.upload_manifest(name.clone()));
            let _ = std::fs::remove_file(&new);
            let _ = std::fs::remove_file(&link);
            std::os::unix::fs::symlink("nowhere", &link).unwrap();
            let control = UploadControl::default();
            let outcome = scene.upload.run(&plan, &manifest, &control, &|_| ()).await;
            assert_eq!(outcome.report().left_out, 1);
            // Mended.
            std::fs::remove_file(&link).unwrap();
            scene.write("link", 5);
            scene.write("new", 6);
            manifest.look_again().await.unwrap();
            scene.world.requests().await;
            went_through |= survives(&scene, &plan, &manifest, step, is_done_first).await;
            let outcome = scene.upload.run(&plan, &manifest, &control, &|_| ()).await;
            assert!(
                matches!(&outcome, UploadOutcome::Complete { report } if report.is_whole()),
                "{name}: {outcome:?}"
            );
            assert_eq!(names(&scene.disk(&name)), names(scene.source.path()), "{name}");
            let requests = scene.world.requests().await;
            let puts = requests.iter().filter(|line| line.starts_with("PUT "));
            for put in puts {
                assert!(put.ends_with("/link") || put.ends_with("/new"), "{name}: {put}");
            }
        }
        if went_through {
            break;
        }
        step += 1;
    }
    assert!(step > 10, "{step}");
}
