//! The use cases against the local Globus, with the weather of a real network.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at the first surprise, in its helpers too"
)]

mod audit;
mod changes;
mod checklist;
mod collection;
mod common;
mod copy;
mod copy_faults;
mod copy_kills;
mod copy_transfer;
mod demands;
mod drives;
mod faults;
mod groups;
mod guests;
mod history;
mod interrupted;
mod locate;
mod meanwhile;
mod on_servers;
mod policy;
mod policy_changes;
mod policy_offers;
mod refusals;
mod reports;
mod servers;
mod session;
mod share;
mod sign_ins;
mod storage;
mod storms;
mod upload;
mod upload_kills;
mod upload_memory;
