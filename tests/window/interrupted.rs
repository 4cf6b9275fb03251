//! The power goes off in the middle of a share.

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::stage::{RESULTS, Stage};
use e2e::wait;
use serde_json::json;

use crate::share_with_two;

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_killed_share_goes_on_after_the_next_start_without_a_duplicate() -> Result<()> {
    Stage::play("interrupted", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        // One grant goes through, the other hangs: practice counts the fault down when it takes hold.
        let hang =
            json!({ "method": "POST", "route": "/v0.10/endpoint/*/access", "skip": 1, "times": 1, "delay_ms": 600_000 });
        stage.practice.fault(hang).await?;
        share_with_two(stage, &app.window).await?;
        wait::until("one grant to hang", || async {
            let faults = stage.practice.admin("GET", "faults", None).await?;
            Ok((faults[0]["times"] == 0).then_some(()))
        })
        .await?;
        app.kill().await?;
        stage.practice.clear_faults().await?;

        let app = stage.start_app().await?;
        app.window.says(RESULTS).await?;
        app.window.press("button", "Share with the rest").await?;
        app.window.says(&format!("{RESULTS} is shared, checked.")).await?;
        if let Some(rules) = stage.judged().await? {
            ensure!(rules.len() == 2, "the judge sees {rules:?}");
        }
        Ok(())
    })
    .await
}
