//! Where the programs under test are: beside the test program, in whatever folder cargo builds.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// A program of this workspace, built with the same profile as the caller.
pub fn built(name: &str) -> Result<PathBuf> {
    let me = std::env::current_exe()?;
    let folder = me.parent().context("a program lies in a folder")?;
    // Test programs lie one folder deeper than the others.
    let folder = if folder.ends_with("deps") {
        folder.parent().unwrap_or(folder)
    } else {
        folder
    };
    let program = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    ensure!(
        program.exists(),
        "{} is not built; `cargo xtask test` builds it",
        program.display()
    );
    Ok(program)
}

/// A program of the system.
pub fn installed(name: &str) -> Result<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|candidate| candidate.is_file())
        .with_context(|| format!("{name} is not installed; `cargo xtask test` installs it"))
}

/// A file of this repository.
pub fn source(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// A folder beside the built programs for what a run leaves behind.
pub fn scratch(name: &str) -> Result<PathBuf> {
    under_target(&format!("xtask/{name}"))
}

/// The folder for the pictures that tests take of single screens. It lies beside those of the tour (see
/// [`crate::transcript`]), which takes its own earlier pictures away and leaves these alone.
pub fn pictures() -> Result<PathBuf> {
    under_target("tour/looking-after")
}

fn under_target(name: &str) -> Result<PathBuf> {
    let me = std::env::current_exe()?;
    let target = me.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists());
    let folder = target.context("cargo's build folder")?.join(name);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
