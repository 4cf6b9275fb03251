//! Who can see what, across everything: one snapshot of all guest collections, and pure functions that count, join,
//! filter and sort it.

mod facts;
mod index;
mod no_effect;
mod page;
mod pictures;
mod rows;
mod search;
mod select;
mod since;
mod snapshot;
mod subject;
#[cfg(test)]
mod tests;

pub use index::{At, Audit, Beside};
pub use since::{Visit, gone, since, visit};
pub use snapshot::{Entry, GroupFacts, SharedCollection, Snapshot};
