//! What My shares showed last: there at once at the next start, there without a connection, and compared with what is
//! there now.

use std::time::{Duration, Instant};

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::keyboard::{down_to_row, enter, press, walk_to};
use e2e::pages::my_shares_keys::MySharesByKeys;
use e2e::stage::{COLLECTION, Stage};
use e2e::window::Name;
use fantoccini::key::Key;
use serde_json::json;

use crate::cast;

/// So long takes each answer while the list must be there already.
const SLOW: Duration = Duration::from_secs(40);

/// What stands above the list then; the time of the last reading follows.
const OFFLINE: &str = "You are offline. This list is from today,";

/// Somebody else who looks after the collection shares a folder of it, with the official client. False without one.
async fn share_meanwhile(stage: &Stage, folder: &str) -> Result<bool> {
    let Some(judge) = stage.judge().await? else {
        return Ok(false);
    };
    let place = format!("{}:{folder}", stage.practice.collection(COLLECTION).await?);
    judge.ask(&[
        "endpoint",
        "permission",
        "create",
        &place,
        "--permissions",
        "r",
        "--identity",
        cast::STRANGER_ADDRESS,
    ])?;
    Ok(true)
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn the_last_list_opens_at_once_and_without_a_connection() -> Result<()> {
    Stage::play("kept_shares", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        MySharesByKeys(&app.window).open().await?;
        app.close().await?;

        stage
            .practice
            .admin("POST", "delay", Some(json!({ "delay_ms": SLOW.as_millis() })))
            .await?;
        let begun = Instant::now();
        let app = stage.start_app().await?;
        MySharesByKeys(&app.window).open().await?;
        app.window.says_within("main", "chapter 2").await?;
        ensure!(begun.elapsed() < SLOW, "the list waited for Globus");
        app.close().await?;

        stage.practice.unplug()?;
        let app = stage.start_app().await?;
        let window = &app.window;
        let shares = MySharesByKeys(window);
        shares.open().await?;
        window.says_within("main", "chapter 2").await?;
        enter(window, "button", "Check again").await?;
        // Each request is tried a few times, with growing pauses, before it is given up: longer than a window waits.
        if window.says_within("main", OFFLINE).await.is_err() {
            window.says_within("main", OFFLINE).await?;
        }
        stage.look(window, "my-shares-offline").await?;
        // It can be looked at and searched, and nothing in it can be changed.
        shares.find("Thesis").await?;
        shares.shows(2).await?;
        shares.step_in().await?;
        down_to_row(window, "chapter 2").await?;
        walk_to(window, Key::Right, "button", Name::Begins("More for")).await?;
        press(window, Key::Enter).await?;
        for line in ["Change level", "Change end date", "Stop sharing"] {
            let line = window.role("menuitem", Name::Begins(line)).await?;
            ensure!(
                line.text().await?.contains("Needs a connection"),
                "{}",
                line.text().await?
            );
        }
        press(window, Key::Escape).await?;

        // Somebody else went on in the meantime: once it can be read again, it is there.
        stage.practice.plug_in(&stage.desktop)?;
        let other = share_meanwhile(stage, "/Protocol/").await?;
        enter(window, "button", "Try now").await?;
        window.says_within("main", "Checked just now.").await?;
        ensure!(
            !window.text("main").await?.contains("You are offline"),
            "the banner stays"
        );
        if other {
            shares.find("Protocol").await?;
            shares.shows(1).await?;
        }
        stage.look(window, "my-shares-online-again").await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn what_somebody_else_added_since_the_last_visit_is_found() -> Result<()> {
    Stage::play("since_last_visit", Keychain::Unlocked, async |stage| {
        if stage.judge().await?.is_none() {
            return Ok(());
        }
        let app = stage.signed_in().await?;
        let window = &app.window;
        let shares = MySharesByKeys(window);
        shares.open().await?;
        // Leaving the page is what makes it the last visit.
        enter(window, "link", "Home").await?;
        window.role("heading", "Share a folder").await?;
        share_meanwhile(stage, "/Results/").await?;

        shares.open().await?;
        shares.check_again().await?;
        ensure!(
            shares.switch("Changed since last visit").await?,
            "the filter is off"
        );
        shares.shows(1).await?;
        shares.step_in().await?;
        press(window, Key::Right).await?;
        window.says_within("main", cast::STRANGER).await?;
        window.says_within("main", "Added by someone else").await?;
        stage.look(window, "my-shares-changed").await
    })
    .await
}
