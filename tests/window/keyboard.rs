//! The main job without a mouse.

use anyhow::Result;
use e2e::desktop::Keychain;
use e2e::keyboard::{press, tab_to};
use e2e::pages::done::Done;
use e2e::pages::review::Review;
use e2e::pages::share_sheet::ShareSheet;
use e2e::stage::{RESULTS, Stage};
use e2e::window::Name;
use fantoccini::key::Key;

use crate::cast;

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn the_main_job_works_with_the_keyboard_only() -> Result<()> {
    Stage::play("keyboard", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        tab_to(window, "button", "Paste a path").await?;
        press(window, Key::Enter).await?;
        window.keys(&stage.results.to_string_lossy()).await?;
        press(window, Key::Enter).await?;

        ShareSheet(window).is_ready().await?;
        tab_to(window, "combobox", "Add guests by name, address or group").await?;
        window.keys(cast::STRANGER_ADDRESS).await?;
        window.role("option", Name::Has(cast::STRANGER)).await?;
        press(window, Key::Enter).await?;
        ShareSheet(window).is_listed(cast::STRANGER).await?;
        tab_to(window, "button", "Review 1 guest").await?;
        press(window, Key::Enter).await?;

        Review(window).is_ready().await?;
        tab_to(window, "button", "Share with 1 person").await?;
        press(window, Key::Enter).await?;
        Done(window).is_shared(RESULTS).await
    })
    .await
}
