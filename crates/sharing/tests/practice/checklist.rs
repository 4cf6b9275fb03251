//! The checklist for a folder of this computer, while somebody sets Globus Connect Personal up.

use std::path::Path;

use serde_json::json;
use sharing::Error;
use sharing::model::{ChecklistItem, FolderCheck, LineObstacle, LineState, MissingStep, Readiness};

use crate::common::{ALEX, NORA, TOMAS, World};

/// What stands against each line; none where it is done, `?` where nobody knows.
fn summary(check: &FolderCheck) -> Vec<String> {
    let lines = check.checklist.as_ref().unwrap().lines.iter();
    let state = |state: &LineState| match state {
        LineState::Done => "+".to_owned(),
        LineState::Unknown => "?".to_owned(),
        LineState::Missing { obstacle } => format!("{obstacle:?}"),
    };
    lines.map(|line| state(&line.state)).collect()
}

async fn check(world: &World, folder: &Path) -> FolderCheck {
    let folder = folder.to_str().unwrap().to_owned();
    world.sharing.check_folders(vec![folder]).await.unwrap().remove(0)
}

#[tokio::test]
async fn every_line_gets_its_tick_when_it_is_done() {
    let world = World::empty().await;
    let folder = world.unlisted_folder("Data");
    let config = world.practice.personal_config_dir().to_owned();
    let aside = config.with_file_name("aside");

    std::fs::rename(&config, &aside).unwrap();
    world.requests().await;
    let none = check(&world, &folder).await;
    assert_eq!(summary(&none), ["NotInstalled", "?", "?", "?", "?", "?"]);
    let steps = vec![MissingStep::ConnectPersonal];
    assert_eq!(none.readiness, Readiness::OneStepFirst { steps });
    assert_eq!(
        world.requests().await,
        Vec::<String>::new(),
        "no need to ask Globus"
    );

    std::fs::create_dir(&config).unwrap();
    assert_eq!(summary(&check(&world, &folder).await)[..2], ["+", "NeverSetUp"]);
    std::fs::write(config.join("client-id.txt"), "not yet").unwrap();
    assert!(summary(&check(&world, &folder).await)[1].starts_with("FilesBroken"));

    std::fs::remove_dir_all(&config).unwrap();
    std::fs::rename(&aside, &config).unwrap();
    let id = std::fs::read_to_string(config.join("client-id.txt")).unwrap();
    let online = async |online: bool| {
        let change = json!({"collection_id": id.trim(), "online": online});
        world.lever("online", change).await;
    };
    online(false).await;
    let off = check(&world, &folder).await;
    assert_eq!(summary(&off), ["+", "+", "Stopped", "NotListed", "?", "+"]);
    online(true).await;
    assert_eq!(
        summary(&check(&world, &folder).await),
        ["+", "+", "+", "NotListed", "?", "+"]
    );

    // Written into the file by hand: the program has not read it yet.
    let file = config.join("config-paths");
    let before = std::fs::read_to_string(&file).unwrap();
    let line = |sharing: u8| format!("{before}{},{sharing},1\n", folder.display());
    std::fs::write(&file, line(1)).unwrap();
    assert_eq!(
        summary(&check(&world, &folder).await),
        ["+", "+", "+", "RestartNeeded", "?", "+"]
    );
    world.practice.allow_folder(&folder).unwrap();
    std::fs::write(&file, line(0)).unwrap();
    assert_eq!(
        summary(&check(&world, &folder).await),
        ["+", "+", "+", "+", "NotSharable", "+"]
    );
    std::fs::write(&file, line(1)).unwrap();
    let ready = check(&world, &folder).await;
    assert_eq!(summary(&ready), ["+", "+", "+", "+", "+", "+"]);
    assert_eq!(ready.readiness, Readiness::Ready);
    assert_eq!(
        ready.checklist.unwrap().config_paths.as_deref(),
        file.to_str(),
        "the very file is named"
    );
}

#[tokio::test]
async fn a_paused_program_is_told_from_one_that_is_off() {
    let world = World::empty().await;
    let folder = world.unlisted_folder("Data");
    world.practice.allow_folder(&folder).unwrap();
    let id = check(&world, &folder).await.location.unwrap().storage.id;
    world
        .lever("gcp-paused", json!({"collection_id": id, "paused": true}))
        .await;
    assert_eq!(
        summary(&check(&world, &folder).await),
        ["+", "+", "Paused", "+", "+", "+"]
    );
}

#[tokio::test]
async fn somebody_else_s_computer_says_whose_it_is() {
    let world = World::start(practice::Seed::Demo, TOMAS).await;
    world.sharing.sign_in(None, false, &|_| ()).await.unwrap();
    let folder = world.unlisted_folder("Data");
    world.practice.allow_folder(&folder).unwrap();
    let check = check(&world, &folder).await;
    let lines = check.checklist.unwrap().lines;
    let expected = LineObstacle::OtherAccount {
        owner: Some(NORA.to_owned()),
    };
    assert_eq!(lines[1].item, ChecklistItem::SetUp);
    assert_eq!(lines[1].state, LineState::Missing { obstacle: expected });
    assert!(lines[2..].iter().all(|line| line.state == LineState::Unknown));
    let draft = world.draft(folder.to_str().unwrap(), &[ALEX]).await;
    let plan = world.sharing.plan_share(draft).await;
    assert!(matches!(plan, Err(Error::NotFound { .. })), "{plan:?}");
}

#[tokio::test]
async fn a_collection_that_globus_forgot_is_told_from_somebody_else_s() {
    let world = World::empty().await;
    let folder = world.unlisted_folder("Data");
    world.practice.allow_folder(&folder).unwrap();
    let id = check(&world, &folder).await.location.unwrap().storage.id;
    world
        .lever(
            "faults",
            json!({
                "method": "GET", "route": format!("/v0.10/endpoint/{id}"), "times": 2, "status": 404,
                "body": {"code": "EndpointNotFound", "message": "No such endpoint", "request_id": "r", "resource": "/"},
            }),
        )
        .await;
    assert_eq!(
        summary(&check(&world, &folder).await)[..2],
        ["+", "CollectionGone"]
    );
    // The same answer, where the files name an owner whom this account knows nothing of.
    let subject = "/C=US/O=Globus Consortium/OU=Globus Connect User/CN=tomas";
    let gridmap = world.practice.personal_config_dir().join("gridmap");
    std::fs::write(gridmap, format!("\"{subject}\" practice\n")).unwrap();
    let line = &summary(&check(&world, &folder).await)[1];
    assert!(line.contains("tomas@globusid.org"), "{line}");
}
