//! Folders of this computer, copied into storage over HTTPS, in fair and in foul weather.

mod again;
mod weather;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use globus::SessionDemand;
use globus::path::CollectionPath;
use globus::transfer::{Endpoint, SearchQuery, SearchScope};
use serde_json::json;
use sharing::Error;
use sharing::copy::upload::{
    Manifest, MemoryManifest, NameRules, Stop, Upload, UploadControl, UploadEvent, UploadOutcome, UploadPlan,
    WhyNot,
};
use tempfile::TempDir;

use crate::common::World;

const STORAGE: &str = "Northfield Research Storage";

/// Nora with a folder on this computer and an upload into the university's storage.
pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) storage: Endpoint,
    pub(crate) upload: Upload,
    pub(crate) source: TempDir,
}

impl Scene {
    pub(crate) async fn start() -> Self {
        let world = World::demo().await;
        let query = SearchQuery {
            scope: Some(SearchScope::All),
            fulltext: Some(STORAGE.to_owned()),
            ..SearchQuery::default()
        };
        let found = world.globus.transfer.endpoint_search(&query).await.unwrap().data;
        let found = found.into_iter().find(|it| it.display_name == STORAGE).unwrap();
        let storage = world.globus.transfer.endpoint(&found.id).await.unwrap();
        let scene = Self {
            upload: Upload::new(&world.globus, &storage).unwrap(),
            world,
            storage,
            source: tempfile::tempdir().unwrap(),
        };
        scene.allow().await;
        scene
    }

    /// The person says yes to everything that an upload needs.
    pub(crate) async fn allow(&self) {
        let id = &self.storage.id;
        let demand = SessionDemand {
            required_scopes: vec![
                format!(
                    "urn:globus:auth:scope:transfer.api.globus.org:all[*https://auth.globus.org/scopes/{id}/data_access]"
                ),
                format!("https://auth.globus.org/scopes/{id}/https"),
                format!("https://auth.globus.org/scopes/{id}/data_access"),
            ],
            ..SessionDemand::default()
        };
        self.world
            .sharing
            .sign_in(Some(demand), false, &|_| ())
            .await
            .unwrap();
    }

    pub(crate) fn plan(&self, name: &str) -> UploadPlan {
        UploadPlan {
            root: self.source.path().to_owned(),
            destination: CollectionPath::parse(&format!("/projects/reef/{name}/")).unwrap(),
            names: NameRules::default(),
        }
    }

    pub(crate) fn write(&self, path: &str, bytes: usize) {
        let path = self.source.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, vec![b'x'; bytes]).unwrap();
    }

    /// Where practice keeps the destination of a plan.
    pub(crate) fn disk(&self, name: &str) -> PathBuf {
        let id = self.storage.id.as_str().replace('-', "");
        let disks = self.world.data.path().join("practice/Pretend disks");
        disks.join(id).join("projects/reef").join(name)
    }

    async fn run(&self, plan: &UploadPlan, manifest: &dyn Manifest) -> UploadOutcome {
        self.upload
            .run(plan, manifest, &UploadControl::default(), &|_| ())
            .await
    }

    /// Paths that were put since the last look, below the destination.
    async fn puts(&self) -> Vec<String> {
        let requests = self.world.requests().await;
        let puts = requests.iter().filter_map(|line| line.strip_prefix("PUT "));
        puts.map(|path| path.split("/projects/reef/").nth(1).unwrap().to_owned())
            .collect()
    }
}

/// All files and folders below a folder, with contents.
fn tree(root: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let mut all = BTreeMap::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                all.insert(name, None);
                waiting.push(path);
            } else {
                all.insert(name, Some(std::fs::read(path).unwrap()));
            }
        }
    }
    all
}

#[track_caller]
fn complete(outcome: &UploadOutcome) {
    assert!(
        matches!(outcome, UploadOutcome::Complete { report } if report.is_whole()),
        "{outcome:?}"
    );
}

#[track_caller]
fn stopped(outcome: UploadOutcome) -> Stop {
    match outcome {
        UploadOutcome::Stopped { reason, .. } => reason,
        UploadOutcome::Complete { .. } => panic!("{outcome:?}"),
    }
}

