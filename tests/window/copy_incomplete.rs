//! Not everything can be copied: the person sees what is missing and why, mends what can be mended, and does without the
//! rest. Nobody gets access before that.

use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::pages::copy::Copying;
use e2e::services::notifications::Notifications;
use e2e::stage::Stage;
use e2e::window::Name;

use crate::copy_steps::{
    AROUND, FOLDER, STORAGE, begin, grants, is_judged, is_whole, make_folder, share_later, slowly,
};

/// A file whose name is a folder's on the storage.
const IN_THE_WAY: &str = "plates/plate 24.csv";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn what_is_missing_is_listed_tried_again_and_done_without() -> Result<()> {
    Stage::play("copy_incomplete", Keychain::Unlocked, async |stage| {
        let notifications = Notifications::start(&stage.desktop).await?;
        let folder = make_folder(stage)?;
        // A program listens there; and a link leads to nothing.
        let _listens = UnixListener::bind(folder.join("control"))?;
        symlink("field notes.txt", folder.join("notes.txt"))?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        let before = stage.practice.guests_on(STORAGE).await?;
        slowly(stage).await?;
        begin(stage, &app, &folder).await?;
        share_later(stage, &app).await?;
        let copy = stage.practice.disk(STORAGE).await?.join(AROUND).join(FOLDER);
        std::fs::create_dir(copy.join(IN_THE_WAY))?;
        stage.practice.clear_faults().await?;

        let due = notifications
            .titled(&format!("{FOLDER} is not complete yet"))
            .await?;
        ensure!(
            due.body == "3 things are missing. Guests get no access before you decide about them.",
            "{due:?}"
        );
        window.press("button", "Show the copy").await?;
        window
            .role("heading", Name::Is(&format!("{FOLDER} is not complete yet")))
            .await?;
        for (path, why) in [
            ("control", "It is no file but a socket of a program."),
            ("notes.txt", "It is a link to nothing."),
            (IN_THE_WAY, "On the storage there is a folder of this name."),
        ] {
            window.says(&format!("{path} {why}")).await?;
        }
        stage.look(window, "copy-incomplete").await?;
        ensure!(grants(stage).await? == 0, "somebody got access to a part of it");

        // What can be mended is.
        std::fs::remove_dir(copy.join(IN_THE_WAY))?;
        window.press("button", "Try again").await?;
        window.role("heading", "2 things are missing").await?;
        is_whole(stage, &folder).await?;
        stage.look(window, "copy-incomplete-still").await?;
        ensure!(grants(stage).await? == 0, "somebody got access to a part of it");

        window.press("button", "Go on without these 2").await?;
        window
            .says("The copy counts as complete then, and 1 guest gets access to what is there.")
            .await?;
        stage.look(window, "copy-without-some").await?;
        window
            .press_within("[role=alertdialog]", "button", "Go on without these 2")
            .await?;
        Copying(window).is_complete(FOLDER).await?;
        Copying(window).is_shared().await?;
        window
            .says("All but what was left out has arrived and was checked.")
            .await?;
        stage.look(window, "copy-complete-without-some").await?;
        is_judged(stage, &before).await
    })
    .await
}
