//! The client against the local Globus: both were written from the services' contract, neither from the other.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, in its helpers too"
)]

mod common;
mod documents;
mod faults;
mod gcs;
mod groups;
mod https;
mod share;
mod sign_in;
