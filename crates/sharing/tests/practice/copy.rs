//! Copied first, shared then: from this computer over HTTPS, and what waits for it.

mod again;
mod plans;

use std::path::{Path, PathBuf};
use std::time::Duration;

use globus::transfer::AccessRule;
use serde_json::json;
use sharing::model::{
    Confirmations, Copy, CopyId, CopyMethod, CopyObstacle, CopyPlan, CopyRequest, CopyState, GrantState,
    ShareOutcome, SharePlan,
};
use sharing::{Error, Sharing};

use crate::common::{ALEX, TOMAS, World, confirmed};
use crate::share::all_shared;

pub(crate) const STORAGE: &str = "Northfield Research Storage";
/// Every PUT into the project folder.
pub(crate) const PUTS: &str = "*/projects/reef/*";
/// Longer than any of these copies takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Nora with a folder on this computer that Globus Connect Personal does not cover.
pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) source: PathBuf,
}

impl Scene {
    pub(crate) async fn start() -> Self {
        let world = World::demo().await;
        let source = world.unlisted_folder("Corals");
        let scene = Self { world, source };
        scene.write("a.csv", 10);
        scene.write("deep/er/b.csv", 300_000);
        std::fs::create_dir(scene.source.join("empty")).unwrap();
        scene
    }

    pub(crate) fn write(&self, path: &str, bytes: usize) {
        let path = self.source.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, vec![b'x'; bytes]).unwrap();
    }

    /// Into the project folder of the university's storage.
    pub(crate) async fn request(&self, name: &str) -> CopyRequest {
        CopyRequest {
            source: self.source.to_str().unwrap().to_owned(),
            destination: self.world.link(STORAGE, "/projects/reef/").await,
            name: name.to_owned(),
        }
    }

    /// With all consents.
    pub(crate) async fn plan(&self, request: &CopyRequest) -> CopyPlan {
        let plan = async || self.world.sharing.plan_copy(request.clone()).await;
        self.world.with_consent(plan).await.unwrap()
    }

    pub(crate) async fn begin(&self, name: &str) -> Copy {
        let request = self.request(name).await;
        let plan = self.plan(&request).await;
        assert_eq!((plan.obstacle, plan.name_taken), (None, false));
        self.world.sharing.start_copy(request, None).await.unwrap()
    }

    /// The copy, once it is as it should be.
    pub(crate) async fn until(&self, id: &CopyId, is_so: impl Fn(&Copy) -> bool) -> Copy {
        until(&self.world.sharing, id, is_so).await
    }

    /// The plan of sharing the new folder, with the consents that this takes.
    pub(crate) async fn share_plan(&self, copy: &Copy, guests: &[&str]) -> SharePlan {
        let link = copy.destination.link.clone().unwrap();
        let draft = self.world.draft(&link, guests).await;
        let plan = async || self.world.sharing.plan_share(draft.clone()).await;
        self.world.with_consent(plan).await.unwrap()
    }

    pub(crate) async fn share(&self, plan: &SharePlan) -> ShareOutcome {
        let confirmations: Confirmations = confirmed(plan);
        let applied = self.world.sharing.apply_share(&plan.id, &confirmations, &|_| ());
        applied.await.unwrap()
    }

    /// What is stored for the guests of one of the person's shares.
    pub(crate) async fn granted(&self, outcome: &ShareOutcome) -> Vec<AccessRule> {
        let share = self
            .world
            .journal()
            .await
            .share(&outcome.share_id)
            .await
            .unwrap()
            .unwrap();
        let Some(id) = share.collections.iter().find_map(|row| row.id.clone()) else {
            return Vec::new();
        };
        let mut rules = self.world.globus.transfer.access_list(&id).await.unwrap();
        rules.retain(|rule| !rule.is_implicit());
        rules
    }

    /// Where practice keeps the copy.
    pub(crate) async fn disk(&self, name: &str) -> PathBuf {
        let id = self.world.collection_id(STORAGE).await;
        let disks = self.world.data.path().join("practice/Pretend disks");
        disks
            .join(id.as_str().replace('-', ""))
            .join("projects/reef")
            .join(name)
    }
}

pub(crate) async fn until(sharing: &Sharing, id: &CopyId, is_so: impl Fn(&Copy) -> bool) -> Copy {
    let mut changes = sharing.copy_changes();
    let waiting = async {
        loop {
            let copy = sharing.copy(id).await.unwrap().unwrap();
            if is_so(&copy) {
                return copy;
            }
            // One that was missed is no harm: the next look says how it stands.
            let _ = changes.recv().await;
        }
    };
    match tokio::time::timeout(PATIENCE, waiting).await {
        Ok(copy) => copy,
        Err(_) => panic!("the copy stays {:#?}", sharing.copy(id).await),
    }
}

pub(crate) fn is_complete(copy: &Copy) -> bool {
    copy.state == CopyState::Complete && copy.waiting.is_empty()
}

pub(crate) fn is_waiting(copy: &Copy) -> bool {
    matches!(copy.state, CopyState::Waiting { .. })
}

/// Relative names and sizes of all files.
pub(crate) fn files(root: &Path) -> Vec<(String, u64)> {
    let mut all = Vec::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                waiting.push(path);
                all.push((name, u64::MAX));
            } else {
                all.push((name, path.metadata().unwrap().len()));
            }
        }
    }
    all.sort();
    all
}

