//! A desktop with practice behind it, a computer that shares folders, and a folder worth sharing.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::app::{App, Start};
use crate::browser::Browser;
use crate::computer;
use crate::desktop::{Desktop, Keychain};
use crate::pages::first_run::FirstRun;
use crate::practice::Practice;

/// Everything that a test of the main job needs.
#[derive(Debug)]
pub struct Stage {
    /// The local Globus.
    pub practice: Practice,
    /// A folder with results in it, inside what this computer may share.
    pub results: PathBuf,
    /// The desktop; dropped last.
    pub desktop: Desktop,
}

impl Stage {
    /// Sets it up.
    pub async fn set(keychain: Keychain) -> Result<Self> {
        let desktop = Desktop::start(keychain).await?;
        let practice = Practice::start(&desktop, "demo")?;
        let parent = practice.shareable_folder()?;
        let results = computer::make_results(&parent, "Maple résultats 2026")?;
        computer::set_up_connect_personal(&desktop, &practice.computer()?, &[&parent])?;
        Ok(Self {
            practice,
            results,
            desktop,
        })
    }

    /// Starts the app, pointed at practice, as it is installed: no other arguments.
    pub async fn start_app(&self) -> Result<App> {
        App::start(
            &self.desktop,
            Start {
                practice: Some(&self.practice),
                ..Start::default()
            },
        )
        .await
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
        let link = self.desktop.opened_link().await?;
        let browser = Browser::open(&self.desktop).await?;
        browser.sign_in_and_allow(&link).await?;
        FirstRun(&app.window)
            .is_over()
            .await
            .context("the app noticed no sign-in")
    }
}
