//! Changes of many and of one without a mouse: extended, taken back, copied, and kept apart from what somebody else did
//! in between. The official client says what is stored.

use anyhow::{Context, ensure};
use e2e::desktop::Keychain;
use e2e::judge::{Judge, Permission};
use e2e::keyboard::{clear, enter, press, tab_to, walk_to};
use e2e::pages::my_shares_keys::MySharesByKeys;
use e2e::stage::{COLLECTION, Stage};
use e2e::window::{Name, Window};
use e2e::{Result, wait};
use fantoccini::key::Key;
use serde_json::json;

use crate::folder::{choose, open_page, push, to_row};

/// He may read the results for nine days.
const MARCUS: &str = "Marcus Stein";
/// A shared folder whose storage allows no end later than in 180 days.
const WITH_A_MAXIMUM: &str = "Spring sequencing";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn all_that_ends_soon_is_extended_at_once_and_taken_back() -> Result<()> {
    Stage::play("extend_all", Keychain::Unlocked, async |stage| {
        let Some(judge) = stage.judge().await? else {
            return Ok(());
        };
        let maple = stage.practice.collection(COLLECTION).await?;
        let before = judge.permissions(&maple)?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        // From the tile of Home: what is counted there is listed.
        enter(window, "link", "Home").await?;
        window.role("button", Name::Has("Ending in 14 days")).await?;
        stage.look(window, "home-with-ends").await?;
        tab_to(window, "button", "").await?;
        walk_to(window, Key::Tab, "button", Name::Has("Ending in 14 days")).await?;
        press(window, Key::Enter).await?;
        window.role("heading", "My shares").await?;
        window.says_within("main", "Checked").await?;
        tab_to(window, "checkbox", "Select all").await?;
        window.keys(" ").await?;
        stage.look(window, "ending-soon-selected").await?;
        push(window, "Extend").await?;
        write_day(window, "+60").await?;
        window.role("heading", "Check the new end").await?;
        window
            .says_within("main", "Nothing has been changed yet.")
            .await?;
        stage.look(window, "extend-review").await?;
        ensure!(
            judge.permissions(&maple)? == before,
            "the review has changed something"
        );
        push(window, "Extend").await?;
        window.says("Checked with Globus at").await?;
        stage.look(window, "extend-done").await?;

        let after = judge.permissions(&maple)?;
        let moved: Vec<&Permission> = after.iter().filter(|rule| !before.contains(rule)).collect();
        ensure!(moved.len() == 3 && after.len() == before.len(), "{moved:?}");
        ensure!(moved.iter().all(|rule| ends_with_a_day(rule)), "{moved:?}");

        push(window, "Undo all").await?;
        window.role("alertdialog", Name::Begins("Take all")).await?;
        push(window, "Undo").await?;
        window.role("heading", Name::Has("undone")).await?;
        stage.look(window, "extend-undone").await?;
        let undone = judge.permissions(&maple)?;
        ensure!(undone == before, "not as it was: {undone:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn what_somebody_else_changed_in_between_is_said_and_left_alone() -> Result<()> {
    Stage::play("conflict", Keychain::Unlocked, async |stage| {
        let Some(judge) = stage.judge().await? else {
            return Ok(());
        };
        let maple = stage.practice.collection(COLLECTION).await?;
        let marcus = stage.practice.identity(MARCUS).await?;
        let his = || permission_of(&judge, &maple, &marcus);
        let app = stage.signed_in().await?;
        let window = &app.window;
        review_later_end(window).await?;

        let theirs = let_change(&judge, &maple, &his()?)?;

        push(window, "Extend 1 share").await?;
        window.says("Changed by others").await?;
        window
            .says("Somebody changed this since you looked: now view, download, add, change and delete")
            .await?;
        stage.look(window, "conflict").await?;
        ensure!(his()? == theirs, "what somebody else had done was overwritten");

        push(window, "Look again").await?;
        window.role("heading", "Check the new end").await?;
        stage.look(window, "conflict-looked-again").await?;
        push(window, "Extend 1 share").await?;
        window.says("Checked with Globus at").await?;
        let both = his()?;
        ensure!(
            both.permissions == "rw",
            "the level that somebody else gave is kept: {both:?}"
        );
        ensure!(
            both.expiration_date != theirs.expiration_date && ends_with_a_day(&both),
            "{both:?}"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn what_somebody_else_changed_while_the_app_was_gone_is_looked_at_again() -> Result<()> {
    Stage::play("conflict_after_restart", Keychain::Unlocked, async |stage| {
        let Some(judge) = stage.judge().await? else {
            return Ok(());
        };
        let maple = stage.practice.collection(COLLECTION).await?;
        let marcus = stage.practice.identity(MARCUS).await?;
        let his = || permission_of(&judge, &maple, &marcus);
        let app = stage.signed_in().await?;
        let hang = json!({ "method": "PUT", "route": "/v0.10/endpoint/*/access/*", "times": 1, "delay_ms": 600_000 });
        stage.practice.fault(hang).await?;
        review_later_end(&app.window).await?;
        push(&app.window, "Extend 1 share").await?;
        wait::until("the change to hang", || async {
            let faults = stage.practice.admin("GET", "faults", None).await?;
            Ok((faults[0]["times"] == 0).then_some(()))
        })
        .await?;
        app.kill().await?;
        stage.practice.clear_faults().await?;
        let theirs = let_change(&judge, &maple, &his()?)?;

        let app = stage.start_app().await?;
        let window = &app.window;
        window.says("A change was interrupted: 0 of 1 are done.").await?;
        push(window, "Go on").await?;
        window.says("Changed by others").await?;
        stage.look(window, "conflict-after-restart").await?;
        ensure!(his()? == theirs, "what somebody else had done was overwritten");
        push(window, "Look again").await?;
        window.role("heading", "Check the new end").await?;
        push(window, "Extend 1 share").await?;
        window.says("Checked with Globus at").await?;
        let both = his()?;
        ensure!(
            both.permissions == "rw" && both.expiration_date != theirs.expiration_date,
            "{both:?}"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn permissions_are_copied_after_a_dry_run_and_the_copy_is_taken_back() -> Result<()> {
    Stage::play("copy", Keychain::Unlocked, async |stage| {
        let Some(judge) = stage.judge().await? else {
            return Ok(());
        };
        let maple = stage.practice.collection(COLLECTION).await?;
        let sequencing = stage.practice.collection(WITH_A_MAXIMUM).await?;
        let (from, to) = (judge.permissions(&maple)?, judge.permissions(&sequencing)?);
        let app = stage.signed_in().await?;
        let window = &app.window;
        open_page(window, COLLECTION).await?;
        push(window, "Copy these shares to…").await?;
        window.role("dialog", Name::Begins("Copy the shares of")).await?;
        tab_to(window, "combobox", "Shared folder").await?;
        window.keys(WITH_A_MAXIMUM).await?;
        window.role("treeitem", Name::Begins("Run 2026-04-02")).await?;
        stage.look(window, "copy-where").await?;
        walk_to(window, Key::Tab, "treeitem", Name::Any).await?;
        walk_to(window, Key::Down, "treeitem", Name::Begins("Run 2026-04-02")).await?;
        press(window, Key::Enter).await?;
        push(window, "See what will change").await?;
        window.role("heading", "Check the copy").await?;
        window
            .says_within("main", "2 shares end earlier there than here.")
            .await?;
        stage.look(window, "copy-review").await?;
        ensure!(
            judge.permissions(&sequencing)? == to,
            "the review has changed something"
        );
        // New write access: she could delete the only copy.
        push(window, "Copy 2 shares").await?;
        ensure!(
            window
                .has_focus("checkbox", Name::Begins("I have a copy elsewhere"))
                .await?,
            "the missing tick has not the focus"
        );
        window.keys(" ").await?;
        push(window, "Copy 2 shares").await?;
        window.says("Checked with Globus at").await?;
        stage.look(window, "copy-done").await?;
        let copied = judge.permissions(&sequencing)?;
        let new: Vec<&Permission> = copied.iter().filter(|rule| !to.contains(rule)).collect();
        ensure!(new.len() == 2 && copied.len() == to.len() + 2, "{new:?}");
        ensure!(
            new.iter()
                .all(|rule| rule.path == "/Run 2026-04-02/" && rule.expiration_date.is_some()),
            "{new:?}"
        );
        ensure!(judge.permissions(&maple)? == from, "the copy took something away");

        push(window, "Undo all 2").await?;
        push(window, "Undo 2 changes").await?;
        window.role("heading", "2 changes are undone").await?;
        ensure!(judge.permissions(&sequencing)? == to, "the copy is still there");
        Ok(())
    })
    .await
}

/// Goes on to the review of a later end for Marcus.
async fn review_later_end(window: &Window) -> Result<()> {
    let list = MySharesByKeys(window);
    list.open().await?;
    list.find(MARCUS).await?;
    to_row(window, "Results").await?;
    press(window, Key::Right).await?;
    walk_to(window, Key::Down, "row", Name::Has(MARCUS)).await?;
    choose(window, &format!("{MARCUS} in Results"), "Change end date…").await?;
    write_day(window, "+90").await?;
    window.role("heading", "Check the new end").await.map(drop)
}

/// What somebody has on a collection.
fn permission_of(judge: &Judge, collection: &str, principal: &str) -> Result<Permission> {
    let mut all = judge.permissions(collection)?.into_iter();
    all.find(|rule| rule.principal == principal)
        .context("their permission")
}

/// Somebody else who looks after the collection lets a guest change files, with the official client.
fn let_change(judge: &Judge, collection: &str, theirs: &Permission) -> Result<Permission> {
    let rule = theirs.id.as_deref().context("an id")?;
    let level = ["--permissions", "rw"];
    let update = ["endpoint", "permission", "update", collection, rule];
    judge.ask(&[update.as_slice(), &level].concat())?;
    let after = permission_of(judge, collection, &theirs.principal)?;
    ensure!(after.permissions == "rw", "{after:?}");
    Ok(after)
}

/// Types a day into the question for one.
async fn write_day(window: &Window, day: &str) -> Result<()> {
    window.role("button", "Use this date").await?;
    if !window.has_focus("textbox", Name::Begins("Date")).await? {
        tab_to(window, "textbox", "Date").await?;
    }
    clear(window).await?;
    window.keys(day).await?;
    press(window, Key::Enter).await
}

/// The desktop's zone is America/Chicago: the last second of a day there.
fn ends_with_a_day(rule: &Permission) -> bool {
    let end = rule.expiration_date.as_deref().unwrap_or_default();
    end.contains("T04:59:59") || end.contains("T05:59:59")
}
