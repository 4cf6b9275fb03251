//! A server on which the person has two accounts, one for each sign-in.

use anyhow::{Context, ensure};
use e2e::desktop::Keychain;
use e2e::keyboard::{press, tab_to};
use e2e::pages::done::Done;
use e2e::pages::home::Home;
use e2e::pages::review::Review;
use e2e::pages::share_sheet::ShareSheet;
use e2e::stage::{SERVER, Stage};
use e2e::{Result, axe, programs};
use fantoccini::key::Key;

use crate::folder::agree;

const STORAGE: &str = "Alpen projects";
const FOLDER: &str = "soil";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn among_several_accounts_on_a_server_one_is_chosen() -> Result<()> {
    let seed = programs::source("tests/src/support/two_accounts.json");
    let seed = seed.to_string_lossy();
    Stage::play_with("accounts", Keychain::Unlocked, &seed, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        std::fs::create_dir_all(stage.practice.disk(STORAGE).await?.join(FOLDER))?;
        let link = stage.practice.folder_link(STORAGE, FOLDER).await?;
        Home(window).type_path(&link).await?;
        press(window, Key::Enter).await?;
        agree(stage, &app).await?;

        let sheet = ShareSheet(window);
        sheet.is_ready().await?;
        window.says("Which of your accounts on Alpen projects?").await?;
        tab_to(window, "radio", "nora").await?;
        press(window, Key::Down).await?;
        axe::check(window, "a choice of accounts").await?;
        stage.look(window, "server-accounts").await?;
        sheet.add("marta.lind@alpen.example", "Marta Lind").await?;
        sheet.review().await?;
        let review = Review(window);
        review.is_ready().await?;
        review.says("Your account there: n.whitfield.").await?;
        review.share("Share with 1 person").await?;
        Done(window).is_shared(FOLDER).await?;

        let made = stage.practice.guests_on(STORAGE).await?;
        let [(id, _)] = made.as_slice() else {
            anyhow::bail!("{made:?} were made")
        };
        let Some(judge) = stage.server_judge().await? else {
            return Ok(());
        };
        let server = stage.practice.collection(SERVER).await?;
        let collection = judge.manager(&server, &format!("/collections/{id}"), &[])?;
        let through = &collection["data"][0]["user_credential_id"];
        let accounts = judge.manager(&server, "/user_credentials", &["-Q", "include=all"])?;
        let mut accounts = accounts["data"].as_array().context("a result has data")?.iter();
        let account = accounts.find(|account| account["id"] == *through);
        ensure!(
            account.is_some_and(|account| account["username"] == "n.whitfield"),
            "{collection} goes through {account:?}"
        );
        Ok(())
    })
    .await
}
