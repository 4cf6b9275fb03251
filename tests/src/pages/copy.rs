//! Copying a folder to storage: where to, what it will be, and how far it is.

use anyhow::Result;

use crate::window::{Name, Window};

/// The pages of a copy.
#[derive(Debug)]
pub struct Copying<'a>(pub &'a Window);

impl Copying<'_> {
    /// From the check of a folder that can't be shared where it is.
    pub async fn choose_storage(&self) -> Result<()> {
        self.0.press("button", "Copy to storage…").await?;
        self.0
            .role("heading", "Choose where to copy it to")
            .await
            .map(drop)
    }

    /// Says what it will be; waits until the name can be used.
    pub async fn is_planned(&self, folder: &str) -> Result<()> {
        self.0
            .role("heading", Name::Is(&format!("Copy {folder}")))
            .await?;
        self.0
            .role("textbox", "Name of the new folder there")
            .await
            .map(drop)
    }

    /// Begins it.
    pub async fn begin(&self, button: &str, folder: &str) -> Result<()> {
        self.0.press("button", button).await?;
        self.is_under_way(folder).await
    }

    /// Waits until it is being copied.
    pub async fn is_under_way(&self, folder: &str) -> Result<()> {
        self.0
            .role("heading", Name::Is(&format!("Copying {folder}")))
            .await
            .map(drop)
    }

    /// Waits until everything has arrived and was checked.
    pub async fn is_complete(&self, folder: &str) -> Result<()> {
        self.0
            .role("heading", Name::Is(&format!("{folder} is copied")))
            .await
            .map(drop)
    }

    /// Waits until nobody waits for it any more: all who were to get it have got it.
    pub async fn is_shared(&self) -> Result<()> {
        self.0.role("button", "Choose who gets it").await.map(drop)
    }

    /// Cancels it, and has what was copied removed.
    pub async fn cancel_and_remove(&self, folder: &str) -> Result<()> {
        self.0.press("button", "Cancel the copy…").await?;
        let remove = self.0.role("radio", "Remove it").await?;
        // The real radio button is visually hidden: the key always works.
        remove.send_keys(" ").await?;
        self.0.press("button", "Cancel and remove").await?;
        self.0
            .role("heading", Name::Is(&format!("{folder} was removed again")))
            .await
            .map(drop)
    }
}
