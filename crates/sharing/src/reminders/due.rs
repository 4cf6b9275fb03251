//! Which ends are to be announced now. Pure.

use std::collections::{BTreeMap, BTreeSet};

use globus::ids::{AccessRuleId, CollectionId};
use globus::path::CollectionPath;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::dates::day_of;

/// A permission with an end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending<T> {
    /// The permission.
    pub rule_id: AccessRuleId,
    /// Its collection.
    pub collection_id: CollectionId,
    /// Its folder.
    pub path: CollectionPath,
    /// Its end.
    pub ends_at: Timestamp,
    /// Since when it is there.
    pub created_at: Option<Timestamp>,
    /// Whose it is.
    pub guest: T,
}

/// A reminder that was given: of which permission, with which end, at which distance in days.
pub type Reminded = (AccessRuleId, Timestamp, u8);

/// One reminder: the guests of a folder that lose access at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due<T> {
    /// The collection.
    pub collection_id: CollectionId,
    /// The folder.
    pub path: CollectionPath,
    /// The moment.
    pub ends_at: Timestamp,
    /// The distance that is announced: one of those that were chosen.
    pub distance: u8,
    /// Whole days until then, in the person's zone: fewer than the distance when the app did not run in between.
    pub days: u32,
    /// The permissions.
    pub endings: Vec<Ending<T>>,
}

