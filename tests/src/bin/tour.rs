//! The main job, driven through the real window and photographed, in light and in dark. `cargo xtask start` runs it
//! where there is no display. Usage: `tour FOLDER`.
// It tells on its standard output what it does.
#![allow(clippy::print_stdout)]

use std::path::PathBuf;

use anyhow::{Context, Result};
use e2e::Window;
use e2e::desktop::Keychain;
use e2e::pages::done::Done;
use e2e::pages::first_run::FirstRun;
use e2e::pages::frame::Frame;
use e2e::pages::home::Home;
use e2e::pages::my_shares::MyShares;
use e2e::pages::review::Review;
use e2e::pages::share_sheet::ShareSheet;
use e2e::stage::{self, RESULTS, Stage};
use e2e::transcript::Transcript;

/// Found by name: they are in a group of the signed-in person.
const COLLEAGUE: &str = "Hannah Weiss";
/// Found by the whole address.
const STRANGER: (&str, &str) = ("Rahul Mehta", "rahul.mehta@eastlake.example");
const GROUP: &str = "Alpen field station";
const UNKNOWN: &str = "new.person@eastlake.example";

#[tokio::main]
async fn main() -> Result<()> {
    let folder: PathBuf = std::env::args_os().nth(1).context("usage: tour FOLDER")?.into();
    let stage = Stage::set(Keychain::Unlocked).await?;
    let mut transcript = Transcript::begin(&folder, &stage.desktop)?;
    let limited = tokio::time::timeout(stage::TIME_LIMIT, tour(&stage, &mut transcript)).await;
    let toured = limited
        .context("the window does not answer")
        .and_then(|toured| toured);
    if toured.is_err() {
        stage.desktop.keep_evidence(&folder)?;
    }
    transcript.close(toured.as_ref().err())?;
    toured
}

async fn tour(stage: &Stage, transcript: &mut Transcript<'_>) -> Result<()> {
    let app = stage.start_app().await?;
    let window = &app.window;
    transcript
        .shows(
            window,
            "first-run",
            "A new installation: what Guestlist does, and the two ways in.",
        )
        .await?;
    FirstRun(window).sign_in().await?;
    transcript
        .shows(
            window,
            "sign-in",
            "“Sign in” opened the person's own browser and waits for it.",
        )
        .await?;
    stage.finish_sign_in(&app).await?;
    transcript
        .note("In a headless Chromium, on practice's own pages: chose Nora Whitfield, pressed “Allow”.");
    transcript
        .shows(
            window,
            "home",
            "Signed in: drop a folder, choose one, or paste its path.",
        )
        .await?;

    Home(window).paste_path(&stage.results).await?;
    let sheet = ShareSheet(window);
    sheet.is_ready().await?;
    transcript
        .shows(
            window,
            "share-sheet",
            &format!("Pasted the path of “{RESULTS}”: the share sheet."),
        )
        .await?;
    sheet.type_name("Hannah").await?;
    sheet.suggests(COLLEAGUE).await?;
    transcript
        .shows(
            window,
            "suggestions",
            "Typed “Hannah”: people and groups, with the organisation first.",
        )
        .await?;
    sheet.add("Hannah", COLLEAGUE).await?;
    sheet.add(STRANGER.1, STRANGER.0).await?;
    sheet.add("Alpen", GROUP).await?;
    sheet.invite(UNKNOWN).await?;
    sheet.end_on(STRANGER.0, "+30").await?;
    transcript
        .shows(
            window,
            "guest-list",
            "Two people, a group and an address that Globus did not know, each with a date.",
        )
        .await?;

    sheet.review().await?;
    Review(window).is_ready().await?;
    transcript
        .shows(
            window,
            "review",
            "Nothing is shared yet: one sentence for each guest.",
        )
        .await?;
    Review(window).share("Share with 3 people and 1 group").await?;
    Done(window).is_shared(RESULTS).await?;
    transcript
        .shows(window, "done", "Shared, and read back from Globus's own list.")
        .await?;

    Frame(window).go_to("My shares").await?;
    let shares = MyShares(window);
    shares.is_ready().await?;
    transcript
        .shows(
            window,
            "my-shares",
            "Everything that is shared, the soonest end first.",
        )
        .await?;
    shares.end_on(COLLEAGUE, RESULTS, "+10").await?;
    transcript
        .shows(
            window,
            "changed",
            &format!("{COLLEAGUE} has another end date, changed and checked."),
        )
        .await?;
    shares.stop(STRANGER.0, RESULTS).await?;
    transcript
        .shows(
            window,
            "stopped",
            &format!("Sharing with {} was stopped.", STRANGER.0),
        )
        .await?;

    in_the_dark(window, transcript).await
}

/// The same window with the other theme.
async fn in_the_dark(window: &Window, transcript: &mut Transcript<'_>) -> Result<()> {
    Frame(window).choose_theme("Dark").await?;
    transcript
        .shows(window, "settings-dark", "Settings, in the dark theme.")
        .await?;
    Frame(window).go_to("My shares").await?;
    MyShares(window).is_ready().await?;
    transcript
        .shows(window, "my-shares-dark", "My shares, in the dark theme.")
        .await?;
    Frame(window).go_to("Home").await?;
    transcript
        .shows(window, "home-dark", "Home, in the dark theme.")
        .await
}
