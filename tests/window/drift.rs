//! What was added to a shared folder, without a mouse: asked for on its page, watched, and told in Activity.

use e2e::Result;
use e2e::axe;
use e2e::desktop::Keychain;
use e2e::keyboard::{press, tab_to, walk_to};
use e2e::stage::{COLLECTION, Stage};
use e2e::window::Name;
use fantoccini::key::Key;

use crate::folder::{open_page, push};

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn what_was_added_to_a_watched_folder_is_told() -> Result<()> {
    Stage::play("drift", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        open_page(window, COLLECTION).await?;
        tab_to(window, "treeitem", COLLECTION).await?;
        walk_to(window, Key::Down, "treeitem", Name::Begins("Results")).await?;
        press(window, Key::Enter).await?;
        window.role("heading", "Who can reach Results").await?;
        push(window, "What was added to Results?").await?;
        window.says("Guestlist has noted what Results holds now.").await?;
        push(window, "Watch this folder").await?;
        window.role("button", "Stop watching Results").await?;
        app.close().await?;

        let results = stage
            .practice
            .sample_root()
            .await?
            .join(COLLECTION)
            .join("Results");
        for number in 1..=12 {
            std::fs::write(results.join(format!("plate {number:02}.csv")), "1\n")?;
        }
        let app = stage.start_app().await?;
        let window = &app.window;
        tab_to(window, "link", "Activity").await?;
        press(window, Key::Enter).await?;
        window
            .says("12 files and folders were added to Results since")
            .await?;
        window.says("plate 01.csv").await?;
        axe::check(window, "a watched folder").await?;
        stage.look(window, "drift-added").await?;
        push(window, "Count from now what is added to Results").await?;
        window.says("Nothing was added to Results since").await?;
        push(window, "Stop watching Results").await?;
        window.role("button", "Watch this folder").await.map(drop)
    })
    .await
}
