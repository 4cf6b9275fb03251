//! A real drag from another X client.

use e2e::Result;
use e2e::desktop::Keychain;
use e2e::drag::DragSource;
use e2e::pages::share_sheet::ShareSheet;
use e2e::stage::{RESULTS, Stage};

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_folder_dragged_from_another_program_opens_the_sheet() -> Result<()> {
    Stage::play("drag", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let source = DragSource::open(&stage.desktop, &[&stage.results])?;
        source.carry_to(500, 400)?;
        app.window.says(&format!("Let go to share {RESULTS}")).await?;
        source.drop_it()?;
        ShareSheet(&app.window).is_ready().await?;
        app.window.says(&format!("Share {RESULTS}")).await
    })
    .await
}
