//! Typed async client for Globus: Auth, Transfer and Groups over HTTP, and Globus Connect Personal on this
//! computer.
//!
//! It knows requests and documents. What sharing means lives one room up, in `sharing`.

pub mod auth;
pub mod config;
mod error;
mod globus;
pub mod groups;
mod http;
pub mod ids;
mod lenient;
pub mod local;
pub mod path;
pub mod retry;
pub mod scopes;
pub mod time;
pub mod transfer;

pub use error::{ApiError, Error, Result, Service, SessionDemand, TokenStoreError};
pub use globus::Globus;
pub use secrecy::{ExposeSecret, SecretString};
