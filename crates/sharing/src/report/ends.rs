//! When access ends, as days for a calendar: one per folder and date. Pure.

use std::collections::BTreeMap;

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::calendar::Day;
use crate::dates::day_of;
use crate::model::ReportWords;

/// One guest loses access to one folder.
pub(super) struct End {
    pub(super) collection: CollectionId,
    pub(super) path: CollectionPath,
    /// The folder's name.
    pub(super) folder: String,
    /// The guest's name.
    pub(super) guest: String,
    pub(super) at: Timestamp,
}

/// What is still to come, in order.
pub(super) fn days(ends: Vec<End>, now: Timestamp, zone: &TimeZone, words: &ReportWords) -> Vec<Day> {
    let mut folders: BTreeMap<_, (String, Vec<String>)> = BTreeMap::new();
    for end in ends.into_iter().filter(|end| end.at > now) {
        let folder = (day_of(end.at, zone), end.collection, end.path);
        let (_, guests) = folders.entry(folder).or_insert((end.folder, Vec::new()));
        guests.push(end.guest);
    }
    let days = folders.into_iter().map(|((day, id, path), (folder, guests))| {
        let key = format!("{id}{path}{day}");
        let uid = Uuid::new_v5(&Uuid::NAMESPACE_URL, key.as_bytes());
        Day {
            uid: format!("{uid}@guestlist"),
            day,
            title: words.with("calendar.title", "folder", &folder),
            description: words.with("calendar.description", "guests", &guests.join(", ")),
        }
    });
    days.collect()
}
