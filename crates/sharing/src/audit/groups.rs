//! What the audit knows of groups: what is shared with one, and who is in it.

use std::collections::BTreeSet;

use globus::ids::GroupId;

use super::index::Audit;
use crate::effective::Principal;
use crate::model::GrantRow;

impl Audit {
    /// Shared folders that a group reaches.
    pub fn shares_of_group(&self, id: &GroupId) -> u32 {
        let subject = self.subject(&Principal::Group(id.clone()));
        subject.map_or(0, |subject| subject.sum.count)
    }

    /// Permissions and roles that name a group. What everybody has is not counted: it says nothing about the group.
    pub fn grants_of_group(&self, id: &GroupId) -> Vec<GrantRow> {
        let principal = Principal::Group(id.clone());
        let key = Self::subject_key(&principal);
        let subject = self.subject(&principal);
        let reaches = subject.iter().flat_map(|subject| &subject.reaches);
        reaches.map(|reach| self.grant_row(&key, reach)).collect()
    }

    /// Shared folders on protected storage that a group reaches, by name, each once.
    pub fn protected_of_group(&self, id: &GroupId) -> Vec<String> {
        let subject = self.subject(&Principal::Group(id.clone()));
        let reaches = subject.iter().flat_map(|subject| &subject.reaches);
        let names: BTreeSet<&str> = reaches
            .filter(|reach| {
                let storage = self.collection(reach.at).storage.as_ref();
                storage.is_some_and(|storage| storage.high_assurance)
            })
            .map(|reach| self.collection(reach.at).name_of(&self.entry(reach.at).path))
            .collect();
        names.into_iter().map(str::to_owned).collect()
    }
}
