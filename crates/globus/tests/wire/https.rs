//! Files over HTTPS: what is sent, to whom, and how often.

use std::sync::atomic::{AtomicU32, Ordering};

use futures::StreamExt;
use globus::auth::TokenSet;
use globus::https::{Content, ContentStream, HttpsClient};
use globus::path::FilePath;
use globus::transfer::Endpoint;
use globus::{Error, Service};
use hyper::body::Bytes;
use jiff::SignedDuration;
use serde_json::json;
use tokio::net::TcpListener;
use wiremock::matchers::{header, header_exists};
use wiremock::{MockServer, ResponseTemplate};

use crate::common::{collection, config, count, error, json as answer, on, token, tokens};
use crate::gcs::Scene;
use crate::tls::Tls;

/// Pieces that are sent, and how many bytes were said to come.
struct Pieces {
    pieces: Vec<&'static [u8]>,
    length: u64,
    opened: AtomicU32,
}

impl Pieces {
    fn of(pieces: &[&'static [u8]]) -> Self {
        Self {
            pieces: pieces.to_vec(),
            length: pieces.iter().map(|piece| piece.len() as u64).sum(),
            opened: AtomicU32::new(0),
        }
    }
}

impl Content for Pieces {
    fn length(&self) -> u64 {
        self.length
    }

