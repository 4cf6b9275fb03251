//! Where a folder lives, and what is missing.

use serde_json::json;
use sharing::error::{Error, InputProblem};
use sharing::model::{Exposure, MissingStep, NotFromHere, Readiness, ShareTarget, StorageKind};

use crate::common::{ALEX, World};
use crate::share::apply;

async fn check(world: &World, path: &str) -> sharing::model::FolderCheck {
    world
        .sharing
        .check_folders(vec![path.to_owned()])
        .await
        .unwrap()
        .remove(0)
}

#[tokio::test]
async fn an_ordinary_folder_is_ready_in_few_requests() {
    let world = World::empty().await;
    let folder = world.folder("Ängström \u{202e}100% #1");
    let other = world.folder("Other");
    world.requests().await;
    let checks = world
        .sharing
        .check_folders(vec![folder.clone(), other, "/gone".into()])
        .await
        .unwrap();
    let requests = world.requests().await;
    assert!(requests.len() <= 4, "{requests:?}");
    let location = checks[0].location.as_ref().unwrap();
    assert_eq!(checks[0].readiness, Readiness::Ready);
    assert_eq!(location.storage.kind, StorageKind::ThisComputer);
    assert_eq!(
        (location.exposure, location.permissions_used),
        (Exposure::Normal, 0)
    );
    assert_eq!(location.storage_path.as_str(), format!("{folder}/"));
    // The name will be public: no marks that turn the text around.
    assert!(matches!(&location.target, ShareTarget::Create { name, .. } if name == "Ängström 100% #1"));
    let gone = NotFromHere::Path {
        reason: InputProblem::DoesNotExist,
    };
    assert_eq!(checks[2].readiness, Readiness::NotFromHere { reason: gone });
    assert_eq!(world.sharing.recent_folders().await.unwrap().len(), 2);
    world.sharing.clear_recent_folders().await.unwrap();
    assert_eq!(world.sharing.recent_folders().await.unwrap(), []);
}

#[tokio::test]
async fn a_file_offers_its_folder() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    for name in ["a.csv", "b.csv"] {
        std::fs::write(format!("{folder}/{name}"), "x").unwrap();
    }
    let check = check(&world, &format!("{folder}/a.csv")).await;
    assert_eq!(check.dropped.file_in_folder.as_deref(), Some(folder.as_str()));
    assert_eq!(
        (check.dropped.other_entries, check.readiness),
        (Some(1), Readiness::Ready)
    );
}

#[tokio::test]
async fn bad_paths_are_said_without_a_request() {
    let world = World::empty().await;
    world.requests().await;
    for (path, reason) in [
        ("", InputProblem::Empty),
        ("relative/path", InputProblem::NotAbsolute),
        ("/no/such/folder", InputProblem::DoesNotExist),
    ] {
        let expected = Readiness::NotFromHere {
            reason: NotFromHere::Path { reason },
        };
        assert_eq!(check(&world, path).await.readiness, expected, "{path:?}");
    }
    let server = Readiness::NotFromHere {
        reason: NotFromHere::NetworkDrive {
            drive: r"\\server\share".to_owned(),
            can_compare: cfg!(windows),
        },
    };
    assert_eq!(check(&world, r"\\server\share").await.readiness, server);
    assert_eq!(world.requests().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_path_too_long_for_globus_is_said() {
    let world = World::empty().await;
    // Each letter counts nine once it is encoded.
    let name = "\u{65e5}".repeat(80);
    let folder = world.folder("Long").to_string() + "/" + &[name.as_str(), &name, &name].join("/");
    std::fs::create_dir_all(&folder).unwrap();
    let expected = Readiness::NotFromHere {
        reason: NotFromHere::Path {
            reason: InputProblem::TooLong,
        },
    };
    assert_eq!(check(&world, &folder).await.readiness, expected);
}

#[tokio::test]
async fn every_name_can_be_shared() {
    let world = World::empty().await;
    for name in [
        "caf\u{e9}",
        "cafe\u{301} too",
        "100 %",
        "%41",
        "a#b?c",
        "it's \"here\"",
        "two\nlines",
        "\u{202e}gpj.x",
        "blank at the end ",
    ] {
        let folder = world.folder(name);
        assert_eq!(
            check(&world, &folder).await.readiness,
            Readiness::Ready,
            "{name:?}"
        );
        let plan = world
            .sharing
            .plan_share(world.draft(&folder, &[ALEX]).await)
            .await
            .unwrap();
        let outcome = apply(&world.sharing, &plan).await;
        assert!(crate::share::all_shared(&outcome), "{name:?}: {outcome:#?}");
    }
}

#[tokio::test]
async fn what_the_person_can_mend_is_listed() {
    let world = World::empty().await;
    let unlisted = world.unlisted_folder("Unlisted");
    let check1 = check(&world, unlisted.to_str().unwrap()).await;
    let Readiness::OneStepFirst { steps } = check1.readiness else {
        panic!("{check1:?}")
    };
    assert_eq!(steps, [MissingStep::ConnectPersonal]);
    let folder = world.folder("Data");
    let collection_id = check(&world, &folder).await.location.unwrap().storage.id;
    world
        .lever("online", json!({"collection_id": collection_id, "online": false}))
        .await;
    let offline = check(&world, &folder).await;
    let steps = vec![MissingStep::ConnectPersonal];
    assert_eq!(offline.readiness, Readiness::OneStepFirst { steps });
    assert_eq!(offline.location.unwrap().storage.online, Some(false));
}

#[tokio::test]
async fn a_covering_collection_is_reused_and_counted() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    std::fs::create_dir(format!("{folder}/raw")).unwrap();
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX]).await)
        .await
        .unwrap();
    apply(&world.sharing, &plan).await;
    let location = check(&world, &format!("{folder}/raw")).await.location.unwrap();
    assert!(matches!(&location.target, ShareTarget::Reuse { path, .. } if path.as_str() == "/raw/"));
    assert_eq!(location.permissions_used, 1);
    // Permissions can be given while the computer is off.
    world
        .lever(
            "online",
            json!({"collection_id": location.storage.id, "online": false}),
        )
        .await;
    assert_eq!(
        check(&world, &format!("{folder}/raw")).await.readiness,
        Readiness::Ready
    );
}

#[tokio::test]
async fn the_sample_folders_of_the_demo_are_covered() {
    let world = World::demo().await;
    let folder = world
        .practice
        .sample_root()
        .join("Spring sequencing")
        .join("Run 2026-03-14");
    let check = check(&world, folder.to_str().unwrap()).await;
    let location = check.location.unwrap();
    assert!(
        matches!(&location.target, ShareTarget::Reuse { name, .. } if name == "Spring sequencing"),
        "{location:?}"
    );
    assert_eq!(location.max_lifetime_minutes, Some(180 * 24 * 60));
    assert!(location.last_allowed_day.is_some());
}

#[tokio::test]
async fn home_is_noticed_and_must_be_typed() {
    let world = World::empty().await;
    let home = world.unlisted_folder(".");
    world.practice.allow_folder(&home).unwrap();
    let home = home.canonicalize().unwrap();
    let check = check(&world, home.to_str().unwrap()).await;
    assert_eq!(check.location.unwrap().exposure, Exposure::HomeFolder);
    let plan = world
        .sharing
        .plan_share(world.draft(home.to_str().unwrap(), &[ALEX]).await)
        .await
        .unwrap();
    let refused = world
        .sharing
        .apply_share(&plan.id, &Default::default(), &|_| ())
        .await;
    assert!(matches!(
        refused,
        Err(Error::InvalidInput {
            reason: InputProblem::Missing,
            ..
        })
    ));
}
