//! The numbers that the app and practice promise: medians of at least five runs. Nearly all are ratios of two sides
//! that are taken in turn, so that a slower or busier machine changes both.
//!
//! `cargo xtask bench` builds everything as it is shipped and runs this. Usage: `bench --out FILE [NAME…]`.
// It prints a table.
#![allow(clippy::print_stdout)]

mod audit;
mod folder;
mod guests;
mod list;
mod load;
mod locate;
mod measurement;
mod permissions;
mod service;
mod upload;
mod window;
mod world;

use std::path::PathBuf;

use anyhow::{Context, Result};

use measurement::Measurement;

/// How often each side is taken.
const RUNS: usize = 5;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut out = None;
    let mut only = Vec::new();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = arguments.next().map(PathBuf::from),
            _ => only.push(argument),
        }
    }
    let out = out.context("usage: bench --out FILE [NAME…]")?;
    let wanted = |name: &str| only.is_empty() || only.iter().any(|one| one == name);

    let mut measured = Vec::new();
    // First: a heap that has grown with something else would hide what these take.
    let uploads = [
        "upload_2gib_vs_curl",
        "upload_2000_small_vs_curl",
        "upload_memory_mib",
    ];
    if uploads.into_iter().any(wanted) {
        let all = upload::uploads().await?;
        measured.extend(all.into_iter().filter(|one| wanted(one.name)));
    }
    if wanted("drop_200k_vs_10") {
        measured.push(folder::drop_200k_vs_10().await?);
    }
    if wanted("locate_round_trips") {
        measured.push(locate::locate_round_trips().await?);
    }
    if wanted("start_vs_empty_window") || wanted("memory_vs_empty_window") {
        let both = window::start_and_memory().await?;
        measured.extend(both.into_iter().filter(|one| wanted(one.name)));
    }
    if wanted("share_50_guests_vs_critical_path") {
        measured.push(guests::share_50_guests_vs_critical_path().await?);
    }
    if wanted("share_10_guests_vs_cli") {
        measured.extend(guests::share_10_guests_vs_cli().await?);
    }
    if wanted("client_500_creates_vs_cli") || wanted("client_500_creates_vs_sdk") {
        let both = permissions::client_500_creates().await?;
        measured.extend(both.into_iter().filter(|one| wanted(one.name)));
    }
    if wanted("access_list_1000_vs_sdk") {
        measured.extend(permissions::access_list_1000_vs_sdk().await?);
    }
    if wanted("practice_requests_per_second") {
        measured.push(load::practice_requests_per_second().await?);
    }
    if wanted("search_5000_ms_vs_1") {
        measured.push(load::search_5000_ms_vs_1().await?);
    }
    if wanted("audit_50x1000_vs_critical_path") || wanted("reopen_vs_first_audit") {
        let both = audit::audit().await?;
        measured.extend(both.into_iter().filter(|one| wanted(one.name)));
    }
    if wanted("bulk_200_vs_critical_path") {
        measured.push(audit::bulk_200_vs_critical_path().await?);
    }
    if wanted("filter_10k_ms") || wanted("audit_memory_mib") {
        let both = list::large_list().await?;
        measured.extend(both.into_iter().filter(|one| wanted(one.name)));
    }
    Measurement::print(&measured);
    Measurement::write(&measured, &out)?;
    println!("\nWritten to {}", out.display());
    Ok(())
}
