//! "Why can't they open it?", asked in the row of a guest.

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::keyboard::{choose_in_menu, choose_in_row, down_to_row, enter, press, tab_to};
use e2e::pages::my_shares_keys::MySharesByKeys;
use e2e::stage::{COLLECTION, Stage};
use e2e::window::{Name, Window};
use fantoccini::key::Key;
use serde_json::json;

/// Was invited and has never signed in.
const NEVER_SIGNED_IN: &str = "Priya Raman";
/// Signs in with another address than the one that it is shared with.
const OTHER_ADDRESS: (&str, &str) = ("Luca Moretti", "luca@eastlake.example");

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn why_they_cannot_open_it_ends_in_one_sentence_with_its_fix() -> Result<()> {
    Stage::play("diagnosis", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        open_folder(window, "raw", COLLECTION).await?;
        ask_why(window, NEVER_SIGNED_IN).await?;
        window
            .says_within(
                "main",
                "Nobody has signed in with this address yet. Priya has to do it once.",
            )
            .await?;
        stage.look(window, "why-never-signed-in").await?;
        enter(window, "button", "Copy an invitation").await?;
        window.role("button", "Copied").await?;
        tab_back_to(window, "button", "Close").await?;
        press(window, Key::Enter).await?;
        ensure!(
            window
                .has_focus("button", Name::Is(&format!("More about {NEVER_SIGNED_IN}")))
                .await?,
            "the focus did not come back to the row"
        );

        open_folder(window, "Run 2026-03-14", "Spring sequencing").await?;
        ask_why(window, OTHER_ADDRESS.0).await?;
        window
            .says_within("main", "Nothing is wrong as far as it can be seen")
            .await?;
        tab_to(window, "textbox", "Which address").await?;
        window.keys(OTHER_ADDRESS.1).await?;
        press(window, Key::Enter).await?;
        window
            .says_within(
                "main",
                "It is shared with l.moretti@alpen.example. Luca has to sign in",
            )
            .await?;
        stage.look(window, "why-other-address").await?;
        window.role("button", "Copy a text for them").await?;

        // The same guest, while the computer with the files is asleep.
        let laptop = stage.practice.collection("Nora's laptop").await?;
        let asleep = json!({ "collection_id": laptop, "online": false });
        stage.practice.admin("POST", "online", Some(asleep)).await?;
        enter_back(window, "button", "Look again").await?;
        window.says_within("main", "storage is offline").await?;
        stage.look(window, "why-offline").await
    })
    .await
}

/// From anywhere to the page of a shared folder, by the menu of its row.
async fn open_folder(window: &Window, folder: &str, collection: &str) -> Result<()> {
    let shares = MySharesByKeys(window);
    shares.open().await?;
    shares.find(collection).await?;
    window.says_within("main", "Show all").await?;
    shares.step_in().await?;
    down_to_row(window, &format!("{folder} ")).await?;
    choose_in_row(window, "Open this shared folder").await?;
    window
        .role("heading", Name::Is(&format!("Who can reach {folder}")))
        .await
        .map(drop)
}

async fn ask_why(window: &Window, guest: &str) -> Result<()> {
    tab_to(window, "button", &format!("More about {guest}")).await?;
    choose_in_menu(window, "Why can’t").await
}

/// Walks backwards.
async fn tab_back_to(window: &Window, role: &str, name: &str) -> Result<()> {
    for _ in 0..40 {
        let back = format!(
            "{}{}{}",
            char::from(Key::Shift),
            char::from(Key::Tab),
            char::from(Key::Null)
        );
        window.keys(&back).await?;
        if window.has_focus(role, Name::Begins(name)).await? {
            return Ok(());
        }
    }
    anyhow::bail!("no way back to the {role} {name:?}")
}

async fn enter_back(window: &Window, role: &str, name: &str) -> Result<()> {
    tab_back_to(window, role, name).await?;
    press(window, Key::Enter).await
}
