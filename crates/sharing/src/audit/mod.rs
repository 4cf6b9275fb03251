//! Who can see what, across everything: one snapshot of all guest collections, and pure functions that count, join,
//! filter and sort it. Only what extends [`Sharing`](crate::Sharing) knows the network and the journal: [`read`],
//! [`behind`] and [`computer`], which ask, and [`keep`] and [`news`], which keep.

mod behind;
mod computer;
mod facts;
mod folder;
mod groups;
mod index;
mod keep;
mod lookup;
mod news;
mod no_effect;
mod page;
mod pictures;
mod read;
mod rows;
mod search;
mod select;
mod since;
mod snapshot;
mod subject;
#[cfg(test)]
mod tests;

pub(crate) use keep::Held;
pub use read::OnAuditEvent;
pub(crate) use read::{host, my_role};
pub(crate) use search::fold;

pub use index::{At, Audit, Beside};
pub use since::{Visit, gone, since, visit};
pub use snapshot::{Entry, GroupFacts, SharedCollection, Snapshot};
