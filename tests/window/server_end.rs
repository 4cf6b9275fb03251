//! The card and the end of a shared folder that lives on a server, without a mouse: its manager keeps both, under a
//! consent of its own. The official client says what is left.

use anyhow::{Context, ensure};
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::keyboard::press;
use e2e::stage::Stage;
use e2e::window::Name;
use fantoccini::key::Key;
use serde_json::Value;

use crate::folder::{agree, open_page, open_tab, push, write};

const SHARE: &str = "Whitfield Lab archive";
const NEW_NAME: &str = "Whitfield Lab archive, closed";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_shared_folder_on_a_server_is_renamed_and_deleted() -> Result<()> {
    Stage::play("server_end", Keychain::Unlocked, async |stage| {
        let id = stage.practice.collection(SHARE).await?;
        let judge = stage.administrator().await?.context("the official client")?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        open_page(window, SHARE).await?;
        open_tab(window, "About").await?;
        write(window, "Name", NEW_NAME).await?;
        push(window, "Save").await?;
        agree(stage, &app).await?;
        window.says_within("main", "Saved, checked.").await?;
        window.role("heading", NEW_NAME).await?;
        stage.look(window, "server-renamed").await?;
        // The client's own command for cards is not for servers.
        let document = format!("/v0.10/endpoint/{id}");
        let card = judge.ask(&["api", "transfer", "GET", &document])?;
        ensure!(card["display_name"] == NEW_NAME, "{card}");

        push(window, "Delete this shared folder…").await?;
        let question = format!("Delete the shared folder {NEW_NAME}?");
        window.role("alertdialog", question.as_str()).await?;
        ensure!(
            window.has_focus("button", Name::Is("Keep it")).await?,
            "the safe answer has not the focus"
        );
        window.says("lose access.").await?;
        write(window, "Type", SHARE).await?;
        press(window, Key::Enter).await?;
        window.says("That is not the name.").await?;
        stage.look(window, "server-delete").await?;
        ensure!(deletions(stage).await? == 0, "it was deleted by another name");
        write(window, "Type", NEW_NAME).await?;
        press(window, Key::Enter).await?;
        window.role("heading", "My shares").await?;
        window
            .says(&format!("{NEW_NAME} is deleted. Its files are where they were."))
            .await?;
        stage.look(window, "server-deleted").await?;
        ensure!(deletions(stage).await? == 1, "the server was to be asked once");
        ensure!(
            judge.ask(&["api", "transfer", "GET", &document]).is_err(),
            "Globus still has it"
        );
        window.gone("button", Name::Is(&format!("Open {NEW_NAME}"))).await
    })
    .await
}

/// Collections that the server was asked to delete.
async fn deletions(stage: &Stage) -> Result<usize> {
    let is_deletion = |request: &&Value| {
        request["method"] == "DELETE" && request["path"].to_string().contains("/api/collections/")
    };
    let asked = stage.practice.requests().await?;
    Ok(asked.iter().filter(is_deletion).count())
}
