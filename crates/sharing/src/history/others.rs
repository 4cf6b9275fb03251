//! What changed between two readings and was not this app's doing, as far as the readings tell. Pure.
//!
//! What this app did shows in the lists too. It is written down by the use case that did it, and that entry then takes
//! the place of the one that was noticed here.

use std::collections::{BTreeMap, HashMap};

use globus::path::CollectionPath;
use jiff::Timestamp;

use crate::audit::{Entry, SharedCollection, Snapshot};
use crate::effective::Principal;
use crate::guests::{nameless, unknown_person};
use crate::model::{Access, Guest, HistoryAuthor, HistoryEntry, HistoryEvent, Stored};

/// Everything that is different in a newer reading. A collection that was not in the older one is not news: nobody
/// knows since when its permissions are there.
pub fn by_others(before: &Snapshot, after: &Snapshot, now: Timestamp) -> Vec<HistoryEntry> {
    let names = Names([after, before]);
    let newer: HashMap<_, &SharedCollection> = after.collections.iter().map(|it| (&it.id, it)).collect();
    let mut entries = Vec::new();
    for old in &before.collections {
        match newer.get(&old.id) {
            Some(new) if old.entries == new.entries && !any_ended(old, before.checked_at, now) => {}
            Some(new) => entries.extend(in_collection(old, new, before.checked_at, now, &names)),
            // A list that was cut short says nothing about what is not on it.
            None if after.cut_short => {}
            None => entries.push(gone_collection(old, now)),
        }
    }
    entries
}

/// The same for one collection, whose list was read by itself.
pub fn in_collection_by_others(
    snapshot: &Snapshot,
    old: &SharedCollection,
    new: &SharedCollection,
    now: Timestamp,
) -> Vec<HistoryEntry> {
    in_collection(old, new, snapshot.checked_at, now, &Names([snapshot, snapshot]))
}

fn in_collection(
    old: &SharedCollection,
    new: &SharedCollection,
    since: Timestamp,
    now: Timestamp,
    names: &Names<'_>,
) -> Vec<HistoryEntry> {
    let (earlier, later) = (by_key(&old.entries), by_key(&new.entries));
    let noticed = |key: &str, entry: &Entry, difference: Difference| HistoryEntry {
        access: Some(names.access(&entry.principal)),
        ..difference.entry(new, key, entry, now)
    };
    // What had ended when it was read was told then.
    let was_there = earlier.iter().filter(|(_, entry)| entry.is_live(since));
    let gone_or_changed = was_there.filter_map(|(key, entry)| {
        let difference = Difference::of(entry, later.get(key).copied(), now)?;
        Some(noticed(key, entry, difference))
    });
    let added = later.iter().filter(|(key, _)| !earlier.contains_key(*key));
    let added = added.map(|(key, entry)| noticed(key, entry, Difference::added(entry)));
    gone_or_changed.chain(added).collect()
}

/// What happened to one permission or role.
struct Difference {
    by: HistoryAuthor,
    what: HistoryEvent,
    before: Option<Stored>,
    after: Option<Stored>,
}

impl Difference {
    fn added(entry: &Entry) -> Self {
        Self {
            by: HistoryAuthor::SomebodyElse,
            what: match entry.is_role() {
                true => HistoryEvent::RoleGiven,
                false => HistoryEvent::Shared,
            },
            before: None,
            after: Some(entry.stored()),
        }
    }

    /// None where it is as it was. An end that has come explains that something is gone; that somebody stopped it
    /// just before can't be told apart.
    fn of(earlier: &Entry, later: Option<&Entry>, now: Timestamp) -> Option<Self> {
        let before = Some(earlier.stored());
        let (by, what, after) = match later {
            Some(later) if later.stored() != earlier.stored() => (
                HistoryAuthor::SomebodyElse,
                HistoryEvent::Changed,
                Some(later.stored()),
            ),
            _ if !earlier.is_live(now) => (HistoryAuthor::EndDate, HistoryEvent::Ended, None),
            Some(_) => return None,
            None if earlier.is_role() => (HistoryAuthor::SomebodyElse, HistoryEvent::RoleTaken, None),
            None => (HistoryAuthor::SomebodyElse, HistoryEvent::Stopped, None),
        };
        Some(Self {
            by,
            what,
            before,
            after,
        })
    }

    fn entry(self, collection: &SharedCollection, key: &str, entry: &Entry, now: Timestamp) -> HistoryEntry {
        // The moment itself where the list tells it, or when it was noticed.
        let at = match self.what {
            HistoryEvent::Ended => entry.ends_at,
            HistoryEvent::Shared => entry.created_at.filter(|at| *at <= now),
            _ => None,
        };
        let at = at.unwrap_or(now);
        HistoryEntry {
            // What ended is told once, however often its list is read afterwards.
            id: match self.what {
                HistoryEvent::Ended => format!("ended:{key}:{}", at.as_second()),
                _ => format!("seen:{key}:{}", now.as_millisecond()),
            },
            at,
            by: self.by,
            what: self.what,
            path: entry.path.clone(),
            name: collection.name_of(&entry.path).to_owned(),
            before: self.before,
            after: self.after,
            ..gone_collection(collection, now)
        }
    }
}

fn gone_collection(old: &SharedCollection, now: Timestamp) -> HistoryEntry {
    HistoryEntry {
        id: format!("seen:{}:{}", old.id, now.as_millisecond()),
        at: now,
        by: HistoryAuthor::SomebodyElse,
        what: HistoryEvent::CollectionGone,
        collection_id: old.id.clone(),
        collection_name: old.name.clone(),
        path: CollectionPath::root(),
        name: old.name.clone(),
        access: None,
        before: None,
        after: None,
        change_id: None,
        share_id: None,
        can_share_again: false,
        can_undo: false,
    }
}

fn any_ended(collection: &SharedCollection, since: Timestamp, now: Timestamp) -> bool {
    let mut entries = collection.entries.iter();
    entries.any(|entry| entry.is_live(since) && !entry.is_live(now))
}

fn by_key(entries: &[Entry]) -> BTreeMap<String, &Entry> {
    entries
        .iter()
        .filter_map(|entry| Some((key(entry)?, entry)))
        .collect()
}

/// What makes it the same permission or role. The owner's implicit row has neither id and never changes.
fn key(entry: &Entry) -> Option<String> {
    let rule = entry.rule_id.as_ref().map(|id| id.to_string());
    rule.or_else(|| entry.role_id.as_ref().map(|id| id.to_string()))
}

/// Names of people and groups: those that are gone are in the older reading only.
struct Names<'a>([&'a Snapshot; 2]);

impl Names<'_> {
    fn access(&self, principal: &Principal) -> Access {
        let guest = match principal {
            Principal::SignedIn => return Access::SignedIn,
            Principal::Anyone => return Access::Anyone,
            Principal::Identity(id) => {
                let known = self.0.iter().find_map(|snapshot| snapshot.people.get(id));
                Guest::Person(known.cloned().unwrap_or_else(|| unknown_person(id)))
            }
            Principal::Group(id) => {
                let known = self.0.iter().find_map(|snapshot| snapshot.groups.get(id));
                Guest::Group(known.map_or_else(|| nameless(id), |group| group.guest.clone()))
            }
        };
        Access::Guest { guest }
    }
}
