//! Looking into storage: what there is, what is in it, and what keeps one out.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use serde_json::json;
use sharing::error::{Field, InputProblem, Missing, StorageProblem};
use sharing::model::{CanShare, FolderEntryKind, FolderListing, PlaceKind, StorageCard, Storages};
use sharing::{Error, Result};

use crate::common::World;

const STORAGE: &str = "Northfield Research Storage";
const ARCHIVE: &str = "Whitfield Lab archive";

fn path(text: &str) -> CollectionPath {
    CollectionPath::parse(text).unwrap()
}

fn names(cards: &[StorageCard]) -> Vec<&str> {
    cards.iter().map(|card| card.name.as_str()).collect()
}

fn entry_names(listing: &FolderListing) -> Vec<&str> {
    listing.entries.iter().map(|entry| entry.name.as_str()).collect()
}

fn all(storages: &Storages) -> Vec<StorageCard> {
    [storages.recent.entries.as_slice(), &storages.own.entries].concat()
}

async fn found(world: &World, name: &str) -> StorageCard {
    let found = world.sharing.search_storages(name).await.unwrap();
    found.entries.into_iter().find(|card| card.name == name).unwrap()
}

/// What the window does: sign in with what is asked for, and ask again.
async fn list_with_consent(world: &World, id: &CollectionId, folder: &str) -> FolderListing {
    let folder = path(folder);
    let list = async || world.sharing.list_folder(id, Some(&folder), false, 0).await;
    match list().await {
        Err(Error::ConsentRequired { demand }) => {
            assert!(demand.required_scopes[0].contains("data_access"), "{demand:?}");
            world.sharing.sign_in(Some(demand), false, &|_| ()).await.unwrap();
            list().await.unwrap()
        }
        other => panic!("a mapped collection wants consent first: {other:?}"),
    }
}

