//! The TypeScript bindings: generated from the one list of commands, committed, and compared.

use anyhow::{Context, Result, ensure};

use crate::repo::Repo;
use crate::run::{self, Log};

const COMMITTED: &str = "ui/src/ipc/bindings.ts";

/// Writes the committed file.
pub(crate) fn write(repo: &Repo) -> Result<()> {
    let target = repo.root().join(COMMITTED);
    let mut cargo = repo.cargo();
    cargo.args([
        "run",
        "--quiet",
        "-p",
        "guestlist",
        "--bin",
        "export-bindings",
        "--features",
        "guestlist/bindings",
        "--",
    ]);
    run::seen(cargo.arg(&target))?;
    println!("{COMMITTED} written");
    Ok(())
}

/// Fails when the committed file differs from a fresh one.
pub(crate) fn check(repo: &Repo) -> Result<()> {
    let mut cargo = repo.cargo();
    cargo.args([
        "build",
        "--quiet",
        "-p",
        "guestlist",
        "--bin",
        "export-bindings",
        "--features",
        "guestlist/bindings",
    ]);
    run::seen(&mut cargo)?;
    let log = Log::create(&repo.target().join("xtask"), "bindings")?;
    ensure!(
        is_fresh(repo, &log)?,
        "{COMMITTED} is out of date: run `cargo xtask bindings`\n{}",
        log.tail(40)
    );
    println!("{COMMITTED} is up to date");
    Ok(())
}

/// Compares with what the built `export-bindings` writes; the difference goes to the log.
pub(crate) fn is_fresh(repo: &Repo, log: &Log) -> Result<bool> {
    let fresh = repo.target().join("xtask/bindings.ts");
    let mut export = std::process::Command::new(repo.debug_binary("export-bindings"));
    log.must(export.arg(&fresh))?;
    let committed = repo.root().join(COMMITTED);
    let before = std::fs::read_to_string(&committed).with_context(|| format!("{COMMITTED} can't be read"))?;
    let after = std::fs::read_to_string(&fresh)?;
    if before == after {
        return Ok(true);
    }
    let differing = before
        .lines()
        .zip(after.lines())
        .position(|(old, new)| old != new);
    let line = differing.unwrap_or_else(|| before.lines().count().min(after.lines().count()));
    log.note(&format!(
        "{COMMITTED} differs from line {} on; run `cargo xtask bindings`",
        line + 1
    ))?;
    log.note(&format!("- {}", before.lines().nth(line).unwrap_or_default()))?;
    log.note(&format!("+ {}", after.lines().nth(line).unwrap_or_default()))?;
    Ok(false)
}
