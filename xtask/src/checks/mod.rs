//! The rules of the house that no compiler knows. Each answers with what breaks it.

mod dependencies;
mod imports;
mod lock_files;
mod size;
mod sources;

use anyhow::Result;

use crate::counts::Tally;
use crate::repo::Repo;
use crate::run::Log;

type Rule = (&'static str, fn(&Repo) -> Result<Vec<String>>);

const RULES: &[Rule] = &[
    ("dependencies point one way", dependencies::check),
    (
        "the front end touches Tauri in ui/src/ipc only",
        imports::tauri_only_in_ipc,
    ),
    (
        "features of the front end don't know each other",
        imports::features_apart,
    ),
    (
        "components of the front end know no IPC",
        imports::components_without_ipc,
    ),
    ("no source file is over 400 lines", size::check),
    ("lock files name public registries only", lock_files::check),
];

/// Checks all rules; findings go to the log.
pub(crate) fn check(repo: &Repo, log: &Log) -> Result<Tally> {
    let mut tally = Tally::default();
    for (rule, find) in RULES {
        let findings = find(repo)?;
        log.note(&format!(
            "{} {rule}",
            if findings.is_empty() { "ok  " } else { "FAIL" }
        ))?;
        for finding in &findings {
            log.note(&format!("     {finding}"))?;
        }
        tally += Tally::check(findings.is_empty());
    }
    Ok(tally)
}
