//! Home: the drop zone and its equals.

use std::path::Path;

use anyhow::Result;

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

    /// Writes something into the field for paths.
    pub async fn type_path(&self, text: &str) -> Result<()> {
        self.0.press("button", Name::Begins("Paste a path")).await?;
        self.0.fill("textbox", "Path of the folder", text).await
    }
}
