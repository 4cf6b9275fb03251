//! Lines that are never answered, or cut in the middle.

use std::sync::Mutex;
use std::time::Duration;

use globus::retry::RetryPolicy;
use globus::{Error, Globus};
use jiff::SignedDuration;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::access::rule;
use crate::common::{collection, config_at, globus_at, store};

async fn listener() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let uri = format!("http://{}", listener.local_addr().unwrap());
    (listener, uri)
}

#[tokio::test]
async fn nobody_at_home_means_that_nothing_happened() {
    let (listener, uri) = listener().await;
    drop(listener);
    match globus_at(&uri)
        .transfer
        .create_access(&collection(), &rule())
        .await
        .unwrap_err()
    {
        Error::Network {
            outcome_unknown,
            timeout,
            detail,
            ..
        } => {
            assert!(!outcome_unknown && !timeout);
            assert!(!detail.contains("endpoint"), "{detail}");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_create_whose_line_is_cut_is_looked_for_before_it_is_sent_again() {
    let (listener, uri) = listener().await;
    let globus = globus_at(&uri);
    let seen = Mutex::new(Vec::new());
    let cutting = async {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut head = [0; 4];
            stream.read_exact(&mut head).await.unwrap();
            seen.lock()
                .unwrap()
                .push(String::from_utf8_lossy(&head).trim_end().to_owned());
        }
    };
    let (collection, rule) = (collection(), rule());
    let outcome = tokio::select! {
        outcome = globus.transfer.create_access(&collection, &rule) => outcome,
        () = cutting => unreachable!(),
    };
    assert!(outcome.unwrap_err().is_outcome_unknown());
    assert_eq!(*seen.lock().unwrap(), ["POST", "GET", "GET", "GET"]);
}

#[tokio::test]
async fn an_answer_that_takes_too_long_is_a_timeout() {
    // Nobody accepts: the system takes the connection, and no answer ever comes.
    let (_listener, uri) = listener().await;
    let mut config = config_at(&uri);
    config.retry = RetryPolicy {
        request_timeout: Duration::from_millis(50),
        ..RetryPolicy::never()
    };
    let globus = Globus::new(config, store(SignedDuration::from_hours(1))).unwrap();
    match globus
        .transfer
        .create_access(&collection(), &rule())
        .await
        .unwrap_err()
    {
        Error::Network {
            outcome_unknown,
            timeout,
            ..
        } => assert!(outcome_unknown && timeout),
        other => panic!("{other:?}"),
    }
}
