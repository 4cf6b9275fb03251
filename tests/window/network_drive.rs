//! A folder on a network drive: shown on its storage once, compared, and shared where it really is; the official client
//! says what was stored. Without a mouse.

use anyhow::{Context, ensure};
use e2e::Result;
use e2e::computer::hang_drive;
use e2e::desktop::Keychain;
use e2e::keyboard::{clear, enter, press, tab_to, walk_to};
use e2e::pages::done::Done;
use e2e::pages::frame::Frame;
use e2e::pages::home::Home;
use e2e::pages::review::Review;
use e2e::pages::share_sheet::ShareSheet;
use e2e::stage::Stage;
use e2e::window::{Name, Window};
use fantoccini::key::Key;

use crate::cast;

const STORAGE: &str = "Northfield Research Storage";
const DRIVE: &str = r"\\files.northfield.example\research";
const FOLDER: &str = "core";

/// Walks to the storage that the drive is.
async fn open_storage(window: &Window) -> Result<()> {
    window.role("heading", Name::Begins("Which storage is")).await?;
    tab_to(window, "textbox", "Find storage").await?;
    clear(window).await?;
    window.keys("research storage").await?;
    window.role("button", Name::Begins(STORAGE)).await?;
    walk_to(window, Key::Tab, "button", Name::Begins(STORAGE)).await?;
    press(window, Key::Enter).await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_folder_on_a_network_drive_is_shared_where_it_really_is() -> Result<()> {
    Stage::play("network_drive", Keychain::Unlocked, async |stage| {
        // What the file server shows is what the storage has.
        let at = stage.practice.folder_of(STORAGE).await?;
        hang_drive(&stage.desktop, &at, "//files.northfield.example/research")?;
        let before = stage.practice.guests_on(STORAGE).await?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        Home(window).paste_path_by_keys(&at.join(FOLDER)).await?;
        window
            .says(&format!(
                "This folder is on a network drive ({DRIVE}). Which storage is it?"
            ))
            .await?;
        stage.look(window, "network-drive").await?;

        enter(window, "button", "Choose the storage…").await?;
        window.role("heading", Name::Begins("Which storage is")).await?;
        stage.look(window, "network-drive-storage").await?;
        open_storage(window).await?;
        window.role("heading", "Globus wants your OK first").await?;
        enter(window, "button", "Continue in the browser").await?;
        stage.finish_sign_in(&app).await?;

        // Another folder is not taken for it.
        window.role("button", "This is the folder").await?;
        enter(window, "button", "This is the folder").await?;
        window.says("They are two folders").await?;
        stage.look(window, "network-drive-different").await?;
        enter(window, "button", &format!("Look for {FOLDER} elsewhere")).await?;
        open_storage(window).await?;
        window.role("button", Name::Begins(FOLDER)).await?;
        walk_to(window, Key::Tab, "button", Name::Begins(FOLDER)).await?;
        press(window, Key::Enter).await?;
        window.role("heading", FOLDER).await?;
        enter(window, "button", "This is the folder").await?;
        window.says("and nothing differs").await?;
        stage.look(window, "network-drive-same").await?;
        enter(window, "button", &format!("Yes, it is {STORAGE}")).await?;

        // From here on it is a folder of that storage.
        window.says("To share from this storage").await?;
        enter(window, "button", "Continue in the browser").await?;
        stage.finish_sign_in(&app).await?;
        ShareSheet(window).is_ready().await?;
        window.says(&format!("{DRIVE}, which is on this storage")).await?;
        stage.look(window, "network-drive-sheet").await?;
        tab_to(window, "combobox", "Add guests by name, address or group").await?;
        window.keys(cast::STRANGER_ADDRESS).await?;
        window.role("option", Name::Has(cast::STRANGER)).await?;
        press(window, Key::Enter).await?;
        ShareSheet(window).is_listed(cast::STRANGER).await?;
        enter(window, "button", "Review 1 guest").await?;
        Review(window).is_ready().await?;
        enter(window, "button", "Share with 1 person").await?;
        Done(window).is_shared(FOLDER).await?;

        let after = stage.practice.guests_on(STORAGE).await?;
        let made = after.iter().find(|one| !before.contains(one));
        let (id, _) = made.context("no shared folder was made")?;
        if let Some(judge) = stage.server_judge().await? {
            let permissions = judge.permissions(id)?;
            let [permission] = permissions.as_slice() else {
                anyhow::bail!("the judge sees {permissions:?}")
            };
            let stranger = stage.practice.identity(cast::STRANGER).await?;
            ensure!(permission.principal == stranger, "{permission:?}");
            ensure!(
                (permission.path.as_str(), permission.permissions.as_str()) == ("/", "r"),
                "{permission:?}"
            );
        }

        // The drive is known as a whole, and can be forgotten.
        Frame(window).go_to_by_keys("Settings").await?;
        window.says(&format!("is /~/ on {STORAGE}.")).await?;
        stage.look(window, "network-drive-settings").await?;
        enter(window, "button", &format!("Forget {DRIVE}")).await?;
        window.says(&format!("{DRIVE} is forgotten.")).await
    })
    .await
}
