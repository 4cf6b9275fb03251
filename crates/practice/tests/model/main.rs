//! Random stories of permissions, roles and groups, told to a running practice and to a model of the rules: both
//! must answer the same, list the same, and let the same people in.
//!
//! `PROPTEST_CASES=5000 cargo test -p practice --test model` looks longer than a build does. A story that fails is
//! made short and kept in `regressions.txt` next to this file.

// Clippy knows test functions, not the helpers they share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../practice/harness.rs"]
#[allow(dead_code, reason = "shared with the tests by subject, which use more of it")]
mod harness;
mod membership;
mod rules;
#[path = "../practice/secure.rs"]
#[allow(dead_code, reason = "shared with the tests by subject, which use more of it")]
mod secure;
mod seed;
mod service;
mod setup;
mod stories;
mod story;
mod vocabulary;

use proptest::test_runner::{Config, FileFailurePersistence, TestRunner};

/// As many stories as a build has time for, unless the environment says otherwise.
fn config() -> Config {
    let kept = FileFailurePersistence::Direct("tests/model/regressions.txt");
    let mut config = Config {
        failure_persistence: Some(Box::new(kept)),
        // A minute is enough to make a story short.
        max_shrink_time: 60_000,
        ..Config::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 64;
    }
    config
}

#[test]
fn practice_and_the_rules_tell_the_same_story() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    // One practice for all stories; what each did is taken back before the next.
    let service = tokio::sync::Mutex::new(runtime.block_on(service::Service::start()));
    let outcome = TestRunner::new(config()).run(&stories::steps(), |steps| {
        runtime.block_on(async {
            let mut service = service.lock().await;
            service.begin_again().await;
            story::told(&service, &steps).await
        })
    });
    if let Err(why) = outcome {
        panic!("{why}");
    }
}
