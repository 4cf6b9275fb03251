//! One guest can't be added: what worked is kept, and the rest can be tried again.

use e2e::Result;
use e2e::desktop::Keychain;
use e2e::pages::done::Done;
use e2e::stage::{RESULTS, Stage};
use e2e::{axe, leaks};
use serde_json::json;

use crate::share_with_two;

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_partial_failure_keeps_what_worked_and_offers_retry() -> Result<()> {
    Stage::play("partial_failure", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        leaks::record_ipc(&app.window).await?;
        let refusal = json!({
            "method": "POST", "route": "/v0.10/endpoint/*/access", "times": 1, "skip": 1, "status": 409,
            "body": { "DATA_TYPE": "error", "code": "Conflict", "message": "Not just now", "request_id": "abc123",
                      "resource": "/endpoint/access" },
        });
        stage.practice.fault(refusal).await?;
        share_with_two(stage, &app.window).await?;
        let done = Done(&app.window);
        done.is_shared_in_part(RESULTS, 1, 2).await?;
        axe::check(&app.window, "done in part").await?;
        done.retry().await?;
        done.is_shared(RESULTS).await?;
        leaks::check_web_view(&app.window, 5).await
    })
    .await
}
