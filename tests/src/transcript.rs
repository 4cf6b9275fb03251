//! What the tour did, in words and numbered pictures.
// It tells on its standard output what it does.
#![allow(clippy::print_stdout)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::desktop::{Desktop, WINDOW};
use crate::window::Window;

/// The transcript as it grows.
#[derive(Debug)]
pub struct Transcript<'a> {
    desktop: &'a Desktop,
    folder: PathBuf,
    pictures: u32,
    text: String,
}

impl<'a> Transcript<'a> {
    /// Begins one in a folder. Pictures of an earlier tour are taken away.
    pub fn begin(folder: &Path, desktop: &'a Desktop) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path
                .extension()
                .is_some_and(|ending| ending == "png" || ending == "log")
            {
                std::fs::remove_file(path)?;
            }
        }
        let text = "# The tour\n\nThe real window on a virtual display, against the local practice Globus.\n"
            .to_owned();
        Ok(Self {
            desktop,
            folder: folder.to_owned(),
            pictures: 0,
            text,
        })
    }

    /// Something that the window does not show.
    pub fn note(&mut self, what: &str) {
        println!("   {what}");
        let _ = writeln!(self.text, "\n{what}");
    }

    /// Photographs the window.
    pub async fn shows(&mut self, window: &Window, name: &str, what: &str) -> Result<()> {
        self.pictures += 1;
        let file = format!("{:02}-{name}.png", self.pictures);
        window.settled().await?;
        self.desktop.photograph(&self.folder.join(&file), Some(WINDOW))?;
        println!("{file}: {what}");
        let _ = writeln!(self.text, "\n## {}. {what}\n\n![{what}]({file})", self.pictures);
        Ok(())
    }

    /// Writes it down, with the reason when the tour ended early.
    pub fn close(mut self, error: Option<&anyhow::Error>) -> Result<()> {
        if let Some(error) = error {
            let _ = writeln!(self.text, "\n## The tour ended here\n\n```\n{error:#}\n```");
        }
        Ok(std::fs::write(self.folder.join("transcript.md"), self.text)?)
    }
}
