//! Folders on network drives: mapped by the policy or by the person, compared, and shared where they really are.

use std::path::{Path, PathBuf};

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use serde_json::json;
use sharing::error::{Error, Field, InputProblem};
use sharing::model::{DriveVerdict, Exposure, FolderCheck, MappedBy, NotFromHere, Readiness, StorageKind};

use crate::common::{ALEX, World, confirmed};

const STORAGE: &str = "Northfield Research Storage";
const SHARE: &str = r"\\files.northfield.example\research";

/// A computer on which a folder hangs as a drive that shows all of the research storage.
struct Drive {
    world: World,
    at: PathBuf,
    storage: CollectionId,
}

impl Drive {
    async fn hung() -> Self {
        let world = World::demo().await;
        let storage = world.collection_id(STORAGE).await;
        for folder in [
            "/projects/",
            "/projects/Soil 2026/",
            "/projects/Soil 2026/raw/",
            "/projects/Soil 2026/tables/",
        ] {
            let folder = path(folder);
            let make = async || Ok(world.globus.transfer.mkdir(&storage, &folder).await?);
            world.with_consent(make).await.unwrap();
        }
        let at = world.unlisted_folder("research");
        // The storage's own folder, as the file server would show it.
        mirror(&world, &storage, &CollectionPath::root(), &at).await;
        let line = format!(
            "40 28 0:41 / {} rw - cifs //files.northfield.example/research rw\n",
            at.display()
        );
        std::fs::write(world.data.path().join("mounts"), line).unwrap();
        Self { world, at, storage }
    }

    fn folder(&self, path: &str) -> String {
        self.at.join(path.trim_matches('/')).to_str().unwrap().to_owned()
    }

    async fn check(&self, folder: &str) -> FolderCheck {
        let folders = || self.world.sharing.check_folders(vec![folder.to_owned()]);
        self.world
            .with_consent(async || folders().await)
            .await
            .unwrap()
            .remove(0)
    }

    fn set_policy(&self, drive: &str, path: &str) {
        let policy = json!({
            "version": 1,
            "drives": [{ "drive": drive, "collection": self.storage, "path": path }],
        });
        let folder = self.world.data.path().join("policy/machine");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("policy.json"), policy.to_string()).unwrap();
    }
}

/// Writes what a storage has as files here, as far as the person may look.
async fn mirror(world: &World, storage: &CollectionId, path: &CollectionPath, at: &Path) {
    let list = || world.sharing.list_folder(storage, Some(path), true, 0);
    let Ok(listing) = world.with_consent(async || list().await).await else {
        return;
    };
    for entry in listing.entries {
        let here = at.join(&entry.name);
        match (entry.path, entry.bytes) {
            (Some(inside), _) => {
                std::fs::create_dir_all(&here).unwrap();
                Box::pin(mirror(world, storage, &inside, &here)).await;
            }
            (None, Some(bytes)) => std::fs::File::create(&here).unwrap().set_len(bytes.0).unwrap(),
            (None, None) => {}
        }
    }
}

fn path(text: &str) -> CollectionPath {
    CollectionPath::parse(text).unwrap()
}

#[tokio::test]
async fn a_drive_of_the_policy_is_shared_where_it_really_is() {
    let drive = Drive::hung().await;
    drive.set_policy(SHARE, "/");
    let folder = drive.folder("projects/Soil 2026");
    let check = drive.check(&folder).await;
    assert_eq!(check.readiness, Readiness::Ready, "{check:#?}");
    let told = check.drive.clone().unwrap();
    assert_eq!(
        (told.drive.as_str(), told.folder.as_str(), told.by),
        (SHARE, folder.as_str(), MappedBy::Policy)
    );
    let location = check.location.unwrap();
    assert_eq!(
        (&location.storage.id, location.storage.kind),
        (&drive.storage, StorageKind::Server)
    );
    assert_eq!(location.storage_path, path("/projects/Soil 2026/"));
    // Its address is that of the storage from now on, and needs the drive no more.
    let world = &drive.world;
    let draft = world.draft(&check.dropped.path, &[ALEX]).await;
    let plan = world.sharing.plan_share(draft).await.unwrap();
    let outcome = world
        .sharing
        .apply_share(&plan.id, &confirmed(&plan), &|_| ())
        .await
        .unwrap();
    let shared = outcome
        .results
        .iter()
        .all(|row| row.state == sharing::model::GrantState::Shared);
    assert!(shared, "{outcome:#?}");
    // A folder that hangs there whole is a drive: nobody shares it by mistake.
    let all = drive.check(&drive.folder("")).await;
    assert!(
        all.location
            .is_none_or(|location| location.exposure == Exposure::DriveRoot)
    );
}

