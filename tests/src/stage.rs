//! A desktop with practice behind it, a computer that shares folders, and a folder worth sharing.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::app::{App, Start};
use crate::browser::Browser;
use crate::computer;
use crate::desktop::{Desktop, Keychain};
use crate::judge::{Judge, Permission};
use crate::pages::first_run::FirstRun;
use crate::practice::Practice;
use crate::programs;
use crate::webdriver::Session;

/// After this a window that hangs (a driver can wait for ever) is given up.
pub const TIME_LIMIT: Duration = Duration::from_secs(300);

/// The folder that the tests share. Its name is beyond ASCII on purpose.
pub const RESULTS: &str = "Maple résultats 2026";

/// The guest collection of practice's seed that covers it.
pub const COLLECTION: &str = "Maple trial 2026";

/// An application of practice's seed that is access manager of that collection.
pub const APPLICATION: &str = "Core facility access desk";
/// Its secret.
pub const APPLICATION_SECRET: &str = "practice-secret-client-access-desk-000000000000000";

/// An application of practice's seed that administers the pretend computer and two collections.
pub const AUTOMATION: &str = "Whitfield Lab automation";
/// Its secret.
pub const AUTOMATION_SECRET: &str = "practice-secret-client-automation-0000000000000000";

/// Everything that a test of the main job needs.
#[derive(Debug)]
pub struct Stage {
    // The app of the last start. Held here so that it still stands on the screen when a test has failed.
    running: Mutex<Option<Arc<Session>>>,
    /// The local Globus.
    pub practice: Practice,
    /// A folder with results in it, inside what this computer may share.
    pub results: PathBuf,
    /// The desktop; dropped last.
    pub desktop: Desktop,
}

/// The server of practice's seed: its application owns all its collections, and sees the permissions on them.
pub const SERVER: &str = "Northfield Research Computing";
/// Its secret.
pub const SERVER_SECRET: &str = "practice-secret-client-endpoint-000000000000000000";

impl Stage {
    /// Sets it up.
    pub async fn set(keychain: Keychain) -> Result<Self> {
        Self::set_with(keychain, "demo").await
    }

    async fn set_with(keychain: Keychain, seed: &str) -> Result<Self> {
        let desktop = Desktop::start(keychain).await?;
        let practice = Practice::start(&desktop, seed)?;
        let results = computer::make_results(&practice.sample_root().await?.join(COLLECTION), RESULTS)?;
        computer::set_up_connect_personal(&desktop, &practice.personal_config().await?)?;
        Ok(Self {
            running: Mutex::default(),
            practice,
            results,
            desktop,
        })
    }

    /// Sets the stage and plays a test on it. When it fails, the screen and all logs are kept.
    pub async fn play<T>(name: &str, keychain: Keychain, test: T) -> Result<()>
    where
        T: AsyncFnOnce(&Self) -> Result<()>,
    {
        Self::play_with(name, keychain, "demo", test).await
    }

    /// The same with another seed: a name that practice knows, or a file.
    pub async fn play_with<T>(name: &str, keychain: Keychain, seed: &str, test: T) -> Result<()>
    where
        T: AsyncFnOnce(&Self) -> Result<()>,
    {
        let stage = Self::set_with(keychain, seed).await?;
        let limited = tokio::time::timeout(TIME_LIMIT, test(&stage)).await;
        let played = limited
            .context("the window does not answer")
            .and_then(|played| played);
        match played {
            Ok(()) => Ok(()),
            Err(error) => {
                let kept = programs::scratch("window")?.join(name);
                stage.desktop.keep_evidence(&kept)?;
                Err(error.context(format!("screen and logs are in {}", kept.display())))
            }
        }
    }

    /// Starts the app, pointed at practice, as it is installed: no other arguments.
    pub async fn start_app(&self) -> Result<App> {
        self.stop_holding();
        let app = App::start(
            &self.desktop,
            Start {
                practice: Some(&self.practice),
                ..Start::default()
            },
        )
        .await?;
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = Some(app.hold());
        Ok(app)
    }

    /// Starts the app and signs in through the browser.
    pub async fn signed_in(&self) -> Result<App> {
        let app = self.start_app().await?;
        self.sign_in(&app).await?;
        Ok(app)
    }

    /// Signs in from the first run, through the browser.
    pub async fn sign_in(&self, app: &App) -> Result<()> {
        FirstRun(&app.window).sign_in().await?;
        self.finish_sign_in(app).await
    }

    /// Does what the person does in the browser while the app waits.
    pub async fn finish_sign_in(&self, app: &App) -> Result<()> {
        let link = self.desktop.opened_link().await?;
        let browser = Browser::open(&self.desktop).await?;
        browser.sign_in_and_allow(&link).await?;
        FirstRun(&app.window)
            .is_over()
            .await
            .context("the app noticed no sign-in")
    }

    /// What makes the app, started by hand, talk to this practice and keep its data on this desktop.
    pub fn app_environment(&self) -> Vec<(String, String)> {
        let mut environment = self.practice.environment();
        environment.push((
            "GUESTLIST_DATA_DIR".to_owned(),
            self.desktop.app_data().to_string_lossy().into_owned(),
        ));
        environment
    }

    /// The official client, as an application with the access manager role on [`COLLECTION`]. `None`, said aloud, where
    /// it is missing on a developer's machine.
    pub async fn judge(&self) -> Result<Option<Judge>> {
        let id = self.practice.identity(APPLICATION).await?;
        Judge::call(&self.desktop, &self.practice, &id, APPLICATION_SECRET)
    }

    /// The official client as an application that administers what the collections of the computer stand on, so that it
    /// sees roles and cards too.
    pub async fn administrator(&self) -> Result<Option<Judge>> {
        let id = self.practice.identity(AUTOMATION).await?;
        Judge::call(&self.desktop, &self.practice, &id, AUTOMATION_SECRET)
    }

    /// What the official client says about [`COLLECTION`]: the permissions on the shared folder.
    pub async fn judged(&self) -> Result<Option<Vec<Permission>>> {
        let Some(judge) = self.judge().await? else {
            return Ok(None);
        };
        let mut permissions = judge.permissions(&self.practice.collection(COLLECTION).await?)?;
        permissions.retain(|permission| permission.path == format!("/{RESULTS}/"));
        Ok(Some(permissions))
    }

    /// The official client as the server's own application.
    pub async fn server_judge(&self) -> Result<Option<Judge>> {
        let id = self.practice.collection(SERVER).await?;
        Judge::call(&self.desktop, &self.practice, &id, SERVER_SECRET)
    }

    fn stop_holding(&self) {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}
