//! The system's own dialog for saving a file. No driver of web views reaches it, so it is driven as a person would:
//! with keys that come from the display.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::desktop::Desktop;
use crate::wait;

/// Waits for the dialog, types where the file shall go, and waits until it is there.
pub async fn save_as(desktop: &Desktop, file: &Path) -> Result<Vec<u8>> {
    let dialog = wait::until("the dialog for saving", || async {
        Ok(visible(desktop, "Save")?.into_iter().next())
    })
    .await?;
    // Nobody manages the windows here, so the dialog has to be given the keys.
    xdotool(desktop, &["windowfocus", "--sync", &dialog])?;
    xdotool(desktop, &["key", "ctrl+a"])?;
    xdotool(desktop, &["type", "--delay", "20", &file.to_string_lossy()])?;
    xdotool(desktop, &["key", "Return"])?;
    wait::until("the file that was saved", || async {
        Ok(std::fs::read(file).ok())
    })
    .await
}

/// Windows on the screen whose title has this in it.
fn visible(desktop: &Desktop, title: &str) -> Result<Vec<String>> {
    // It ends with an error where nothing is found.
    let mut search = desktop.command("xdotool");
    let found = search
        .args(["search", "--onlyvisible", "--name", title])
        .output()?;
    Ok(String::from_utf8_lossy(&found.stdout)
        .lines()
        .map(str::to_owned)
        .collect())
}

fn xdotool(desktop: &Desktop, arguments: &[&str]) -> Result<()> {
    let answer = desktop
        .command("xdotool")
        .args(arguments)
        .output()
        .context("xdotool")?;
    ensure!(
        answer.status.success(),
        "xdotool: {}",
        String::from_utf8_lossy(&answer.stderr)
    );
    Ok(())
}
