//! The power goes off in the middle of a share.

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::pages::done::Done;
use e2e::stage::{RESULTS, Stage};
use e2e::wait;
use e2e::window::Name;
use serde_json::json;

use crate::share_with_two;

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_killed_share_goes_on_after_the_next_start_without_a_duplicate() -> Result<()> {
    Stage::play("interrupted", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        // The first grant is carried out but its answer hangs: the worst moment to be killed.
        stage
            .practice
            .fault(json!({ "method": "POST", "route": "/v0.10/endpoint/*/access", "delay_ms": 600_000 }))
            .await?;
        share_with_two(stage, &app.window).await?;
        wait::until("the first grant to be under way", || async {
            Ok((stage.practice.requests_to("POST", "/access").await? > 0).then_some(()))
        })
        .await?;
        app.kill().await?;
        stage.practice.clear_faults().await?;

        let app = stage.start_app().await?;
        app.window.says(RESULTS).await?;
        app.window.press("button", Name::Begins("Go on")).await?;
        Done(&app.window).is_shared(RESULTS).await?;
        if let Some(rules) = stage.judged().await? {
            ensure!(rules.len() == 2, "the judge sees {rules:?}");
        }
        Ok(())
    })
    .await
}
