//! Globus asks for a sign-in when the guests are typed already: it may be refused, and the app may die meanwhile.

use anyhow::ensure;
use e2e::Result;
use e2e::app::App;
use e2e::browser::Browser;
use e2e::desktop::Keychain;
use e2e::pages::done::Done;
use e2e::pages::home::Home;
use e2e::pages::review::Review;
use e2e::pages::share_sheet::ShareSheet;
use e2e::stage::Stage;
use serde_json::json;

use crate::cast;

const STORAGE: &str = "Northfield Research Storage";
const FOLDER: &str = "core";
const MESSAGE: &str = "Everything of the spring runs";
const ASKED: &str = "Globus wants your OK first";
const AGAIN: &str = "Globus wants you to sign in again";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_guest_list_survives_a_refused_consent_and_a_restart_in_the_middle_of_it() -> Result<()> {
    Stage::play("consent", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let before = stage.practice.guests_on(STORAGE).await?;
        Home(&app.window)
            .type_path(&stage.practice.folder_link(STORAGE, FOLDER).await?)
            .await?;
        app.window.press("button", "Go on with this path").await?;
        app.window.role("heading", ASKED).await?;
        deny(stage, &app).await?;
        app.window.says("The sign-in was not finished").await?;
        stage.look(&app.window, "consent-refused").await?;
        app.window.press("button", "Continue in the browser").await?;
        stage.finish_sign_in(&app).await?;
        let sheet = ShareSheet(&app.window);
        sheet.is_ready().await?;
        sheet.add("hannah", cast::COLLEAGUE).await?;
        sheet.write_message(MESSAGE).await?;

        // Protected storage: from now on the server wants to know that it is really Nora, twice.
        stage.practice.fault(fresh_sign_in()).await?;
        sheet.review().await?;
        app.window.role("heading", AGAIN).await?;
        stage.look(&app.window, "consent-fresh-sign-in").await?;
        app.window.press("button", "Continue in the browser").await?;
        stage.desktop.opened_link().await?;
        app.kill().await?;

        let app = stage.start_app().await?;
        app.window
            .press("button", format!("Go on with {FOLDER}").as_str())
            .await?;
        app.window.role("heading", AGAIN).await?;
        app.window.press("button", "Continue in the browser").await?;
        stage.finish_sign_in(&app).await?;
        let sheet = ShareSheet(&app.window);
        sheet.is_ready().await?;
        sheet.is_listed(cast::COLLEAGUE).await?;
        let message = sheet.message().await?;
        ensure!(message == MESSAGE, "the message is {message:?}");
        sheet.review().await?;
        let review = Review(&app.window);
        review.is_ready().await?;
        ensure!(
            stage.practice.guests_on(STORAGE).await? == before,
            "something was made before the click"
        );
        review.share("Share with 1 person").await?;
        Done(&app.window).is_shared(FOLDER).await
    })
    .await
}

/// The person says no in the browser.
async fn deny(stage: &Stage, app: &App) -> Result<()> {
    app.window.press("button", "Continue in the browser").await?;
    let link = stage.desktop.opened_link().await?;
    let browser = Browser::open(&stage.desktop).await?;
    browser.sign_in_and_deny(&link).await
}

/// What a server answers whose policy wants a sign-in of the last minutes (GCS Manager API, `authentication_timeout`).
fn fresh_sign_in() -> serde_json::Value {
    json!({"method": "GET", "route": "/gcs/*/api/user_credentials", "times": 2, "status": 403, "body": {
        "DATA_TYPE": "result#1.0.0", "code": "permission_denied", "http_response_code": 403,
        "message": "Sign in again", "data": [],
        "detail": {"DATA_TYPE": "authentication_timeout#1.1.0", "high_assurance": true, "identities": [], "require_mfa": false},
        "authorization_parameters": {"session_message": "This storage wants a fresh sign-in", "session_required_single_domain": ["northfield.example"]}
    }})
}
