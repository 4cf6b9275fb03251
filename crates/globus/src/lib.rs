//! Typed async client for Globus: Auth, Transfer, Groups, the managers and the files of Globus Connect Server over HTTP, and
//! Globus Connect Personal on this computer.
//!
//! It knows requests and documents. What sharing means lives one room up, in `sharing`.

mod audience;
pub mod auth;
pub mod config;
mod error;
pub mod gcs;
mod globus;
pub mod groups;
mod http;
pub mod https;
pub mod ids;
mod lenient;
pub mod local;
pub mod path;
pub mod retry;
pub mod scopes;
pub mod time;
pub mod transfer;

pub use error::{
    ApiError, Error, InputError, Result, ServerRefusal, Service, SessionDemand, TokenStoreError,
};
pub use globus::Globus;
pub use secrecy::{ExposeSecret, SecretString};
