//! A link of ours, clicked somewhere else while the app runs: it fills in the check, and that is all it does.

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::pages::share_sheet::ShareSheet;
use e2e::programs;
use e2e::stage::{RESULTS, Stage};

use crate::cast;

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_link_fills_in_the_check_of_the_running_window_and_grants_nothing() -> Result<()> {
    Stage::play("deep_link", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        follow(stage, "guestlist://share?path=%2F%2Fevil.example%2Fshare")?;
        window.says("A link to Guestlist leads nowhere.").await?;
        stage.look(window, "a-link-that-leads-nowhere").await?;

        // What a link has no business with is left out.
        let mut link = url::Url::parse("guestlist://share")?;
        link.query_pairs_mut()
            .append_pair("path", &stage.results.to_string_lossy())
            .append_pair("to", cast::STRANGER_ADDRESS)
            .append_pair("permissions", "rw")
            .append_pair("confirm", "yes");
        follow(stage, link.as_str())?;
        ShareSheet(window).is_ready().await?;
        window.says(&format!("Share {RESULTS}")).await?;
        let said = window.text("body").await?;
        ensure!(!said.contains("A link to Guestlist leads nowhere."), "{said}");
        ensure!(
            !said.contains("Rahul") && !said.contains(cast::STRANGER_ADDRESS),
            "{said}"
        );
        for path in ["/access", "/endpoint", "/role", "/identities"] {
            let sent = stage.practice.requests_to("POST", path).await?;
            ensure!(sent == 0, "the link has sent something to {path}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn folders_of_a_second_start_open_in_the_running_window() -> Result<()> {
    Stage::play("second_start", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        follow(stage, &stage.results.to_string_lossy())?;
        ShareSheet(&app.window).is_ready().await?;
        app.window.says(&format!("Share {RESULTS}")).await
    })
    .await
}

/// Starts the app once more, as a desktop does where somebody clicks a link. It hands the link over and ends well.
fn follow(stage: &Stage, argument: &str) -> Result<()> {
    let mut second = stage.desktop.command(programs::built("guestlist")?);
    let status = second.envs(stage.app_environment()).arg(argument).status()?;
    ensure!(status.success(), "the second start ended with {status}");
    Ok(())
}
