//! The one door for developers and CI.
// A command-line tool talks on its standard output.
#![allow(clippy::print_stdout)]

mod bench;
mod bindings;
mod build;
mod checks;
mod counts;
mod dev;
mod front_end;
mod icons;
mod judge;
mod repo;
mod run;
mod start;
mod system;
mod test;

use clap::{Parser, Subcommand};

use repo::Repo;

/// Everything there is to do with this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Door {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Set this machine up, build the app and open it in practice mode.
    Start {
        /// Install what is missing without asking.
        #[arg(long)]
        yes: bool,
    },
    /// Every check and test, from a clean checkout, without questions.
    Test {
        /// Only these steps, and the set-up that they need.
        #[arg(long, value_name = "NAME", num_args = 1..)]
        only: Vec<String>,
        /// Names the steps and ends.
        #[arg(long)]
        list: bool,
    },
    /// The app with hot reload.
    Dev,
    /// Writes the TypeScript bindings of the commands.
    Bindings {
        /// Writes nothing; fails when the committed file differs from a fresh one.
        #[arg(long)]
        check: bool,
    },
    /// Measures what the app promises; prints a table and writes target/bench.json.
    Bench {
        /// Only these measurements.
        #[arg(long, value_name = "NAME", num_args = 1..)]
        only: Vec<String>,
    },
    /// Draws all sizes of the app icon from its two source drawings.
    Icons,
}

fn main() -> anyhow::Result<std::process::ExitCode> {
    let repo = Repo::find()?;
    match Door::parse().task {
        Task::Start { yes } => start::start(&repo, yes)?,
        Task::Test { list: true, .. } => test::list(),
        Task::Test { only, .. } => return test::test(&repo, &only),
        Task::Dev => dev::dev(&repo)?,
        Task::Bindings { check: true } => bindings::check(&repo)?,
        Task::Bindings { check: false } => bindings::write(&repo)?,
        Task::Bench { only } => bench::bench(&repo, &only)?,
        Task::Icons => icons::draw(&repo)?,
    }
    Ok(std::process::ExitCode::SUCCESS)
}
