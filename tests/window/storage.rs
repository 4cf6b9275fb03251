//! A folder on a server, found, opened after the storage's consent, and shared, without a mouse.

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::keyboard::{enter, press, tab_to, walk_to};
use e2e::pages::done::Done;
use e2e::pages::review::Review;
use e2e::pages::share_sheet::ShareSheet;
use e2e::stage::Stage;
use e2e::window::{Name, Window};
use fantoccini::key::Key;
use serde_json::Value;

use crate::cast;

/// A bookmark of the signed-in person, on a server that they have not used from here.
const BOOKMARK: &str = "reef project space";

/// A folder of the list has the focus as soon as it is there.
async fn focus_is_on(window: &Window, folder: &str) -> Result<()> {
    let name = Name::Begins(folder);
    e2e::wait::until(&format!("the focus on {folder}"), || async {
        Ok(window.has_focus("button", name).await?.then_some(()))
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_folder_on_a_server_is_found_and_shared_with_the_keyboard_only() -> Result<()> {
    Stage::play("storage", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        enter(window, "button", "Browse storage").await?;
        window.role("heading", "Bookmarks").await?;
        stage.look(window, "storage").await?;

        tab_to(window, "textbox", "Find storage").await?;
        walk_to(window, Key::Down, "button", Name::Begins(BOOKMARK)).await?;
        press(window, Key::Enter).await?;
        window.role("heading", "Globus wants your OK first").await?;
        stage.look(window, "storage-consent").await?;
        enter(window, "button", "Continue in the browser").await?;
        stage.finish_sign_in(&app).await?;

        // Into the very folder that was asked for, up by the keyboard, and back down.
        window.role("heading", "reef").await?;
        stage.look(window, "storage-folder").await?;
        press(window, Key::Backspace).await?;
        window.role("heading", "projects").await?;
        focus_is_on(window, "reef").await?;
        window.keys("whit").await?;
        focus_is_on(window, "whitfield").await?;
        press(window, Key::Up).await?;
        focus_is_on(window, "reef").await?;
        press(window, Key::Enter).await?;
        window.role("heading", "reef").await?;

        let asked = stage.practice.requests().await?;
        let listed = |path: &str, status: u64| {
            let fits = |request: &&Value| {
                request["path"].as_str().is_some_and(|it| it.ends_with("/ls"))
                    && request["query"].as_str().is_some_and(|it| it.contains(path))
                    && request["status"] == status
            };
            asked.iter().filter(fits).count()
        };
        let found = [
            listed("path=%2Fprojects%2Freef%2F&", 403),
            listed("path=%2Fprojects%2Freef%2F&", 200),
            listed("path=%2Fprojects%2F&", 200),
        ];
        ensure!(
            found == [1, 1, 1],
            "every folder is asked for once, after one refusal: {found:?}"
        );

        // From here on it is a folder like any other. Making a shared folder takes an OK of its own.
        enter(window, "button", "Share this folder").await?;
        window.says("To share from this storage").await?;
        enter(window, "button", "Continue in the browser").await?;
        stage.finish_sign_in(&app).await?;
        ShareSheet(window).is_ready().await?;
        tab_to(window, "combobox", "Add guests by name, address or group").await?;
        window.keys(cast::STRANGER_ADDRESS).await?;
        window.role("option", Name::Has(cast::STRANGER)).await?;
        press(window, Key::Enter).await?;
        ShareSheet(window).is_listed(cast::STRANGER).await?;
        enter(window, "button", "Review 1 guest").await?;
        Review(window).is_ready().await?;
        enter(window, "button", "Share with 1 person").await?;
        Done(window).is_shared("reef").await
    })
    .await
}
