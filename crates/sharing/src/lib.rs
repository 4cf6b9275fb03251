//! What sharing means, without a window and without HTTP.
//!
//! The use cases in the order a person meets them: [`locate`](crate::locate) (where does this folder live?),
//! `plan` (what would happen?), `apply` (make it so, with a journal), `verify` (read it back), and the
//! looking-after: `shares`, `change`, `effective_access`.
//!
//! Everything in [`model`] crosses to the window; its TypeScript shapes are generated from here.

pub mod error;
pub mod model;

pub use error::{Error, Result};
