//! What has to be on the machine before anything can be built.

mod node;
mod packages;

use std::io::{IsTerminal, Write};
use std::process::Command;

use anyhow::{Result, bail};

use crate::run;
pub(crate) use node::check as check_node;
use packages::{Package, PackageManager};

/// What the machine is wanted for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Building and opening the app.
    Build,
    /// Driving its window without a display, and the tests.
    Drive,
}

/// May missing packages be installed?
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consent {
    /// Root, `--yes`, or CI: go ahead.
    Given,
    /// Ask the person at the terminal.
    Ask,
}

impl Consent {
    /// Root is not asked: on a throw-away machine there is nobody to ask.
    pub(crate) fn from_flag(yes: bool) -> Self {
        if yes || is_root() { Self::Given } else { Self::Ask }
    }
}

/// Names the missing system packages and installs them.
pub(crate) fn prepare(purpose: Purpose, consent: Consent) -> Result<()> {
    match std::env::consts::OS {
        "linux" => prepare_linux(purpose, consent),
        "macos" => check_macos(),
        "windows" => check_windows(),
        other => bail!("Guestlist is built on Linux, macOS and Windows; this is {other}"),
    }
}

fn prepare_linux(purpose: Purpose, consent: Consent) -> Result<()> {
    let Some(manager) = PackageManager::of_this_machine() else {
        println!("Neither apt nor dnf is here. Guestlist needs, by their Debian names:");
        println!(
            "  {}",
            packages::names(&packages::needed(purpose), PackageManager::Apt).join(" ")
        );
        println!("Going on as if they were there.");
        return Ok(());
    };
    let missing: Vec<Package> = packages::needed(purpose)
        .into_iter()
        .filter(|package| !manager.has(package.name(manager)))
        .collect();
    if missing.is_empty() {
        println!("System packages: all there");
        return Ok(());
    }
    let names = packages::names(&missing, manager);
    println!("Missing system packages: {}", names.join(" "));
    if consent == Consent::Ask && !answered_yes("Install them now?")? {
        bail!(
            "Install them with: sudo {} install {}",
            manager.program(),
            names.join(" ")
        );
    }
    for mut command in manager.install(&names) {
        if is_root() {
            run::seen(&mut command)?;
        } else {
            run::seen(
                Command::new("sudo")
                    .arg("--")
                    .arg(command.get_program())
                    .args(command.get_args()),
            )?;
        }
    }
    Ok(())
}

fn check_macos() -> Result<()> {
    if run::asked("xcode-select", &["-p"]).is_none() {
        bail!("The command line tools of Xcode are missing. Install them with: xcode-select --install");
    }
    Ok(())
}

fn check_windows() -> Result<()> {
    // Windows 11 has WebView2; on Windows 10 it may be missing. The linker is checked by cargo itself.
    let key =
        r"HKLM\SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    if run::asked("reg", &["query", key, "/v", "pv"]).is_none() {
        println!("WebView2 was not found. If the window stays away, install Microsoft's WebView2 Runtime.");
    }
    Ok(())
}

/// Where there is no display to open a window on.
pub(crate) fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn is_root() -> bool {
    cfg!(unix) && run::asked("id", &["-u"]).as_deref() == Some("0")
}

fn answered_yes(question: &str) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        println!("{question} Nobody is here to answer; --yes says it beforehand.");
        return Ok(false);
    }
    print!("{question} [Y/n] ");
    std::io::stdout().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes"))
}
