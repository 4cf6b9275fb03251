//! Groups without a mouse: somebody is let in, after the consent that only changes need, and somebody is invited.

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::keyboard::{press, tab_to};
use e2e::stage::Stage;
use e2e::window::Name;
use fantoccini::key::Key;
use serde_json::Value;

use crate::cast;

/// A group of practice's seed that the signed-in person manages, with people who ask to join.
const GROUP: &str = "Spring course 2026";
/// One of them.
const ASKS: &str = "Grace Adeyemi";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn people_are_let_in_and_invited_with_the_keyboard_only() -> Result<()> {
    Stage::play("groups", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        tab_to(window, "link", "Groups").await?;
        press(window, Key::Enter).await?;
        window.role("heading", "Groups that you manage").await?;
        stage.look(window, "groups").await?;

        tab_to(window, "button", GROUP).await?;
        press(window, Key::Enter).await?;
        window.role("heading", "People who ask to join").await?;
        stage.look(window, "group").await?;
        tab_to(window, "button", &format!("Let in {ASKS}")).await?;
        press(window, Key::Enter).await?;
        window
            .role("alertdialog", format!("Let {ASKS} into {GROUP}?").as_str())
            .await?;
        tab_to(window, "button", "Let 1 person in").await?;
        press(window, Key::Enter).await?;

        window.role("heading", "Globus wants your OK first").await?;
        let sent = stage.practice.requests().await?;
        let is_change = |request: &Value| {
            request["method"] == "POST" && request["path"].to_string().contains("/v2/groups")
        };
        ensure!(
            !sent.iter().any(is_change),
            "a change was sent without the person's OK"
        );
        stage.look(window, "group-consent").await?;
        tab_to(window, "button", "Continue in the browser").await?;
        press(window, Key::Enter).await?;
        stage.finish_sign_in(&app).await?;
        window.says(&format!("{ASKS} is in the group.")).await?;

        tab_to(window, "button", "Invite people").await?;
        press(window, Key::Enter).await?;
        window
            .role("heading", format!("Invite people to {GROUP}").as_str())
            .await?;
        tab_to(window, "combobox", "Add people by name or address").await?;
        window.keys(cast::STRANGER_ADDRESS).await?;
        window.role("option", Name::Has(cast::STRANGER)).await?;
        press(window, Key::Enter).await?;
        stage.look(window, "group-invite").await?;
        tab_to(window, "button", "Invite 1 person").await?;
        press(window, Key::Enter).await?;
        window.says(&format!("{} is invited.", cast::STRANGER)).await?;
        window.role("heading", GROUP).await.map(drop)
    })
    .await
}