/// What is due. A distance is reached on the day that many days before the end's day; only the shortest one that is
/// reached counts, so that somebody who was away for a month hears of each end once and not four times. One that was
/// behind already when the permission was made is no news.
pub fn due<T: Clone>(
    endings: &[Ending<T>],
    reminded: &BTreeSet<Reminded>,
    distances: &[u8],
    now: Timestamp,
    zone: &TimeZone,
) -> Vec<Due<T>> {
    let today = day_of(now, zone);
    let mut folders: BTreeMap<(Timestamp, &CollectionId, &CollectionPath, u8), Vec<&Ending<T>>> =
        BTreeMap::new();
    for ending in endings.iter().filter(|ending| ending.ends_at > now) {
        let left = days_between(today, day_of(ending.ends_at, zone));
        let reached = distances
            .iter()
            .copied()
            .filter(|distance| left <= i32::from(*distance));
        let Some(distance) = reached.min() else { continue };
        let at_birth = ending
            .created_at
            .map(|at| days_between(day_of(at, zone), day_of(ending.ends_at, zone)));
        let is_news = at_birth.is_none_or(|days| days > i32::from(distance));
        if is_news && !reminded.contains(&(ending.rule_id.clone(), ending.ends_at, distance)) {
            let folder = (ending.ends_at, &ending.collection_id, &ending.path, distance);
            folders.entry(folder).or_default().push(ending);
        }
    }
    let due = |((ends_at, collection_id, path, distance), endings): (
        (Timestamp, &CollectionId, &CollectionPath, u8),
        Vec<&Ending<T>>,
    )| Due {
        collection_id: collection_id.clone(),
        path: path.clone(),
        ends_at,
        distance,
        days: u32::try_from(days_between(today, day_of(ends_at, zone))).unwrap_or_default(),
        endings: endings.into_iter().cloned().collect(),
    };
    folders.into_iter().map(due).collect()
}

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use proptest::prelude::*;

    use super::*;
    use crate::dates::end_of_day;

    const ALL: [u8; 4] = [30, 14, 7, 1];

    fn zone() -> TimeZone {
        TimeZone::get("America/Chicago").unwrap()
    }

    fn now() -> Timestamp {
        "2026-09-17T17:00:00Z".parse().unwrap()
    }

    fn ending(id: &str, days: i64, born_days_ago: Option<i64>) -> Ending<()> {
        let day = day_of(now() + SignedDuration::from_hours(24 * days), &zone());
        Ending {
            rule_id: AccessRuleId::new(id),
            collection_id: CollectionId::new("c"),
            path: CollectionPath::parse("/results/").unwrap(),
            ends_at: end_of_day(day, &zone()).unwrap(),
            created_at: born_days_ago.map(|days| now() - SignedDuration::from_hours(24 * days)),
            guest: (),
        }
    }

    fn told(due: &[Due<()>]) -> BTreeSet<Reminded> {
        let endings = due
            .iter()
            .flat_map(|due| due.endings.iter().map(|it| (it, due.distance)));
        endings
            .map(|(it, distance)| (it.rule_id.clone(), it.ends_at, distance))
            .collect()
    }

    #[test]
    fn the_shortest_distance_that_is_reached_counts() {
        let distance = |days| {
            let due = due(&[ending("a", days, None)], &BTreeSet::new(), &ALL, now(), &zone());
            due.first().map(|due| (due.distance, due.days))
        };
        assert_eq!(distance(31), None);
        assert_eq!(distance(30), Some((30, 30)));
        assert_eq!(distance(20), Some((30, 20)));
        assert_eq!(distance(14), Some((14, 14)));
        assert_eq!(distance(1), Some((1, 1)));
        assert_eq!(distance(0), Some((1, 0)));
        assert_eq!(distance(-1), None);
    }

    #[test]
    fn what_was_made_for_a_week_is_no_news_today() {
        let due_of = |born| {
            due(
                &[ending("a", 7, Some(born))],
                &BTreeSet::new(),
                &ALL,
                now(),
                &zone(),
            )
            .len()
        };
        assert_eq!(due_of(0), 0);
        assert_eq!(due_of(1), 1);
    }

    #[test]
    fn the_guests_of_a_folder_are_told_of_together() {
        let endings = [ending("a", 7, None), ending("b", 7, None), ending("c", 14, None)];
        let due = due(&endings, &BTreeSet::new(), &ALL, now(), &zone());
        let sizes: Vec<usize> = due.iter().map(|due| due.endings.len()).collect();
        assert_eq!(sizes, [2, 1]);
    }

    #[test]
    fn an_end_that_was_put_off_is_announced_anew() {
        let first = [ending("a", 7, None)];
        let reminded = told(&due(&first, &BTreeSet::new(), &ALL, now(), &zone()));
        assert!(due(&first, &reminded, &ALL, now(), &zone()).is_empty());
        assert_eq!(
            due(&[ending("a", 14, None)], &reminded, &ALL, now(), &zone()).len(),
            1
        );
    }

    proptest! {
        #[test]
        fn nobody_is_told_twice_at_one_distance_and_all_are_told_at_last(
            ends in prop::collection::vec((0i64..60, prop::option::of(0i64..60)), 0..12),
            chosen in prop::sample::subsequence(ALL.to_vec(), 0..=4),
            looks in prop::collection::vec(1i64..20, 1..30),
        ) {
            let endings: Vec<_> = ends.iter().enumerate().map(|(id, (days, born))| ending(&id.to_string(), *days, *born)).collect();
            let (mut reminded, mut at) = (BTreeSet::new(), now());
            for hours in looks.into_iter().chain(std::iter::repeat_n(12, 130)) {
                let due = due(&endings, &reminded, &chosen, at, &zone());
                for item in &due {
                    prop_assert!(chosen.contains(&item.distance) && item.days <= u32::from(item.distance));
                    prop_assert!(item.ends_at > at);
                }
                let new = told(&due);
                prop_assert!(new.is_disjoint(&reminded));
                reminded.extend(new);
                at += SignedDuration::from_hours(hours);
            }
            for ending in &endings {
                let times = |distance: u8| reminded.contains(&(ending.rule_id.clone(), ending.ends_at, distance));
                let left = days_between(day_of(now(), &zone()), day_of(ending.ends_at, &zone()));
                let born = ending.created_at.map(|at| days_between(day_of(at, &zone()), day_of(ending.ends_at, &zone())));
                // Looked at twice a day, every distance that lay ahead was announced.
                for distance in &chosen {
                    let ahead = left > i32::from(*distance) + 20 && born.is_none_or(|days| days > i32::from(*distance));
                    if ahead {
                        prop_assert!(times(*distance), "{:?} at {}", ending, distance);
                    }
                }
            }
        }
    }
}
