//! Under an institution's policy: the settings say what it is, the sheet offers nothing else, and what was planned before
//! it came is not carried out after. Without a mouse.

use anyhow::ensure;
use e2e::Result;
use e2e::computer::set_policy;
use e2e::desktop::Keychain;
use e2e::keyboard::{clear, enter, press, tab_to};
use e2e::pages::frame::Frame;
use e2e::pages::home::Home;
use e2e::pages::review::Review;
use e2e::pages::share_sheet::ShareSheet;
use e2e::stage::Stage;
use e2e::window::{Name, Window};
use fantoccini::key::Key;
use serde_json::json;

use crate::cast;

const BOX: &str = "Add guests by name, address or group";

async fn add(window: &Window, typed: &str, who: &str) -> Result<()> {
    tab_to(window, "combobox", BOX).await?;
    window.keys(typed).await?;
    window.role("option", Name::Has(who)).await?;
    press(window, Key::Enter).await?;
    ShareSheet(window).is_listed(who).await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn an_institution_says_what_may_be_shared() -> Result<()> {
    Stage::play("policy", Keychain::Unlocked, async |stage| {
        let policy = json!({
            "version": 1,
            "institution": "Northfield University",
            "support": { "name": "Research data desk", "email": "data@northfield.example" },
            "defaults": { "endDays": 14 },
            "maxEndDays": 60,
            "domains": ["northfield.example"],
            "forbidden": ["public", "everyoneSignedIn", "write", "outsideInstitution", "noEndDate"],
            "blocked": [{ "folder": stage.results.join("figures"), "reason": "Figures wait for the paper." }],
        });
        set_policy(&stage.desktop, &policy.to_string())?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        Frame(window).go_to_by_keys("Settings").await?;
        window.role("heading", "What your institution allows").await?;
        window.says("Made by Northfield University.").await?;
        window.says("Shares end after 60 days at the latest.").await?;
        window.says("Figures wait for the paper.").await?;
        stage.look(window, "policy-settings").await?;

        // What holds a folder that may not be shared can't be shared either.
        Frame(window).go_to_by_keys("Home").await?;
        Home(window).paste_path_by_keys(&stage.results).await?;
        window
            .says("doesn’t allow a folder inside this one to be shared")
            .await?;
        window
            .says("Questions: Research data desk, data@northfield.example.")
            .await?;
        stage.look(window, "policy-blocked").await?;
        let mut allowed = policy.clone();
        allowed["blocked"] = json!([]);
        set_policy(&stage.desktop, &allowed.to_string())?;
        enter(window, "button", "Check again").await?;

        ShareSheet(window).is_ready().await?;
        window
            .says("Your institution doesn’t allow sharing with more than your guests.")
            .await?;
        add(window, "Hannah", cast::COLLEAGUE).await?;
        // Strangers are no choice, and the reason is there.
        tab_to(window, "combobox", BOX).await?;
        window.keys(cast::STRANGER_ADDRESS).await?;
        window.role("option", Name::Has(cast::STRANGER)).await?;
        press(window, Key::Enter).await?;
        window
            .says("Your institution doesn’t allow people of other institutions.")
            .await?;
        stage.look(window, "policy-sheet").await?;
        clear(window).await?;
        enter(window, "button", "Review 1 guest").await?;
        Review(window).is_ready().await?;

        // Stricter since then: nothing is begun.
        allowed["maxEndDays"] = json!(3);
        set_policy(&stage.desktop, &allowed.to_string())?;
        enter(window, "button", "Share with 1 person").await?;
        window
            .says("Your institution doesn’t allow an end date that far away.")
            .await?;
        stage.look(window, "policy-refused").await?;
        if let Some(permissions) = stage.judged().await? {
            ensure!(permissions.is_empty(), "the judge sees {permissions:?}");
        }

        // A file with a mistake is named, with the line.
        set_policy(
            &stage.desktop,
            "{\n  \"version\": 1,\n  \"maxEndDays\": \"ten\"\n}",
        )?;
        Frame(window).go_to_by_keys("Settings").await?;
        window.says("A policy file is ignored").await?;
        window.says("There is a mistake in line 3").await?;
        stage.look(window, "policy-mistake").await
    })
    .await
}
