//! A folder that can't be shared where it is: copied to storage, and shared when all of it is there and not before.

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::pages::copy::Copying;
use e2e::pages::done::Done;
use e2e::stage::Stage;
use e2e::wait;
use e2e::window::Name;
use serde_json::json;

use crate::copy_steps::{
    AROUND, FOLDER, STORAGE, begin, grants, is_judged, is_whole, make_folder, puts, share_later, slowly,
    waiting_share,
};

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_folder_outside_of_connect_personal_is_copied_over_https_and_shared_when_it_is_there() -> Result<()>
{
    Stage::play("copy", Keychain::Unlocked, async |stage| {
        let folder = make_folder(stage)?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        let before = stage.practice.guests_on(STORAGE).await?;
        // Every file takes a while, so that there is time for a guest list.
        slowly(stage).await?;
        begin(stage, &app, &folder).await?;
        stage.look(window, "copy-under-way").await?;

        share_later(stage, &app).await?;
        stage.look(window, "copy-share-waits").await?;
        ensure!(
            stage.practice.guests_on(STORAGE).await? == before,
            "something was made before the files are there"
        );
        ensure!(
            grants(stage).await? == 0,
            "somebody got access before the files are there"
        );

        stage.practice.clear_faults().await?;
        Done(window).is_shared(FOLDER).await?;
        stage.look(window, "copy-shared").await?;
        is_judged(stage, &before).await?;
        is_whole(stage, &folder).await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_copy_goes_on_after_the_app_was_killed_and_is_shared_once() -> Result<()> {
    Stage::play("copy-killed", Keychain::Unlocked, async |stage| {
        let (app, folder, before) = waiting_share(stage).await?;
        wait::until("some files to have arrived", || async {
            Ok((puts(stage).await?.len() > 2).then_some(()))
        })
        .await?;
        app.kill().await?;
        ensure!(
            grants(stage).await? == 0,
            "somebody got access before the files are there"
        );

        let app = stage.start_app().await?;
        let window = &app.window;
        window
            .role("button", Name::Is(&format!("Show the copy {FOLDER}")))
            .await?;
        window.says("Then shared with 1 guest").await?;
        stage.look(window, "copy-after-a-kill").await?;
        stage.practice.clear_faults().await?;
        window.press("link", "Activity").await?;
        window.says("Copied, checked").await?;
        stage.look(window, "copy-in-activity").await?;
        window
            .press("button", Name::Is(&format!("Show the copy {FOLDER}")))
            .await?;
        Copying(window).is_complete(FOLDER).await?;
        wait::until("the share to have begun", || async {
            Ok((stage.practice.guests_on(STORAGE).await? != before).then_some(()))
        })
        .await?;
        Copying(window).is_shared().await?;
        is_judged(stage, &before).await?;
        is_whole(stage, &folder).await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_copy_waits_for_storage_that_is_away_and_goes_on() -> Result<()> {
    Stage::play("copy-away", Keychain::Unlocked, async |stage| {
        let folder = make_folder(stage)?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        slowly(stage).await?;
        begin(stage, &app, &folder).await?;
        away(stage, true).await?;
        stage.practice.clear_faults().await?;
        window
            .role("heading", Name::Is(&format!("{FOLDER} is waiting")))
            .await?;
        window.says("The storage does not answer.").await?;
        stage.look(window, "copy-waits").await?;

        away(stage, false).await?;
        window.press("button", "Try now").await?;
        Copying(window).is_complete(FOLDER).await?;
        stage.look(window, "copy-complete").await?;
        is_whole(stage, &folder).await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_copy_under_way_is_cancelled_and_removed() -> Result<()> {
    Stage::play("copy-removed", Keychain::Unlocked, async |stage| {
        let (app, folder, before) = waiting_share(stage).await?;
        let window = &app.window;
        window.press("button", "Show the copy").await?;
        window
            .says("1 guest gets access when the copy is complete.")
            .await?;
        Copying(window).cancel_and_remove(FOLDER).await?;
        stage.look(window, "copy-removed").await?;
        let copy = stage.practice.disk(STORAGE).await?.join(AROUND).join(FOLDER);
        ensure!(!copy.exists(), "something was left there");
        ensure!(folder.join("plates").is_dir(), "the folder itself has gone");
        // Nothing waits any more, and nothing was granted.
        window.press("link", "Home").await?;
        window.role("heading", "Share a folder").await?;
        window
            .gone("button", Name::Is(&format!("Show the copy {FOLDER}")))
            .await?;
        ensure!(
            !window
                .text("main")
                .await?
                .contains("was not shared with everybody")
        );
        ensure!(
            grants(stage).await? == 0,
            "somebody got access to what was removed"
        );
        ensure!(stage.practice.guests_on(STORAGE).await? == before);
        Ok(())
    })
    .await
}

/// Takes the files of all collections away, or brings them back.
async fn away(stage: &Stage, on: bool) -> Result<()> {
    let wish = json!({ "on": on, "services": ["https"] });
    stage
        .practice
        .admin("POST", "maintenance", Some(wish))
        .await
        .map(drop)
}
