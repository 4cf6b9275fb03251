//! The outside judge: Globus's own clients, unmodified, in a Python environment of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::repo::Repo;
use crate::run::{self, Log};

/// What a machine without Python is told.
const NO_PYTHON: &str = "Python 3.11 or newer with venv is missing";

/// The client's program, installed when it is not there yet; `None` where there is no Python.
pub(crate) fn prepare(repo: &Repo, log: &Log) -> Result<Option<PathBuf>> {
    let pinned = repo.root().join("tests/judge/requirements.txt");
    let folder = repo.target().join("judge");
    let stamp = folder.join("requirements.txt");
    let program = folder.join(if cfg!(windows) {
        "Scripts/globus.exe"
    } else {
        "bin/globus"
    });
    if program.exists() && same(&stamp, &pinned) {
        log.note("already installed")?;
        return Ok(Some(program));
    }
    let Some(python) = python() else {
        if std::env::var_os("CI").is_some() {
            bail!(NO_PYTHON);
        }
        println!("SKIPPED the outside judge: {NO_PYTHON}");
        return Ok(None);
    };
    log.must(Command::new(python).args(["-m", "venv", "--clear"]).arg(&folder))?;
    log.must(
        Command::new(interpreter(&folder))
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                "-r",
            ])
            .arg(&pinned),
    )?;
    std::fs::copy(&pinned, &stamp)?;
    Ok(Some(program))
}

/// The folder with the answers of Globus that the official library carries, written anew from the installed package;
/// `None` where there is no Python.
pub(crate) fn recordings(repo: &Repo, log: &Log) -> Result<Option<PathBuf>> {
    if prepare(repo, log)?.is_none() {
        return Ok(None);
    }
    let installed = repo.target().join("judge");
    let folder = installed.join("recordings");
    log.must(
        Command::new(interpreter(&installed))
            .arg("-B")
            .arg(repo.root().join("tests/judge/export_recordings.py"))
            .arg(&folder),
    )?;
    Ok(Some(folder))
}

/// The tests with the official clients against practice; `None` where there is no Python. What they write is below
/// the build folder, and what a test that passed has written is gone. Two at a time: each has a practice of its own.
pub(crate) fn official_clients(repo: &Repo, log: &Log) -> Result<Option<Command>> {
    if prepare(repo, log)?.is_none() {
        return Ok(None);
    }
    let mut pytest = Command::new(interpreter(&repo.target().join("judge")));
    pytest
        .args(["-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--color=no"])
        .args(["-n", "2", "-o", "tmp_path_retention_policy=failed"])
        .arg("--basetemp")
        .arg(repo.target().join("xtask/official-clients"))
        .arg(repo.root().join("tests/judge"))
        .env(
            "GUESTLIST_PRACTICE_PROGRAM",
            repo.debug_binary("guestlist-practice"),
        );
    Ok(Some(pytest))
}

/// Python inside the environment.
fn interpreter(environment: &Path) -> PathBuf {
    environment.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    })
}

fn python() -> Option<&'static str> {
    ["python3", "python"].into_iter().find(|name| {
        run::asked(
            name,
            &[
                "-c",
                "import sys, venv, ensurepip; assert sys.version_info >= (3, 11)",
            ],
        )
        .is_some()
    })
}

fn same(this: &Path, that: &Path) -> bool {
    matches!((std::fs::read(this), std::fs::read(that)), (Ok(this), Ok(that)) if this == that)
}
