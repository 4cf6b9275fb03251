//! My shares, by share.

use anyhow::Result;

use crate::window::{Name, Window};

/// The list.
#[derive(Debug)]
pub struct MyShares<'a>(pub &'a Window);

impl MyShares<'_> {
    /// Waits until the list was read.
    pub async fn is_ready(&self) -> Result<()> {
        self.0.role("heading", "My shares").await?;
        self.0.says_within("main", "Checked").await
    }

    /// Looks for a name or folder.
    pub async fn find(&self, text: &str) -> Result<()> {
        self.0.fill("searchbox", "Find a name or folder", text).await
    }

    /// Opens a share, so that its guests are seen.
    pub async fn open(&self, share: &str) -> Result<()> {
        self.0.press("button", Name::Is(share)).await
    }

    /// Changes the level of a guest of the open share.
    pub async fn let_change(&self, guest: &str, share: &str) -> Result<()> {
        self.0
            .press("button", Name::Has(&format!("Level for {guest}")))
            .await?;
        self.0
            .press("option", Name::Begins("Can also add, change and delete"))
            .await?;
        let tick = self
            .0
            .role(
                "checkbox",
                Name::Has(&format!("I have a copy of {share} elsewhere")),
            )
            .await?;
        tick.send_keys(" ").await?;
        self.0.press("button", "Let them change files").await?;
        self.0
            .says(&format!("{guest}: the level is changed and checked."))
            .await
    }

    /// Gives a guest of the open share another end date.
    pub async fn end_on(&self, guest: &str, typed: &str) -> Result<()> {
        self.0
            .press("button", Name::Begins(&format!("End date for {guest}")))
            .await?;
        self.0.fill("textbox", Name::Begins("Date"), typed).await?;
        self.0.press("button", "Use this date").await?;
        self.0
            .says(&format!("{guest}: the end date is changed and checked."))
            .await
    }

    /// Stops the open share for everybody.
    pub async fn stop_all(&self) -> Result<()> {
        self.0.press("button", Name::Begins("Stop sharing with")).await?;
        self.0
            .press_within(
                "[role=alertdialog], [role=dialog]",
                "button",
                Name::Begins("Stop sharing"),
            )
            .await?;
        self.0.gone("dialog", Name::Has("Stop sharing")).await?;
        self.0.gone("button", Name::Begins("Stop sharing with")).await
    }

    /// Stops sharing with one guest of the open share.
    pub async fn stop(&self, guest: &str, share: &str) -> Result<()> {
        self.0
            .press("button", Name::Is(&format!("Stop sharing {share} with {guest}")))
            .await?;
        self.0.press("button", "Stop sharing").await?;
        self.0.says(&format!("{guest} is off the list of {share}")).await
    }
}
