use std::time::Duration;

use globus::auth::{AuthorizationAnswer, LoopbackListener};
use globus::{Error, ExposeSecret, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

const LONG: Duration = Duration::from_secs(60);

async fn listening() -> (String, JoinHandle<Result<AuthorizationAnswer>>) {
    let listener = LoopbackListener::bind().await.unwrap();
    let address = listener
        .redirect_uri()
        .strip_prefix("http://")
        .unwrap()
        .to_owned();
    (address, tokio::spawn(listener.wait("the-state", LONG)))
}

/// What a browser would see.
async fn visit(address: &str, target: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {target} HTTP/1.1\r\nHost: {address}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn the_redirect_is_a_bare_loopback_address() {
    let listener = LoopbackListener::bind().await.unwrap();
    let (host, port) = listener.redirect_uri().rsplit_once(':').unwrap();
    assert_eq!(host, "http://127.0.0.1");
    assert_ne!(port.parse::<u16>().unwrap(), 0);
}

#[tokio::test]
async fn the_answer_is_taken_and_the_person_is_sent_back() {
    let (address, waiting) = listening().await;
    let page = visit(&address, "/?code=a%2Fb&state=the-state").await;
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(
        page.contains("You can close this tab and go back to Guestlist"),
        "{page}"
    );
    assert!(page.contains("default-src 'none'"));
    let answer = waiting.await.unwrap().unwrap();
    assert_eq!(answer.code.expose_secret(), "a/b");
    assert_eq!(answer.state.as_deref(), Some("the-state"));
    // One answer: the port is closed.
    assert!(TcpStream::connect(&address).await.is_err());
}

#[tokio::test]
async fn other_visitors_are_turned_away_and_the_wait_goes_on() {
    let (address, waiting) = listening().await;
    // A browser that opens a connection on suspicion and says nothing must not be in the way.
    let _idle = TcpStream::connect(&address).await.unwrap();
    for target in [
        "/favicon.ico",
        "/",
        "/?hello=1",
        "/?code=c&state=other",
        "/?code=c",
        "/?error=access_denied&state=other",
        "/?code=&state=the-state",
    ] {
        let page = visit(&address, target).await;
        assert!(page.starts_with("HTTP/1.1 404"), "{target}: {page}");
    }
    assert!(!waiting.is_finished());
    visit(&address, "/?code=right&state=the-state").await;
    assert_eq!(waiting.await.unwrap().unwrap().code.expose_secret(), "right");
}

#[tokio::test]
async fn a_refusal_is_an_answer_too() {
    let (address, waiting) = listening().await;
    let page = visit(
        &address,
        "/?error=access_denied&error_description=No+thanks&state=the-state",
    )
    .await;
    assert!(page.contains("Not signed in"), "{page}");
    match waiting.await.unwrap() {
        Err(Error::Auth { code, description }) => {
            assert_eq!(code, "access_denied");
            assert_eq!(description.as_deref(), Some("No thanks"));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_wait_has_an_end() {
    let listener = LoopbackListener::bind().await.unwrap();
    let outcome = listener.wait("s", Duration::from_millis(20)).await;
    assert!(matches!(outcome, Err(Error::SignInTimedOut)));
}

#[tokio::test]
async fn cancelling_closes_the_port() {
    let (address, waiting) = listening().await;
    visit(&address, "/").await;
    waiting.abort();
    assert!(waiting.await.unwrap_err().is_cancelled());
    assert!(TcpStream::connect(&address).await.is_err());
}
