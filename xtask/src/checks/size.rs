//! A file that does not fit into a head is two files.

use anyhow::Result;

use super::sources;
use crate::repo::Repo;

const CEILING: usize = 400;

/// Files over the ceiling. Generated bindings don't count: nobody reads them from top to bottom.
pub(crate) fn check(repo: &Repo) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for path in sources::below(repo.root(), &[".rs", ".ts", ".tsx", ".css", ".js", ".mjs", ".py"])? {
        if path.ends_with("ipc/bindings.ts") {
            continue;
        }
        let lines = std::fs::read_to_string(&path)?.lines().count();
        if lines > CEILING {
            let path = path.strip_prefix(repo.root()).unwrap_or(&path);
            findings.push(format!("{} has {lines} lines", path.display()));
        }
    }
    Ok(findings)
}
