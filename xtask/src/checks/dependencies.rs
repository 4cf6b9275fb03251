//! `ui → bindings → src-tauri → sharing → globus`, and practice beside them.

use anyhow::{Context, Result};

use crate::repo::Repo;

/// What a room of ours may know of the others. Rooms that are not listed (tests, xtask) may know all.
struct Room {
    name: &'static str,
    may_use: &'static [&'static str],
    /// For its tests only.
    tests_may_use: &'static [&'static str],
    /// May it know a window?
    window: bool,
}

const ROOMS: &[Room] = &[
    Room {
        name: "globus",
        may_use: &[],
        tests_may_use: &["practice"],
        window: false,
    },
    Room {
        name: "sharing",
        may_use: &["globus"],
        tests_may_use: &["practice"],
        window: false,
    },
    // A stand-in that is built from the client can't find the client's mistakes.
    Room {
        name: "practice",
        may_use: &[],
        tests_may_use: &[],
        window: false,
    },
    Room {
        name: "guestlist",
        may_use: &["globus", "sharing", "practice"],
        tests_may_use: &["globus", "sharing", "practice"],
        window: true,
    },
];

/// Edges that point the wrong way.
pub(crate) fn check(repo: &Repo) -> Result<Vec<String>> {
    let packages = repo.metadata()["packages"]
        .as_array()
        .context("cargo metadata lists no packages")?;
    let ours: Vec<&str> = packages
        .iter()
        .filter_map(|package| package["name"].as_str())
        .collect();
    let mut findings = Vec::new();
    for room in ROOMS {
        let package = packages
            .iter()
            .find(|package| package["name"] == room.name)
            .with_context(|| format!("no package is named {}", room.name))?;
        let dependencies = package["dependencies"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        for dependency in dependencies {
            let name = dependency["name"].as_str().unwrap_or_default();
            let for_tests = dependency["kind"] == "dev";
            let allowed = room.may_use.contains(&name) || for_tests && room.tests_may_use.contains(&name);
            if ours.contains(&name) && !allowed {
                findings.push(format!("{} must not depend on {name}", room.name));
            }
            if !room.window && is_window_crate(name) {
                findings.push(format!(
                    "{} must know no window, but depends on {name}",
                    room.name
                ));
            }
        }
    }
    Ok(findings)
}

/// specta and tauri-specta's types are shapes, not windows; everything else of Tauri is one.
fn is_window_crate(name: &str) -> bool {
    name.starts_with("tauri") || matches!(name, "wry" | "tao")
}
