//! Home: the drop zone and its equals.

use std::path::Path;

use anyhow::Result;
use fantoccini::key::Key;

use crate::keyboard::{enter, press};
use crate::window::{Name, Window};

/// Home.
#[derive(Debug)]
pub struct Home<'a>(pub &'a Window);

impl Home<'_> {
    /// Pastes a path and goes on with it.
    pub async fn paste_path(&self, path: &Path) -> Result<()> {
        self.type_path(&path.to_string_lossy()).await?;
        self.0.keys("\u{e007}").await
    }

    /// The same without a mouse, from wherever the focus is.
    pub async fn paste_path_by_keys(&self, path: &Path) -> Result<()> {
        enter(self.0, "button", "Paste a path").await?;
        self.0.role("textbox", "Path of the folder").await?;
        self.0.keys(&path.to_string_lossy()).await?;
        press(self.0, Key::Enter).await
    }

    /// Writes something into the field for paths.
    pub async fn type_path(&self, text: &str) -> Result<()> {
        self.0.press("button", Name::Begins("Paste a path")).await?;
        self.0.fill("textbox", "Path of the folder", text).await
    }
}
