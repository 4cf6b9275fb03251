//! The stage itself, with a window that has nothing in it: when these fail, the fault is not the app's.

use anyhow::{Result, ensure};
use e2e::app::{App, Start};
use e2e::browser::Browser;
use e2e::desktop::{Desktop, Keychain};
use e2e::{axe, programs};

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_window_can_be_driven_and_judged() -> Result<()> {
    let desktop = Desktop::start(Keychain::Unlocked).await?;
    let program = Some(programs::built("empty-window")?);
    let app = App::start(
        &desktop,
        Start {
            program,
            ..Start::default()
        },
    )
    .await?;
    app.window.role("heading", "Empty").await?;
    let found = axe::check(&app.window, "a page without landmarks").await;
    ensure!(
        found.is_err_and(|error| error.to_string().contains("landmark")),
        "axe has found nothing"
    );
    app.close().await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_desktop_can_be_without_a_keychain() -> Result<()> {
    ensure!(Desktop::start(Keychain::Unlocked).await?.has_keychain()?);
    ensure!(!Desktop::start(Keychain::Missing).await?.has_keychain()?);
    Ok(())
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn the_browser_shows_pages() -> Result<()> {
    let desktop = Desktop::start(Keychain::Missing).await?;
    let browser = Browser::open(&desktop).await?;
    browser.open_page("data:text/html,<h1>Hello</h1>").await?;
    ensure!(browser.text_of("h1").await? == "Hello");
    Ok(())
}
