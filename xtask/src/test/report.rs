//! One line per step while it goes on, and the closing line.

use std::collections::HashSet;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::steps::Step;
use crate::counts::Tally;
use crate::repo::Repo;
use crate::run::Log;

/// How many lines of a failed step's log are shown.
const TAIL: usize = 60;

/// What came of the steps so far.
pub(crate) struct Report {
    logs: PathBuf,
    total: Tally,
    failed: HashSet<&'static str>,
}

impl Report {
    /// Logs go to this folder.
    pub(crate) fn new(logs: PathBuf) -> Self {
        Self {
            logs,
            total: Tally::default(),
            failed: HashSet::new(),
        }
    }

    /// Runs one step. An error of its own (a command that could not be started) is a failure of that step.
    pub(crate) fn run(&mut self, step: &Step, repo: &Repo) -> Result<()> {
        let terminal = std::io::stdout().is_terminal();
        if terminal {
            // Written over by the verdict.
            print!("     {:<16} {}\r", step.name, step.about);
            std::io::stdout().flush()?;
        }
        let log = Log::create(&self.logs, step.name)?;
        let begun = Instant::now();
        let tally = match (step.work)(repo, &log) {
            Ok(tally) => tally,
            Err(error) => {
                log.note(&format!("{error:#}"))?;
                Tally::check(false)
            }
        };
        let ok = tally.failed == 0;
        let verdict = if ok { "ok  " } else { "FAIL" };
        println!(
            "{verdict} {:<16} {:<52} {:>8}  {}",
            step.name,
            step.about,
            shown(begun.elapsed()),
            counted(tally)
        );
        self.total += tally;
        if !ok {
            self.failed.insert(step.name);
            println!("---- the end of {}", log.path().display());
            println!("{}", log.tail(TAIL));
            println!("----");
        }
        Ok(())
    }

    /// A step whose ground is missing counts as failed: nobody knows whether it would pass.
    pub(crate) fn not_run(&mut self, step: &Step, need: &str) {
        println!("FAIL {:<16} not run, because {need} failed", step.name);
        self.failed.insert(step.name);
        self.total += Tally::check(false);
    }

    /// Did this step fail?
    pub(crate) fn has_failed(&self, name: &str) -> bool {
        self.failed.contains(name)
    }

    /// The closing line.
    pub(crate) fn close(self) -> ExitCode {
        println!();
        println!("{} passed, {} failed", self.total.passed, self.total.failed);
        if self.total.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

fn counted(tally: Tally) -> String {
    match tally {
        Tally { failed: 0, passed } => format!("{passed} passed"),
        Tally { failed, passed } => format!("{passed} passed, {failed} failed"),
    }
}

fn shown(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds >= 60 {
        format!("{}m {:02}s", seconds / 60, seconds % 60)
    } else {
        format!("{:.1}s", time.as_secs_f32())
    }
}
