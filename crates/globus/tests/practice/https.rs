//! Files of server collections over real TLS: consent, writing, looking, removing.

use futures::StreamExt;
use globus::auth::SignInOptions;
use globus::https::{Content, ContentStream};
use globus::path::FilePath;
use globus::scopes::default_scopes;
use globus::transfer::{Endpoint, SearchQuery, SearchScope};
use globus::{Error, SessionDemand};
use hyper::body::Bytes;
use practice::Seed;
use serde_json::json;

use crate::common::{NORA, World};

struct Text(&'static str);

impl Content for Text {
    fn length(&self) -> u64 {
        self.0.len() as u64
    }

    fn open(&self) -> ContentStream {
        let bytes = Bytes::from_static(self.0.as_bytes());
        futures::stream::once(async { Ok(bytes) }).boxed()
    }
}

async fn storage(world: &World) -> Endpoint {
    let transfer = &world.globus.transfer;
    let query = SearchQuery {
        scope: Some(SearchScope::All),
        fulltext: Some("Northfield Research Storage".to_owned()),
        ..SearchQuery::default()
    };
    let found = transfer.endpoint_search(&query).await.unwrap().data;
    transfer.endpoint(&found[0].id).await.unwrap()
}

async fn consent(world: &World, demand: Option<SessionDemand>) {
    let options = SignInOptions {
        scopes: default_scopes(),
        demand,
    };
    world.sign_in(&options).await;
}

#[tokio::test]
async fn a_file_is_written_looked_at_and_removed() {
    let world = World::signed_in(Seed::Demo, NORA).await;
    let storage = storage(&world).await;
    let files = world.globus.https(&storage).unwrap();
    let path = FilePath::parse("/projects/reef/über 100%.txt").unwrap();
    let text = Text("hello");

    let refused = files.put(&path, &text).await.unwrap_err();
    assert!(matches!(refused, Error::ConsentRequired { .. }), "{refused:?}");
    consent(&world, refused.demand().cloned()).await;
    files.put(&path, &text).await.unwrap();
    assert_eq!(files.head(&path).await.unwrap().unwrap().size, Some(5));

    // The line is cut after the file was written: writing it again changes nothing.
    world
        .lever(
            "faults",
            json!({"method": "PUT", "route": "*/*.txt", "times": 1, "cut": "after_executing"}),
        )
        .await;
    files.put(&path, &text).await.unwrap();
    let mut download = files.get(&path, 1).await.unwrap();
    assert_eq!(
        download.chunk().await.unwrap().as_deref(),
        Some(b"ello".as_slice())
    );
    for _ in 0..2 {
        files.delete(&path).await.unwrap();
        assert_eq!(files.head(&path).await.unwrap(), None);
    }
    let refused = files
        .put(&FilePath::parse("/nowhere/x").unwrap(), &text)
        .await
        .unwrap_err();
    assert_eq!(refused.api().unwrap().status, 404, "{refused:?}");
}

#[tokio::test]
async fn a_consent_that_was_taken_back_is_asked_for_again() {
    let world = World::signed_in(Seed::Demo, NORA).await;
    let storage = storage(&world).await;
    let files = world.globus.https(&storage).unwrap();
    let path = FilePath::parse("/projects/reef/x").unwrap();
    consent(
        &world,
        Some(SessionDemand {
            required_scopes: files.scopes(),
            ..SessionDemand::default()
        }),
    )
    .await;
    files.put(&path, &Text("x")).await.unwrap();
    world.take_back_consents().await;
    let refused = files.put(&path, &Text("x")).await.unwrap_err();
    assert!(matches!(refused, Error::ConsentRequired { .. }), "{refused:?}");
    consent(&world, refused.demand().cloned()).await;
    files.put(&path, &Text("x")).await.unwrap();
}
