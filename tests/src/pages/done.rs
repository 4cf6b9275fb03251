//! Working and done: a row per guest, and done only after Globus's list was read back.

use anyhow::Result;

use crate::window::{Name, Window};

/// The page of a share that is carried out or was.
#[derive(Debug)]
pub struct Done<'a>(pub &'a Window);

impl Done<'_> {
    /// Waits until everything was shared and read back.
    pub async fn is_shared(&self, folder: &str) -> Result<()> {
        self.0
            .role("heading", Name::Is(&format!("{folder} is shared")))
            .await?;
        self.0.says_within("main", "Read back from Globus").await
    }

    /// Waits until it has ended with a part of it shared.
    pub async fn is_shared_in_part(&self, folder: &str, shared: u32, of: u32) -> Result<()> {
        let title = format!("{folder} is shared with {shared} of {of}");
        self.0.role("heading", Name::Is(&title)).await.map(drop)
    }

    /// Tries again what failed.
    pub async fn retry(&self) -> Result<()> {
        self.0.press("button", Name::Begins("Retry")).await
    }

    /// The link for the guests.
    pub async fn link(&self, folder: &str) -> Result<String> {
        let field = self
            .0
            .role("textbox", Name::Has(&format!("Link to {folder}")))
            .await?;
        Ok(field.prop("value").await?.unwrap_or_default())
    }

    /// Goes on to My shares.
    pub async fn manage(&self) -> Result<()> {
        self.0.press("button", "Manage").await
    }
}
