//! The app under test.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};

use crate::computer;
use crate::desktop::Desktop;
use crate::practice::Practice;
use crate::process;
use crate::programs;
use crate::wait;
use crate::webdriver::Session;
use crate::window::Window;

/// The app, running on a desktop, with its window under control.
#[derive(Debug)]
pub struct App {
    session: Arc<Session>,
    /// Its window.
    pub window: Window,
}

/// How the app is started.
#[derive(Clone, Debug, Default)]
pub struct Start<'a> {
    /// Talks to this practice; without one it knows the real Globus and no client id.
    pub practice: Option<&'a Practice>,
    /// Start arguments.
    pub arguments: &'a [&'a str],
    /// The `guestlist` beside the caller where absent.
    pub program: Option<PathBuf>,
}

impl App {
    /// Starts it and waits for its first screen.
    pub async fn start(desktop: &Desktop, start: Start<'_>) -> Result<Self> {
        let mut environment = vec![
            (
                "GUESTLIST_DATA_DIR".to_owned(),
                desktop.app_data().to_string_lossy().into_owned(),
            ),
            (
                "GUESTLIST_LOG".to_owned(),
                "info,guestlist=debug,sharing=debug,globus=debug".to_owned(),
            ),
        ];
        // Neither this machine's policy nor its drives have a part in a test.
        for (variable, place) in [
            ("GUESTLIST_POLICY_DIR", computer::policy(desktop)),
            ("GUESTLIST_MOUNTS_FILE", computer::mounts(desktop)),
        ] {
            environment.push((variable.to_owned(), place.to_string_lossy().into_owned()));
        }
        if let Some(practice) = start.practice {
            environment.extend(practice.environment());
        }
        let program = start.program.map_or_else(|| programs::built("guestlist"), Ok)?;
        let session = Session::with_app(desktop, &program, start.arguments, &environment).await?;
        let window = Window::new(session.client.clone());
        window.be_patient().await?;
        window
            .role("heading", crate::window::Name::Any)
            .await
            .context("the app shows no screen")?;
        Ok(Self {
            session: Arc::new(session),
            window,
        })
    }

    /// Keeps the app running for as long as this is kept, whatever becomes of the [`App`].
    pub fn hold(&self) -> Arc<Session> {
        Arc::clone(&self.session)
    }

    /// Its process id.
    pub fn id(&self) -> Result<u32> {
        let children = process::children_of(self.session.driver_id())?;
        children.first().copied().context("the driver has started no app")
    }

    /// Ends it as a power cut would, and waits until it is gone.
    pub async fn kill(self) -> Result<()> {
        let id = self.id()?;
        process::kill_now(id)?;
        wait::until("the killed app to be gone", || async {
            Ok((!process::is_alive(id)).then_some(()))
        })
        .await
    }

    /// Closes its window and waits until it is gone.
    pub async fn close(self) -> Result<()> {
        let id = self.id()?;
        self.session.close().await?;
        wait::until("the closed app to be gone", || async {
            Ok((!process::is_alive(id)).then_some(()))
        })
        .await
    }
}
