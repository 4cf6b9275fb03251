//! A folder on a server, from the web app's link: explained, agreed to in the browser, shared; the official client says
//! what the server and Globus have stored.

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::pages::done::Done;
use e2e::pages::home::Home;
use e2e::pages::review::Review;
use e2e::pages::share_sheet::ShareSheet;
use e2e::stage::Stage;
use e2e::window::{Name, Window};

use crate::cast;

const STORAGE: &str = "Northfield Research Storage";
const FOLDER: &str = "core";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_folder_on_a_server_is_shared_from_its_link() -> Result<()> {
    Stage::play("server", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        let before = stage.practice.guests_on(STORAGE).await?;

        paste(stage, window).await?;
        window.role("heading", "Globus wants your OK first").await?;
        window.says("look after shared folders on it for you").await?;
        stage.look(window, "server-consent").await?;
        window.press("button", "Continue in the browser").await?;
        stage.finish_sign_in(&app).await?;

        let sheet = ShareSheet(window);
        sheet.is_ready().await?;
        window.says(STORAGE).await?;
        window.says("Your account there: nora.whitfield.").await?;
        sheet.add("hannah", cast::COLLEAGUE).await?;
        stage.look(window, "server-sheet").await?;
        sheet.review().await?;
        let review = Review(window);
        review.is_ready().await?;
        review.says("Your account there: nora.whitfield.").await?;
        ensure!(
            stage.practice.guests_on(STORAGE).await? == before,
            "the review has made something"
        );
        review.share("Share with 1 person").await?;
        Done(window).is_shared(FOLDER).await?;
        let link = Done(window).link(FOLDER).await?;

        let after = stage.practice.guests_on(STORAGE).await?;
        let made: Vec<_> = after.iter().filter(|one| !before.contains(one)).collect();
        let [(id, name)] = made.as_slice() else {
            anyhow::bail!("{made:?} were made")
        };
        ensure!(name == FOLDER && link.contains(id.as_str()), "{name} {link}");
        if let Some(judge) = stage.server_judge().await? {
            let collection = judge.ask(&["api", "transfer", "GET", &format!("/v0.10/endpoint/{id}")])?;
            ensure!(
                collection["entity_type"] == "GCSv5_guest_collection",
                "{collection}"
            );
            ensure!(collection["public"] == false, "{collection}");
            let permissions = judge.permissions(id)?;
            let [permission] = permissions.as_slice() else {
                anyhow::bail!("the judge sees {permissions:?}")
            };
            ensure!(
                (permission.path.as_str(), permission.permissions.as_str()) == ("/", "r"),
                "{permission:?}"
            );
            let hannah = stage.practice.identity(cast::COLLEAGUE).await?;
            ensure!(permission.principal == hannah, "{permission:?}");
        }

        // After a restart the storage needs no second consent, and the shared folder is used again.
        app.close().await?;
        let app = stage.start_app().await?;
        paste(stage, &app.window).await?;
        ShareSheet(&app.window).is_ready().await?;
        app.window
            .says(&format!("Your shared folder “{FOLDER}” already covers it"))
            .await?;
        app.window
            .role("button", Name::Is("Use a new shared folder instead"))
            .await
            .map(drop)
    })
    .await
}

/// Pastes the web app's link to the folder, as a person copies it from the address bar.
async fn paste(stage: &Stage, window: &Window) -> Result<()> {
    Home(window)
        .type_path(&stage.practice.folder_link(STORAGE, FOLDER).await?)
        .await?;
    window.press("button", "Go on with this path").await
}
