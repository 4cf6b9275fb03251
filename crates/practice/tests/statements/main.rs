//! The statements that the service's own documentation makes, one test each and named after it.

// Clippy knows test functions, not the helpers they share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod documents;
mod ground;
#[path = "../practice/harness.rs"]
#[allow(dead_code, reason = "shared with the tests by subject, which use more of it")]
mod harness;
mod implicit;
mod paths;
mod people;
mod permissions;
mod refusals;
mod roles;
mod traps_collections;
mod traps_files;
mod traps_identity;
mod traps_permissions;