/// No access is given before the last byte was sent and the folders were compared.
#[track_caller]
pub(crate) fn nothing_too_early(requests: &[String]) {
    let is_grant = |line: &&String| line.starts_with("POST ") && line.ends_with("/access");
    let first_grant = requests
        .iter()
        .position(|line| is_grant(&line))
        .expect("nothing was granted");
    let later = &requests[first_grant..];
    let is_copying = |line: &&String| {
        line.starts_with("PUT ")
            || line.ends_with("/mkdir")
            || line.ends_with("/transfer")
            || line.ends_with("/skipped_errors")
    };
    assert_eq!(later.iter().find(is_copying), None, "{requests:#?}");
    assert!(
        requests[..first_grant].iter().any(|line| line.ends_with("/ls")),
        "{requests:#?}"
    );
}

#[tokio::test]
async fn what_is_only_here_is_copied_and_shared_when_all_of_it_is_there() {
    let scene = Scene::start().await;
    // The line is down, so that there is time to type guests.
    scene
        .world
        .lever("faults", json!({"method": "PUT", "route": PUTS, "status": 503}))
        .await;
    let copy = scene.begin("Corals").await;
    assert_eq!((copy.method, copy.label.as_str()), (CopyMethod::Upload, "Corals"));
    scene.until(&copy.id, is_waiting).await;

    let plan = scene.share_plan(&copy, &[ALEX, TOMAS]).await;
    assert_eq!(plan.waits_for.as_ref(), Some(&copy.id));
    let outcome = scene.share(&plan).await;
    assert_eq!(outcome.waits_for.as_ref(), Some(&copy.id));
    assert!(outcome.results.iter().all(|row| row.state == GrantState::Waiting));
    let unfinished = scene.world.sharing.unfinished_shares().await.unwrap();
    assert_eq!(unfinished[0].waits_for.as_ref(), Some(&copy.id));
    let held = scene.until(&copy.id, |copy| !copy.waiting.is_empty()).await;
    assert_eq!(
        (held.waiting[0].guests, held.waiting[0].share_id.clone()),
        (2, outcome.share_id.clone())
    );
    // Asked once more, it still waits, and makes nothing.
    let again = scene
        .world
        .sharing
        .resume_share(&outcome.share_id, &|_| ())
        .await
        .unwrap();
    assert_eq!(again.waits_for.as_ref(), Some(&copy.id));
    let kept = scene
        .world
        .sharing
        .share_outcome(&outcome.share_id)
        .await
        .unwrap();
    assert_eq!(kept.waits_for.as_ref(), Some(&copy.id));
    assert_eq!(scene.granted(&outcome).await, []);

    scene.world.requests().await;
    scene.world.fair_weather().await;
    scene.world.sharing.look_at_copies(false).await.unwrap();
    let done = scene.until(&copy.id, is_complete).await;
    assert!(done.to_be_announced);
    assert_eq!((done.progress.files_done, done.progress.files), (2, 2));
    nothing_too_early(&scene.world.requests().await);
    assert_eq!(scene.granted(&outcome).await.len(), 2);
    assert_eq!(scene.world.sharing.unfinished_shares().await.unwrap(), []);
    assert_eq!(files(&scene.disk("Corals").await), files(&scene.source));
    // Announced once.
    assert!(scene.world.sharing.note_announced(&copy.id).await.unwrap());
    assert!(!scene.world.sharing.note_announced(&copy.id).await.unwrap());
    // From now on the folder is like any other.
    let plan = scene.share_plan(&copy, &[ALEX]).await;
    assert_eq!(plan.waits_for, None);
    assert!(all_shared(&scene.share(&plan).await));
}

#[tokio::test]
async fn a_copy_is_held_cancelled_taken_up_again_and_removed() {
    let scene = Scene::start().await;
    let slow = json!({"method": "PUT", "route": PUTS, "status": 503});
    scene.world.lever("faults", slow.clone()).await;
    let copy = scene.begin("Corals").await;
    scene.until(&copy.id, is_waiting).await;
    let sharing = &scene.world.sharing;

    let paused = sharing.pause_copy(&copy.id).await.unwrap();
    assert_eq!(paused.state, CopyState::Paused);
    assert_eq!(sharing.pause_copy(&copy.id).await, Err(Error::Changed));
    // The app ends and starts again: what the person holds stays held.
    sharing.end_copies().await;
    sharing.look_at_copies(true).await.unwrap();
    assert_eq!(
        sharing.copy(&copy.id).await.unwrap().unwrap().state,
        CopyState::Paused
    );
    sharing.continue_copy(&copy.id).await.unwrap();
    scene.until(&copy.id, is_waiting).await;

    let plan = scene.share_plan(&copy, &[ALEX]).await;
    let outcome = scene.share(&plan).await;
    sharing.cancel_copy(&copy.id).await.unwrap();
    scene
        .until(&copy.id, |copy| copy.state == CopyState::Cancelled)
        .await;
    assert_eq!(scene.granted(&outcome).await, []);
    assert_eq!(
        sharing.unfinished_shares().await.unwrap()[0].waits_for,
        Some(copy.id.clone())
    );

    // Thought better of, and of that again.
    sharing.continue_copy(&copy.id).await.unwrap();
    scene.until(&copy.id, is_waiting).await;
    sharing.cancel_copy(&copy.id).await.unwrap();
    scene
        .until(&copy.id, |copy| copy.state == CopyState::Cancelled)
        .await;
    scene.world.fair_weather().await;
    sharing.remove_copied(&copy.id).await.unwrap();
    let removed = scene
        .until(&copy.id, |copy| copy.state == CopyState::Removed)
        .await;
    scene.until(&copy.id, |copy| copy.waiting.is_empty()).await;
    assert_eq!(removed.request.name, "Corals");
    assert!(!scene.disk("Corals").await.exists());
    assert_eq!(sharing.unfinished_shares().await.unwrap(), []);
    assert_eq!(scene.granted(&outcome).await, []);
    sharing.forget_copy(&copy.id).await.unwrap();
    assert_eq!(sharing.copies().await.unwrap(), []);
}
