//! My shares, by share.

use anyhow::Result;

use super::frame::Frame;
use crate::window::{Name, Window};

const DIALOG: &str = "[role=dialog]";

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
        self.0.press("button", Name::Is(&format!("Open {share}"))).await?;
        self.0
            .role("button", Name::Is(&format!("Close {share}")))
            .await
            .map(drop)
    }

    /// Lets a guest of a share change files.
    pub async fn let_change(&self, guest: &str, share: &str) -> Result<()> {
        self.show(share).await?;
        self.choose(&format!("{guest} in {share}"), "Change level…")
            .await?;
        let write = Name::Begins("Can also add, change and delete");
        self.0.press_within(DIALOG, "radio", write).await?;
        self.0
            .press_within(DIALOG, "button", "See what will change")
            .await?;
        let tick = self.0.role("checkbox", Name::Begins("I have a copy")).await?;
        tick.send_keys(" ").await?;
        self.carry_out(Name::Is("Change the level of 1 share")).await
    }

    /// Gives a guest of a share another end date.
    pub async fn end_on(&self, guest: &str, share: &str, typed: &str) -> Result<()> {
        self.show(share).await?;
        self.choose(&format!("{guest} in {share}"), "Change end date…")
            .await?;
        self.0.fill("textbox", Name::Begins("Date"), typed).await?;
        self.0.press("button", "Use this date").await?;
        // Sooner or later: the button names which.
        self.carry_out(Name::Has("1 share")).await
    }

    /// Stops a share for everybody.
    pub async fn stop_all(&self, share: &str) -> Result<()> {
        self.show(share).await?;
        self.choose(share, "Stop sharing…").await?;
        self.carry_out(Name::Begins("Stop sharing with")).await
    }

    /// Stops sharing with one guest of a share.
    pub async fn stop(&self, guest: &str, share: &str) -> Result<()> {
        self.show(share).await?;
        self.choose(&format!("{guest} in {share}"), "Stop sharing…")
            .await?;
        self.carry_out(Name::Begins("Stop sharing with")).await
    }

    /// The list with this share found and open.
    async fn show(&self, share: &str) -> Result<()> {
        Frame(self.0).go_to("My shares").await?;
        self.is_ready().await?;
        self.find(share).await?;
        self.open(share).await
    }

    /// A line of the menu of a row.
    async fn choose(&self, row: &str, line: &str) -> Result<()> {
        self.0
            .press("button", Name::Is(&format!("More for {row}")))
            .await?;
        self.0.press("menuitem", Name::Begins(line)).await
    }

    /// Reads what will happen, lets it happen, and waits until Globus's list shows it.
    async fn carry_out(&self, act: Name<'_>) -> Result<()> {
        self.0.says("Nothing has been changed yet.").await?;
        self.0.press_within("main", "button", act).await?;
        self.0.says("Checked with Globus at").await
    }
}
