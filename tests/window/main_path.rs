//! The main job from the first start to the last click, with the official client looking on.

use anyhow::ensure;
use e2e::Result;
use e2e::axe;
use e2e::desktop::Keychain;
use e2e::judge::Permission;
use e2e::leaks;
use e2e::pages::done::Done;
use e2e::pages::frame::Frame;
use e2e::pages::my_shares::MyShares;
use e2e::pages::review::Review;
use e2e::pages::share_sheet::ShareSheet;
use e2e::stage::{RESULTS, Stage};
use e2e::window::Name;

use crate::{cast, fill_in_the_sheet};

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_folder_is_shared_changed_and_stopped() -> Result<()> {
    Stage::play("main_path", Keychain::Unlocked, async |stage| {
        let app = stage.start_app().await?;
        let window = &app.window;
        leaks::record_ipc(window).await?;
        axe::check(window, "first run").await?;
        stage.sign_in(&app).await?;
        axe::check(window, "home").await?;

        fill_in_the_sheet(stage, window).await?;
        axe::check(window, "share sheet").await?;
        ShareSheet(window).review().await?;
        let review = Review(window);
        review.is_ready().await?;
        review.says(&format!("{} (", cast::COLLEAGUE)).await?;
        review
            .says("will be able to view and download everything in")
            .await?;
        review.says("23:59 your time").await?;
        axe::check(window, "review").await?;
        ensure!(
            stage.practice.requests_to("POST", "/access").await? == 0,
            "the review has granted something"
        );

        review.share("Share with 3 people and 1 group").await?;
        Done(window).is_shared(RESULTS).await?;
        axe::check(window, "done").await?;
        ensure!(
            Done(window).link(RESULTS).await?.contains("origin_id="),
            "the link leads nowhere"
        );

        let granted = stage.judged().await?;
        if let Some(granted) = &granted {
            ensure!(granted.len() == 4, "the judge sees {granted:?}");
            ensure!(
                granted.iter().all(|rule| rule.permissions == "r"),
                "the judge sees {granted:?}"
            );
            ensure!(
                granted.iter().all(ends_at_midnight_in_chicago),
                "the judge sees {granted:?}"
            );
        }

        Frame(window).go_to("My shares").await?;
        let shares = MyShares(window);
        shares.is_ready().await?;
        axe::check(window, "my shares").await?;
        shares.find(RESULTS).await?;
        shares.open(RESULTS).await?;
        axe::check(window, "an open share").await?;
        shares.let_change(cast::COLLEAGUE, RESULTS).await?;
        shares.end_on(cast::COLLEAGUE, RESULTS, "+10").await?;
        if let (Some(granted), Some(changed)) = (granted, stage.judged().await?) {
            ensure!(
                changed.iter().filter(|rule| rule.permissions == "rw").count() == 1,
                "{changed:?}"
            );
            let same = changed.iter().filter(|rule| granted.contains(rule)).count();
            ensure!(same == 3, "only one permission was to change: {changed:?}");
            ensure!(changed.iter().all(ends_at_midnight_in_chicago), "{changed:?}");
        }

        for guest in [
            cast::COLLEAGUE,
            cast::STRANGER,
            cast::GROUP,
            cast::UNKNOWN_ADDRESS,
        ] {
            shares.stop(guest, RESULTS).await?;
        }
        if let Some(left) = stage.judged().await? {
            ensure!(left.is_empty(), "the judge still sees {left:?}");
        }

        leaks::check_web_view(window, 20).await?;
        app.close().await?;
        leaks::check_files(&stage.desktop)
    })
    .await
}

/// The desktop's zone is America/Chicago: a day's last second there is 04:59:59 or 05:59:59 UTC of the next day.
fn ends_at_midnight_in_chicago(rule: &Permission) -> bool {
    let end = rule.expiration_date.as_deref().unwrap_or_default();
    end.contains("T04:59:59") || end.contains("T05:59:59")
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_sign_in_outlives_the_app_and_ends_with_sign_out() -> Result<()> {
    Stage::play("sign_in_kept", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        app.close().await?;
        let app = stage.start_app().await?;
        Frame(&app.window).go_to("My shares").await?;
        Frame(&app.window).sign_out().await?;
        app.window.role("button", Name::Begins("Sign in")).await?;
        ensure!(
            stage.practice.requests_to("POST", "/token/revoke").await? > 0,
            "no token was revoked"
        );
        app.close().await?;
        let app = stage.start_app().await?;
        app.window.role("button", Name::Begins("Sign in")).await.map(drop)
    })
    .await
}
