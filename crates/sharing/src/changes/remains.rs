//! What somebody keeps after something was taken away.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;

use crate::audit::{At, Audit};
use crate::effective::{Grant, Principal, Subject, effective_access};
use crate::model::Remaining;

/// Whatever still reaches the guest of an entry, at its folder, once everything in `going` is gone.
pub(super) fn remaining(audit: &Audit, at: At, going: &BTreeSet<At>, now: Timestamp) -> Vec<Remaining> {
    let gone = audit.entry(at);
    let entries = audit.collection(at).entries.iter().enumerate();
    let left: Vec<Grant> = entries
        .filter(|(entry, _)| !going.contains(&At { entry: *entry, ..at }))
        .map(|(_, entry)| entry.grant())
        .collect();
    let access = effective_access(&left, &subject(audit, &gone.principal), &gone.path, now);
    let remaining = access.contributing.into_iter().map(|(via, grant)| Remaining {
        via,
        path: grant.path,
        permissions: grant.permissions,
        ends_at: grant.ends_at,
    });
    remaining.collect()
}

/// Somebody with the groups that they are seen to be in.
fn subject(audit: &Audit, principal: &Principal) -> Subject {
    match principal {
        Principal::Identity(id) => {
            let snapshot = audit.snapshot();
            let groups = snapshot
                .groups
                .iter()
                .filter(|(_, group)| group.members.as_ref().is_some_and(|members| members.contains(id)));
            let groups: HashMap<_, _> = groups
                .map(|(id, group)| (id.clone(), group.guest.name.clone()))
                .collect();
            Subject::person([id.clone()], groups)
        }
        Principal::Group(id) => Subject::group(id.clone()),
        Principal::SignedIn => Subject::everyone(),
        Principal::Anyone => Subject::default(),
    }
}
