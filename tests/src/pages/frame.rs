//! What every screen has: the rail and the header.

use anyhow::Result;

use crate::keyboard::enter;
use crate::window::{Name, Window};

/// Rail and header.
#[derive(Debug)]
pub struct Frame<'a>(pub &'a Window);

impl Frame<'_> {
    /// Goes to a screen by the rail and waits for it.
    pub async fn go_to(&self, screen: &str) -> Result<()> {
        self.0.press_within("nav", "link", Name::Begins(screen)).await?;
        self.is_at(screen).await
    }

    async fn is_at(&self, screen: &str) -> Result<()> {
        // Home's heading says what to do there.
        let heading = if screen == "Home" {
            "Share a folder"
        } else {
            screen
        };
        self.0.role("heading", heading).await.map(drop)
    }

    /// The same without a mouse, from wherever the focus is.
    pub async fn go_to_by_keys(&self, screen: &str) -> Result<()> {
        enter(self.0, "link", screen).await?;
        self.is_at(screen).await
    }

    /// Waits for the badge that says that nothing is real.
    pub async fn is_practice(&self) -> Result<()> {
        self.0.says("Practice").await
    }

    /// Waits for the chip with the sign-in in use.
    pub async fn signed_in_as(&self, name: &str) -> Result<()> {
        self.0.role("button", Name::Has(name)).await.map(drop)
    }

    /// Goes to the settings and chooses an appearance.
    pub async fn choose_theme(&self, theme: &str) -> Result<()> {
        self.go_to("Settings").await?;
        // The real radio button is visually hidden; the key reaches it.
        Ok(self.0.role("radio", theme).await?.send_keys(" ").await?)
    }

    /// Opens the chip and signs out.
    pub async fn sign_out(&self) -> Result<()> {
        self.0.press("button", Name::Begins("Signed in as")).await?;
        self.0.press("menuitem", "Sign out").await
    }
}
