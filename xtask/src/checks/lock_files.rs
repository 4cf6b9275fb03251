//! A lock file that names a mirror of somebody's can't be used by anybody else.

use anyhow::Result;

use crate::repo::Repo;

/// Download addresses outside the public registries.
pub(crate) fn check(repo: &Repo) -> Result<Vec<String>> {
    let cargo = std::fs::read_to_string(repo.root().join("Cargo.lock"))?;
    let crates_io = "registry+https://github.com/rust-lang/crates.io-index";
    let mut findings: Vec<String> = values(&cargo, "source = \"")
        .filter(|source| *source != crates_io)
        .map(|source| format!("Cargo.lock: {source}"))
        .collect();
    let npm = std::fs::read_to_string(repo.ui().join("package-lock.json"))?;
    findings.extend(
        values(&npm, "\"resolved\": \"")
            .filter(|address| !address.starts_with("https://registry.npmjs.org/"))
            .map(|address| format!("ui/package-lock.json: {address}")),
    );
    findings.dedup();
    Ok(findings)
}

fn values<'a>(text: &'a str, key: &'a str) -> impl Iterator<Item = &'a str> {
    text.lines()
        .filter_map(move |line| line.trim().strip_prefix(key))
        .filter_map(|rest| rest.split('"').next())
}
