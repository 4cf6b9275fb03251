//! The icon in the tray: what closing the window means with it and without it.

use anyhow::{Result, ensure};
use e2e::desktop::Keychain;
use e2e::keyboard::{press, tab_to};
use e2e::pages::frame::Frame;
use e2e::process;
use e2e::screen::Toplevel;
use e2e::services::notifications::Notifications;
use e2e::services::tray::Tray;
use e2e::stage::{COLLECTION, Stage};
use e2e::wait;
use fantoccini::key::Key;
use serde_json::json;

use crate::reminders::{ENDS_IN_7_DAYS, seed, set};

const KEEP: &str = "Keep Guestlist in the tray when its window is closed";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_closed_window_stays_in_the_tray_if_the_person_wants_it() -> Result<()> {
    Stage::play_with("tray", Keychain::Unlocked, &seed(), async |stage| {
        let tray = Tray::start(&stage.desktop).await?;
        let notifications = Notifications::start(&stage.desktop).await?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        let shown = notifications.titled(ENDS_IN_7_DAYS).await?;
        Frame(window).go_to("Settings").await?;
        window.says("or while it stays in the tray").await?;
        tab_to(window, "checkbox", KEEP).await?;
        press(window, Key::Space).await?;
        let menu = tray.menu().await?;
        ensure!(menu == ["Open Guestlist", "Share a folder…", "Quit"], "{menu:?}");
        stage.look(window, "settings-with-a-tray").await?;

        let frame = Toplevel::titled(&stage.desktop, "Guestlist").await?;
        let id = app.id()?;
        frame.close()?;
        frame.is_hidden().await?;
        notifications.click(&shown).await?;
        frame.is_shown().await?;
        window.role("heading", COLLECTION).await?;
        frame.close()?;
        frame.is_hidden().await?;
        tray.choose("Open Guestlist").await?;
        frame.is_shown().await?;
        frame.close()?;
        frame.is_hidden().await?;
        tray.choose("Share a folder…").await?;
        frame.is_shown().await?;
        let dialog = Toplevel::titled(&stage.desktop, "Select Folder").await?;
        dialog.close()?;
        dialog.is_hidden().await?;
        tray.choose("Quit").await?;
        is_gone(id).await?;
        tray.is_empty().await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn without_a_tray_the_window_says_so_and_closing_it_quits() -> Result<()> {
    Stage::play_with("no_tray", Keychain::Unlocked, &seed(), async |stage| {
        // Wanted on another desktop, say.
        set(stage, "keepInTray", json!(true))?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        Frame(window).go_to("Settings").await?;
        window.says("It can do so only while its window is open.").await?;
        window.says("Closing the window ends Guestlist.").await?;
        window.gone("checkbox", KEEP).await?;
        let id = app.id()?;
        Toplevel::titled(&stage.desktop, "Guestlist").await?.close()?;
        is_gone(id).await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_tray_that_goes_takes_nobodys_window_with_it() -> Result<()> {
    Stage::play_with("tray_gone", Keychain::Unlocked, &seed(), async |stage| {
        let tray = Tray::start(&stage.desktop).await?;
        set(stage, "keepInTray", json!(true))?;
        let app = stage.signed_in().await?;
        tray.menu().await?;
        drop(tray);
        let id = app.id()?;
        Toplevel::titled(&stage.desktop, "Guestlist").await?.close()?;
        is_gone(id).await
    })
    .await
}

async fn is_gone(id: u32) -> Result<()> {
    wait::until("the app to end", || async {
        Ok((!process::is_alive(id)).then_some(()))
    })
    .await
}
