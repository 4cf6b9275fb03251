//! What is looked for at every keystroke, worked out once: whose an entry is, on which folder, and the order of names.

use super::index::Audit;

impl Audit {
    /// Tells each entry whose it is and on which folder, so that a search need not look for that.
    pub(super) fn link_entries(&mut self) {
        let guests = self.people.iter().chain(&self.groups).enumerate();
        for (position, guest) in guests {
            for reach in guest.reaches.iter().filter(|reach| reach.group.is_none()) {
                self.entries[reach.at.collection][reach.at.entry].guest = u32::try_from(position).ok();
            }
        }
        for (position, share) in self.shares.iter().enumerate() {
            for at in &share.entries {
                if self.snapshot.collections[at.collection].entries[at.entry].path == share.path {
                    self.entries[at.collection][at.entry].share = u32::try_from(position).ok();
                }
            }
        }
    }
}

/// Numbers rows by their texts; the same text has the same number. Numbers are compared at every keystroke.
pub(super) fn rank<T>(rows: &mut [T], text: impl Fn(&T) -> &str, set: impl Fn(&mut T, u32)) {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|a, b| text(&rows[*a]).cmp(text(&rows[*b])));
    let (mut number, mut before) = (0, None);
    for position in order {
        if before.is_some_and(|before: usize| text(&rows[before]) != text(&rows[position])) {
            number += 1;
        }
        set(&mut rows[position], number);
        before = Some(position);
    }
}
