//! The card of a shared folder and its end, without a mouse.

use anyhow::{Context, ensure};
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::keyboard::{press, tab_to};
use e2e::stage::Stage;
use e2e::window::Name;
use fantoccini::key::Key;

use crate::folder::{open_page, open_tab, push, write};

/// A shared folder of the seed with one person and one person on a folder in it.
const SHARE: &str = "Thesis figures";
const NEW_NAME: &str = "Thesis figures, final";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn the_card_is_written_and_the_shared_folder_is_deleted_by_its_name() -> Result<()> {
    Stage::play("folder_about", Keychain::Unlocked, async |stage| {
        let id = stage.practice.collection(SHARE).await?;
        let judge = stage.administrator().await?.context("the official client")?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        open_page(window, SHARE).await?;
        open_tab(window, "About").await?;
        window
            .says_within("main", "Everyone with a Globus login can see this name.")
            .await?;

        write(window, "Name", NEW_NAME).await?;
        write(window, "Keywords", "maple, figures").await?;
        write(window, "Contact e-mail", "nora at home").await?;
        push(window, "Save").await?;
        window
            .says_within("main", "That is not a whole e-mail address.")
            .await?;
        stage.look(window, "folder-about-wrong").await?;
        write(window, "Contact e-mail", "nora.whitfield@northfield.example").await?;
        tab_to(window, "checkbox", "E-mail me about downloads").await?;
        window.keys(" ").await?;
        push(window, "Save").await?;
        window.says_within("main", "Saved, checked.").await?;
        window.role("heading", NEW_NAME).await?;
        stage.look(window, "folder-about").await?;
        let card = judge.ask(&["endpoint", "show", &id])?;
        ensure!(card["display_name"] == NEW_NAME, "{card}");
        ensure!(
            card["contact_email"] == "nora.whitfield@northfield.example",
            "{card}"
        );
        ensure!(card["keywords"].to_string().contains("figures"), "{card}");

        push(window, "Delete this shared folder…").await?;
        let question = format!("Delete the shared folder {NEW_NAME}?");
        window.role("alertdialog", question.as_str()).await?;
        ensure!(
            window.has_focus("button", Name::Is("Keep it")).await?,
            "the safe answer has not the focus"
        );
        window.says("2 people and groups lose access.").await?;
        window.says("The files stay where they are:").await?;
        write(window, "Type", SHARE).await?;
        press(window, Key::Enter).await?;
        window.says("That is not the name.").await?;
        stage.look(window, "folder-delete").await?;
        write(window, "Type", NEW_NAME).await?;
        press(window, Key::Enter).await?;
        window.role("heading", "My shares").await?;
        window
            .says(&format!("{NEW_NAME} is deleted. Its files are where they were."))
            .await?;

        ensure!(
            judge.ask(&["endpoint", "show", &id]).is_err(),
            "Globus still has it"
        );
        let files = stage.practice.sample_root().await?.join(SHARE).join("chapter 2");
        ensure!(files.read_dir()?.next().is_some(), "the files are gone");
        Ok(())
    })
    .await
}
