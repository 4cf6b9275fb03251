//! What happened, without a mouse: a share that was stopped is found in Activity and shared again until another day.

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::keyboard::{enter, press, tab_to, walk_to};
use e2e::pages::frame::Frame;
use e2e::pages::my_shares::MyShares;
use e2e::pages::my_shares_keys::MySharesByKeys;
use e2e::save_dialog::save_as;
use e2e::stage::{COLLECTION, RESULTS, Stage};
use e2e::window::Name;
use fantoccini::key::Key;

use crate::cast;
use crate::folder::push;
use crate::share_with_two;

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn what_was_stopped_is_found_in_activity_and_shared_again_with_the_keyboard_only() -> Result<()> {
    Stage::play("history", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        share_with_two(stage, window).await?;
        window.says("Read back from Globus").await?;
        Frame(window).go_to("My shares").await?;
        let shares = MyShares(window);
        shares.is_ready().await?;
        shares.stop_all(RESULTS).await?;

        tab_to(window, "link", "Activity").await?;
        press(window, Key::Enter).await?;
        window.role("heading", "Activity").await?;
        window.says("You shared").await?;
        window.says("You stopped sharing").await?;
        stage.look(window, "activity").await?;

        let again = format!("Share again… {RESULTS} with {}", cast::COLLEAGUE);
        tab_to(window, "button", &again).await?;
        press(window, Key::Enter).await?;
        window.role("button", "Use this date").await?;
        stage.look(window, "activity-share-again").await?;
        tab_to(window, "button", "Use this date").await?;
        press(window, Key::Enter).await?;
        window.role("heading", "Check what is shared again").await?;
        stage.look(window, "activity-again-review").await?;
        tab_to(window, "button", "Share 1 again").await?;
        press(window, Key::Enter).await?;
        window.says("1 share is back").await?;
        if let Some(granted) = stage.judged().await? {
            ensure!(granted.len() == 1, "the judge sees {granted:?}");
            ensure!(granted[0].expiration_date.is_some(), "{granted:?}");
        }

        // It is there now: what was stopped is no more to be shared again.
        Frame(window).go_to("Activity").await?;
        window.says("You shared").await?;
        window.gone("button", again.as_str()).await?;
        stage.look(window, "activity-afterwards").await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn what_others_did_is_told_the_history_is_saved_as_a_file_and_deleted() -> Result<()> {
    Stage::play("history_of_others", Keychain::Unlocked, async |stage| {
        let Some(judge) = stage.judge().await? else {
            return Ok(());
        };
        let app = stage.signed_in().await?;
        let window = &app.window;
        let list = MySharesByKeys(window);
        list.open().await?;
        let place = format!("{}:/Results/", stage.practice.collection(COLLECTION).await?);
        let grant = ["endpoint", "permission", "create", &place, "--permissions", "r"];
        judge.ask(&[grant.as_slice(), &["--identity", cast::STRANGER_ADDRESS]].concat())?;
        list.check_again().await?;

        enter(window, "link", "Activity").await?;
        window.role("heading", "Activity").await?;
        window
            .says(&format!("Somebody else shared Results with {}", cast::STRANGER))
            .await?;
        stage.look(window, "activity-of-others").await?;

        push(window, "Save as a file…").await?;
        window.role("dialog", "Save what happened as a file").await?;
        walk_to(window, Key::Tab, "radio", Name::Any).await?;
        walk_to(window, Key::Down, "radio", Name::Begins("JSON")).await?;
        stage.look(window, "activity-save").await?;
        push(window, "Choose where…").await?;
        let file = save_as(&stage.desktop, &stage.desktop.home().join("activity.json")).await?;
        let saved: serde_json::Value = serde_json::from_slice(&file)?;
        ensure!(saved.to_string().contains(cast::STRANGER_ADDRESS), "{saved}");
        window.says("Saved as").await?;

        push(window, "Delete all…").await?;
        window.role("alertdialog", "Delete the whole history?").await?;
        ensure!(
            window.has_focus("button", Name::Is("Keep it")).await?,
            "the safe answer has not the focus"
        );
        push(window, "Delete the history").await?;
        window.says("Nothing has been shared or changed yet.").await?;
        stage.look(window, "activity-empty").await?;
        ensure!(
            judge
                .permissions(&stage.practice.collection(COLLECTION).await?)?
                .iter()
                .any(|rule| rule.expiration_date.is_none()),
            "the share itself was to stay"
        );
        Ok(())
    })
    .await
}
