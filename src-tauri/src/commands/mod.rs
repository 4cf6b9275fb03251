//! Commands are verbs: each checks its input, calls one use case and hands on its answer.

pub mod folders;
pub mod guests;
pub mod session;
pub mod settings;
pub mod share;
pub mod shares;