fn refused<T: std::fmt::Debug>(answer: Result<T>) -> StorageProblem {
    match answer {
        Err(Error::Storage { problem, .. }) => problem,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_first_look_is_five_questions_at_most_and_names_nothing_twice() {
    let world = World::demo().await;
    world.requests().await;
    let storages = world.sharing.storages().await.unwrap();
    let mut requests = world.requests().await;
    requests.sort();
    let bookmarked = found(&world, STORAGE).await.id;
    let search = "GET /transfer/v0.10/endpoint_search";
    let expected = [
        "GET /transfer/v0.10/bookmark_list".to_owned(),
        // The only bookmarked storage that the searches did not bring.
        format!("GET /transfer/v0.10/endpoint/{bookmarked}"),
        search.to_owned(),
        search.to_owned(),
        search.to_owned(),
    ];
    assert_eq!(requests, expected);

    // Used lately, and looked after: that is where a person looks for them.
    assert_eq!(names(&storages.recent.entries), Vec::<&str>::new());
    for name in ["Core facility results", "Maple trial 2026", ARCHIVE] {
        assert!(names(&storages.own.entries).contains(&name), "{name}");
    }
    let cards = all(&storages);
    let mut ids: Vec<_> = cards.iter().map(|card| &card.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), cards.len());
    assert_eq!(
        names(&storages.own.entries)[..2],
        ["Field station computer", "Nora's laptop"]
    );
    assert!(
        !names(&cards).contains(&"Northfield Research Computing"),
        "a server has no folders"
    );

    let bookmarks: Vec<_> = storages
        .bookmarks
        .entries
        .iter()
        .map(|it| {
            (
                it.name.as_str(),
                it.path.as_ref().unwrap().as_str(),
                it.storage.as_ref().unwrap().name.as_str(),
            )
        })
        .collect();
    assert_eq!(
        bookmarks,
        [
            ("reef project space", "/projects/reef/", STORAGE),
            ("whitfield archive", "/", ARCHIVE),
        ]
    );
}

#[tokio::test]
async fn a_card_says_what_a_place_is_good_for() {
    let world = World::demo().await;
    let cards = all(&world.sharing.storages().await.unwrap());
    let card = |name: &str| cards.iter().find(|card| card.name == name).unwrap();
    let laptop = card("Nora's laptop");
    assert_eq!(
        (laptop.kind, laptop.online),
        (PlaceKind::ThisComputer, Some(true))
    );
    assert_eq!((laptop.sharing, laptop.https), (CanShare::Yes, false));
    let field = card("Field station computer");
    assert_eq!(
        (field.kind, field.online),
        (PlaceKind::OtherComputer, Some(false))
    );
    let archive = card(ARCHIVE);
    assert_eq!(
        (archive.kind, archive.sharing),
        (PlaceKind::SharedFolder, CanShare::Yes)
    );
    assert_eq!((archive.on.as_deref(), archive.https), (Some(STORAGE), true));

    let protected = found(&world, "Northfield Protected Data").await;
    assert_eq!((protected.kind, protected.protected), (PlaceKind::Server, true));
    assert_eq!(protected.sharing, CanShare::StorageDecides);
    // Somebody else's, looked after by this person.
    let managed = found(&world, "Reef survey 2026").await;
    assert_eq!(managed.sharing, CanShare::Yes);
}

#[tokio::test]
async fn bookmarks_may_outlive_their_storage() {
    let world = World::demo().await;
    let archive = found(&world, ARCHIVE).await.id;
    let fault = json!({"method": "GET", "route": "/v0.10/endpoint/*", "status": 404,
        "body": {"code": "EndpointNotFound", "message": "m"}});
    world.lever("faults", fault).await;
    let bookmarks = world.sharing.storages().await.unwrap().bookmarks.entries;
    assert_eq!(bookmarks[0].storage, None);
    assert_eq!(bookmarks[1].storage.as_ref().unwrap().id, archive);
}

#[tokio::test]
async fn one_part_may_fail_without_the_others() {
    let world = World::demo().await;
    let broken = json!({"route": "/v0.10/bookmark_list", "status": 400, "body": {"code": "BadRequest", "message": "m"}});
    world.lever("faults", broken).await;
    let storages = world.sharing.storages().await.unwrap();
    assert!(matches!(
        storages.bookmarks.problem,
        Some(Error::Api { status: 400, .. })
    ));
    assert!(names(&storages.own.entries).contains(&ARCHIVE));
}

#[tokio::test]
async fn words_ids_and_links_find_a_storage_in_one_question() {
    let world = World::demo().await;
    world.requests().await;
    let by_words = world
        .sharing
        .search_storages("  northfield research sto ")
        .await
        .unwrap();
    assert_eq!(names(&by_words.entries), [STORAGE]);
    assert_eq!(world.requests().await.len(), 1);

    let id = by_words.entries[0].id.clone();
    let by_id = world.sharing.search_storages(id.as_str()).await.unwrap();
    assert_eq!((by_id.entries, by_id.path), (by_words.entries, None));
    assert_eq!(
        world.requests().await,
        [format!("GET /transfer/v0.10/endpoint/{id}")]
    );

    let folder = path("/projects/a & b/");
    let link = sharing::link::folder_link(&world.globus.config.urls.web_app, &id, &folder);
    assert_eq!(
        world.sharing.open_storage(&link).await.unwrap().path,
        Some(folder)
    );
    let refused = |reason| Error::InvalidInput {
        field: Field::Collection,
        reason,
    };
    assert_eq!(
        world.sharing.search_storages(" ").await,
        Err(refused(InputProblem::Empty))
    );
    assert_eq!(
        world.sharing.open_storage("Maple").await,
        Err(refused(InputProblem::NotAnId))
    );
    let nowhere = "00000000-0000-4000-8000-000000000000";
    let missing = Error::NotFound {
        what: Missing::Collection,
    };
    assert_eq!(world.sharing.open_storage(nowhere).await, Err(missing));
}

#[tokio::test]
async fn a_servers_folder_opens_after_consent_and_its_address_is_a_link() {
    let world = World::demo().await;
    let id = found(&world, STORAGE).await.id;
    let listing = list_with_consent(&world, &id, "/projects").await;
    assert_eq!(entry_names(&listing), ["reef", "whitfield"]);
    assert!(
        listing
            .entries
            .iter()
            .all(|entry| entry.kind == FolderEntryKind::Folder)
    );
    assert_eq!(listing.entries[0].path, Some(path("/projects/reef/")));
    assert_eq!((listing.next, listing.total), (None, Some(2)));

    let opened = world.sharing.open_storage(&listing.address).await.unwrap();
    assert_eq!(
        (opened.storage.id, opened.path),
        (id.clone(), Some(path("/projects/")))
    );
    assert_eq!(
        names(&world.sharing.storages().await.unwrap().recent.entries),
        [STORAGE]
    );
    // Where the storage begins is its own choice.
    let start = world.sharing.list_folder(&id, None, false, 0).await.unwrap();
    assert_eq!(start.path, CollectionPath::home());
}

#[tokio::test]
async fn protected_storage_asks_for_a_younger_sign_in() {
    let world = World::demo().await;
    let id = found(&world, "Northfield Protected Data").await.id;
    let list = async || world.sharing.list_folder(&id, None, false, 0).await;
    list().await.unwrap();
    world.lever("clock", json!({"advance_seconds": 31 * 60})).await;
    let Err(Error::SessionRequired { demand }) = list().await else {
        panic!("half an hour is over");
    };
    world.sharing.sign_in(Some(demand), false, &|_| ()).await.unwrap();
    list().await.unwrap();
}

#[tokio::test]
async fn folders_come_first_and_hidden_ones_only_when_asked_for() {
    let world = World::demo().await;
    let laptop = found(&world, "Nora's laptop").await.id;
    let folder = world.folder("listing");
    for name in ["b", "A", ".git"] {
        std::fs::create_dir(format!("{folder}/{name}")).unwrap();
    }
    for name in ["a.txt", "Z.txt", ".hidden"] {
        std::fs::write(format!("{folder}/{name}"), "seven b").unwrap();
    }
    world.requests().await;
    let folder = path(&folder);
    let listing = world
        .sharing
        .list_folder(&laptop, Some(&folder), false, 0)
        .await
        .unwrap();
    assert_eq!(entry_names(&listing), ["A", "b", "a.txt", "Z.txt"]);
    assert_eq!(listing.entries[2].bytes.unwrap().0, 7);
    assert_eq!(world.requests().await.len(), 1);
    let listing = world
        .sharing
        .list_folder(&laptop, Some(&folder), true, 0)
        .await
        .unwrap();
    assert_eq!(
        entry_names(&listing),
        [".git", "A", "b", ".hidden", "a.txt", "Z.txt"]
    );
}

#[tokio::test]
async fn a_long_folder_comes_in_pages_that_overlap_nowhere() {
    let world = World::demo().await;
    let laptop = found(&world, "Nora's laptop").await.id;
    let folder = world.folder("long");
    for number in 0..2005 {
        std::fs::write(format!("{folder}/{number:04}"), "").unwrap();
    }
    std::fs::create_dir(format!("{folder}/zz")).unwrap();
    let folder = path(&folder);
    let page = async |offset| {
        world
            .sharing
            .list_folder(&laptop, Some(&folder), false, offset)
            .await
            .unwrap()
    };
    let first = page(0).await;
    assert_eq!(first.entries[0].name, "zz", "the folder comes before all files");
    assert_eq!(
        (first.entries.len(), first.next, first.total),
        (2000, Some(2000), Some(2006))
    );
    let second = page(2000).await;
    assert_eq!((second.entries.len(), second.next), (6, None));
    assert_eq!(second.entries[5].name, "2004");
}

#[tokio::test]
async fn what_keeps_one_out_is_told_apart() {
    let world = World::demo().await;
    let laptop = found(&world, "Nora's laptop").await.id;
    let field = found(&world, "Field station computer").await.id;
    let list = async |id: &CollectionId, folder: &str| {
        world.sharing.list_folder(id, Some(&path(folder)), false, 0).await
    };
    assert_eq!(refused(list(&field, "/").await), StorageProblem::Offline);
    assert_eq!(refused(list(&laptop, "/etc/").await), StorageProblem::NotAllowed);
    let folder = world.folder("closed");
    std::fs::write(format!("{folder}/file"), "").unwrap();
    assert_eq!(
        refused(list(&laptop, &format!("{folder}/file")).await),
        StorageProblem::NotAFolder
    );
    let missing = Error::NotFound {
        what: Missing::Folder,
    };
    assert_eq!(list(&laptop, &format!("{folder}/gone")).await, Err(missing));
    let gone = CollectionId::new("00000000-0000-4000-8000-000000000000");
    let missing = Error::NotFound {
        what: Missing::Collection,
    };
    assert_eq!(list(&gone, "/").await, Err(missing));
    world
        .lever("online", json!({"collection_id": laptop, "online": false}))
        .await;
    assert_eq!(refused(list(&laptop, &folder).await), StorageProblem::Offline);
}

#[tokio::test]
async fn a_new_folder_is_made_once() {
    let world = World::demo().await;
    let archive = found(&world, ARCHIVE).await.id;
    let make = async |name: &str| world.sharing.make_folder(&archive, &path("/"), name).await;
    let made = make("  For Tomás ").await.unwrap();
    assert_eq!(made, path("/For Tomás/"));
    assert_eq!(
        make("For Tomás").await.unwrap(),
        made,
        "one that is there will do"
    );
    let listing = world
        .sharing
        .list_folder(&archive, Some(&path("/")), false, 0)
        .await
        .unwrap();
    assert!(entry_names(&listing).contains(&"For Tomás"));
    for (name, reason) in [
        ("", InputProblem::Empty),
        ("a/b", InputProblem::NotAName),
        ("..", InputProblem::NotAName),
    ] {
        let field = Field::FolderName;
        assert_eq!(
            make(name).await,
            Err(Error::InvalidInput { field, reason }),
            "{name:?}"
        );
    }
}
