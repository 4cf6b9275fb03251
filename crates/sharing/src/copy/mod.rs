//! Copying before sharing: what lies where nothing can be shared from is brought to storage first.
//!
//! A copy is a job of its own, independent of any page: [`Sharing::start_copy`] makes the destination, writes a
//! [`CopyRecord`] into the journal and goes on in the background ([`run`]). It grants nothing. Its folder can be shared from
//! the beginning, the ordinary way, but the [`gate`] holds such a share until everything is there and was checked; then the
//! copy itself goes on with it. After a kill, a reboot or a sign-in [`Sharing::look_at_copies`] takes up what is left.
//!
//! Files of this computer go over HTTPS ([`upload`]), what lies on a collection is copied by Globus ([`transfer`]).
//!
//! Who writes what: the person's wish is a [`CopyPhase`], written to the journal before anybody is told of it. The one task
//! that works on a copy reads the phase, works, and writes another one only where the phase is still the one that it read.

mod actions;
mod by_upload;
mod ends;
mod gate;
mod live;
mod place;
mod plan;
mod record;
mod run;
mod show;
mod size;
mod start;
mod transfer;
pub mod upload;

pub(crate) use live::Copies;
pub use place::Place;
pub use record::{CopyGoal, CopyPhase, CopyRecord, CopySource, TaskRow};
