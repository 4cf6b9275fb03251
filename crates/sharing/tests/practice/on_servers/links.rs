//! Direct links to files: they lead to what guests may read, and nobody else anywhere.

use futures::StreamExt;
use globus::https::{Content, ContentStream};
use globus::path::FilePath;
use globus::transfer::Endpoint;
use reqwest::{Certificate, Client, StatusCode, header, redirect};
use sharing::model::{DirectLinks, FolderEntryKind, SharedFiles, WiderAccess};

use super::*;
use crate::common::in_days;

/// What a shell, an address or a mail program could misread.
const ODD: [&str; 6] = [
    "100% #1?.csv",
    "Übersicht 概要 🐚.txt",
    "a&b=c+d;e.txt",
    "it's \"here\".txt",
    "%2e%2e",
    "plain.txt",
];

struct Text(String);

impl Content for Text {
    fn length(&self) -> u64 {
        self.0.len() as u64
    }

    fn open(&self) -> ContentStream {
        let bytes = self.0.clone().into_bytes();
        futures::stream::once(async { Ok(bytes.into()) }).boxed()
    }
}

/// A folder of files that hold their own names, a hidden one and a folder among them.
async fn fill(world: &World) {
    mkdir(world, STORAGE, &format!("{FOLDER}raw")).await;
    let storage = world.collection_id(STORAGE).await;
    let storage = world.globus.transfer.endpoint(&storage).await.unwrap();
    let files = world.globus.https(&storage).unwrap();
    for name in ODD.into_iter().chain([".hidden"]) {
        let path = FilePath::parse(&format!("{FOLDER}{name}")).unwrap();
        let content = Text(name.to_owned());
        world
            .with_consent(async || Ok(files.put(&path, &content).await?))
            .await
            .unwrap();
    }
}

/// Somebody's browser, without any sign-in.
fn stranger(world: &World) -> Client {
    let ca = std::fs::read(world.practice.ca()).unwrap();
    Client::builder()
        .tls_certs_only([Certificate::from_pem(&ca).unwrap()])
        .redirect(redirect::Policy::none())
        .build()
        .unwrap()
}

fn links(files: &SharedFiles) -> Vec<(&str, &str)> {
    let entries = files.entries.iter();
    entries
        .filter_map(|entry| Some((entry.name.as_str(), entry.link.as_deref()?)))
        .collect()
}

async fn guest(world: &World, link: &str) -> Endpoint {
    let url = reqwest::Url::parse(link).unwrap();
    let (_, id) = url.query_pairs().find(|(name, _)| name == "origin_id").unwrap();
    let id = CollectionId::new(id.into_owned());
    world.globus.transfer.endpoint(&id).await.unwrap()
}

#[tokio::test]
async fn anybody_gets_a_public_file_by_its_link() {
    let (world, draft) = ready().await;
    fill(&world).await;
    let draft = ShareDraft {
        guests: Vec::new(),
        wider: WiderAccess::Anyone {
            confirmation: "Soil 2026".into(),
            end: in_days(30),
        },
        ..draft
    };
    let plan = world.sharing.plan_share(draft).await.unwrap();
    let outcome = apply(&world.sharing, &plan).await;
    assert!(all_shared(&outcome), "{outcome:#?}");
    let folder = outcome.links[0].clone().unwrap();

    let files = world.sharing.shared_files(&folder, 0).await.unwrap();
    assert_eq!(
        (files.direct_links, files.without_sign_in, files.next),
        (DirectLinks::Available, Some(true), None)
    );
    assert_eq!(
        (files.name.as_str(), files.address.as_str()),
        ("Soil 2026", folder.as_str())
    );
    let raw = &files.entries[0];
    assert_eq!((raw.name.as_str(), raw.kind), ("raw", FolderEntryKind::Folder));
    let inside = world
        .sharing
        .shared_files(raw.address.as_deref().unwrap(), 0)
        .await;
    assert_eq!(inside.unwrap().without_sign_in, Some(true));

    let mut names: Vec<&str> = links(&files).into_iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    let mut expected = ODD;
    expected.sort_unstable();
    assert_eq!(names, expected, "hidden files are left out");
    for (name, link) in links(&files) {
        let answer = stranger(&world).get(link).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{link}");
        assert_eq!(answer.text().await.unwrap(), name);
    }
    let id = guest(&world, &folder).await.id;
    assert_eq!(
        files.download_command,
        format!("globus transfer --recursive {id}:/ \"$MY_COLLECTION\":'/~/Soil 2026/'")
    );
}

#[tokio::test]
async fn others_links_ask_for_a_sign_in_first() {
    let (world, draft) = ready().await;
    fill(&world).await;
    let plan = world.sharing.plan_share(draft).await.unwrap();
    let outcome = apply(&world.sharing, &plan).await;
    let folder = outcome.links[0].clone().unwrap();
    let files = world.sharing.shared_files(&folder, 0).await.unwrap();
    assert_eq!(files.without_sign_in, Some(false));

    let collection = guest(&world, &folder).await;
    let with_token = world.globus.https(&collection).unwrap();
    for (name, link) in links(&files) {
        let answer = stranger(&world).get(link).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FOUND, "{link}");
        let sign_in = answer.headers()[header::LOCATION].to_str().unwrap();
        assert!(
            sign_in.contains(&format!("client_id={}", collection.id)),
            "{sign_in}"
        );

        let path = FilePath::parse(&format!("/{name}")).unwrap();
        let mut file = world
            .with_consent(async || Ok(with_token.get(&path, 0).await?))
            .await
            .unwrap();
        let mut text = Vec::new();
        while let Some(piece) = file.chunk().await.unwrap() {
            text.extend_from_slice(&piece);
        }
        assert_eq!(text, name.as_bytes());
    }
}

#[tokio::test]
async fn a_personal_computer_has_no_links_and_says_so() {
    let world = World::demo().await;
    let link = world.link("Maple trial 2026", "/").await;
    world.requests().await;
    let files = world.sharing.shared_files(&link, 0).await.unwrap();
    assert_eq!(files.direct_links, DirectLinks::PersonalComputer);
    assert_eq!((files.entries.len(), files.without_sign_in), (0, None));
    assert_eq!(world.requests().await.len(), 1, "the folder need not be listed");
    let id = world.collection_id("Maple trial 2026").await;
    let details = world.sharing.collection_details(&id).await.unwrap();
    assert_eq!(details.direct_links, Some(DirectLinks::PersonalComputer));

    let elsewhere = world.sharing.shared_files("/home/nora/Data", 0).await;
    let reason = InputProblem::NotAnAddress;
    assert!(matches!(elsewhere, Err(Error::InvalidInput { reason: said, .. }) if said == reason));
}
