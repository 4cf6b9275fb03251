//! What is learned between two readings: lists that were just read, names, groups, what is gone. The next look shows it
//! at once, and a reading that began before it can't undo it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use globus::ids::{AccessRuleId, CollectionId, GroupId, IdentityId};
use globus::transfer::AccessRule;

use super::snapshot::{Entry, GroupFacts, Snapshot};
use crate::Sharing;
use crate::error::Result;
use crate::history::in_collection_by_others;
use crate::model::Person;

/// Newer than the snapshot.
#[derive(Debug, Default)]
pub(crate) struct News {
    lists: HashMap<CollectionId, Vec<Entry>>,
    names: HashMap<CollectionId, String>,
    gone: HashSet<CollectionId>,
    groups: HashMap<GroupId, GroupFacts>,
    /// Only those who are in one of the groups.
    people: HashMap<IdentityId, Person>,
}

impl News {
    /// Permissions and roles of collections, as they were just read.
    pub(super) fn lists(lists: &[(CollectionId, &[AccessRule])]) -> Self {
        let entries = |rules: &[AccessRule]| rules.iter().filter_map(Entry::of_rule).collect();
        let lists = lists.iter().map(|(id, rules)| (id.clone(), entries(rules)));
        Self {
            lists: lists.collect(),
            ..Self::default()
        }
    }

    /// A collection has another name.
    pub(super) fn name(id: &CollectionId, name: &str) -> Self {
        Self {
            names: HashMap::from([(id.clone(), name.to_owned())]),
            ..Self::default()
        }
    }

    /// A collection is gone.
    pub(super) fn gone(id: &CollectionId) -> Self {
        Self {
            gone: HashSet::from([id.clone()]),
            ..Self::default()
        }
    }

    /// A group has other members. Of the people only its members are taken.
    pub(super) fn group(id: &GroupId, facts: GroupFacts, mut people: HashMap<IdentityId, Person>) -> Self {
        people.retain(|id, _| facts.members.as_ref().is_some_and(|members| members.contains(id)));
        Self {
            groups: HashMap::from([(id.clone(), facts)]),
            people,
            ..Self::default()
        }
    }

    /// Adds what was learned later still.
    pub(super) fn add(&mut self, later: &Self) {
        let Self {
            lists,
            names,
            gone,
            groups,
            people,
        } = later;
        self.lists
            .extend(lists.iter().map(|(id, list)| (id.clone(), list.clone())));
        self.names
            .extend(names.iter().map(|(id, name)| (id.clone(), name.clone())));
        self.gone.extend(gone.iter().cloned());
        self.groups
            .extend(groups.iter().map(|(id, facts)| (id.clone(), facts.clone())));
        self.people
            .extend(people.iter().map(|(id, person)| (id.clone(), person.clone())));
    }

    /// Brings a snapshot up to date. Groups that nothing is shared with are no part of it.
    pub(super) fn put_into(&self, snapshot: &mut Snapshot) {
        snapshot
            .collections
            .retain(|collection| !self.gone.contains(&collection.id));
        for collection in &mut snapshot.collections {
            if let Some(entries) = self.lists.get(&collection.id) {
                collection.entries.clone_from(entries);
            }
            if let Some(name) = self.names.get(&collection.id) {
                collection.name.clone_from(name);
            }
        }
        let mut is_new = false;
        for (id, facts) in &self.groups {
            if let Some(known) = snapshot.groups.get_mut(id) {
                known.clone_from(facts);
                is_new = true;
            }
        }
        if is_new {
            let people = self.people.iter();
            snapshot
                .people
                .extend(people.map(|(id, person)| (id.clone(), person.clone())));
        }
    }
}

impl Sharing {
    /// Lists as they were just read, before or after a change. `mine` are permissions that this app wrote.
    pub(crate) async fn note_access_lists(
        &self,
        lists: &[(CollectionId, &[AccessRule])],
        mine: &[AccessRuleId],
    ) -> Result<()> {
        let me = self.me().await?;
        let news = News::lists(lists);
        self.journal().note_mine(&me.identity.id, mine).await?;
        let _turn = self.state.turns.audit.lock().await;
        let (kept, _) = self.audit().await?;
        let mut is_new = {
            let mut held = self.state.audit.lock();
            held.learn(&news);
            held.wrote(mine)
        };
        let Some(kept) = kept else { return Ok(()) };
        let before = kept.snapshot();
        let mut snapshot = before.clone();
        news.put_into(&mut snapshot);
        let mut noticed = Vec::new();
        for (collection, old) in snapshot.collections.iter().zip(&before.collections) {
            if collection.entries == old.entries {
                continue;
            }
            is_new = true;
            noticed.extend(in_collection_by_others(before, old, collection, self.now()));
            // Only these: a department's whole snapshot has tens of thousands of permissions.
            self.journal()
                .keep_audit_collection(&me.identity.id, collection)
                .await?;
        }
        if !is_new {
            return Ok(());
        }
        self.note_others(noticed).await;
        self.hold(&me, Arc::new(snapshot)).await
    }

    /// A collection has another name now.
    pub(crate) async fn rename_in_audit(&self, id: &CollectionId, name: &str) -> Result<()> {
        self.note_in_audit(News::name(id, name)).await
    }

    /// A collection is gone.
    pub(crate) async fn forget_in_audit(&self, id: &CollectionId) -> Result<()> {
        self.note_in_audit(News::gone(id)).await
    }

    /// A group has other members now.
    pub(crate) async fn note_group_in_audit(
        &self,
        id: &GroupId,
        facts: GroupFacts,
        people: HashMap<IdentityId, Person>,
    ) -> Result<()> {
        self.note_in_audit(News::group(id, facts, people)).await
    }

    async fn note_in_audit(&self, news: News) -> Result<()> {
        let me = self.me().await?;
        let _turn = self.state.turns.audit.lock().await;
        let (audit, _) = self.audit().await?;
        self.state.audit.lock().learn(&news);
        let Some(audit) = audit else { return Ok(()) };
        let mut snapshot = audit.snapshot().clone();
        news.put_into(&mut snapshot);
        if snapshot == *audit.snapshot() {
            return Ok(());
        }
        self.keep_and_hold(&me, snapshot).await
    }
}
