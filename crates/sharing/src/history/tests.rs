//! What is noticed between two readings.

use std::collections::{BTreeMap, BTreeSet};

use globus::ids::{AccessRuleId, CollectionId, IdentityId};
use globus::path::CollectionPath;
use globus::transfer::Permissions;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::by_others;
use crate::audit::{Entry, SharedCollection, Snapshot};
use crate::effective::Principal;
use crate::model::{HistoryAuthor, HistoryEntry, HistoryEvent, MyRole};

fn now() -> Timestamp {
    "2026-09-17T17:00:00Z".parse().unwrap()
}

fn hours(hours: i64) -> Timestamp {
    now() + SignedDuration::from_hours(hours)
}

fn rule(id: &str, permissions: Permissions, ends_at: Option<Timestamp>) -> Entry {
    Entry {
        rule_id: Some(AccessRuleId::new(id)),
        role_id: None,
        role: None,
        principal: Principal::Identity(IdentityId::new(format!("person of {id}"))),
        path: CollectionPath::parse("/results/").unwrap(),
        permissions,
        ends_at,
        created_at: None,
    }
}

fn reading(at: Timestamp, entries: Vec<Entry>) -> Snapshot {
    Snapshot {
        checked_at: at,
        collections: vec![SharedCollection {
            id: CollectionId::new("c"),
            name: "Maple".to_owned(),
            storage: None,
            owner: None,
            my_role: MyRole::Administrator,
            entries,
            gone: BTreeSet::new(),
            looked_at: BTreeMap::new(),
            owner_locked_out: false,
            max_lifetime_minutes: None,
            host: None,
            root: None,
        }],
        ..Snapshot::default()
    }
}

fn noticed(before: Vec<Entry>, after: Vec<Entry>) -> Vec<HistoryEntry> {
    by_others(&reading(hours(-24), before), &reading(now(), after), now())
}

fn facts(entries: &[HistoryEntry]) -> Vec<(HistoryAuthor, HistoryEvent, Timestamp)> {
    entries
        .iter()
        .map(|entry| (entry.by, entry.what, entry.at))
        .collect()
}

#[test]
fn what_is_gone_was_ended_by_its_date_or_stopped_by_somebody() {
    let ended = rule("a", Permissions::Read, Some(hours(-3)));
    let stopped = rule("b", Permissions::Read, Some(hours(30)));
    let over = rule("c", Permissions::Read, Some(hours(-30)));
    let entries = noticed(vec![ended, stopped, over], vec![]);
    let expected = [
        (HistoryAuthor::EndDate, HistoryEvent::Ended, hours(-3)),
        (HistoryAuthor::SomebodyElse, HistoryEvent::Stopped, now()),
    ];
    assert_eq!(facts(&entries), expected);
    assert_eq!(entries[0].name, "results");
}

#[test]
fn what_ended_is_told_also_where_the_list_still_has_it() {
    let ended = rule("a", Permissions::Read, Some(hours(-3)));
    let entries = noticed(vec![ended.clone()], vec![ended]);
    assert_eq!(
        facts(&entries),
        [(HistoryAuthor::EndDate, HistoryEvent::Ended, hours(-3))]
    );
}

#[test]
fn what_was_given_or_changed_has_the_level_before_and_after() {
    let before = rule("a", Permissions::Read, None);
    let after = rule("a", Permissions::ReadWrite, None);
    let mut added = rule("b", Permissions::Read, None);
    added.created_at = Some(hours(-5));
    let entries = noticed(vec![before], vec![after, added]);
    let expected = [
        (HistoryAuthor::SomebodyElse, HistoryEvent::Changed, now()),
        (HistoryAuthor::SomebodyElse, HistoryEvent::Shared, hours(-5)),
    ];
    assert_eq!(facts(&entries), expected);
    let levels = |entry: &HistoryEntry| [entry.before, entry.after].map(|it| it.map(|it| it.permissions));
    assert_eq!(
        levels(&entries[0]),
        [Some(Permissions::Read), Some(Permissions::ReadWrite)]
    );
    assert_eq!(levels(&entries[1]), [None, Some(Permissions::Read)]);
}

#[test]
fn a_collection_that_is_new_is_no_news_and_one_that_is_gone_is() {
    let empty = Snapshot::default();
    let full = reading(now(), vec![rule("a", Permissions::Read, None)]);
    assert_eq!(by_others(&empty, &full, now()), []);
    let entries = by_others(&full, &empty, now());
    assert_eq!(
        facts(&entries),
        [(HistoryAuthor::SomebodyElse, HistoryEvent::CollectionGone, now())]
    );
    let cut_short = Snapshot {
        cut_short: true,
        ..empty
    };
    assert_eq!(by_others(&full, &cut_short, now()), []);
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let end = prop::option::of((-48i64..48).prop_map(hours));
    let entry = (any::<bool>(), end);
    prop::collection::btree_map(0u8..12, entry, 0..10).prop_map(|entries| {
        let entry = |(id, (write, end)): (u8, (bool, Option<Timestamp>))| {
            let level = if write {
                Permissions::ReadWrite
            } else {
                Permissions::Read
            };
            rule(&id.to_string(), level, end)
        };
        entries.into_iter().map(entry).collect()
    })
}

proptest! {
    #[test]
    fn the_same_list_tells_only_of_ends_and_each_permission_at_most_once(before in entries(), after in entries()) {
        let same = noticed(before.clone(), before.clone());
        prop_assert!(same.iter().all(|entry| entry.by == HistoryAuthor::EndDate));
        let entries = noticed(before, after);
        let ids: BTreeSet<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        prop_assert_eq!(ids.len(), entries.len());
    }

    #[test]
    fn going_through_what_was_noticed_leads_from_one_list_to_the_other(before in entries(), after in entries()) {
        let key = |entry: &Entry| entry.rule_id.clone().unwrap().to_string();
        let live = |list: &[Entry], at| -> BTreeMap<String, _> {
            list.iter().filter(|entry| entry.is_live(at)).map(|entry| (key(entry), (entry.permissions, entry.ends_at))).collect()
        };
        let mut list = live(&before, hours(-24));
        // Somebody may list again what had ended before: that starts anew and is told as given.
        for entry in noticed(before.clone(), after.clone()) {
            let id = entry.id.split(':').nth(1).unwrap().to_owned();
            match entry.after {
                Some(stored) => drop(list.insert(id, (stored.permissions, stored.ends_at))),
                None => drop(list.remove(&id)),
            }
        }
        let over: BTreeSet<String> = before.iter().filter(|entry| !entry.is_live(hours(-24))).map(key).collect();
        list.retain(|id, (_, end)| end.is_none_or(|end| end > now()) && !over.contains(id));
        let mut expected = live(&after, now());
        expected.retain(|id, _| !over.contains(id));
        prop_assert_eq!(list, expected);
    }
}
