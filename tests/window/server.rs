//! A folder on a server, from the web app's link: explained, agreed to in the browser, shared; the official client says
//! what the server and Globus have stored.

use std::collections::BTreeSet;

use anyhow::{Context, ensure};
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::judge::Judge;
use e2e::pages::done::Done;
use e2e::pages::home::Home;
use e2e::pages::review::Review;
use e2e::pages::share_sheet::ShareSheet;
use e2e::stage::{SERVER, Stage};
use e2e::window::{Name, Window};

use crate::cast;

const STORAGE: &str = "Northfield Research Storage";
const FOLDER: &str = "core";
const ARCHIVE: &str = "Whitfield Lab archive";

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
            let server = stage.practice.collection(SERVER).await?;
            let at_server = judge.manager(&server, &format!("/collections/{id}"), &[])?;
            let (made, credentials) = (&at_server["data"][0], accounts(&judge, &server)?);
            ensure!(
                (
                    made["display_name"].as_str(),
                    made["collection_base_path"].as_str()
                ) == (Some(FOLDER), Some("/core")),
                "{made}"
            );
            ensure!(
                credentials.contains(made["user_credential_id"].as_str().unwrap_or("none")),
                "{made} is reached through none of {credentials:?}"
            );
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

/// The accounts that the server has for its users.
fn accounts(judge: &Judge, server: &str) -> Result<BTreeSet<String>> {
    let answer = judge.manager(server, "/user_credentials", &["-Q", "include=all"])?;
    let accounts = answer["data"].as_array().context("a result has data")?;
    let ids = accounts
        .iter()
        .filter_map(|account| Some(account["id"].as_str()?.to_owned()));
    Ok(ids.collect())
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn in_a_shared_folder_that_exists_only_permissions_are_made() -> Result<()> {
    Stage::play("server_shared_folder", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        let before = stage.practice.guests_on(STORAGE).await?;
        let link = stage.practice.folder_link(ARCHIVE, "2025").await?;
        Home(window).type_path(&link).await?;
        window.press("button", "Go on with this path").await?;
        let sheet = ShareSheet(window);
        sheet.is_ready().await?;
        stage.look(window, "server-shared-folder").await?;
        sheet.add("hannah", cast::COLLEAGUE).await?;
        sheet.review().await?;
        Review(window).is_ready().await?;
        Review(window).share("Share with 1 person").await?;
        Done(window).is_shared("2025").await?;
        ensure!(
            stage.practice.guests_on(STORAGE).await? == before,
            "another one was made"
        );
        ensure!(
            stage.practice.requests_to("POST", "/api/collections").await? == 0,
            "the server was asked for one"
        );
        if let Some(judge) = stage.server_judge().await? {
            let id = stage.practice.collection(ARCHIVE).await?;
            let hannah = stage.practice.identity(cast::COLLEAGUE).await?;
            let permissions = judge.permissions(&id)?;
            let hers: Vec<_> = permissions.iter().filter(|it| it.principal == hannah).collect();
            ensure!(
                matches!(hers.as_slice(), [one] if one.path == "/2025/" && one.permissions == "r"),
                "the judge sees {permissions:?}"
            );
        }
        Ok(())
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
