//! "Who has access to my data?", asked of all shared folders at once, without a mouse.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::judge::Permission;
use e2e::keyboard::{clear, down_to_row, every_row, press, tab_to};
use e2e::pages::my_shares_keys::MySharesByKeys;
use e2e::stage::{COLLECTION, Stage};
use e2e::window::{Name, Window};
use fantoccini::key::Key;
use serde_json::Value;

/// The chips above the list.
const FILTERS: [&str; 8] = [
    "Ending soon",
    "No end date",
    "Can change files",
    "Outside",
    "Public",
    "Broken",
    "Through a role",
    "Changed since last visit",
];

/// A collection of practice's seed whose permissions the person looks after for somebody else; no search finds it.
const ADDED: &str = "Reef survey 2026";
/// A collection with hundreds of permissions, where the person is access manager.
const CUSTOMERS: &str = "Core facility results";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn shares_are_sorted_found_and_narrowed_down_in_three_views() -> Result<()> {
    Stage::play("my_shares", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        let shares = MySharesByKeys(window);
        shares.open().await?;
        stage.look(window, "my-shares-by-share").await?;
        for filter in FILTERS {
            window.role("button", Name::Begins(filter)).await?;
        }

        shares.find("maple").await?;
        shares.shows(4).await?;
        shares.step_in().await?;
        let rows = every_row(window).await?;
        ensure!(rows.iter().all(|row| row.contains(COLLECTION)), "{rows:?}");
        sort_by(window, "Shared folder").await?;
        shares.step_in().await?;
        let by_name = every_row(window).await?;
        let mut sorted = by_name.clone();
        sorted.sort_by_key(|row| row.to_lowercase());
        ensure!(by_name == sorted && by_name.len() == rows.len(), "{by_name:?}");
        sort_by(window, "Guests").await?;
        stage.look(window, "my-shares-found").await?;

        shares.find("").await?;
        only(window, "Public", &["Exercise 1", "Teaching set"]).await?;
        only(window, "Broken", &["Gel images 2024", "Field notes"]).await?;
        stage.look(window, "my-shares-broken").await?;
        shares.switch("Broken").await?;

        // Beneath a shared folder stand its guests.
        shares.find("Thesis").await?;
        shares.shows(2).await?;
        shares.step_in().await?;
        down_to_row(window, "chapter 2").await?;
        press(window, Key::Right).await?;
        window.says_within("main", "Jonas Lindqvist").await?;
        stage.look(window, "my-shares-open").await?;

        shares.look_by("By person").await?;
        shares.find("Jonas").await?;
        shares.shows(1).await?;
        shares.step_in().await?;
        press(window, Key::Right).await?;
        window.says_within("main", "through Reef survey partners").await?;
        shares.find("").await?;
        stage.look(window, "my-shares-by-person").await?;

        shares.look_by("By group").await?;
        window.says_within("main", "Whitfield Lab").await?;
        stage.look(window, "my-shares-by-group").await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn who_can_change_files_anywhere_is_answered_from_the_start_on() -> Result<()> {
    Stage::play("who_can_change", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        let shares = MySharesByKeys(window);
        shares.open().await?;
        shares.look_by("By person").await?;
        ensure!(shares.switch("Can change files").await?, "the filter is off");
        window.says_within("main", "Showing").await?;
        shares.step_in().await?;
        let rows = every_row(window).await?;
        stage.look(window, "my-shares-who-can-change").await?;
        // Everybody in this list can change something, by a permission, a group or a role.
        let level = |row: &&String| !row.contains("add, change and delete") && !row.contains("Everything");
        ensure!(rows.iter().find(level).is_none(), "{:?}", rows.iter().find(level));
        for member in ["Priya Raman", "Øystein Bakke", "Hannah Weiss", "Alex Kim"] {
            ensure!(rows.iter().any(|row| row.contains(member)), "{member} is missing");
        }
        // And nobody is missing whom the official client sees.
        let Some(judge) = stage.judge().await? else {
            return Ok(());
        };
        let names = names(stage).await?;
        for collection in [COLLECTION, CUSTOMERS] {
            let id = stage.practice.collection(collection).await?;
            for rule in judge
                .permissions(&id)?
                .iter()
                .filter(|it| changes_as_a_person(it))
            {
                let name = names.get(&rule.principal).context("practice knows everybody")?;
                ensure!(rows.iter().any(|row| row.contains(name)), "{name} is missing");
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_collection_of_somebody_else_is_added_by_its_link() -> Result<()> {
    Stage::play("added_collection", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        let shares = MySharesByKeys(window);
        shares.open().await?;
        shares.find("uploads").await?;
        window.says_within("main", "Nothing fits").await?;
        shares.find("").await?;

        tab_to(window, "button", "Add a shared folder").await?;
        press(window, Key::Enter).await?;
        window.role("textbox", "Id or link of the shared folder").await?;
        window.keys("Reef survey").await?;
        press(window, Key::Enter).await?;
        window.role("textbox", Name::Begins("Id or link")).await?;
        stage.look(window, "my-shares-add-refused").await?;
        let id = stage.practice.collection(ADDED).await?;
        clear(window).await?;
        let link = format!("https://app.globus.org/file-manager/collections/{id}/overview");
        window.keys(&link).await?;
        press(window, Key::Enter).await?;
        window.says("The shared folder is added.").await?;
        shares.find("uploads").await?;
        shares.shows(1).await?;
        window.says_within("main", ADDED).await?;
        stage.look(window, "my-shares-added").await?;

        // It is still looked after at the next start.
        app.close().await?;
        let app = stage.start_app().await?;
        MySharesByKeys(&app.window).open().await?;
        MySharesByKeys(&app.window).find("uploads").await?;
        MySharesByKeys(&app.window).shows(1).await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_collection_of_somebody_else_is_added_by_its_bare_id() -> Result<()> {
    Stage::play("added_by_id", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        let shares = MySharesByKeys(window);
        shares.open().await?;
        tab_to(window, "button", "Add a shared folder").await?;
        press(window, Key::Enter).await?;
        window.role("textbox", "Id or link of the shared folder").await?;
        let id = stage.practice.collection(ADDED).await?;
        // As it is copied from a page: with a space behind it.
        window.keys(&format!("{id} ")).await?;
        press(window, Key::Enter).await?;
        window.says("The shared folder is added.").await?;
        shares.find("uploads").await?;
        shares.shows(1).await?;
        window.says_within("main", ADDED).await
    })
    .await
}

/// Switches a filter on, reads the rows, and leaves it on.
async fn only(window: &Window, filter: &str, expected: &[&str]) -> Result<()> {
    let shares = MySharesByKeys(window);
    ensure!(shares.switch(filter).await?, "{filter} is off");
    shares.shows(expected.len()).await?;
    shares.step_in().await?;
    let rows = every_row(window).await?;
    for name in expected {
        ensure!(rows.iter().any(|row| row.contains(name)), "{filter}: {rows:?}");
    }
    if filter != "Broken" {
        shares.switch(filter).await?;
    }
    Ok(())
}

/// Presses the head of a column.
async fn sort_by(window: &Window, column: &str) -> Result<()> {
    tab_to(window, "button", column).await?;
    press(window, Key::Enter).await
}

fn changes_as_a_person(rule: &Permission) -> bool {
    rule.permissions == "rw" && rule.principal_type == "identity"
}

/// The names of practice's people by their ids.
async fn names(stage: &Stage) -> Result<BTreeMap<String, String>> {
    let state = stage.practice.admin("GET", "state", None).await?;
    let people = state["people"].as_array().into_iter().flatten();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Ok(people
        .map(|person| (text(&person["id"]), text(&person["name"])))
        .collect())
}
