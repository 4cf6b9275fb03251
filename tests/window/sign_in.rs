//! Sign-in that does not go through.

use e2e::Result;
use e2e::browser::Browser;
use e2e::desktop::Keychain;
use e2e::leaks;
use e2e::pages::first_run::FirstRun;
use e2e::stage::Stage;
use e2e::window::Name;

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_denied_sign_in_is_said_and_can_be_tried_again() -> Result<()> {
    Stage::play("sign_in_denied", Keychain::Unlocked, async |stage| {
        let app = stage.start_app().await?;
        FirstRun(&app.window).sign_in().await?;
        let link = stage.desktop.opened_link().await?;
        Browser::open(&stage.desktop)
            .await?
            .sign_in_and_deny(&link)
            .await?;
        app.window.says("Globus ended the sign-in.").await?;
        app.window.role("button", Name::Begins("Sign in")).await?;
        stage.sign_in(&app).await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_code_is_pasted_where_the_browser_can_t_come_back() -> Result<()> {
    Stage::play("sign_in_by_code", Keychain::Unlocked, async |stage| {
        let app = stage.start_app().await?;
        leaks::record_ipc(&app.window).await?;
        let page = FirstRun(&app.window);
        page.sign_in().await?;
        let link = leaks::code_link(&app.window).await?;
        let code = Browser::open(&stage.desktop)
            .await?
            .sign_in_and_read_code(&link)
            .await?;
        app.window.press("button", "Use this code").await?;
        app.window.says("Paste the code that the page shows.").await?;
        page.paste_code(&code).await?;
        page.is_over().await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_waiting_sign_in_can_be_cancelled() -> Result<()> {
    Stage::play("sign_in_cancelled", Keychain::Unlocked, async |stage| {
        let app = stage.start_app().await?;
        FirstRun(&app.window).sign_in().await?;
        FirstRun(&app.window).cancel().await?;
        app.window.role("button", Name::Begins("Sign in")).await.map(drop)
    })
    .await
}
