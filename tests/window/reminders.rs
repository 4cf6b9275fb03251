//! Notices of ends to come, as the desktop gets them.

use anyhow::{Context, ensure};
use e2e::desktop::Keychain;
use e2e::screen::Toplevel;
use e2e::services::notifications::Notifications;
use e2e::stage::{COLLECTION, Stage};
use e2e::window::Name;
use e2e::{Result, programs, wait};
use serde_json::{Value, json};

use crate::folder::push;

/// One share that ends in 7 days, one in 20, one much later.
pub(crate) fn seed() -> String {
    programs::source("tests/src/support/ending.json")
        .to_string_lossy()
        .into_owned()
}

pub(crate) const ENDS_IN_7_DAYS: &str = "Results ends in 7 days";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn an_end_is_announced_once_and_a_click_leads_to_the_folder() -> Result<()> {
    Stage::play_with("reminders", Keychain::Unlocked, &seed(), async |stage| {
        let notifications = Notifications::start(&stage.desktop).await?;
        set(stage, "reminderDays", json!([14, 7, 1]))?;
        let app = stage.signed_in().await?;
        let shown = notifications.titled(ENDS_IN_7_DAYS).await?;
        ensure!(shown.app == "Guestlist", "{shown:?}");
        ensure!(shown.body.starts_with("Marta Lind loses access on "), "{shown:?}");
        let frame = Toplevel::titled(&stage.desktop, "Guestlist").await?;
        // A program hears of clicks a moment after it has shown a notification. Nobody is that quick but a test.
        wait::until("the click to lead somewhere", || async {
            notifications.click(&shown).await?;
            let led = app.window.all("main", "heading", Name::Is(COLLECTION)).await?;
            Ok((!led.is_empty()).then_some(()))
        })
        .await?;
        frame.is_shown().await?;
        app.window.role("treeitem", Name::Begins("Results")).await?;
        app.window.says_within("main", "Marta Lind").await?;
        // More time is one key away, and the usual review.
        push(&app.window, "Extend by 90 days").await?;
        app.window.role("heading", "Check the new end").await?;
        app.window.says_within("main", "Marta Lind").await?;
        stage.look(&app.window, "reminder-extend").await?;
        push(&app.window, "Extend 1 share").await?;
        app.window.says("Checked with Globus at").await?;
        ensure!(notifications.shown().len() == 1, "{:?}", notifications.shown());
        app.close().await?;

        // The nearest end is looked at first: when the other one is announced, this one was passed over.
        set(stage, "reminderDays", json!([30, 14, 7, 1]))?;
        let app = stage.start_app().await?;
        notifications.titled("Plots ends in 20 days").await?;
        ensure!(notifications.shown().len() == 2, "{:?}", notifications.shown());
        app.close().await
    })
    .await
}

/// Writes a setting as a person with an editor would, while the app does not run.
pub(crate) fn set(stage: &Stage, name: &str, value: Value) -> Result<()> {
    let file = stage.desktop.app_data().join("settings.json");
    let mut settings = match std::fs::read_to_string(&file) {
        Ok(text) => serde_json::from_str(&text).context("settings are JSON")?,
        Err(_) => json!({}),
    };
    settings[name] = value;
    Ok(std::fs::write(&file, settings.to_string())?)
}
