//! My shares without a mouse.

use anyhow::Result;
use fantoccini::key::Key;

use super::my_shares::MyShares;
use crate::keyboard::{clear, enter, is_set, press, tab_to, to_first_row, walk_to};
use crate::window::{Name, Window};

/// The list, by keys only.
#[derive(Debug)]
pub struct MySharesByKeys<'a>(pub &'a Window);

impl MySharesByKeys<'_> {
    /// Goes there by the rail and waits until the list was read.
    pub async fn open(&self) -> Result<()> {
        enter(self.0, "link", "My shares").await?;
        MyShares(self.0).is_ready().await
    }

    /// Groups the list "By share", "By person" or "By group".
    pub async fn look_by(&self, view: &str) -> Result<()> {
        tab_to(self.0, "radio", "By ").await?;
        if !self.0.has_focus("radio", Name::Is(view)).await? {
            walk_to(self.0, Key::Right, "radio", view).await?;
        }
        Ok(())
    }

    /// Types into the search box, in place of what stands there.
    pub async fn find(&self, text: &str) -> Result<()> {
        tab_to(self.0, "searchbox", "Find a name or folder").await?;
        clear(self.0).await?;
        if text.is_empty() {
            return Ok(());
        }
        self.0.keys(text).await
    }

    /// Switches a filter; says whether it is on now.
    pub async fn switch(&self, filter: &str) -> Result<bool> {
        tab_to(self.0, "button", filter).await?;
        self.0.keys(" ").await?;
        is_set(self.0, "aria-pressed").await
    }

    /// Waits until so many rows of all fit.
    pub async fn shows(&self, rows: usize) -> Result<()> {
        self.0.says_within("main", &format!("Showing {rows} of ")).await
    }

    /// Steps into the rows, to the first one.
    pub async fn step_in(&self) -> Result<()> {
        to_first_row(self.0).await
    }

    /// Asks Globus again and waits for the answer.
    pub async fn check_again(&self) -> Result<()> {
        tab_to(self.0, "button", "Check again").await?;
        press(self.0, Key::Enter).await?;
        // It answers for screen readers; the words on the screen may be the same as before.
        self.0.says("The list is up to date.").await
    }
}
