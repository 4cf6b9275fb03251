//! The way of a folder to storage and to its guests, without a mouse.

use anyhow::ensure;
use e2e::Result;
use e2e::app::App;
use e2e::desktop::Keychain;
use e2e::keyboard::{enter, press, tab_to, walk_to};
use e2e::pages::copy::Copying;
use e2e::pages::done::Done;
use e2e::pages::review::Review;
use e2e::pages::share_sheet::ShareSheet;
use e2e::stage::Stage;
use e2e::wait;
use e2e::window::Name;
use fantoccini::key::Key;

use crate::cast;
use crate::copy_steps::{
    AFTER, AROUND, BOOKMARK, FILES, FOLDER, STORAGE, grants, is_judged, is_whole_in, make_folder, slowly,
};

/// A folder that is made for it on the storage.
const NEW: &str = "for guests";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_folder_is_copied_and_shared_with_the_keyboard_only() -> Result<()> {
    Stage::play("copy_keys", Keychain::Unlocked, async |stage| {
        let folder = make_folder(stage)?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        let before = stage.practice.guests_on(STORAGE).await?;
        slowly(stage).await?;
        enter(window, "button", "Paste a path").await?;
        window.keys(&folder.to_string_lossy()).await?;
        press(window, Key::Enter).await?;
        window.role("button", "Copy to storage…").await?;
        enter(window, "button", "Copy to storage…").await?;
        choose_place(stage, &app).await?;

        let begin = format!("Copy {FILES} files");
        window.role("button", Name::Is(&begin)).await?;
        window.says(&format!("/{AROUND}/{NEW}/")).await?;
        enter(window, "button", &begin).await?;
        Copying(window).is_under_way(FOLDER).await?;

        // The guests are chosen while it is copied.
        enter(window, "button", "Choose who gets it").await?;
        let title = format!("Share {FOLDER}");
        through_consents(stage, &app, "heading", &title).await?;
        ShareSheet(window).is_ready().await?;
        tab_to(window, "combobox", "Add guests by name, address or group").await?;
        window.keys("hannah").await?;
        window.role("option", Name::Has(cast::COLLEAGUE)).await?;
        press(window, Key::Enter).await?;
        ShareSheet(window).is_listed(cast::COLLEAGUE).await?;
        enter(window, "button", "Review 1 guest").await?;
        Review(window).is_ready().await?;
        enter(window, "button", AFTER).await?;
        let waits = format!("{FOLDER} will be shared with 1 guest");
        window.role("heading", Name::Is(&waits)).await?;
        ensure!(
            grants(stage).await? == 0,
            "somebody got access before the files are there"
        );

        stage.practice.clear_faults().await?;
        Done(window).is_shared(FOLDER).await?;
        is_judged(stage, &before).await?;
        is_whole_in(stage, &folder, &format!("{AROUND}/{NEW}")).await
    })
    .await
}

/// A bookmark, one folder up, and a new folder there.
async fn choose_place(stage: &Stage, app: &App) -> Result<()> {
    let window = &app.window;
    window.role("button", Name::Begins(BOOKMARK)).await?;
    tab_to(window, "textbox", "Find storage").await?;
    walk_to(window, Key::Down, "button", Name::Begins(BOOKMARK)).await?;
    press(window, Key::Enter).await?;
    through_consents(stage, app, "heading", "reef").await?;
    press(window, Key::Backspace).await?;
    window.role("heading", AROUND).await?;
    enter(window, "button", "New folder…").await?;
    let name = Name::Is("Name of the new folder");
    wait::until("the focus on the name", || async {
        Ok(window.has_focus("textbox", name).await?.then_some(()))
    })
    .await?;
    window.keys(NEW).await?;
    stage.look(window, "copy-new-folder").await?;
    press(window, Key::Enter).await?;
    window.role("heading", NEW).await?;
    window.says("There is nothing to see here").await?;
    stage.look(window, "copy-into-new-folder").await?;
    enter(window, "button", "Copy it here").await?;
    through_consents(stage, app, "textbox", "Name of the new folder there").await?;
    Copying(window).is_planned(FOLDER).await
}

/// Gives each OK that is asked for, until there is something of this role and name.
async fn through_consents(stage: &Stage, app: &App, role: &str, name: &str) -> Result<()> {
    while crate::copy_steps::asks(app, role, name).await? {
        enter(&app.window, "button", crate::copy_steps::ASKED).await?;
        stage.finish_sign_in(app).await?;
    }
    Ok(())
}
