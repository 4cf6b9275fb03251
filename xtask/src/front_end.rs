//! The front end's own tools, through npm.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::repo::Repo;

/// An npm command in `ui/`. On Windows npm is a script that only cmd can start.
pub(crate) fn npm(repo: &Repo) -> Command {
    let mut npm = if cfg!(windows) {
        let mut cmd = Command::new("cmd");
        cmd.args(["/C", "npm"]);
        cmd
    } else {
        Command::new("npm")
    };
    npm.current_dir(repo.ui());
    npm
}

/// A script of `ui/package.json`.
pub(crate) fn script(repo: &Repo, name: &str) -> Command {
    let mut npm = npm(repo);
    npm.args(["run", "--silent", name]);
    npm
}

/// The command that installs exactly what the lock file says, or `None` when that was done already.
pub(crate) fn install(repo: &Repo) -> Option<Command> {
    let lock = repo.ui().join("package-lock.json");
    if is_newer(&installed_marker(repo), &lock) {
        return None;
    }
    let mut npm = npm(repo);
    npm.args(["ci", "--no-audit", "--no-fund"]);
    Some(npm)
}

/// npm writes this file at the end of a successful install.
fn installed_marker(repo: &Repo) -> std::path::PathBuf {
    repo.ui().join("node_modules/.package-lock.json")
}

fn is_newer(this: &Path, that: &Path) -> bool {
    let modified = |path: &Path| -> Result<_> { Ok(path.metadata()?.modified()?) };
    matches!((modified(this), modified(that)), (Ok(this), Ok(that)) if this >= that)
}
