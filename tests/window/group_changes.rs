//! A group renamed, left and deleted without a mouse.

use anyhow::ensure;
use e2e::desktop::Keychain;
use e2e::keyboard::{enter, press};
use e2e::stage::Stage;
use e2e::window::{Name, Window};
use e2e::{Result, wait};
use fantoccini::key::Key;

use crate::folder::{agree, push, write};

/// The signed-in person runs it.
const MINE: &str = "Spring course 2026";
const NEW_NAME: &str = "Autumn course 2026";
/// The person is a plain member here.
const THEIRS: &str = "Ecology seminar";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_group_is_renamed_another_one_left_and_the_first_deleted() -> Result<()> {
    Stage::play("group_changes", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        open(window, MINE).await?;
        push(window, "Edit…").await?;
        window.role("dialog", "Edit the group").await?;
        write(window, "Name", NEW_NAME).await?;
        stage.look(window, "group-edit").await?;
        push(window, "Save").await?;
        agree(stage, &app).await?;
        window.role("heading", NEW_NAME).await?;
        ensure!(
            names(stage).await?.contains(&NEW_NAME.to_owned()),
            "Globus knows it by another name"
        );

        open(window, THEIRS).await?;
        push(window, "Leave…").await?;
        window
            .role("alertdialog", format!("Leave {THEIRS}?").as_str())
            .await?;
        ensure!(
            window.has_focus("button", Name::Is("Stay in it")).await?,
            "the safe answer has not the focus"
        );
        stage.look(window, "group-leave").await?;
        push(window, "Leave the group").await?;
        window.says(&format!("You left {THEIRS}.")).await?;
        window.role("heading", "Groups").await?;
        window.gone("button", Name::Begins(THEIRS)).await?;

        open(window, NEW_NAME).await?;
        push(window, "Delete…").await?;
        window
            .role("dialog", format!("Delete {NEW_NAME}?").as_str())
            .await?;
        window.says("there is no way back.").await?;
        write(window, "Type", MINE).await?;
        press(window, Key::Enter).await?;
        window.says("That is not the name of the group.").await?;
        stage.look(window, "group-delete").await?;
        ensure!(
            names(stage).await?.contains(&NEW_NAME.to_owned()),
            "deleted already"
        );
        write(window, "Type", NEW_NAME).await?;
        press(window, Key::Enter).await?;
        window.says(&format!("{NEW_NAME} is deleted.")).await?;
        wait::until("the group to be gone at Globus", || async {
            Ok((!names(stage).await?.contains(&NEW_NAME.to_owned())).then_some(()))
        })
        .await?;
        window.gone("button", Name::Begins(NEW_NAME)).await?;
        stage.look(window, "groups-afterwards").await
    })
    .await
}

/// From anywhere to the page of a group.
async fn open(window: &Window, group: &str) -> Result<()> {
    enter(window, "link", "Groups").await?;
    window.role("heading", "Groups").await?;
    push(window, group).await?;
    window.role("heading", Name::Is(group)).await.map(drop)
}

/// The groups that there are.
async fn names(stage: &Stage) -> Result<Vec<String>> {
    let state = stage.practice.admin("GET", "state", None).await?;
    let groups = state["groups"].as_array().into_iter().flatten();
    Ok(groups
        .filter_map(|group| Some(group["name"].as_str()?.to_owned()))
        .collect())
}
