//! What the desktop says of a copy whose window is in the tray, and where a click on it leads.

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::pages::copy::Copying;
use e2e::process;
use e2e::screen::Toplevel;
use e2e::services::notifications::{Notifications, Shown};
use e2e::services::tray::Tray;
use e2e::stage::Stage;
use e2e::wait;
use e2e::window::{Name, Window};
use serde_json::{Value, json};

use crate::copy_steps::{FOLDER, begin, is_whole, make_folder, notices, room, slowly};
use crate::reminders::set;

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_click_on_a_copys_notice_leads_to_it_out_of_the_tray() -> Result<()> {
    Stage::play("copy_notices", Keychain::Unlocked, async |stage| {
        let tray = Tray::start(&stage.desktop).await?;
        let notifications = Notifications::start(&stage.desktop).await?;
        set(stage, "keepInTray", json!(true))?;
        let folder = make_folder(stage)?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        tray.menu().await?;
        slowly(stage).await?;
        begin(stage, &app, &folder).await?;
        window.press("link", "Home").await?;
        window.role("heading", "Share a folder").await?;
        let frame = Toplevel::titled(&stage.desktop, "Guestlist").await?;
        frame.close()?;
        frame.is_hidden().await?;

        // Nothing more fits onto the storage: the person is needed.
        room(stage, json!(0)).await?;
        stage.practice.clear_faults().await?;
        let stopped = notifications.titled(&format!("{FOLDER} has stopped")).await?;
        ensure!(stopped.actions == ["default"], "{stopped:?}");
        follow(&notifications, &stopped, window, &format!("{FOLDER} has stopped")).await?;
        frame.is_shown().await?;
        window.says("There is no room left on the storage.").await?;
        stage.look(window, "copy-stopped-from-a-notice").await?;

        room(stage, Value::Null).await?;
        slowly(stage).await?;
        window.press("button", "Go on").await?;
        Copying(window).is_under_way(FOLDER).await?;
        window.press("link", "Home").await?;
        window.role("heading", "Share a folder").await?;
        frame.close()?;
        frame.is_hidden().await?;
        stage.practice.clear_faults().await?;
        let copied = notifications.titled(&format!("{FOLDER} is copied")).await?;
        ensure!(
            copied.body == "Everything has arrived and was checked. Choose who gets it.",
            "{copied:?}"
        );
        ensure!(process::is_alive(app.id()?), "the app has left the tray");
        follow(&notifications, &copied, window, &format!("{FOLDER} is copied")).await?;
        frame.is_shown().await?;
        stage.look(window, "copy-complete-from-a-notice").await?;
        ensure!(notices(&notifications).len() == 2, "{:?}", notifications.shown());
        is_whole(stage, &folder).await
    })
    .await
}

/// Clicks until it leads to a page of this heading: a program hears of clicks a moment after it has shown a notification,
/// and nobody is that quick but a test.
async fn follow(notifications: &Notifications, shown: &Shown, window: &Window, heading: &str) -> Result<()> {
    wait::until("the click to lead to the copy", || async {
        notifications.click(shown).await?;
        let led = window.all("main", "heading", Name::Is(heading)).await?;
        Ok((!led.is_empty()).then_some(()))
    })
    .await
}
