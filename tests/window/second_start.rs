//! The app is started while another one is about to end. That one may take the new start's word and be gone before it has
//! answered: then the new one goes on by itself, with what it was started for.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, ensure};
use e2e::app::{App, Start};
use e2e::desktop::Keychain;
use e2e::pages::share_sheet::ShareSheet;
use e2e::screen::Toplevel;
use e2e::stage::{RESULTS, Stage};
use e2e::wait;
use tokio::sync::Notify;

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_start_that_an_ending_app_did_not_answer_goes_on_with_its_folder() -> Result<()> {
    Stage::play("second_start_unanswered", Keychain::Unlocked, async |stage| {
        let first = stage.signed_in().await?;
        let name = name_on_the_bus(stage).await?;
        first.close().await?;
        let ending = Ending::play(stage, &name).await?;
        let results = stage.results.to_string_lossy();
        let app = start(stage, &[&results]).await?;
        ensure!(ending.asked() == 1, "it was asked {} times", ending.asked());
        ShareSheet(&app.window).is_ready().await?;
        app.window.says(&format!("Share {RESULTS}")).await?;
        app.close().await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_window_that_was_just_closed_opens_again() -> Result<()> {
    Stage::play("second_start_at_once", Keychain::Unlocked, async |stage| {
        let mut apps = vec![stage.signed_in().await?];
        for _ in 0..3 {
            Toplevel::titled(&stage.desktop, "Guestlist").await?.close()?;
            // At once: nobody waits for the former one to be gone.
            apps.push(start(stage, &[]).await?);
        }
        Ok(())
    })
    .await
}

/// Starts the app beside whatever else runs.
async fn start(stage: &Stage, arguments: &[&str]) -> Result<App> {
    let practice = Some(&stage.practice);
    let start = Start {
        practice,
        arguments,
        ..Start::default()
    };
    App::start(&stage.desktop, start).await
}

/// The name by which a second start finds the running app.
async fn name_on_the_bus(stage: &Stage) -> Result<String> {
    let bus = stage.desktop.join_bus()?.build().await?;
    let names = zbus::fdo::DBusProxy::new(&bus).await?.list_names().await?;
    let mut ours = names.iter().map(ToString::to_string);
    ours.find(|name| name.ends_with(".SingleInstance"))
        .context("the app has a name on the bus")
}

/// An app at its very end: it takes the word of another start, and its line to the bus is cut before it has answered.
struct Ending {
    asked: Arc<AtomicUsize>,
}

impl Ending {
    async fn play(stage: &Stage, name: &str) -> Result<Self> {
        let (asked, word) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
        let path = format!("/{}", name.replace('.', "/").replace('-', "_"));
        // The bus hears a moment later than we that the first app is gone.
        let bus = wait::until("the name on the bus to be free", || async {
            let service = Service {
                asked: Arc::clone(&asked),
                word: Arc::clone(&word),
            };
            let bus = stage.desktop.join_bus()?.serve_at(path.as_str(), service)?;
            Ok(Some(bus.name(name)?.build().await?))
        })
        .await?;
        tokio::spawn(async move {
            word.notified().await;
            bus.close().await
        });
        Ok(Self { asked })
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::Acquire)
    }
}

struct Service {
    asked: Arc<AtomicUsize>,
    word: Arc<Notify>,
}

#[zbus::interface(name = "org.SingleInstance.DBus")]
impl Service {
    async fn execute_callback(&self, _arguments: Vec<String>, _working_directory: String) {
        self.asked.fetch_add(1, Ordering::AcqRel);
        self.word.notify_one();
        // It never comes to answering.
        std::future::pending::<()>().await;
    }
}
