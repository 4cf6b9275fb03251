//! How cargo is called. One selection of packages and features for every call, so that no dependency is built
//! twice because another call asked for other features of it.

use std::process::Command;

use crate::repo::Repo;

/// Everything, with the assets inside the app instead of on the dev server, and the program that writes the bindings.
const EVERYTHING: [&str; 4] = [
    "--workspace",
    "--locked",
    "--features",
    "guestlist/custom-protocol,guestlist/bindings",
];

/// `cargo build` of all programs and test programs.
pub(crate) fn everything(repo: &Repo) -> Command {
    let mut cargo = repo.cargo();
    cargo.arg("build").args(EVERYTHING).arg("--all-targets");
    cargo
}

/// `cargo clippy` with warnings as errors.
pub(crate) fn clippy(repo: &Repo) -> Command {
    let mut cargo = repo.cargo();
    cargo
        .arg("clippy")
        .args(EVERYTHING)
        .args(["--all-targets", "--", "-D", "warnings"]);
    cargo
}

/// `cargo test` of what needs no window: tests of the window are marked as ignored.
pub(crate) fn tests(repo: &Repo) -> Command {
    let mut cargo = repo.cargo();
    cargo.arg("test").args(EVERYTHING).arg("--no-fail-fast");
    cargo
}

/// The tests that drive the real window. Two at a time: each has a display and a bus of its own.
pub(crate) fn window_tests(repo: &Repo) -> Command {
    let mut cargo = repo.cargo();
    cargo
        .arg("test")
        .args(EVERYTHING)
        .args(["--test", "window", "--", "--ignored", "--test-threads=2"]);
    cargo
}

/// The programs for the benchmarks, as they are shipped.
pub(crate) fn release(repo: &Repo) -> Command {
    let mut cargo = repo.cargo();
    cargo.args([
        "build",
        "--release",
        "--locked",
        "--features",
        "guestlist/custom-protocol",
    ]);
    cargo.args([
        "-p",
        "guestlist",
        "-p",
        "empty-window",
        "-p",
        "e2e",
        "-p",
        "practice",
        "--bins",
    ]);
    cargo
}