#[tokio::test]
async fn everything_arrives_is_checked_and_is_not_sent_again() {
    let scene = Scene::start().await;
    scene.write("a.csv", 10);
    scene.write("raw/deep/100% über #1?.tif", 300_000);
    scene.write("raw/none", 0);
    std::fs::create_dir(scene.source.path().join("empty")).unwrap();
    let plan = scene.plan("new");
    let journal = scene.world.journal().await;
    let manifest = journal.upload_manifest("u1");
    let events = Mutex::new(Vec::new());
    let note = |event| events.lock().unwrap().push(event);
    let control = UploadControl::default();
    let outcome = scene.upload.run(&plan, &manifest, &control, &note).await;
    complete(&outcome);
    let report = outcome.report();
    assert_eq!((report.folders, report.files, report.bytes.0), (3, 3, 300_010));
    assert_eq!(report.destination_existed, Some(false));
    assert_eq!(tree(&scene.disk("new")), tree(scene.source.path()));
    let events = events.into_inner().unwrap();
    assert!(
        events.iter().any(|event| matches!(event, UploadEvent::Sending { files_done: 3, bytes_done, .. } if bytes_done.0 == 300_010)),
        "{events:#?}"
    );
    assert_eq!(scene.puts().await.len(), 3);

    complete(&scene.run(&plan, &manifest).await);
    assert_eq!(scene.puts().await, Vec::<String>::new());
    // The same from the beginning: folders that are there are fine, files are replaced.
    let again = MemoryManifest::new();
    let outcome = scene.run(&plan, &again).await;
    complete(&outcome);
    assert_eq!(outcome.report().destination_existed, Some(true));
    assert_eq!(tree(&scene.disk("new")), tree(scene.source.path()));

    let control = UploadControl::default();
    scene
        .upload
        .remove_files(&plan, &manifest, &control)
        .await
        .unwrap();
    assert!(tree(&scene.disk("new")).values().all(Option::is_none));
}

#[tokio::test]
async fn an_empty_folder_is_a_folder() {
    let scene = Scene::start().await;
    let outcome = scene
        .run(&scene.plan("nothing in it"), &MemoryManifest::new())
        .await;
    complete(&outcome);
    assert!(scene.disk("nothing in it").is_dir());
    let gone = UploadPlan {
        root: scene.source.path().join("gone"),
        ..scene.plan("x")
    };
    assert_eq!(
        stopped(scene.run(&gone, &MemoryManifest::new()).await),
        Stop::SourceGone
    );
    let nowhere = UploadPlan {
        destination: CollectionPath::parse("/no/such/place/").unwrap(),
        ..scene.plan("x")
    };
    assert_eq!(
        stopped(scene.run(&nowhere, &MemoryManifest::new()).await),
        Stop::DestinationGone
    );
}

#[cfg(unix)]
#[tokio::test]
async fn what_cannot_go_is_named_and_the_rest_goes() {
    let scene = Scene::start().await;
    scene.write("good", 5);
    scene.write("in the way", 5);
    scene.write("folder/inside/x", 5);
    scene.write("vanishes", 5);
    let source = scene.source.path();
    let _socket = std::os::unix::net::UnixListener::bind(source.join("socket")).unwrap();
    std::os::unix::fs::symlink(source, source.join("cycle")).unwrap();
    // On the collection a file has the name of a folder, and a folder that of a file.
    let disk = scene.disk("mixed");
    std::fs::create_dir_all(disk.join("in the way")).unwrap();
    std::fs::write(disk.join("folder"), "theirs").unwrap();
    let plan = scene.plan("mixed");
    let manifest = scene.world.journal().await.upload_manifest("u1");
    let vanishing = source.join("vanishes");
    let on_event = |event| {
        if matches!(event, UploadEvent::Walked { .. }) {
            std::fs::remove_file(&vanishing).unwrap();
        }
    };
    let outcome = scene
        .upload
        .run(&plan, &manifest, &UploadControl::default(), &on_event)
        .await;
    assert!(
        matches!(&outcome, UploadOutcome::Complete { report } if !report.is_whole()),
        "{outcome:?}"
    );
    let problems = manifest.problems(None, 100).await.unwrap();
    let problems: Vec<_> = problems.into_iter().map(|it| (it.path, it.why)).collect();
    let expected = [
        ("cycle", WhyNot::LinkCycle),
        ("folder", WhyNot::FileInTheWay),
        ("folder/inside/x", WhyNot::FileInTheWay),
        ("in the way", WhyNot::FolderInTheWay),
        ("socket", WhyNot::Socket),
        ("vanishes", WhyNot::Vanished),
    ];
    assert_eq!(problems, expected.map(|(path, why)| (path.to_owned(), why)));
    assert_eq!(std::fs::read(disk.join("folder")).unwrap(), b"theirs");
    assert_eq!(std::fs::read(disk.join("good")).unwrap(), b"xxxxx");

    // Mended, they go with the next try. The socket and the link are as they were.
    std::fs::remove_dir(disk.join("in the way")).unwrap();
    std::fs::remove_file(disk.join("folder")).unwrap();
    scene.write("vanishes", 7);
    manifest.look_again().await.unwrap();
    let report = scene.run(&plan, &manifest).await.report().clone();
    assert_eq!(
        (report.failed, report.left_out, report.files_checked),
        (0, 2, report.files)
    );
    assert_eq!(std::fs::read(disk.join("folder/inside/x")).unwrap().len(), 5);
    assert_eq!(std::fs::read(disk.join("vanishes")).unwrap().len(), 7);
    assert_eq!(std::fs::read(disk.join("in the way")).unwrap().len(), 5);
}

