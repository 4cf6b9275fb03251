//! Practice mode inside the app: no browser, no account, no other program.

use anyhow::ensure;
use e2e::Result;
use e2e::app::{App, Start};
use e2e::axe;
use e2e::desktop::{Desktop, Keychain};
use e2e::pages::first_run::FirstRun;
use e2e::pages::frame::Frame;
use e2e::pages::home::Home;
use e2e::pages::my_shares::MyShares;
use e2e::pages::share_sheet::ShareSheet;
use e2e::{computer, leaks};

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_new_person_practises_with_a_folder_of_their_own() -> Result<()> {
    let desktop = Desktop::start(Keychain::Unlocked).await?;
    let folder = computer::make_results(&desktop.home(), "Soil samples")?;
    let app = App::start(&desktop, Start::default()).await?;
    let window = &app.window;
    leaks::record_ipc(window).await?;
    FirstRun(window).try_pretend_data().await?;
    FirstRun(window).is_over().await?;
    Frame(window).is_practice().await?;
    axe::check(window, "home in practice").await?;

    Frame(window).go_to("My shares").await?;
    MyShares(window).is_ready().await?;
    axe::check(window, "my shares in practice").await?;
    Frame(window).go_to("Home").await?;
    Home(window).paste_path(&folder).await?;
    ShareSheet(window).is_ready().await?;
    ensure!(
        !desktop.root().join("opened-link").exists(),
        "practice has opened a browser"
    );
    leaks::check_web_view(window, 5).await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn the_start_argument_leads_straight_into_practice() -> Result<()> {
    let desktop = Desktop::start(Keychain::Missing).await?;
    let app = App::start(
        &desktop,
        Start {
            arguments: &["--practice"],
            ..Start::default()
        },
    )
    .await?;
    Frame(&app.window).is_practice().await
}
