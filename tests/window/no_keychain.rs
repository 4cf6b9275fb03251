//! A computer without a keychain: said, and for this session only.

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::leaks;
use e2e::pages::first_run::FirstRun;
use e2e::pages::frame::Frame;
use e2e::stage::Stage;
use e2e::window::Name;

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn without_a_keychain_a_sign_in_ends_with_the_app() -> Result<()> {
    Stage::play("no_keychain", Keychain::Missing, async |stage| {
        ensure!(
            !stage.desktop.has_keychain()?,
            "this desktop is to have no keychain"
        );
        let app = stage.start_app().await?;
        app.window.says("keychain").await?;
        stage.sign_in(&app).await?;
        Frame(&app.window).go_to("My shares").await?;
        app.close().await?;
        leaks::check_files(&stage.desktop)?;

        let app = stage.start_app().await?;
        app.window.role("button", Name::Begins("Sign in")).await?;
        FirstRun(&app.window).sign_in().await
    })
    .await
}
