//! What goes over the wire, against a server that records it.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, in its helpers too"
)]

mod access;
mod auth;
mod common;
mod cut_lines;
mod errors;
mod gcs;
mod gcs_refusals;
mod groups;
mod https;
mod loopback;
mod recorded;
mod refresh;
mod retries;
mod task;
mod tls;
mod transfer;
