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

/// Prints into a file in the system's own dialog, and answers what was printed.
pub async fn print_to_file(desktop: &Desktop) -> Result<Vec<u8>> {
    let dialog = wait::until("the dialog for printing", || async {
        Ok(visible(desktop, "Print")?.into_iter().next())
    })
    .await?;
    xdotool(desktop, &["windowfocus", "--sync", &dialog])?;
    wait::until("the dialog to print", || async {
        if visible(desktop, "Print")?.is_empty() {
            return Ok(Some(()));
        }
        // "Print to File" is the first line of its list, which is filled a moment later. The dialog may go meanwhile.
        let _ = xdotool(
            desktop,
            &["mousemove", "--window", &dialog, "60", "88", "click", "1"],
        );
        let _ = xdotool(desktop, &["key", "alt+p"]);
        Ok(None)
    })
    .await?;
    wait::until("the file that was printed", || async {
        let places = ["output.pdf", "Documents/output.pdf"];
        let found = places.map(|place| std::fs::read(desktop.home().join(place)));
        let whole = |file: &Vec<u8>| file.trim_ascii_end().ends_with(b"%%EOF");
        Ok(found.into_iter().flatten().find(whole))
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
