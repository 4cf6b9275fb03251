//! First run: what this is, and the two ways in.

use anyhow::Result;

use crate::window::{Name, Window};

/// The first screen of a new installation.
#[derive(Debug)]
pub struct FirstRun<'a>(pub &'a Window);

impl FirstRun<'_> {
    /// Starts the sign-in and waits until the app waits for the browser.
    pub async fn sign_in(&self) -> Result<()> {
        self.0.press("button", Name::Begins("Sign in")).await?;
        self.0.role("button", "Open it again").await.map(drop)
    }

    /// Pastes a code that the browser has shown.
    pub async fn paste_code(&self, code: &str) -> Result<()> {
        self.0
            .fill("textbox", Name::Begins("Did the page show you a code"), code)
            .await?;
        self.0.press("button", "Use this code").await
    }

    /// Gives the running sign-in up.
    pub async fn cancel(&self) -> Result<()> {
        self.0.press("button", "Cancel").await
    }

    /// Takes the way without an account.
    pub async fn try_pretend_data(&self) -> Result<()> {
        self.0
            .press("button", Name::Begins("Try it with pretend data"))
            .await
    }

    /// Waits until the app has let the person in.
    pub async fn is_over(&self) -> Result<()> {
        self.0.role("navigation", "Main").await.map(drop)
    }
}
