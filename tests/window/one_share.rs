//! One permission of one guest without a mouse: another level, then its end. The official client says what is stored.

use anyhow::{Context, ensure};
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::judge::Permission;
use e2e::keyboard::{press, walk_to};
use e2e::pages::my_shares_keys::MySharesByKeys;
use e2e::stage::{COLLECTION, Stage};
use e2e::window::{Name, Window};
use fantoccini::key::Key;

use crate::folder::{choose, push, to_row};

/// He may read the results for nine days.
const GUEST: &str = "Marcus Stein";
const SHARE: &str = "Results";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn one_guest_gets_another_level_and_is_then_stopped() -> Result<()> {
    Stage::play("one_share", Keychain::Unlocked, async |stage| {
        let Some(judge) = stage.judge().await? else {
            return Ok(());
        };
        let maple = stage.practice.collection(COLLECTION).await?;
        let guest = stage.practice.identity(GUEST).await?;
        let before = judge.permissions(&maple)?;
        let theirs = |rule: &&Permission| rule.principal == guest && rule.path == "/Results/";
        let others = |all: &[Permission]| -> Vec<Permission> {
            all.iter().filter(|rule| !theirs(rule)).cloned().collect()
        };
        let app = stage.signed_in().await?;
        let window = &app.window;
        let list = MySharesByKeys(window);
        list.open().await?;
        list.find(GUEST).await?;
        to_guest(window).await?;
        choose(window, &format!("{GUEST} in {SHARE}"), "Change level…").await?;
        window
            .role("dialog", Name::Begins("What shall be possible for"))
            .await?;
        walk_to(window, Key::Tab, "radio", Name::Any).await?;
        walk_to(window, Key::Down, "radio", Name::Begins("Can also add, change")).await?;
        stage.look(window, "one-level").await?;
        push(window, "See what will change").await?;
        window.role("heading", "Check the new level").await?;
        window
            .says_within("main", "Nothing has been changed yet.")
            .await?;
        ensure!(
            judge.permissions(&maple)? == before,
            "the review has changed something"
        );
        push(window, "Change the level of 1 share").await?;
        ensure!(
            window
                .has_focus("checkbox", Name::Begins("I have a copy elsewhere"))
                .await?,
            "the missing tick has not the focus"
        );
        stage.look(window, "one-level-review").await?;
        window.keys(" ").await?;
        push(window, "Change the level of 1 share").await?;
        window.says("Checked with Globus at").await?;
        stage.look(window, "one-level-done").await?;
        let now = judge.permissions(&maple)?;
        let had = before.iter().find(theirs).context("a permission")?;
        let has = now.iter().find(theirs).context("the same permission")?;
        ensure!(has.permissions == "rw" && has.id == had.id, "{has:?}");
        ensure!(
            has.expiration_date == had.expiration_date,
            "another end, too: {has:?}"
        );
        ensure!(others(&now) == others(&before), "somebody else was changed, too");

        push(window, "Back to").await?;
        window.role("heading", "My shares").await?;
        to_guest(window).await?;
        choose(window, &format!("{GUEST} in {SHARE}"), "Stop sharing…").await?;
        window.role("heading", "Check what ends").await?;
        stage.look(window, "one-stop-review").await?;
        ensure!(
            judge.permissions(&maple)? == now,
            "the review has stopped something"
        );
        push(window, &format!("Stop sharing with {GUEST}")).await?;
        window.says("Checked with Globus at").await?;
        stage.look(window, "one-stop-done").await?;
        ensure!(
            judge.permissions(&maple)? == others(&before),
            "only that permission was to go"
        );
        Ok(())
    })
    .await
}

/// From anywhere to the row of the guest below the row of the share.
async fn to_guest(window: &Window) -> Result<()> {
    to_row(window, SHARE).await?;
    press(window, Key::Right).await?;
    walk_to(window, Key::Down, "row", Name::Has(GUEST)).await
}
