//! Drives the real server over HTTP, with requests of its own: none of our client's code is involved.

// Clippy knows test functions, not the helpers they share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod access_over_time;
mod access_rules;
mod auth;
mod auth_grants;
mod auth_identities;
mod auth_sessions;
mod bookmarks;
mod collections;
mod faults;
mod files;
mod gcs;
mod gcs_data;
mod gcs_guest;
mod gcs_harness;
mod gcs_obstacles;
mod gcs_people;
mod generated;
mod groups;
mod groups_actions;
mod groups_policies;
mod harness;
mod https_access;
mod https_data;
mod large_files;
mod maintenance;
mod persistence;
mod roles;
mod scale;
mod secure;
mod snapshot;
mod subscriptions;
mod switches;
mod task_harness;
mod task_managers;
mod task_options;
mod task_persistence;
mod tasks;
mod tls;
mod web;
