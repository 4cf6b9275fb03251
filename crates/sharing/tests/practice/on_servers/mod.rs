//! Folders on servers: found by the web app's link, shared through a guest collection that the server's manager makes.

mod accounts;
mod interrupted;
mod links;
mod places;
mod refusals;

use std::collections::HashSet;

use globus::gcs::CollectionFilter;
use globus::ids::CollectionId;
use globus::path::CollectionPath;
use practice::Seed;
use serde_json::{Value, json};
use sharing::Error;
use sharing::error::{InputProblem, Missing};
use sharing::model::{
    Exposure, FolderCheck, GrantState, NotFromHere, PlannedCollection, Readiness, Refusal, ShareDraft,
    ShareTarget, StorageKind, Warning,
};

use crate::common::{ALEX, NORA, TOMAS, World, confirmed};
use crate::share::{all_shared, apply};

const STORAGE: &str = "Northfield Research Storage";
const PROTECTED: &str = "Northfield Protected Data";
/// Allows no guests.
const INSTRUMENTS: &str = "Northfield Instrument Archive";
/// Nora's guest collection on `/projects/whitfield/` of the research storage.
const ARCHIVE: &str = "Whitfield Lab archive";
const FOLDER: &str = "/projects/Soil 2026/";

async fn check(world: &World, address: &str) -> FolderCheck {
    let checks = world
        .with_consent(async || world.sharing.check_folders(vec![address.to_owned()]).await)
        .await;
    checks.unwrap().remove(0)
}

/// Makes a folder on a storage whose data the person agreed to.
async fn mkdir(world: &World, storage: &str, path: &str) {
    let id = world.collection_id(storage).await;
    let path = CollectionPath::parse(path).unwrap();
    let mut at = CollectionPath::root();
    for part in path.parts() {
        at = at.join(part).unwrap();
        world
            .with_consent(async || Ok(world.globus.transfer.mkdir(&id, &at).await?))
            .await
            .unwrap();
    }
}

/// Nora, in a world with a new folder on the research storage that she has agreed to share from, and a draft of it.
async fn ready() -> (World, ShareDraft) {
    let world = World::demo().await;
    mkdir(&world, STORAGE, FOLDER).await;
    let link = world.link(STORAGE, FOLDER).await;
    assert_eq!(check(&world, &link).await.readiness, Readiness::Ready);
    let draft = world.draft(&link, &[ALEX, TOMAS]).await;
    (world, draft)
}

/// Nora's guest collections on the research storage, from the server itself.
async fn made(world: &World) -> Vec<(CollectionId, String)> {
    made_on(world, STORAGE).await
}

async fn made_on(world: &World, storage: &str) -> Vec<(CollectionId, String)> {
    let storage = world.collection_id(storage).await;
    let host = world.globus.transfer.endpoint(&storage).await.unwrap();
    let manager = world.globus.connect_server(&host).unwrap();
    let filter = CollectionFilter {
        guest_collections: true,
        created_by_me: true,
        mapped_collection_id: Some(storage),
        ..CollectionFilter::default()
    };
    let mine = manager.collections(&filter).await.unwrap();
    mine.into_iter()
        .map(|it| (it.id, it.collection_base_path.unwrap_or_default()))
        .filter(|(_, path)| path != "/projects/whitfield")
        .collect()
}
