//! A folder that was renamed on disk: its shares are found broken, and pointed to its new place.

use anyhow::{Context, ensure};
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::judge::Permission;
use e2e::keyboard::{choose_in_row, down_to_row, enter, tab_to};
use e2e::pages::my_shares_keys::MySharesByKeys;
use e2e::stage::{COLLECTION, Stage};
use serde_json::Value;

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_renamed_folder_is_found_and_its_shares_move_to_the_new_place() -> Result<()> {
    Stage::play("broken_shares", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        let shares = MySharesByKeys(window);
        shares.open().await?;
        let home = stage.practice.sample_root().await?.join(COLLECTION);
        std::fs::rename(home.join("Results"), home.join("Results of 2026"))?;
        let before = on_collection(stage).await?;

        // One reading is enough, although another collection has hundreds of folders to look at.
        shares.check_again().await?;
        shares.find("Maple").await?;
        window.says_within("main", "Show all").await?;
        shares.step_in().await?;
        down_to_row(window, "Results in ").await?;
        ensure!(
            window.focused_text().await?.contains("Folder not found"),
            "{}",
            window.focused_text().await?
        );
        stage.look(window, "broken").await?;
        choose_in_row(window, "Point to new place").await?;
        window.role("heading", "Where is Results now?").await?;
        tab_to(window, "textbox", "Folder in").await?;
        window.keys("/Results of 2026").await?;
        stage.look(window, "broken-point").await?;
        enter(window, "button", "See what will change").await?;
        window.says("Nothing has been changed yet.").await?;
        stage.look(window, "broken-review").await?;
        stage.practice.admin("DELETE", "requests", None).await?;
        enter(window, "button", "Move 3 shares to the new place").await?;
        window.says("Checked with Globus at").await?;
        stage.look(window, "broken-moved").await?;

        // All that gives came before anything that takes away.
        let asked = stage.practice.requests().await?;
        let at = |method: &str| -> Vec<usize> {
            let fits = |it: &Value| it["method"] == method && it["path"].to_string().contains("/access");
            (0..asked.len()).filter(|index| fits(&asked[*index])).collect()
        };
        let (given, taken) = (at("POST"), at("DELETE"));
        ensure!(
            given.len() == 3 && taken.len() == 3,
            "given {given:?}, taken {taken:?}"
        );
        ensure!(given.last() < taken.first(), "given {given:?}, taken {taken:?}");

        let (Some(before), Some(after)) = (before, on_collection(stage).await?) else {
            return Ok(());
        };
        let moved = |rule: &Permission| Permission {
            id: None,
            path: rule.path.replace("/Results/", "/Results of 2026/"),
            ..rule.clone()
        };
        let of = |rules: &[Permission], path: &str| -> Vec<Permission> {
            let mut found: Vec<_> = rules.iter().filter(|it| it.path == path).map(moved).collect();
            found.sort();
            found
        };
        ensure!(
            of(&after, "/Results/").is_empty(),
            "the old place still counts: {after:?}"
        );
        ensure!(
            of(&after, "/Results of 2026/") == of(&before, "/Results/"),
            "before: {before:?}, after: {after:?}"
        );
        Ok(())
    })
    .await
}

/// What the official client sees on the collection of the folder.
async fn on_collection(stage: &Stage) -> Result<Option<Vec<Permission>>> {
    let Some(judge) = stage.judge().await? else {
        return Ok(None);
    };
    let id = stage.practice.collection(COLLECTION).await?;
    judge
        .permissions(&id)
        .context("the client lists permissions")
        .map(Some)
}