    fn open(&self) -> ContentStream {
        self.opened.fetch_add(1, Ordering::Relaxed);
        let pieces = self.pieces.clone();
        futures::stream::iter(pieces.into_iter().map(|piece| Ok(Bytes::from_static(piece)))).boxed()
    }
}

fn with_data_token() -> TokenSet {
    let mut all = tokens(SignedDuration::from_hours(1));
    all.insert(token("c1", "access-c1", SignedDuration::from_hours(1)));
    all
}

fn endpoint(address: &str) -> Endpoint {
    serde_json::from_value(json!({"id": collection(), "https_server": address,
        "entity_type": "GCSv5_mapped_collection"}))
    .unwrap()
}

fn files(scene: &Scene) -> HttpsClient {
    scene
        .globus
        .https(&endpoint(&format!("{}/data/c1/", scene.address())))
        .unwrap()
}

fn path(text: &str) -> FilePath {
    FilePath::parse(text).unwrap()
}

#[tokio::test]
async fn a_file_is_put_with_its_length_and_the_token_of_its_collection() {
    let scene = Scene::with_tokens(with_data_token()).await;
    on("PUT", "/data/c1/in/a%20b%2525.txt")
        .and(header("authorization", "Bearer access-c1"))
        .and(header("content-length", "5"))
        .and(header("content-type", "application/octet-stream"))
        .respond_with(ResponseTemplate::new(200))
        .mount(&scene.server)
        .await;
    on("PUT", "/data/c1/empty")
        .and(header("content-length", "0"))
        .respond_with(ResponseTemplate::new(201))
        .mount(&scene.server)
        .await;
    let files = files(&scene);
    files
        .put(&path("/in/a b%25.txt"), &Pieces::of(&[b"ab", b"cde"]))
        .await
        .unwrap();
    files.put(&path("/empty"), &Pieces::of(&[])).await.unwrap();
    let sent = scene.server.received_requests().await.unwrap();
    assert_eq!(sent[0].body, b"abcde");
}

#[tokio::test]
async fn a_token_goes_to_the_named_address_and_nowhere_else() {
    let scene = Scene::with_tokens(with_data_token()).await;
    let elsewhere = MockServer::start().await;
    let away = ResponseTemplate::new(302).insert_header("location", elsewhere.uri());
    on("PUT", "/data/c1/x")
        .respond_with(away)
        .mount(&scene.server)
        .await;
    on("POST", "/auth/v2/oauth2/token")
        .respond_with(answer(
            200,
            json!({"access_token": "new", "resource_server": "c1", "scope": "s", "expires_in": 3600,
                "token_type": "Bearer", "refresh_token": "r2"}),
        ))
        .mount(&scene.server)
        .await;
    let refused = files(&scene)
        .put(&path("/x"), &Pieces::of(&[b"x"]))
        .await
        .unwrap_err();
    assert!(matches!(refused, Error::ConsentRequired { .. }), "{refused:?}");
    assert_eq!(
        refused.demand().unwrap().required_scopes,
        [
            "https://auth.globus.org/scopes/c1/https",
            "https://auth.globus.org/scopes/c1/data_access"
        ]
    );
    assert_eq!(count(&scene.server, "PUT", "/data/c1/x").await, 2);
    assert_eq!(elsewhere.received_requests().await.unwrap().len(), 0);

    let plain = scene.address().replace("https://", "http://");
    let refused = scene.globus.https(&endpoint(&plain)).unwrap_err();
    assert!(matches!(refused, Error::BaseUrl { .. }), "{refused:?}");
    let none = scene.globus.https(&endpoint("")).unwrap_err();
    assert!(matches!(none, Error::NoHttps { .. }), "{none:?}");
}

#[tokio::test]
async fn without_a_token_nothing_is_sent() {
    let scene = Scene::with_tokens(tokens(SignedDuration::from_hours(1))).await;
    let refused = files(&scene).head(&path("/x")).await.unwrap_err();
    assert!(matches!(refused, Error::ConsentRequired { .. }), "{refused:?}");
    assert_eq!(scene.server.received_requests().await.unwrap().len(), 0);
}

#[tokio::test]
async fn a_token_that_is_refused_is_renewed_once() {
    let scene = Scene::with_tokens(with_data_token()).await;
    on("DELETE", "/data/c1/x")
        .and(header("authorization", "Bearer access-c1"))
        .respond_with(error(401, "not_authorized"))
        .mount(&scene.server)
        .await;
    on("DELETE", "/data/c1/x")
        .and(header("authorization", "Bearer new"))
        .respond_with(ResponseTemplate::new(200))
        .mount(&scene.server)
        .await;
    on("POST", "/auth/v2/oauth2/token")
        .respond_with(answer(
            200,
            json!({"access_token": "new", "resource_server": "c1", "scope": "s", "expires_in": 3600,
                "token_type": "Bearer", "refresh_token": "r2"}),
        ))
        .mount(&scene.server)
        .await;
    files(&scene).delete(&path("/x")).await.unwrap();
}

#[tokio::test]
async fn what_may_pass_is_sent_again_from_its_beginning() {
    let scene = Scene::with_tokens(with_data_token()).await;
    for status in [503, 429] {
        on("PUT", "/data/c1/x")
            .respond_with(error(status, "later"))
            .up_to_n_times(1)
            .mount(&scene.server)
            .await;
    }
    on("PUT", "/data/c1/x")
        .respond_with(ResponseTemplate::new(200))
        .mount(&scene.server)
        .await;
    let content = Pieces::of(&[b"ab", b"c"]);
    files(&scene).put(&path("/x"), &content).await.unwrap();
    let sent = scene.server.received_requests().await.unwrap();
    assert_eq!(sent.len(), 3);
    assert!(sent.iter().all(|request| request.body == b"abc"));
    assert_eq!(content.opened.load(Ordering::Relaxed), 3);
    assert_eq!(scene.globus.times_limited(), 1);
}

#[tokio::test]
async fn refusals_are_not_repeated() {
    let scene = Scene::with_tokens(with_data_token()).await;
    on("PUT", "/data/c1/x")
        .respond_with(error(507, "insufficient_storage"))
        .mount(&scene.server)
        .await;
    let refused = files(&scene)
        .put(&path("/x"), &Pieces::of(&[b"x"]))
        .await
        .unwrap_err();
    let api = refused.api().unwrap();
    assert_eq!((api.status, api.service), (507, Service::CollectionData));
    assert_eq!(count(&scene.server, "PUT", "/data/c1/x").await, 1);
}

#[tokio::test]
async fn content_of_another_length_is_no_upload() {
    let scene = Scene::with_tokens(with_data_token()).await;
    on("PUT", "/data/c1/x")
        .respond_with(ResponseTemplate::new(200))
        .mount(&scene.server)
        .await;
    for (length, kind) in [
        (2, std::io::ErrorKind::InvalidData),
        (4, std::io::ErrorKind::UnexpectedEof),
    ] {
        let content = Pieces {
            length,
            ..Pieces::of(&[b"abc"])
        };
        let failed = files(&scene).put(&path("/x"), &content).await.unwrap_err();
        assert!(
            matches!(&failed, Error::Content { kind: found, .. } if *found == kind),
            "{failed:?}"
        );
        assert_eq!(content.opened.load(Ordering::Relaxed), 1);
    }
}

#[tokio::test]
async fn files_are_looked_at_read_and_removed() {
    let scene = Scene::with_tokens(with_data_token()).await;
    let sum = data_encoding::BASE64.encode(&[9; 32]);
    on("HEAD", "/data/c1/x")
        .and(header_exists("want-repr-digest"))
        .respond_with(
            ResponseTemplate::new(200)
                .insert_header("etag", "\"1\"")
                .insert_header("repr-digest", format!("sha-256=:{sum}:")),
        )
        .mount(&scene.server)
        .await;
    on("GET", "/data/c1/x")
        .and(header("range", "bytes=2-"))
        .respond_with(ResponseTemplate::new(206).set_body_string("cd"))
        .mount(&scene.server)
        .await;
    on("DELETE", "/data/c1/x")
        .respond_with(error(404, "not_found"))
        .mount(&scene.server)
        .await;
    let files = files(&scene);
    let info = files.head(&path("/x")).await.unwrap().unwrap();
    assert_eq!(
        (info.etag.as_deref(), info.sha256),
        (Some("\"1\""), Some([9; 32]))
    );
    assert_eq!(files.head(&path("/nothing")).await.unwrap(), None);
    let mut download = files.get(&path("/x"), 2).await.unwrap();
    assert!(download.is_part);
    assert_eq!(download.chunk().await.unwrap().as_deref(), Some(b"cd".as_slice()));
    assert_eq!(download.chunk().await.unwrap(), None);
    files.delete(&path("/x")).await.unwrap();
}

/// Much more than what systems keep for a listener that never reads.
struct Endless;

impl Content for Endless {
    fn length(&self) -> u64 {
        1 << 40
    }

    fn open(&self) -> ContentStream {
        static PIECE: [u8; 65_536] = [0; 65_536];
        futures::stream::repeat_with(|| Ok(Bytes::from_static(&PIECE))).boxed()
    }
}

#[tokio::test]
async fn a_line_on_which_nothing_moves_is_given_up() {
    let deaf = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let tls = Tls::before(deaf.local_addr().unwrap()).await;
    let server = MockServer::start().await;
    let mut config = config(&server);
    config.retry.max_retries = 0;
    config.retry.request_timeout = std::time::Duration::from_millis(300);
    config.extra_root_certificate = Some(tls.certificate.clone());
    let store = globus::auth::MemoryTokenStore::with_tokens(with_data_token());
    let globus = globus::Globus::new(config, std::sync::Arc::new(store)).unwrap();
    let files = globus.https(&endpoint(&tls.address)).unwrap();
    let failed = files.put(&path("/x"), &Endless).await.unwrap_err();
    assert!(
        matches!(
            failed,
            Error::Network {
                timeout: true,
                outcome_unknown: true,
                ..
            }
        ),
        "{failed:?}"
    );
}