#[tokio::test]
async fn a_full_disk_stops_and_what_was_sent_stays() {
    let scene = Scene::start().await;
    for name in ["a", "b", "c", "d", "e", "f"] {
        scene.write(name, 1000);
    }
    let quota = async |free: Option<u64>| {
        let body = json!({"collection_id": scene.storage.id, "free_bytes": free});
        scene.world.lever("quota", body).await;
    };
    quota(Some(2500)).await;
    let (plan, manifest) = (scene.plan("full"), MemoryManifest::new());
    let outcome = scene.run(&plan, &manifest).await;
    let report = outcome.report().clone();
    assert!(matches!(stopped(outcome), Stop::QuotaFull { .. }));
    assert!(report.files_sent <= 4, "{report:?}");
    quota(None).await;
    let there: BTreeSet<_> = manifest
        .files_there(None, 100)
        .await
        .unwrap()
        .into_iter()
        .collect();
    scene.world.requests().await;
    complete(&scene.run(&plan, &manifest).await);
    let puts = scene.puts().await;
    assert!(
        puts.iter()
            .all(|put| !there.iter().any(|it| put.ends_with(it.as_str()))),
        "{puts:?}"
    );
    assert_eq!(tree(&scene.disk("full")), tree(scene.source.path()));
}

#[tokio::test]
async fn a_file_that_changes_is_sent_again_and_at_last_given_up() {
    let scene = Scene::start().await;
    const LENGTH: usize = 24 * 1024 * 1024;
    scene.write("big", LENGTH);
    let big = scene.source.path().join("big");
    // The service is slow to read, so that the change comes while the file is on its way.
    let slow = json!({"method": "PUT", "route": "*/big", "times": 1, "delay_ms": 1000});
    scene.world.lever("faults", slow).await;
    let changed = AtomicBool::new(false);
    let on_event = |event| {
        if matches!(event, UploadEvent::Sending { bytes_done, .. } if bytes_done.0 > 0)
            && !changed.swap(true, Ordering::Relaxed)
        {
            std::fs::write(&big, vec![b'y'; LENGTH]).unwrap();
        }
    };
    let (plan, manifest) = (scene.plan("changing"), MemoryManifest::new());
    complete(
        &scene
            .upload
            .run(&plan, &manifest, &UploadControl::default(), &on_event)
            .await,
    );
    assert!(changed.into_inner());
    let there = std::fs::read(scene.disk("changing").join("big")).unwrap();
    assert!(there.len() == LENGTH && there.iter().all(|byte| *byte == b'y'));

    scene.write("steady", 1);
    let done = std::sync::Arc::new(AtomicBool::new(false));
    let writer = std::thread::spawn({
        let (big, done) = (big.clone(), done.clone());
        move || {
            use std::io::Write;
            while !done.load(Ordering::Relaxed) {
                let mut file = std::fs::OpenOptions::new().append(true).open(&big).unwrap();
                file.write_all(b"more").unwrap();
                std::thread::yield_now();
            }
        }
    });
    let manifest = MemoryManifest::new();
    let outcome = scene.run(&scene.plan("restless"), &manifest).await;
    done.store(true, Ordering::Relaxed);
    writer.join().unwrap();
    let problems = manifest.problems(None, 9).await.unwrap();
    assert_eq!(problems.len(), 1, "{problems:?} {outcome:?}");
    assert_eq!(
        (problems[0].path.as_str(), &problems[0].why),
        ("big", &WhyNot::KeepsChanging)
    );
    assert!(scene.disk("restless").join("steady").is_file());
    assert!(!scene.disk("restless").join("big").exists() || outcome.report().failed == 1);
}
