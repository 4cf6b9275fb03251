//! The two choices that need an extra word: no end date, and access for everybody.

use anyhow::ensure;
use e2e::Result;
use e2e::axe;
use e2e::desktop::Keychain;
use e2e::pages::frame::Frame;
use e2e::pages::home::Home;
use e2e::pages::my_shares::MyShares;
use e2e::pages::review::Review;
use e2e::pages::share_sheet::ShareSheet;
use e2e::stage::{RESULTS, Stage};
use e2e::window::Name;

use crate::cast;

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn no_end_date_asks_why_everybody_is_typed_and_all_are_stopped_at_once() -> Result<()> {
    Stage::play("without_end", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        Home(window).paste_path(&stage.results).await?;
        let sheet = ShareSheet(window);
        sheet.is_ready().await?;
        sheet.add("Hannah", cast::COLLEAGUE).await?;

        sheet
            .never_ends(cast::COLLEAGUE, "It is an archive or a publication")
            .await?;
        sheet.open_to_everyone_signed_in("Resul").await?;
        sheet.review().await?;
        window.says("This is not yet").await?;
        sheet.confirm_wider(RESULTS).await?;
        axe::check(window, "a sheet with wider access").await?;
        sheet.review().await?;

        let review = Review(window);
        review.is_ready().await?;
        review.says("This never ends by itself.").await?;
        axe::check(window, "a review with wider access").await?;
        ensure!(
            stage.practice.requests_to("POST", "/access").await? == 0,
            "the review has granted something"
        );
        window.press("button", Name::Begins("Share with")).await?;
        window.says("Read back from Globus").await?;
        if let Some(granted) = stage.judged().await? {
            let without_end = granted
                .iter()
                .filter(|rule| rule.expiration_date.is_none())
                .count();
            ensure!(
                granted.len() == 2 && without_end == 1,
                "the judge sees {granted:?}"
            );
            ensure!(granted.iter().all(|rule| rule.permissions == "r"), "{granted:?}");
        }

        Frame(window).go_to("My shares").await?;
        let shares = MyShares(window);
        shares.is_ready().await?;
        shares.stop_all(RESULTS).await?;
        if let Some(left) = stage.judged().await? {
            ensure!(left.is_empty(), "the judge still sees {left:?}");
        }
        Ok(())
    })
    .await
}