#[tokio::test]
async fn an_unknown_drive_is_compared_confirmed_and_forgotten() {
    let drive = Drive::hung().await;
    let sharing = &drive.world.sharing;
    let folder = drive.folder("projects/Soil 2026");
    let unknown = Readiness::NotFromHere {
        reason: NotFromHere::NetworkDrive {
            drive: SHARE.to_owned(),
            can_compare: true,
        },
    };
    let check = drive.check(&folder).await;
    assert_eq!((&check.readiness, &check.drive), (&unknown, &None));
    // Another folder is another folder, whoever says otherwise.
    let other = path("/projects/");
    let comparison = sharing
        .compare_drive(&folder, &drive.storage, &other)
        .await
        .unwrap();
    assert_eq!(comparison.verdict, DriveVerdict::Different, "{comparison:#?}");
    let refused = sharing.confirm_drive(&folder, &drive.storage, &other).await;
    let mismatch = Error::InvalidInput {
        field: Field::Path,
        reason: InputProblem::Mismatch,
    };
    assert_eq!(refused, Err(mismatch));
    assert_eq!(sharing.drives().await.unwrap(), []);
    // The right one is, and with it the whole drive.
    let right = path("/projects/Soil 2026/");
    let comparison = sharing
        .compare_drive(&folder, &drive.storage, &right)
        .await
        .unwrap();
    assert_eq!(comparison.verdict, DriveVerdict::Same, "{comparison:#?}");
    let mapped = sharing
        .confirm_drive(&folder, &drive.storage, &right)
        .await
        .unwrap();
    assert_eq!(mapped.len(), 1);
    assert_eq!((mapped[0].drive.as_str(), &mapped[0].path), (SHARE, &path("/")));
    assert_eq!(mapped[0].collection_name.as_deref(), Some(STORAGE));
    let check = drive.check(&folder).await;
    assert_eq!(check.readiness, Readiness::Ready);
    assert_eq!(check.drive.unwrap().by, MappedBy::Person);
    // It is still known after a new start, until the person forgets it.
    let again = drive.world.restarted().await;
    assert_eq!(again.drives().await.unwrap(), mapped);
    assert_eq!(sharing.forget_drive(SHARE).await.unwrap(), []);
    assert_eq!(drive.check(&folder).await.readiness, unknown);
}

#[tokio::test]
async fn what_differs_is_said_and_a_part_is_mapped_where_the_rest_differs() {
    let drive = Drive::hung().await;
    let sharing = &drive.world.sharing;
    let folder = drive.folder("projects/Soil 2026");
    let right = path("/projects/Soil 2026/");
    // The drive shows something else around the folder: only the folder is one.
    for name in [
        "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o",
    ] {
        std::fs::create_dir(drive.at.join(name)).unwrap();
    }
    let mapped = sharing
        .confirm_drive(&folder, &drive.storage, &right)
        .await
        .unwrap();
    assert_eq!(mapped[0].drive, format!(r"{SHARE}\projects\Soil 2026"));
    assert_eq!(mapped[0].path, right);
    std::fs::write(Path::new(&folder).join("new.csv"), "x").unwrap();
    let comparison = sharing
        .compare_drive(&folder, &drive.storage, &right)
        .await
        .unwrap();
    assert_eq!(
        (comparison.only_here, comparison.only_here_count),
        (vec!["new.csv".to_owned()], 1)
    );
}

#[tokio::test]
async fn only_network_drives_are_mapped_and_this_computer_keeps_its_own() {
    let drive = Drive::hung().await;
    let sharing = &drive.world.sharing;
    let own = drive.world.folder("mine");
    let refused = sharing.confirm_drive(&own, &drive.storage, &path("/")).await;
    let no_drive = Error::InvalidInput {
        field: Field::Path,
        reason: InputProblem::NotANetworkDrive,
    };
    assert_eq!(refused, Err(no_drive.clone()));
    assert_eq!(drive.check(&own).await.drive, None);
    // Of what can't be looked at here nobody can say that it is the same.
    let gone = drive.folder("projects/Soil 2027");
    let refused = sharing
        .confirm_drive(&gone, &drive.storage, &path("/projects/Soil 2026/"))
        .await;
    assert_eq!(refused, Err(no_drive));
    // A drive that Globus Connect Personal may reach is shared from this computer, as long as nobody knows better.
    let folder = drive.folder("projects/Soil 2026");
    drive.world.practice.allow_folder(Path::new(&folder)).unwrap();
    let check = drive.check(&folder).await;
    assert_eq!(check.readiness, Readiness::Ready, "{check:#?}");
    assert_eq!(check.location.unwrap().storage.kind, StorageKind::ThisComputer);
    drive.set_policy(SHARE, "/");
    let check = drive.check(&folder).await;
    assert_eq!(check.location.unwrap().storage.kind, StorageKind::Server);
}

#[tokio::test]
async fn a_file_on_top_of_a_drive_would_share_all_of_it() {
    let drive = Drive::hung().await;
    let file = some_file(&drive.at).expect("the storage has a file");
    let (folder, name) = (
        file.parent().unwrap(),
        file.file_name().unwrap().to_str().unwrap(),
    );
    let inside = folder.strip_prefix(&drive.at).unwrap().to_str().unwrap();
    assert!(!inside.is_empty(), "{file:?}");
    let exposure = async |text: String| {
        std::fs::create_dir_all(Path::new(&text).parent().unwrap()).unwrap();
        std::fs::write(&text, "x").unwrap();
        let check = drive.check(&text).await;
        assert!(check.dropped.file_in_folder.is_some(), "{check:#?}");
        check.location.unwrap().exposure
    };
    // The folder of the file is the drive; then it is one on it.
    drive.set_policy(SHARE, &format!("/{inside}/"));
    assert_eq!(exposure(drive.folder(name)).await, Exposure::DriveRoot);
    let (above, last) = inside.rsplit_once('/').unwrap_or(("", inside));
    drive.set_policy(SHARE, &format!("/{above}"));
    let below = exposure(drive.folder(&format!("{last}/{name}"))).await;
    assert_eq!(below, Exposure::Normal);
}

/// The first file below a folder.
fn some_file(folder: &Path) -> Option<PathBuf> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    let file = entries.iter().find(|entry| entry.is_file());
    let deeper = || {
        entries
            .iter()
            .filter(|entry| entry.is_dir())
            .find_map(|entry| some_file(entry))
    };
    deeper().or_else(|| file.cloned())
}
