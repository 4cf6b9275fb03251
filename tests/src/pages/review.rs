//! The review: one sentence per guest, before anything happens.

use anyhow::Result;

use crate::window::{Name, Window};

/// The review.
#[derive(Debug)]
pub struct Review<'a>(pub &'a Window);

impl Review<'_> {
    /// Waits until it is there.
    pub async fn is_ready(&self) -> Result<()> {
        self.0.role("heading", "Check the guest list").await.map(drop)
    }

    /// Waits until it says this.
    pub async fn says(&self, sentence: &str) -> Result<()> {
        self.0.says_within("main", sentence).await
    }

    /// Says of every write permission that there is another copy.
    pub async fn tick_copies(&self) -> Result<()> {
        for tick in self
            .0
            .all("main", "checkbox", Name::Begins("I have a copy"))
            .await?
        {
            // React Aria's real checkbox is visually hidden: the label takes the click, the key always works.
            tick.send_keys(" ").await?;
        }
        Ok(())
    }

    /// Does it: "Share with 2 people and 1 group".
    pub async fn share(&self, button: &str) -> Result<()> {
        self.0.press("button", button).await
    }
}
