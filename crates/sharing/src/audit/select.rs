//! From what the person ticked to the entries that it means.

use std::collections::BTreeSet;

use globus::ids::CollectionId;
use globus::path::CollectionPath;

use super::index::{At, Audit, ShareIndex};
use super::page::Top;
use super::rows::Named;
use crate::effective::Principal;
use crate::model::{AuditQuery, RowKey, RuleRef};

impl Audit {
    /// Everything below the rows that a query finds, as far as it passes its filters.
    pub fn entries_of_query(&self, query: &AuditQuery) -> BTreeSet<At> {
        let tops = self.found(query.view, &query.search).into_iter();
        tops.flat_map(|top| self.children(top, &query.filters))
            .map(|reach| reach.at)
            .collect()
    }

    /// The same for single rows. A person's row means what is theirs alone: access through a group is the group's.
    pub fn entries_of_rows(&self, rows: &[RowKey], query: &AuditQuery) -> BTreeSet<At> {
        let mut entries = BTreeSet::new();
        for key in rows {
            match Named::parse(key) {
                Some(Named::Grant(parent, id)) => {
                    let below = self.below(&parent, &[]);
                    entries.extend(below.into_iter().filter(|at| self.is_called(*at, &id)));
                }
                Some(top) => entries.extend(self.below(&top, &query.filters)),
                None => {}
            }
        }
        entries
    }

    /// A stored permission; none when it is not in the snapshot (any more).
    pub fn find_rule(&self, rule: &RuleRef) -> Option<At> {
        let collection = self.position(&rule.collection_id)?;
        let entries = &self.snapshot.collections[collection].entries;
        let entry = entries
            .iter()
            .position(|entry| entry.rule_id.as_ref() == Some(&rule.rule_id))?;
        Some(At { collection, entry })
    }

    /// Permissions on one folder.
    pub fn entries_of_folder(&self, id: &CollectionId, path: &CollectionPath) -> BTreeSet<At> {
        let top = Named::Share(id.clone(), path.clone());
        self.below(&top, &[])
            .into_iter()
            .filter(|at| !self.entry(*at).is_role())
            .collect()
    }

    /// What names somebody directly.
    pub fn entries_of_subject(&self, principal: &Principal) -> BTreeSet<At> {
        self.below(&Named::Subject(principal.clone()), &[])
            .into_iter()
            .collect()
    }

    /// Permissions without effect.
    pub fn entries_without_effect(&self, only: Option<&CollectionId>) -> BTreeSet<At> {
        let all = self.entries.iter().enumerate().flat_map(|(collection, entries)| {
            let idle = entries.iter().enumerate().filter(|(_, entry)| entry.no_effect);
            idle.map(move |(entry, _)| At { collection, entry })
        });
        all.filter(|at| only.is_none_or(|id| self.collection(*at).id == *id))
            .collect()
    }

    pub(super) fn position(&self, id: &CollectionId) -> Option<usize> {
        self.snapshot
            .collections
            .iter()
            .position(|collection| collection.id == *id)
    }

    fn share(&self, collection: usize, path: &CollectionPath) -> Option<&ShareIndex> {
        let found = self
            .shares
            .binary_search_by(|share| (share.collection, &share.path).cmp(&(collection, path)));
        self.shares.get(found.ok()?)
    }

    fn is_called(&self, at: At, id: &str) -> bool {
        let entry = self.entry(at);
        let rule = entry.rule_id.as_ref().map(|rule| rule.as_str());
        rule.or(entry.role_id.as_ref().map(|role| role.as_str())) == Some(id)
    }

    fn below(&self, named: &Named, filters: &[crate::model::AuditFilter]) -> Vec<At> {
        let top = match named {
            Named::Share(id, path) => {
                let found = self
                    .position(id)
                    .and_then(|collection| self.share(collection, path));
                found.map(Top::Share)
            }
            Named::Subject(principal) => self.subject(principal).map(Top::Subject),
            Named::Grant(..) => None,
        };
        let below = top.map(|top| self.children(top, filters)).unwrap_or_default();
        below
            .into_iter()
            .filter(|reach| reach.group.is_none())
            .map(|reach| reach.at)
            .collect()
    }

    pub(super) fn subject(&self, principal: &Principal) -> Option<&super::index::SubjectIndex> {
        let subjects = match principal {
            Principal::Group(_) => &self.groups,
            _ => &self.people,
        };
        let found = subjects
            .binary_search_by(|subject| subject.principal.cmp(principal))
            .ok()?;
        subjects.get(found)
    }
}
