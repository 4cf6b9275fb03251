//! One person or group: all that they reach, and through what.

use globus::ids::{GroupId, IdentityId};

use super::index::SubjectIndex;
use super::index::{At, Audit, Reach, Sum};
use crate::effective::Principal;
use crate::model::{Person, SubjectId, SubjectPage};

impl Audit {
    /// Everything that reaches somebody, wider access included; none when nothing does.
    pub fn subject_page(&self, generation: u32, id: &SubjectId) -> Option<SubjectPage> {
        let principal = match id {
            SubjectId::Person { id } => Principal::Identity(id.clone()),
            SubjectId::Group { id } => Principal::Group(id.clone()),
        };
        let wide = self.reaches_of_everybody();
        let known = self.subject(&principal);
        let own = known.map(|subject| subject.reaches.clone()).unwrap_or_default();
        if own.is_empty() && !self.is_known(&principal) {
            return None;
        }
        let key = Self::subject_key(&principal);
        let mut reaches = own;
        reaches.extend(wide);
        let subject = match known {
            Some(subject) => self.subject_row(subject),
            None => self.subject_row(&SubjectIndex {
                text: String::new(),
                rank: 0,
                sum: Sum::nothing(),
                reaches: Vec::new(),
                principal: principal.clone(),
            }),
        };
        Some(SubjectPage {
            generation,
            subject,
            linked: self.linked(&principal),
            groups: self.groups_of(&principal),
            grants: reaches.iter().map(|reach| self.grant_row(&key, reach)).collect(),
            unknown_groups: self.groups_with_hidden_members(&principal),
        })
    }

    /// Everything that reaches somebody directly or through a group (named then), without what everybody has.
    pub fn reaches_of(&self, principal: &Principal) -> Vec<(At, Option<GroupId>)> {
        let reaches = self
            .subject(principal)
            .map(|subject| subject.reaches.as_slice())
            .unwrap_or_default();
        reaches
            .iter()
            .map(|reach| (reach.at, reach.group.clone()))
            .collect()
    }

    fn reaches_of_everybody(&self) -> Vec<Reach> {
        let wide = [Principal::SignedIn, Principal::Anyone];
        let subjects = wide.iter().filter_map(|principal| self.subject(principal));
        subjects
            .flat_map(|subject| subject.reaches.iter().cloned())
            .collect()
    }

    fn is_known(&self, principal: &Principal) -> bool {
        match principal {
            Principal::Identity(id) => self.snapshot.people.contains_key(id),
            Principal::Group(id) => self.snapshot.groups.contains_key(id),
            Principal::SignedIn | Principal::Anyone => false,
        }
    }

    /// Globus shows linked identities of the signed-in person only.
    fn linked(&self, principal: &Principal) -> Vec<Person> {
        if !self.is_me(principal) {
            return Vec::new();
        }
        let others = self
            .snapshot
            .me
            .iter()
            .filter(|id| Principal::Identity((*id).clone()) != *principal);
        others
            .filter_map(|id: &IdentityId| self.snapshot.people.get(id).cloned())
            .collect()
    }

    fn groups_of(&self, principal: &Principal) -> Vec<crate::model::GroupGuest> {
        let Principal::Identity(id) = principal else {
            return Vec::new();
        };
        let groups = self.snapshot.groups.values();
        let theirs =
            groups.filter(|group| group.members.as_ref().is_some_and(|members| members.contains(id)));
        let mut theirs: Vec<_> = theirs.map(|group| group.guest.clone()).collect();
        theirs.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        theirs
    }

    /// Groups with access of which nobody can say from here whether the person is in them.
    fn groups_with_hidden_members(&self, principal: &Principal) -> Vec<crate::model::GroupGuest> {
        if !matches!(principal, Principal::Identity(_)) {
            return Vec::new();
        }
        let hidden = self.groups.iter().filter_map(|subject| match &subject.principal {
            Principal::Group(id) => {
                let facts = self.snapshot.groups.get(id);
                let is_hidden = facts.is_none_or(|group| group.members.is_none());
                is_hidden
                    .then(|| facts.map_or_else(|| crate::guests::nameless(id), |group| group.guest.clone()))
            }
            _ => None,
        });
        hidden.collect()
    }
}
