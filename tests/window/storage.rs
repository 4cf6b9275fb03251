//! A folder on a server, found, opened after the storage's consent, and handed to the share flow, without a mouse.

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::keyboard::{enter, press, tab_to, walk_to};
use e2e::stage::Stage;
use e2e::window::{Name, Window};
use fantoccini::key::Key;
use serde_json::Value;

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
async fn a_folder_on_a_server_is_found_with_the_keyboard_only() -> Result<()> {
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

        enter(window, "button", "Share this folder").await?;
        window.gone("heading", Name::Is("Bookmarks")).await?;
        window.role("heading", Name::Has("reef")).await.map(drop)
    })
    .await
}
