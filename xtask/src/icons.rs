//! All sizes of the app icon, from the two drawings in `icons/`.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::repo::Repo;
use crate::run;

/// Draws them anew.
pub(crate) fn draw(repo: &Repo) -> Result<()> {
    ensure!(
        run::asked("rsvg-convert", &["--version"]).is_some(),
        "rsvg-convert is missing (Debian: librsvg2-bin; Fedora: librsvg2-tools; macOS: brew install librsvg)"
    );
    run::seen(Command::new("python3").arg(repo.root().join("icons/generate.py")))
}
