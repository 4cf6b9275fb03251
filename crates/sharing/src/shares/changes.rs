//! Changes that are made while the list of shares is being read: what was read before them must not undo them.

use std::sync::Arc;

use globus::ids::AccessRuleId;

use super::assemble;
use crate::model::{MyShares, ShareGuest};
use crate::sharing::State;

/// One permission as it is now; none where it was taken away.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(super) rule_id: AccessRuleId,
    pub(super) now: Option<ShareGuest>,
}

/// The changes since the first of the readings that are going on.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    readings: usize,
    made: Vec<Change>,
}

impl Changes {
    /// To be called before the kept list is changed.
    pub(super) fn note(&mut self, change: &Change) {
        if self.readings > 0 {
            self.made.push(change.clone());
        }
    }
}

/// A reading of the list, until it is kept or given up.
pub(super) struct Reading(Arc<State>);

impl Reading {
    pub(super) fn begin(state: &Arc<State>) -> Self {
        state.changes.lock().readings += 1;
        Self(Arc::clone(state))
    }

    /// Brings what was read up to date. To be called where no change of the kept list can come between this and
    /// writing it down.
    pub(super) fn catch_up(self, read: &mut MyShares) {
        for change in &self.0.changes.lock().made {
            change.apply(read);
        }
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        let mut changes = self.0.changes.lock();
        changes.readings = changes.readings.saturating_sub(1);
        if changes.readings == 0 {
            changes.made.clear();
        }
    }
}

impl Change {
    pub(super) fn apply(&self, shares: &mut MyShares) {
        let is_it = |guest: &ShareGuest| guest.rule_id.as_ref() == Some(&self.rule_id);
        for share in &mut shares.shares {
            match &self.now {
                Some(now) => {
                    for guest in share.guests.iter_mut().filter(|guest| is_it(guest)) {
                        *guest = now.clone();
                    }
                }
                None => share.guests.retain(|guest| !is_it(guest)),
            }
            assemble::summarise(share);
        }
        shares.shares.retain(assemble::is_shared);
        assemble::sort(&mut shares.shares);
    }
}
