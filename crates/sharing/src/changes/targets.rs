//! From what the person pointed at to the permissions and roles that it means.

use std::collections::BTreeSet;

use globus::ids::{CollectionId, GroupId};

use crate::audit::{At, Audit};
use crate::effective::Principal;
use crate::model::ChangeTargets;

/// A permission or role that a change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Target {
    pub(crate) at: At,
    /// Set when it reaches the person only through this group: then it is not theirs to lose.
    pub(super) group: Option<GroupId>,
}

/// What is meant, in a fixed order, each once. What is not in the snapshot any more is left out.
pub(crate) fn targets(audit: &Audit, targets: &ChangeTargets) -> BTreeSet<Target> {
    let own = |entries: BTreeSet<At>| entries.into_iter().map(|at| Target { at, group: None }).collect();
    match targets {
        ChangeTargets::Rules { rules } => {
            own(rules.iter().filter_map(|rule| audit.find_rule(rule)).collect())
        }
        ChangeTargets::Rows { rows, query } => own(audit.entries_of_rows(rows, query)),
        ChangeTargets::Query { query } => own(audit.entries_of_query(query)),
        ChangeTargets::Person { id } => {
            let reaches = audit.reaches_of(&Principal::Identity(id.clone())).into_iter();
            reaches.map(|(at, group)| Target { at, group }).collect()
        }
        ChangeTargets::Group { id } => own(audit.entries_of_subject(&Principal::Group(id.clone()))),
        ChangeTargets::WithoutEffect { collection_id } => {
            own(audit.entries_without_effect(collection_id.as_ref()))
        }
        ChangeTargets::Folder { collection_id, path } => own(audit.entries_of_folder(collection_id, path)),
        // Nothing in the snapshot: see `again`.
        ChangeTargets::Ended { .. } => BTreeSet::new(),
    }
}

/// Collections whose lists have to be fresh before a change is planned.
pub(super) fn collections(audit: &Audit, targets: &BTreeSet<Target>) -> BTreeSet<CollectionId> {
    targets
        .iter()
        .map(|target| audit.collection(target.at).id.clone())
        .collect()
}
