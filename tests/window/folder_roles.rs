//! Roles on a shared folder without a mouse: on this computer, where Transfer keeps them, and on a server, whose
//! manager keeps them under a consent of its own.

use anyhow::{Context, ensure};
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::keyboard::{press, tab_to, walk_to};
use e2e::stage::Stage;
use e2e::window::{Name, Window};
use fantoccini::key::Key;
use serde_json::Value;

use crate::folder::{open_page, open_tab, push};

/// A shared folder of the seed that only the signed-in person administers.
const ON_THE_LAPTOP: &str = "Thesis figures";
/// One that lives on a server.
const ON_A_SERVER: &str = "Whitfield Lab archive";
const MARTA: &str = "Marta Oyelaran";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_second_administrator_is_named_and_taken_back() -> Result<()> {
    Stage::play("folder_roles", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        open_page(window, ON_THE_LAPTOP).await?;
        open_tab(window, "Roles").await?;
        window.says_within("main", "Only you can manage this.").await?;
        window.role("table", "What each role may do").await?;
        stage.look(window, "folder-roles").await?;

        push(window, "Give a role…").await?;
        // The second administrator is what the page has just asked for.
        ensure!(
            window.role("radio", "Administrator").await?.is_selected().await?,
            "no administrator is suggested"
        );
        choose_person(window).await?;
        stage.look(window, "folder-roles-give").await?;
        push(window, &format!("Give {MARTA} the role")).await?;
        window
            .role("combobox", Name::Is(&format!("Role of {MARTA}")))
            .await?;
        window.gone("heading", "Give a role").await?;
        window.role("button", "Give a role…").await?;
        ensure!(
            !window.text("main").await?.contains("Only you can manage this."),
            "there are two now"
        );
        stage.look(window, "folder-roles-given").await?;
        ensure!(
            roles(stage, ON_THE_LAPTOP).await? == ["administrator"],
            "Globus has no such role"
        );

        push(window, &format!("Take role away… from {MARTA}")).await?;
        window
            .role(
                "alertdialog",
                Name::Is(&format!("Take the role Administrator from {MARTA}?")),
            )
            .await?;
        stage.look(window, "folder-roles-take").await?;
        push(window, "Take role away").await?;
        window
            .gone("combobox", Name::Is(&format!("Role of {MARTA}")))
            .await?;
        window.says_within("main", "Only you can manage this.").await?;
        ensure!(
            roles(stage, ON_THE_LAPTOP).await?.is_empty(),
            "Globus still has the role"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_role_on_a_server_is_given_after_its_own_consent() -> Result<()> {
    Stage::play("server_roles", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        open_page(window, ON_A_SERVER).await?;
        open_tab(window, "Roles").await?;
        window.role("heading", "People with a role").await?;
        stage.look(window, "server-roles").await?;

        push(window, "Give a role…").await?;
        choose_person(window).await?;
        walk_to(window, Key::Tab, "radio", Name::Any).await?;
        walk_to(window, Key::Down, "radio", "Activity monitor").await?;
        push(window, &format!("Give {MARTA} the role")).await?;
        window.role("heading", "Globus wants your OK first").await?;
        ensure!(
            changes_sent(stage).await? == 0,
            "a change was sent without the person's OK"
        );
        stage.look(window, "server-roles-consent").await?;
        push(window, "Continue in the browser").await?;
        stage.finish_sign_in(&app).await?;
        // What was asked for goes on by itself.
        window
            .role("combobox", Name::Is(&format!("Role of {MARTA}")))
            .await?;
        stage.look(window, "server-roles-given").await?;
        ensure!(changes_sent(stage).await? == 1, "the role was to be given once");
        ensure!(
            roles(stage, ON_A_SERVER).await? == ["activity_monitor"],
            "the server has no such role"
        );

        push(window, &format!("Take role away… from {MARTA}")).await?;
        window
            .role(
                "alertdialog",
                Name::Is(&format!("Take the role Activity monitor from {MARTA}?")),
            )
            .await?;
        push(window, "Take role away").await?;
        window
            .gone("combobox", Name::Is(&format!("Role of {MARTA}")))
            .await?;
        ensure!(
            roles(stage, ON_A_SERVER).await?.is_empty(),
            "the server still has the role"
        );

        // The same consent is good for the card: what is written there is stored on the server.
        open_tab(window, "About").await?;
        tab_to(window, "textbox", "Description").await?;
        window.keys("Kept for ten years").await?;
        push(window, "Save").await?;
        window.says_within("main", "Saved, checked.").await?;
        stage.look(window, "server-about").await
    })
    .await
}

/// Finds the colleague and takes the first suggestion.
async fn choose_person(window: &Window) -> Result<()> {
    tab_to(window, "combobox", "Who").await?;
    window.keys("Marta").await?;
    window.role("option", Name::Has(MARTA)).await?;
    press(window, Key::Enter).await?;
    window.role("button", "Choose somebody else").await.map(drop)
}

/// The colleague's roles on a collection, as the official client sees them.
async fn roles(stage: &Stage, collection: &str) -> Result<Vec<String>> {
    let id = stage.practice.collection(collection).await?;
    let marta = stage.practice.identity(MARTA).await?;
    let judge = stage.administrator().await?.context("the official client")?;
    let list = judge.ask(&["endpoint", "role", "list", &id])?;
    let of_marta = |role: &&Value| role["principal"] == marta.as_str();
    let roles = list["DATA"].as_array().context("a list has DATA")?;
    Ok(roles
        .iter()
        .filter(of_marta)
        .filter_map(|role| Some(role["role"].as_str()?.to_owned()))
        .collect())
}

/// Roles that the manager of the server was asked to change.
async fn changes_sent(stage: &Stage) -> Result<usize> {
    let is_change =
        |request: &&Value| request["method"] == "POST" && request["path"].to_string().contains("/api/roles");
    Ok(stage.practice.requests().await?.iter().filter(is_change).count())
}
