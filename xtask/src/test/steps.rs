//! The steps of `cargo xtask test`.

use std::process::Command;

use anyhow::Result;

use crate::counts::{self, Tally};
use crate::repo::Repo;
use crate::run::Log;
use crate::system::{self, Consent, Purpose};
use crate::{bindings, build, checks, front_end, judge};

/// One step.
pub(crate) struct Step {
    /// What `--only` calls it.
    pub(crate) name: &'static str,
    /// What it does, in a few words.
    pub(crate) about: &'static str,
    /// Steps that have to have passed.
    pub(crate) needs: &'static [&'static str],
    /// Does it.
    pub(crate) work: fn(&Repo, &Log) -> Result<Tally>,
}

/// All of them, the quick ones first.
pub(crate) const STEPS: &[Step] = &[
    step("system", "system packages and Node.js", &[], prepare_system),
    step("rust-format", "rustfmt", &[], |repo, log| {
        check(log, repo.cargo().args(["fmt", "--all", "--check"]))
    }),
    step("architecture", "rules that no compiler knows", &[], checks::check),
    step("node-modules", "npm ci", &["system"], install_node_modules),
    step("ui-format", "prettier", &["node-modules"], |repo, log| {
        ui_check(repo, log, "format:check")
    }),
    step(
        "ui-types",
        "TypeScript, strict",
        &["node-modules"],
        |repo, log| ui_check(repo, log, "typecheck"),
    ),
    step("ui-lint", "ESLint", &["node-modules"], |repo, log| {
        ui_check(repo, log, "lint")
    }),
    step(
        "ui-tests",
        "Vitest, with axe on every screen",
        &["node-modules"],
        ui_tests,
    ),
    step(
        "ui-build",
        "the assets inside the app",
        &["node-modules"],
        |repo, log| ui_check(repo, log, "build"),
    ),
    step(
        "build",
        "the app and all test programs",
        &["system", "ui-build"],
        |repo, log| check(log, &mut build::everything(repo)),
    ),
    step(
        "bindings",
        "TypeScript bindings are up to date",
        &["build"],
        |repo, log| Ok(Tally::check(bindings::is_fresh(repo, log)?)),
    ),
    step(
        "rust-tests",
        "client, use cases, practice, shell",
        &["build"],
        rust_tests,
    ),
    step(
        "official-clients",
        "the official clients, against practice",
        &["build"],
        official_clients,
    ),
    step(
        "window",
        "the real window, the browser, the judge",
        &["build"],
        window_tests,
    ),
    step("clippy", "warnings are errors", &["build"], |repo, log| {
        check(log, &mut build::clippy(repo))
    }),
];

const fn step(
    name: &'static str,
    about: &'static str,
    needs: &'static [&'static str],
    work: fn(&Repo, &Log) -> Result<Tally>,
) -> Step {
    Step {
        name,
        about,
        needs,
        work,
    }
}

/// The step of this name.
pub(crate) fn named(name: &str) -> Option<&'static Step> {
    STEPS.iter().find(|step| step.name == name)
}

fn check(log: &Log, command: &mut Command) -> Result<Tally> {
    Ok(Tally::check(log.run(command)?.success))
}

fn ui_check(repo: &Repo, log: &Log, script: &str) -> Result<Tally> {
    check(log, &mut front_end::script(repo, script))
}

fn prepare_system(_: &Repo, log: &Log) -> Result<Tally> {
    system::prepare(
        Purpose::Drive,
        Consent::from_flag(std::env::var_os("CI").is_some()),
    )?;
    system::check_node()?;
    log.note("all there")?;
    Ok(Tally::check(true))
}

fn install_node_modules(repo: &Repo, log: &Log) -> Result<Tally> {
    match front_end::install(repo) {
        Some(mut install) => check(log, &mut install),
        None => {
            log.note("already installed")?;
            Ok(Tally::check(true))
        }
    }
}

fn ui_tests(repo: &Repo, log: &Log) -> Result<Tally> {
    let ended = log.run(&mut front_end::script(repo, "test"))?;
    Ok(Tally::of_runner(counts::vitest(&ended.text), ended.success))
}

fn rust_tests(repo: &Repo, log: &Log) -> Result<Tally> {
    let mut tests = build::tests(repo);
    if let Some(folder) = judge::recordings(repo, log)? {
        tests.env("GUESTLIST_RECORDINGS", folder);
    }
    let ended = log.run(&mut tests)?;
    Ok(Tally::of_runner(counts::cargo_test(&ended.text), ended.success))
}

fn official_clients(repo: &Repo, log: &Log) -> Result<Tally> {
    let Some(mut tests) = judge::official_clients(repo, log)? else {
        return Ok(Tally::default());
    };
    let ended = log.run(&mut tests)?;
    Ok(Tally::of_runner(counts::pytest(&ended.text), ended.success))
}

fn window_tests(repo: &Repo, log: &Log) -> Result<Tally> {
    let mut tests = build::window_tests(repo);
    if let Some(program) = judge::prepare(repo, log)? {
        tests.env("GUESTLIST_TEST_GLOBUS_CLI", program);
    }
    let ended = log.run(&mut tests)?;
    Ok(Tally::of_runner(counts::cargo_test(&ended.text), ended.success))
}
