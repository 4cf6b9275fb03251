//! Every check and test, in an order that fails early, with one line for each.

mod report;
mod steps;

use std::collections::HashSet;
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::repo::Repo;
use report::Report;
use steps::{STEPS, Step};

/// Runs the steps. The exit code tells whether everything passed.
pub(crate) fn test(repo: &Repo, only: &[String]) -> Result<ExitCode> {
    let wanted = selection(only)?;
    let mut report = Report::new(repo.target().join("xtask"));
    for step in STEPS.iter().filter(|step| wanted.contains(step.name)) {
        match step.needs.iter().find(|need| report.has_failed(need)) {
            Some(need) => report.not_run(step, need),
            None => report.run(step, repo)?,
        }
    }
    Ok(report.close())
}

/// Names the steps.
pub(crate) fn list() {
    for step in STEPS {
        println!("{:<16} {}", step.name, step.about);
    }
}

/// The named steps and all that they need; every step where none is named.
fn selection(only: &[String]) -> Result<HashSet<&'static str>> {
    if only.is_empty() {
        return Ok(STEPS.iter().map(|step| step.name).collect());
    }
    let mut wanted = HashSet::new();
    let mut open: Vec<&Step> = Vec::new();
    for name in only {
        let Some(step) = steps::named(name) else {
            bail!("there is no step {name}; `cargo xtask test --list` names them");
        };
        open.push(step);
    }
    while let Some(step) = open.pop() {
        wanted.insert(step.name);
        open.extend(step.needs.iter().filter_map(|need| steps::named(need)));
    }
    Ok(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_brings_what_it_needs_and_comes_after_it() {
        for (place, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                let before = STEPS[..place].iter().any(|earlier| earlier.name == *need);
                assert!(
                    before,
                    "{} needs {need}, which does not come before it",
                    step.name
                );
            }
        }
        let wanted = selection(&["ui-tests".to_owned()]).unwrap();
        assert!(wanted.contains("node-modules"));
        assert!(!wanted.contains("window"));
    }
}
