//! What the app costs beyond an empty window: time until the first screen, and memory on Home.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use e2e::desktop::{Desktop, Keychain};
use e2e::process::{Process, family_of};
use e2e::programs;
use e2e::stage::Stage;

use crate::RUNS;
use crate::measurement::Measurement;

/// The colour by which both are known to be painted: the app's primary buttons, the empty page's one heading.
const PRIMARY: &str = "1c4f45";

/// Both in turn, each time with a fresh process.
pub(crate) async fn start_and_memory() -> Result<[Measurement; 2]> {
    let stage = Stage::set(Keychain::Unlocked).await?;
    // Signed in once; the sign-in is kept in the keychain, and every start leads to Home.
    stage.signed_in().await?.close().await?;
    let app = programs::built("guestlist")?;
    let empty = programs::built("empty-window")?;
    let (mut start, mut memory) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
    // One of each first: the second start of a program finds it in the file cache.
    for run in 0..=RUNS {
        let ours = opened(&stage.desktop, &app, &stage.app_environment())?;
        let theirs = opened(&stage.desktop, &empty, &[])?;
        if run > 0 {
            start.0.push(ours.milliseconds);
            start.1.push(theirs.milliseconds);
            memory.0.push(ours.mebibytes);
            memory.1.push(theirs.mebibytes);
        }
    }
    Ok([
        Measurement::ratio(
            "start_vs_empty_window",
            1.5,
            start.0,
            start.1,
            "exec until the first usable screen (Home, signed in) is painted, in ms, against an empty Tauri window",
        )?,
        Measurement::ratio(
            "memory_vs_empty_window",
            1.5,
            memory.0,
            memory.1,
            "PSS over all processes on Home, in MiB, against an empty Tauri window",
        )?,
    ])
}

struct Opened {
    milliseconds: f64,
    mebibytes: f64,
}

/// Opens a program, waits for its first screen, lets it come to rest and weighs it.
fn opened(desktop: &Desktop, program: &Path, environment: &[(String, String)]) -> Result<Opened> {
    let mut watch = desktop.command("/usr/bin/python3");
    watch
        .arg(programs::source("tests/src/support/first_screen.py"))
        .arg(PRIMARY)
        .arg(program);
    watch.envs(environment.iter().cloned());
    let (watcher, (milliseconds, id)) =
        Process::spawn_until("first-screen", &mut watch, &desktop.logs(), |line| {
            let (time, id) = line.split_once(' ')?;
            Some((time.parse::<f64>().ok()?, id.parse::<u32>().ok()?))
        })?;
    // Caches are still being filled right after the first paint; what counts is what stays.
    std::thread::sleep(Duration::from_secs(3));
    let mebibytes = weight(id)?;
    drop(watcher);
    Ok(Opened {
        milliseconds,
        mebibytes,
    })
}

/// Proportional set size of a process and all it started (proc_pid_smaps(5)).
pub(crate) fn weight(id: u32) -> Result<f64> {
    let mut kibibytes = 0.0;
    for member in family_of(id)? {
        let rollup = std::fs::read_to_string(format!("/proc/{member}/smaps_rollup")).unwrap_or_default();
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
        let number = line.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok());
        kibibytes += number.unwrap_or_default();
    }
    anyhow::ensure!(kibibytes > 0.0, "process {id} has no weight");
    Ok(kibibytes / 1024.0)
}
