//! The window is closed while something is copied, on a desktop without a tray: the app goes on out of sight, comes to the
//! end, says so, and ends.

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::pages::copy::Copying;
use e2e::process;
use e2e::screen::Toplevel;
use e2e::services::notifications::Notifications;
use e2e::stage::Stage;
use e2e::wait;
use e2e::window::Name;
use serde_json::{Value, json};

use crate::copy_steps::{
    FOLDER, begin, grants, is_judged, is_whole, make_folder, notices, room, slowly, start_again,
    waiting_share,
};

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_copy_behind_a_closed_window_is_shared_announced_and_then_the_app_ends() -> Result<()> {
    Stage::play("copy_closed", Keychain::Unlocked, async |stage| {
        let notifications = Notifications::start(&stage.desktop).await?;
        let (app, folder, before) = waiting_share(stage).await?;
        let id = app.id()?;
        let frame = Toplevel::titled(&stage.desktop, "Guestlist").await?;
        frame.close()?;
        frame.is_hidden().await?;
        ensure!(process::is_alive(id), "the app has ended with its window");
        ensure!(
            grants(stage).await? == 0,
            "somebody got access before the files are there"
        );

        stage.practice.clear_faults().await?;
        is_gone(id).await?;
        is_judged(stage, &before).await?;
        is_whole(stage, &folder).await?;
        let told = notices(&notifications);
        ensure!(
            told == [(
                format!("{FOLDER} is copied"),
                "Everything has arrived and was checked. 1 guest gets access.".to_owned()
            )],
            "{told:?}"
        );

        let app = stage.start_app().await?;
        let window = &app.window;
        window.press("link", "Activity").await?;
        window.says("Copied, checked").await?;
        stage.look(window, "copy-ended-behind-a-closed-window").await?;
        ensure!(notices(&notifications).len() == 1, "it was announced once more");
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_start_shows_the_window_that_was_closed_while_a_copy_goes_on() -> Result<()> {
    Stage::play("copy_shown_again", Keychain::Unlocked, async |stage| {
        let notifications = Notifications::start(&stage.desktop).await?;
        let folder = make_folder(stage)?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        slowly(stage).await?;
        begin(stage, &app, &folder).await?;
        let id = app.id()?;
        let frame = Toplevel::titled(&stage.desktop, "Guestlist").await?;
        frame.close()?;
        frame.is_hidden().await?;
        start_again(stage, &[])?;
        frame.is_shown().await?;
        Copying(window).is_under_way(FOLDER).await?;
        stage.look(window, "copy-shown-again").await?;

        // Somebody looks at it now: the end of the copy is not the end of the app.
        stage.practice.clear_faults().await?;
        Copying(window).is_complete(FOLDER).await?;
        let end = notifications.titled(&format!("{FOLDER} is copied")).await?;
        ensure!(
            end.body == "Everything has arrived and was checked. Choose who gets it.",
            "{end:?}"
        );
        window.press("link", "Home").await?;
        window.role("heading", "Share a folder").await?;
        frame.is_shown().await?;
        frame.close()?;
        is_gone(id).await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_copy_that_stops_behind_a_closed_window_says_so_and_waits_on_home() -> Result<()> {
    Stage::play("copy_closed_stopped", Keychain::Unlocked, async |stage| {
        let notifications = Notifications::start(&stage.desktop).await?;
        let (app, folder, before) = waiting_share(stage).await?;
        let id = app.id()?;
        let frame = Toplevel::titled(&stage.desktop, "Guestlist").await?;
        frame.close()?;
        frame.is_hidden().await?;
        room(stage, json!(0)).await?;
        stage.practice.clear_faults().await?;
        is_gone(id).await?;
        let told = notices(&notifications);
        ensure!(
            told == [(
                format!("{FOLDER} has stopped"),
                "The copy needs you to go on. Guests get no access before it is complete.".to_owned()
            )],
            "{told:?}"
        );

        let app = stage.start_app().await?;
        let window = &app.window;
        window.says("Then shared with 1 guest").await?;
        window.says("Stopped").await?;
        stage.look(window, "copy-stopped-on-home").await?;
        window
            .press("button", Name::Is(&format!("Show the copy {FOLDER}")))
            .await?;
        window.says("There is no room left on the storage.").await?;
        stage.look(window, "copy-stopped").await?;
        ensure!(grants(stage).await? == 0, "somebody got access to a part of it");
        room(stage, Value::Null).await?;
        window.press("button", "Go on").await?;
        Copying(window).is_complete(FOLDER).await?;
        Copying(window).is_shared().await?;
        is_judged(stage, &before).await?;
        is_whole(stage, &folder).await
    })
    .await
}

async fn is_gone(id: u32) -> Result<()> {
    wait::until("the app to end", || async {
        Ok((!process::is_alive(id)).then_some(()))
    })
    .await
}
