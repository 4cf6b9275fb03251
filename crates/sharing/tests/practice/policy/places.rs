//! A folder that may not be shared is known under all its names, and is nothing to copy from or to.

use serde_json::{Value, json};
use sharing::Result;
use sharing::model::{
    ChangeAction, ChangeState, ChangeStep, ChangeTargets, CopyObstacle, CopyRequest, NotFromHere, PolicyRule,
    Readiness,
};

use super::{Permissions, apply, refused, set_policy};
use crate::common::{ALEX, World, confirmed};
use crate::copy::{STORAGE, Scene};

/// Nora's guest collection on `/projects/whitfield/` of the research storage.
const ARCHIVE: &str = "Whitfield Lab archive";
const BLOCKED: PolicyRule = PolicyRule::BlockedFolder;

/// Of the research storage.
async fn block(world: &World, path: &str) {
    let collection = world.collection_id(STORAGE).await;
    let blocked = json!([{ "collection": collection, "path": path, "reason": "Ask the trust centre." }]);
    set_policy(world, json!({ "blocked": blocked }));
}

fn may_not_go(perhaps: bool) -> Option<CopyObstacle> {
    let reason = Some("Ask the trust centre.".to_owned());
    Some(CopyObstacle::DestinationBlocked { perhaps, reason })
}

async fn to(scene: &Scene, collection: &str, folder: &str, name: &str) -> CopyRequest {
    CopyRequest {
        destination: scene.world.link(collection, folder).await,
        ..scene.request(name).await
    }
}

/// What stands against it, once the person has agreed to everything; the same, when it is begun all the same.
async fn against(scene: &Scene, request: CopyRequest) -> Option<CopyObstacle> {
    let obstacle = scene.plan(&request).await.obstacle;
    if obstacle.is_some() {
        let started = scene.world.sharing.start_copy(request, None).await;
        assert_eq!(refused(started), BLOCKED);
        assert_eq!(scene.world.sharing.copies().await.unwrap(), []);
    }
    obstacle
}

#[tokio::test]
async fn nothing_is_copied_to_where_it_may_not_be_shared() {
    let scene = Scene::start().await;
    block(&scene.world, "/projects/Whitfield/Raw/").await;
    let direct = to(&scene, STORAGE, "/projects/whitfield/", "raw").await;
    assert_eq!(against(&scene, direct).await, may_not_go(false));
    // The same folder, seen through a guest collection.
    let through = to(&scene, ARCHIVE, "/", "raw").await;
    assert_eq!(against(&scene, through).await, may_not_go(false));
    let beside = to(&scene, ARCHIVE, "/", "open").await;
    assert_eq!(against(&scene, beside.clone()).await, None);
    let area = json!({ "collection": scene.world.collection_id(STORAGE).await, "path": "/projects/whitfield/",
        "afterDays": 30 });
    set_policy(&scene.world, json!({ "purged": [area] }));
    assert_eq!(scene.plan(&beside).await.purged_after_days, Some(30));
    block(&scene.world, "/projects/Whitfield/Raw/").await;
    // And from there nothing is copied either.
    let from = CopyRequest {
        source: scene.world.link(ARCHIVE, "/raw/").await,
        ..scene.request("copy").await
    };
    let start = async || scene.world.sharing.start_copy(from.clone(), None).await;
    assert_eq!(refused(scene.world.with_consent(start).await), BLOCKED);
}

#[tokio::test]
async fn a_path_from_the_home_is_written_out_where_the_storage_says_how() {
    let scene = Scene::start().await;
    let config = async |switch: Value| scene.world.lever("config", switch).await;
    block(&scene.world, "/projects/reef/private/").await;
    let private = to(&scene, STORAGE, "/~/projects/reef/", "private").await;
    let open = to(&scene, STORAGE, "/~/projects/reef/", "open").await;
    // By Transfer.
    config(json!({ "absolute_paths": true })).await;
    let no_manager = json!({ "route": "*/user_credentials", "status": 403,
        "body": { "code": "permission_denied", "http_response_code": 403, "message": "no" } });
    scene.world.lever("faults", no_manager.clone()).await;
    assert_eq!(against(&scene, private.clone()).await, may_not_go(false));
    assert_eq!(against(&scene, open.clone()).await, None);
    // By its manager.
    config(json!({ "absolute_paths": false })).await;
    scene.world.fair_weather().await;
    assert_eq!(against(&scene, private.clone()).await, may_not_go(false));
    assert_eq!(against(&scene, open.clone()).await, None);
    // By nobody.
    scene.world.lever("faults", no_manager).await;
    assert_eq!(against(&scene, open.clone()).await, may_not_go(true));
    // On a storage without such folders it does not matter.
    set_policy(&scene.world, json!({ "blocked": [{ "folder": "/etc" }] }));
    assert_eq!(against(&scene, open).await, None);
}

#[tokio::test]
async fn a_blocked_folder_is_not_shared_through_a_guest_collection_that_is_there() {
    let world = World::demo().await;
    let sharing = &world.sharing;
    let link = world.link(ARCHIVE, "/").await;
    let draft = world.draft(&link, &[ALEX]).await;
    let plan = async || -> Result<_> { sharing.plan_share(draft.clone()).await };
    let planned = world.with_consent(plan).await.unwrap();
    sharing.refresh_audit(&|_| ()).await.unwrap();
    let all = ChangeTargets::Query {
        query: Default::default(),
    };
    let permissions = Permissions::ReadWrite;
    let more = ChangeAction::SetLevel { permissions };
    let change = sharing.plan_change(&all, &more).await.unwrap();
    let archive = world.collection_id(ARCHIVE).await;
    let is_there = |index: &usize| {
        let row = &change.rows[*index];
        row.collection_id == archive && row.step == ChangeStep::Update
    };
    let there: Vec<usize> = (0..change.rows.len()).filter(is_there).collect();
    assert!(!there.is_empty(), "{change:#?}");

    block(&world, "/projects/whitfield/").await;
    let check = async || sharing.check_folders(vec![link.clone()]).await;
    let check = world.with_consent(check).await.unwrap().remove(0);
    let Readiness::NotFromHere {
        reason: NotFromHere::Blocked { perhaps, .. },
    } = check.readiness
    else {
        panic!("{check:#?}")
    };
    assert!(!perhaps);
    let ticks = confirmed(&planned);
    let applied = sharing.apply_share(&planned.id, &ticks, &|_| ()).await;
    assert_eq!(refused(applied), BLOCKED);
    let outcome = apply(sharing, &change).await;
    for index in there {
        let state = &outcome.states[index];
        assert!(matches!(state, ChangeState::Failed { .. }), "{state:?}");
    }
}
