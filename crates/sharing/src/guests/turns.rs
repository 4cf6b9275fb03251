//! However many ask for the same thing at once, one request goes out: the others wait for their turn and find what it
//! brought.

use std::collections::HashMap;
use std::sync::Arc;

use globus::ids::GroupId;
use tokio::sync::Mutex;

use crate::sharing::Slot;

/// Whose turn it is to ask.
#[derive(Default)]
pub(crate) struct Turns {
    /// For the list of my groups.
    pub(super) my_groups: Mutex<()>,
    /// For all that suggestions need of my groups.
    pub(super) learning: Mutex<()>,
    /// For changing the snapshot of everything that is shared: two changes must not take each other back.
    pub(crate) audit: Mutex<()>,
    groups: Slot<HashMap<GroupId, Arc<Mutex<()>>>>,
}

impl Turns {
    /// For one group.
    pub(super) fn group(&self, id: &GroupId) -> Arc<Mutex<()>> {
        Arc::clone(self.groups.lock().entry(id.clone()).or_default())
    }
}
