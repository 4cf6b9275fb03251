//! What sharing means, without a window and without HTTP.
//!
//! [`Sharing`] has one method for everything a person can ask for, in the order they meet it: sign in
//! ([`session`]), drop a folder ([`locate`], [`preview`]), or look into storage elsewhere ([`storage`]), find people
//! ([`guests`]), see what would happen ([`plan`]), make it so ([`apply`], with the [`journal`]), have it read back
//! ([`verify`]), and look after it ([`audit`], [`changes`], [`collection`], [`groups`], [`shares`]).
//!
//! Everything in [`model`] crosses to the window; its TypeScript shapes are generated from here.

pub mod apply;
pub mod audit;
pub mod changes;
pub mod collection;
pub mod copy;
pub mod dates;
pub mod drift;
pub mod drives;
pub mod effective;
pub mod error;
pub mod groups;
pub mod guests;
pub mod history;
pub mod journal;
pub mod link;
pub mod locate;
pub mod model;
pub mod plan;
pub mod policy;
mod pool;
pub mod ports;
pub mod preview;
pub mod reminders;
pub mod report;
pub mod session;
mod sharing;
pub mod storage;
pub mod verify;

pub use error::{Error, Result};
pub use sharing::{Computer, Parts, Sharing};
