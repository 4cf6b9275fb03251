//! The path of a permission: S17 to S20.

use serde_json::json;

use crate::ground::{Ground, kept_out, refused};
use crate::harness::{ALL, JONAS, NORA, Stage, TOMAS, rule};

/// S17: a path is absolute and begins and ends with `/`. Q1: the service is taken to add a missing last slash.
#[tokio::test]
async fn s17_a_path_begins_and_ends_with_a_slash() {
    let ground = Ground::fresh().await;
    let jonas = ground.stage.person(JONAS).await;
    for path in ["", "raw", "raw/", "~/raw/", "C:/raw/"] {
        refused(ground.create(rule(&jonas, path, "r")).await, 400, "InvalidPath");
    }
    let added = ground.made(rule(&jonas, "/raw", "r")).await;
    assert_eq!(ground.read(&added).await["path"], "/raw/");
    ground
        .stage
        .admin(
            reqwest::Method::POST,
            "config",
            json!({"strict_trailing_slash": true}),
        )
        .await;
    refused(
        ground.create(rule(&jonas, "/other", "r")).await,
        400,
        "InvalidPath",
    );
    ground.made(rule(&jonas, "/other/", "r")).await;
}

/// S18: a path with `/./` or `/../` is refused with 400 `InvalidPath`.
#[tokio::test]
async fn s18_a_path_takes_no_steps() {
    let ground = Ground::fresh().await;
    let jonas = ground.stage.person(JONAS).await;
    for path in ["/a/./b/", "/a/../b/", "/../", "/./", "/a/..", "/a/."] {
        refused(ground.create(rule(&jonas, path, "r")).await, 400, "InvalidPath");
    }
    // Dots within a name are a name.
    for path in ["/.hidden/", "/a..b/", "/.../"] {
        let one = ground.made(rule(&jonas, path, "r")).await;
        assert_eq!(ground.read(&one).await["path"], path);
    }
}

/// S19: a path has at most 2000 characters after encoding; what is not ASCII counts by its encoded length.
#[tokio::test]
async fn s19_a_path_has_2000_characters_after_encoding() {
    let ground = Ground::fresh().await;
    let jonas = ground.stage.person(JONAS).await;
    let of = |name: String| rule(&jonas, &format!("/{name}/"), "r");
    ground.made(of("a".repeat(1998))).await;
    refused(ground.create(of("a".repeat(1999))).await, 400, "InvalidPath");
    // 700 characters of three bytes each: 2100 bytes, and more when percent-encoded.
    refused(
        ground.create(of("\u{3042}".repeat(700))).await,
        400,
        "InvalidPath",
    );
    ground.made(of("\u{3042}".repeat(200))).await;
}

/// S20: what begins with `/~/` is relative to the home directory where the storage has one: on a computer it is the
/// home of the person, on a guest collection its root.
#[tokio::test]
async fn s20_a_path_can_begin_at_home() {
    let stage = Stage::demo().await;
    let laptop = Ground::of(stage, NORA, "Nora's laptop").await;
    let at_home = laptop.ls(&laptop.owner, "/~/Maple trial 2026/").await.ok();
    let home = laptop.stage.practice.sample_root().display().to_string();
    let absolute = laptop
        .ls(&laptop.owner, &format!("{home}/Maple trial 2026/"))
        .await
        .ok();
    assert_eq!(at_home["DATA"], absolute["DATA"]);

    let ground = Ground::fresh().await;
    let tomas = ground.stage.person(TOMAS).await;
    let token = ground.stage.token(TOMAS, ALL).await;
    ground.mkdir(&ground.owner, "/~/raw").await.ok();
    ground.made(rule(&tomas, "/~/raw/", "r")).await;
    for path in ["/~/raw/", "/raw/"] {
        ground.ls(&token, path).await.ok();
    }
    kept_out(&ground.ls(&token, "/~/").await);
}
