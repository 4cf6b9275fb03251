//! My shares of a whole department in the real window: how fast it follows the search field, and what it weighs.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use e2e::app::{App, Start};
use e2e::browser::Browser;
use e2e::computer;
use e2e::department::Department;
use e2e::desktop::{Desktop, Keychain};
use e2e::pages::first_run::FirstRun;
use e2e::pages::frame::Frame;
use e2e::pages::my_shares::MyShares;
use e2e::practice::Practice;
use e2e::window::{Name, Window};
use fantoccini::key::Key;
use serde::Deserialize;

use crate::measurement::{Measurement, median};
use crate::window::weight;

/// A start reads everything: three are enough.
const RUNS: usize = 3;
/// Typed letter by letter and taken back. Each letter leaves other rows.
const WORDS: [&str; 4] = ["173", "286", "394", "451"];
/// After so long without a change the page has answered.
const QUIET_MS: f64 = 300.0;

/// A desktop with somebody signed in on it, and a department behind.
struct Office {
    practice: Practice,
    // Dropped last.
    desktop: Desktop,
}

impl Office {
    async fn open(size: Department) -> Result<Self> {
        let desktop = Desktop::start(Keychain::Unlocked).await?;
        let seed = desktop.root().join("seed.json");
        std::fs::write(&seed, serde_json::to_vec(&size.seed())?)?;
        let practice = Practice::start(&desktop, &seed.to_string_lossy())?;
        computer::set_up_connect_personal(&desktop, &practice.personal_config().await?)?;
        let office = Self { practice, desktop };
        let app = office.start().await?;
        FirstRun(&app.window).sign_in().await?;
        let link = office.desktop.opened_link().await?;
        Browser::open(&office.desktop)
            .await?
            .sign_in_and_allow(&link)
            .await?;
        FirstRun(&app.window).is_over().await?;
        app.close().await?;
        Ok(office)
    }

    async fn start(&self) -> Result<App> {
        let practice = Some(&self.practice);
        let start = Start {
            practice,
            ..Start::default()
        };
        App::start(&self.desktop, start).await
    }

    /// The app with My shares read anew.
    async fn my_shares(&self) -> Result<App> {
        let app = self.start().await?;
        Frame(&app.window).go_to("My shares").await?;
        MyShares(&app.window).is_ready().await?;
        app.window.press("button", "Check again").await?;
        // While it reads, the button says how far it is.
        rest();
        app.window.role("button", "Check again").await?;
        Ok(app)
    }
}

/// Memory with 50,000 permissions loaded, above the same window with nothing to show; and the time from a keystroke in
/// the search field over 10,000 rows to the painted result.
pub(crate) async fn large_list() -> Result<[Measurement; 2]> {
    let nothing = Department {
        collections: 0,
        permissions: 0,
        people: 1,
        groups: 0,
    };
    let (full, empty) = (
        Office::open(Department::LARGE).await?,
        Office::open(nothing).await?,
    );
    let (mut strokes, mut above) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let app = full.my_shares().await?;
        rest();
        let loaded = weight(app.id()?)?;
        strokes.extend(type_words(&app.window).await?);
        app.close().await?;
        let app = empty.my_shares().await?;
        rest();
        above.push(loaded - weight(app.id()?)?);
        app.close().await?;
    }
    let how = format!(
        "ms from the key event until the frame with the last change is painted, real window, 10,000 rows, median of {} \
         keystrokes ({})",
        strokes.len(),
        Stroke::stages(&strokes)?
    );
    let painted = strokes.iter().map(|stroke| stroke.painted).collect();
    Ok([
        Measurement::amount("filter_10k_ms", 50.0, "ms", painted, &how)?,
        Measurement::amount(
            "audit_memory_mib",
            150.0,
            "MiB",
            above,
            "PSS over all processes on My shares right after 50,000 permissions were read, above the same window with \
             an empty list",
        )?,
    ])
}

/// Caches are still being filled right after a list was painted; what counts is what stays.
fn rest() {
    std::thread::sleep(Duration::from_secs(3));
}

/// What one key took: until the app was asked, until it had answered, until the page had changed, until the frame with
/// the change began, and until that was painted; all in milliseconds from the key.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Stroke {
    asked: f64,
    answered: f64,
    changed: f64,
    frame: f64,
    painted: f64,
}

impl Stroke {
    /// Where the time goes, by the medians of the stages.
    fn stages(all: &[Self]) -> Result<String> {
        let stage = |name: &str, took: fn(&Self) -> f64| {
            let took = median(&mut all.iter().map(took).collect::<Vec<_>>())?;
            anyhow::Ok(format!("{name} {took:.0}"))
        };
        let stages = [
            stage("asked", |stroke| stroke.asked)?,
            stage("answered", |stroke| stroke.answered - stroke.asked)?,
            stage("drawn", |stroke| stroke.changed - stroke.answered)?,
            stage("frame", |stroke| stroke.frame - stroke.changed)?,
            stage("painted", |stroke| stroke.painted - stroke.frame)?,
        ];
        Ok(stages.join(", "))
    }
}

async fn type_words(window: &Window) -> Result<Vec<Stroke>> {
    let field = window.role("searchbox", "Find a name or folder").await?;
    window.click(&field).await?;
    let script = include_str!("../../support/keystrokes.js");
    window.client().execute(script, Vec::new()).await?;
    let back_space = char::from(Key::Backspace);
    let mut took = Vec::new();
    for word in WORDS {
        let taken_back = word.chars().map(|_| back_space);
        for key in word.chars().chain(taken_back) {
            field.send_keys(&key.to_string()).await?;
            let stroke = answered(window).await;
            took.push(stroke.with_context(|| format!("{key:?} of {word}"))?);
        }
        let rows = window.all("main", "row", Name::Any).await?.len();
        ensure!(rows > 5, "{rows} rows are shown after {word} was taken back");
    }
    Ok(took)
}

/// What the last key took, once nothing has changed for a while.
async fn answered(window: &Window) -> Result<Stroke> {
    let script = include_str!("../../support/answered.js");
    let took = window.run_async(script, vec![QUIET_MS.into()]).await?;
    serde_json::from_value(took).context("the page did not change")
}
