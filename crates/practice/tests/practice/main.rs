//! Drives the real server over HTTP, with requests of its own: none of our client's code is involved.

// Clippy knows test functions, not the helpers they share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod access_over_time;
mod access_rules;
mod auth;
mod collections;
mod faults;
mod files;
mod groups;
mod harness;
mod persistence;
mod roles;
