//! What the audit knows of groups: what is shared with one, and who is in it.

use std::collections::{BTreeSet, HashMap};

use globus::ids::{GroupId, IdentityId};

use super::index::Audit;
use super::snapshot::GroupFacts;
use crate::Sharing;
use crate::effective::Principal;
use crate::error::Result;
use crate::model::{GrantRow, Person};

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
}

impl Sharing {
    /// A group has other members now. Groups that nothing is shared with are not part of the audit.
    pub(crate) async fn note_group_in_audit(
        &self,
        id: &GroupId,
        facts: GroupFacts,
        people: HashMap<IdentityId, Person>,
    ) -> Result<()> {
        let (Some(audit), _) = self.audit().await? else {
            return Ok(());
        };
        if audit
            .snapshot()
            .groups
            .get(id)
            .is_none_or(|known| *known == facts)
        {
            return Ok(());
        }
        self.change_audit(|snapshot| {
            let members: BTreeSet<IdentityId> = facts.members.clone().unwrap_or_default();
            let new = people.into_iter().filter(|(id, _)| members.contains(id));
            snapshot.people.extend(new);
            snapshot.groups.insert(id.clone(), facts);
        })
        .await
    }
}
