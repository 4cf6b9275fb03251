//! Who reaches a folder, without a mouse: the tree, what really counts, what has no effect and how it is tidied up.

use anyhow::{Context, ensure};
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::keyboard::{press, tab_to, walk_to};
use e2e::stage::{COLLECTION, Stage};
use e2e::window::Name;
use fantoccini::key::Key;

use crate::folder::{in_days, open_page, push};

/// He may read the folder above for sixty days, and for five as member of a group.
const JONAS: &str = "Jonas Lindqvist";
const JONAS_ADDRESS: &str = "j.lindqvist@alpen.example";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn what_counts_in_a_folder_is_seen_and_what_does_not_is_removed() -> Result<()> {
    Stage::play("folder_access", Keychain::Unlocked, async |stage| {
        let Some(judge) = stage.judge().await? else {
            return Ok(());
        };
        let maple = stage.practice.collection(COLLECTION).await?;
        let before = judge.permissions(&maple)?;
        // He has more than that on the folder above: this one changes nothing.
        let place = format!("{maple}:/Results/figures/");
        let grant = ["endpoint", "permission", "create", &place, "--permissions", "r"];
        let end = in_days(10)?;
        let until = ["--identity", JONAS_ADDRESS, "--expiration-date", &end];
        judge.ask(&[grant.as_slice(), &until].concat())?;

        let app = stage.signed_in().await?;
        let window = &app.window;
        open_page(window, COLLECTION).await?;
        window.says_within("main", "Access only adds up").await?;
        window.role("treeitem", Name::Begins("Results")).await?;
        stage.look(window, "folder-access").await?;

        tab_to(window, "treeitem", COLLECTION).await?;
        walk_to(window, Key::Down, "treeitem", Name::Begins("Results")).await?;
        // Opens the folder, then goes into it.
        press(window, Key::Right).await?;
        walk_to(window, Key::Down, "treeitem", Name::Begins("figures")).await?;
        press(window, Key::Enter).await?;
        window.role("heading", "Who can reach figures").await?;
        window.says_within("main", "2 of 3 shares have no effect").await?;
        push(window, &format!("Why {JONAS} can reach figures")).await?;
        window
            .role("heading", "Why Jonas can view and download here")
            .await?;
        window.says_within("main", "This one counts").await?;
        window.says_within("main", "No effect").await?;
        stage.look(window, "folder-access-reasons").await?;

        push(window, "Remove the one without effect…").await?;
        window.role("heading", "Check what ends").await?;
        window
            .says_within("main", "Jonas still reaches it through the share of Results")
            .await?;
        stage.look(window, "folder-access-clean-up").await?;
        push(window, &format!("Stop sharing with {JONAS}")).await?;
        window.says("Checked with Globus at").await?;
        ensure!(
            judge.permissions(&maple)? == before,
            "only what had no effect was to go"
        );
        stage.look(window, "folder-access-cleaned-up").await?;

        push(window, "Back to the shared folder").await?;
        window.role("heading", "Who can reach figures").await?;
        window
            .says_within("main", "One of 2 shares has no effect")
            .await?;
        window.gone("button", Name::Begins("Remove the one")).await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn what_has_no_effect_anywhere_on_a_shared_folder_is_cleaned_up_at_once() -> Result<()> {
    Stage::play("folder_clean_up", Keychain::Unlocked, async |stage| {
        let Some(judge) = stage.judge().await? else {
            return Ok(());
        };
        let maple = stage.practice.collection(COLLECTION).await?;
        let before = judge.permissions(&maple)?;
        let end = in_days(10)?;
        for folder in ["/Results/figures/", "/Results/tables/"] {
            let place = format!("{maple}:{folder}");
            let grant = ["endpoint", "permission", "create", &place, "--permissions", "r"];
            let until = ["--identity", JONAS_ADDRESS, "--expiration-date", &end];
            judge.ask(&[grant.as_slice(), &until].concat())?;
        }
        let app = stage.signed_in().await?;
        let window = &app.window;
        open_page(window, COLLECTION).await?;
        // The other one is for the open folder only.
        let everywhere = Name::Has("without effect…");
        let button = window.role("button", everywhere).await?.text().await?;
        let useless = button.split_whitespace().find_map(|word| word.parse().ok());
        let useless: usize = useless.with_context(|| format!("{button:?} counts nothing"))?;
        ensure!(useless >= 2, "{button:?}");
        let with_ours = judge.permissions(&maple)?;
        push(window, button.trim()).await?;
        window.role("heading", "Check what ends").await?;
        window
            .says_within("main", "Nothing has been changed yet.")
            .await?;
        window
            .says_within("main", "Jonas still reaches it through the share of Results")
            .await?;
        stage.look(window, "folder-clean-up-review").await?;
        ensure!(
            judge.permissions(&maple)? == with_ours,
            "the review has removed something"
        );
        push(window, "Stop sharing with").await?;
        window.says("Checked with Globus at").await?;
        let after = judge.permissions(&maple)?;
        ensure!(
            after.iter().all(|rule| before.contains(rule)),
            "what was made for nothing is still there: {after:?}"
        );
        ensure!(
            with_ours.len() - after.len() == useless,
            "{} went instead of {useless}",
            with_ours.len() - after.len()
        );
        push(window, "Back to the shared folder").await?;
        window.gone("button", Name::Begins("Clean up")).await?;
        stage.look(window, "folder-clean-up-afterwards").await
    })
    .await
}
