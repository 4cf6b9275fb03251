//! From a fresh machine to the app on the screen.

use std::process::Command;

use anyhow::Result;

use crate::repo::Repo;
use crate::system::{self, Consent, Purpose};
use crate::{front_end, run};

/// Sets up, builds, and opens the app in practice mode; without a display it takes the tour instead.
pub(crate) fn start(repo: &Repo, yes: bool) -> Result<()> {
    let display = system::has_display();
    if !display {
        println!("There is no display here: the window will run on a virtual one and be photographed.");
    }
    let purpose = if display { Purpose::Build } else { Purpose::Drive };
    system::prepare(purpose, Consent::from_flag(yes))?;
    system::check_node()?;
    if let Some(mut install) = front_end::install(repo) {
        run::seen(&mut install)?;
    }
    run::seen(&mut front_end::script(repo, "build"))?;
    if display { open(repo) } else { tour(repo) }
}

fn open(repo: &Repo) -> Result<()> {
    run::seen(&mut app(repo))?;
    println!("Opening Guestlist in practice mode: nobody is told, nothing leaves this computer.");
    run::seen(Command::new(repo.debug_binary("guestlist")).arg("--practice"))
}

fn tour(repo: &Repo) -> Result<()> {
    run::seen(app(repo).args(["-p", "practice", "-p", "e2e", "--bins"]))?;
    let folder = repo.target().join("tour");
    run::seen(Command::new(repo.debug_binary("tour")).arg(&folder))?;
    println!(
        "The tour is in {}: numbered pictures and transcript.md",
        folder.display()
    );
    Ok(())
}

/// The app with its assets inside; without the feature it would look for the dev server.
fn app(repo: &Repo) -> Command {
    let mut cargo = repo.cargo();
    cargo.args([
        "build",
        "--locked",
        "-p",
        "guestlist",
        "--features",
        "guestlist/custom-protocol",
    ]);
    cargo
}
