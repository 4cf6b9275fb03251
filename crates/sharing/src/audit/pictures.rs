//! Two pictures that are tables at heart: the end dates to come, and who reaches what.

use std::collections::BTreeMap;

use globus::ids::CollectionId;
use globus::transfer::Permissions;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::folder::{kind_of, name_of};
use super::index::{At, Audit, SubjectIndex};
use super::page::Top;
use crate::effective::Principal;
use crate::model::{AccessMatrix, AuditQuery, AuditView, MatrixFolder, MatrixRow, Timeline, TimelineMonth};

/// Months that the timeline shows.
const MONTHS: i32 = 12;
/// Names beside a month.
const NAMES: usize = 3;
/// The matrix is a picture: beyond this it is neither readable nor printable, and the list serves better.
const MOST_ROWS: usize = 100;
const MOST_FOLDERS: usize = 30;

impl Audit {
    /// Ends to come of what a query finds, everywhere or on one collection, month by month in the person's zone.
    pub fn timeline(&self, query: &AuditQuery, only: Option<&CollectionId>, zone: &TimeZone) -> Timeline {
        let today = self.beside.now.to_zoned(zone.clone()).date();
        let first = today.first_of_month();
        let mut months: Vec<TimelineMonth> = (0..MONTHS)
            .filter_map(|number| first.checked_add(number.months()).ok())
            .map(|first_day| TimelineMonth {
                first_day,
                ending: 0,
                folders: Vec::new(),
            })
            .collect();
        let (mut later, mut never) = (0, 0);
        for at in self.entries_of_query(query) {
            let entry = self.entry(at);
            if entry.is_role() || !self.is_on(at, only) {
                continue;
            }
            let month = entry.ends_at.map(|end| month_of(end, zone));
            match month.map(|month| months.iter_mut().find(|it| it.first_day == month)) {
                None => never += 1,
                Some(None) => later += 1,
                Some(Some(month)) => {
                    month.ending += 1;
                    let name = self.collection(at).name_of(&entry.path);
                    if month.folders.len() < NAMES && month.folders.iter().all(|it| it != name) {
                        month.folders.push(name.to_owned());
                    }
                }
            }
        }
        Timeline { months, later, never }
    }

    /// Who reaches which folder, of what a query finds, everywhere or on one collection.
    pub fn matrix(&self, query: &AuditQuery, only: Option<&CollectionId>) -> AccessMatrix {
        let mut cells: BTreeMap<(usize, usize), Permissions> = BTreeMap::new();
        let mut folders: BTreeMap<(usize, &globus::path::CollectionPath), usize> = BTreeMap::new();
        let mut rows: Vec<&Principal> = Vec::new();
        let found = self.entries_of_query(query);
        let mut subjects: Vec<&SubjectIndex> = match query.view {
            // By share, a search means folders: whoever reaches one that is found stands here.
            AuditView::Shares => self.people.iter().chain(&self.groups).collect(),
            AuditView::People | AuditView::Groups => [AuditView::People, AuditView::Groups]
                .into_iter()
                .flat_map(|view| self.found(view, &query.search))
                .filter_map(|top| match top {
                    Top::Subject(subject) => Some(subject),
                    Top::Share(_) => None,
                })
                .collect(),
        };
        subjects.sort_by_cached_key(|subject| {
            let access = self.access(&subject.principal);
            (kind_of(&access), name_of(&access))
        });
        for subject in subjects {
            let mut reaches = self.children(Top::Subject(subject), &query.filters);
            reaches.retain(|reach| found.contains(&reach.at) && self.is_on(reach.at, only));
            if reaches.is_empty() {
                continue;
            }
            let row = rows.len();
            rows.push(&subject.principal);
            for reach in reaches {
                let entry = self.entry(reach.at);
                let next = folders.len();
                let folder = *folders.entry((reach.at.collection, &entry.path)).or_insert(next);
                let cell = cells.entry((row, folder)).or_insert(entry.permissions);
                *cell = (*cell).max(entry.permissions);
            }
        }
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (total_rows, total_folders) = (count(rows.len()), count(folders.len()));
        let shown: Vec<_> = folders.into_iter().take(MOST_FOLDERS).collect();
        let row = |(row, principal): (usize, &&Principal)| MatrixRow {
            access: self.access(principal),
            cells: shown
                .iter()
                .map(|(_, folder)| cells.get(&(row, *folder)).copied())
                .collect(),
        };
        AccessMatrix {
            rows: rows.iter().enumerate().take(MOST_ROWS).map(row).collect(),
            folders: shown
                .iter()
                .map(|((collection, path), _)| {
                    let collection = &self.snapshot.collections[*collection];
                    MatrixFolder {
                        collection_id: collection.id.clone(),
                        path: (*path).clone(),
                        name: collection.name_of(path).to_owned(),
                    }
                })
                .collect(),
            total_rows,
            total_folders,
        }
    }

    fn is_on(&self, at: At, only: Option<&CollectionId>) -> bool {
        only.is_none_or(|id| self.collection(at).id == *id)
    }
}

fn month_of(end: Timestamp, zone: &TimeZone) -> Date {
    end.to_zoned(zone.clone()).date().first_of_month()
}
