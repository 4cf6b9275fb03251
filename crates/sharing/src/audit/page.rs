//! A stretch of rows: filtered, sorted, and only as many as the window shows.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::facts::{ALL_FILTERS, ends_soon};
use super::index::{Audit, Reach, ShareIndex, SubjectIndex, Sum};
use super::search::{Occurring, Words};
use crate::effective::compare_ends;
use crate::model::{AuditFilter, AuditPage, AuditQuery, AuditRow, AuditSort, AuditView, FilterCount, RowKey};

/// More rows than any window shows at once.
const MOST_ROWS: usize = 500;

/// A top row of either kind.
#[derive(Clone, Copy)]
pub(super) enum Top<'a> {
    Share(&'a ShareIndex),
    Subject(&'a SubjectIndex),
}

impl Audit {
    /// Rows `offset` to `offset + limit` of what a query finds.
    pub fn page(&self, generation: u32, query: &AuditQuery, offset: u32, limit: u32) -> AuditPage {
        let found = self.found(query.view, &query.search);
        let filter_counts = ALL_FILTERS.map(|filter| FilterCount {
            filter,
            count: count(
                found
                    .iter()
                    .filter(|top| self.any_passes(**top, &[filter]))
                    .count(),
            ),
        });
        let mut tops = found;
        if !query.filters.is_empty() {
            tops.retain(|top| self.any_passes(*top, &query.filters));
        }
        self.sort(&mut tops, query);
        let open: HashSet<&RowKey> = query.open.iter().collect();
        let window = Window::new(offset, limit);
        let (rows, total) = self.flatten(&tops, &open, &query.filters, &window);
        AuditPage {
            generation,
            offset,
            total: count(total),
            matches: count(tops.len()),
            rows,
            filter_counts: filter_counts.to_vec(),
        }
    }

    /// How many shared folders pass a filter.
    pub(super) fn shares_passing(&self, filter: AuditFilter) -> u32 {
        let shares = self.shares.iter().map(Top::Share);
        count(shares.filter(|top| self.any_passes(*top, &[filter])).count())
    }

    /// The top rows of a view with the words of a search.
    pub(super) fn found(&self, view: AuditView, search: &str) -> Vec<Top<'_>> {
        let words = Words::new(search);
        if words.is_empty() {
            return self.tops(view).collect();
        }
        // Each text is looked through once, however many permissions lead to it.
        let beside: Vec<Occurring> = match view {
            AuditView::Shares => {
                let guests = self.people.iter().chain(&self.groups);
                guests.map(|guest| words.in_text(&guest.text)).collect()
            }
            AuditView::People | AuditView::Groups => {
                let shares = self.shares.iter();
                shares.map(|share| words.in_text(&share.text)).collect()
            }
        };
        self.tops(view)
            .filter(|top| self.is_found(*top, &words, &beside))
            .collect()
    }

    fn tops(&self, view: AuditView) -> Box<dyn Iterator<Item = Top<'_>> + '_> {
        match view {
            AuditView::Shares => Box::new(self.shares.iter().map(Top::Share)),
            AuditView::People => Box::new(self.people.iter().map(Top::Subject)),
            AuditView::Groups => Box::new(self.groups.iter().map(Top::Subject)),
        }
    }

    /// Folders are found by their guests too, and guests by their folders.
    fn is_found(&self, top: Top<'_>, words: &Words, beside: &[Occurring]) -> bool {
        let own = words.in_text(top.text());
        let with = |other: Option<u32>| {
            let other = other.and_then(|position| beside.get(usize::try_from(position).ok()?));
            words.are_all(own.or(other.copied().unwrap_or_default()))
        };
        words.are_all(own)
            || match top {
                Top::Share(share) => share.entries.iter().any(|at| with(self.facts(*at).guest)),
                Top::Subject(subject) => {
                    let mut reaches = subject.reaches.iter();
                    reaches.any(|reach| with(self.facts(reach.at).share))
                }
            }
    }

    pub(super) fn any_passes(&self, top: Top<'_>, filters: &[AuditFilter]) -> bool {
        // One filter is answered by the sum, which is what makes counting them all cheap.
        if let [filter] = filters {
            let sum = top.sum();
            match filter {
                AuditFilter::EndingSoon if !ends_soon(sum.first_end, self.beside.now) => return false,
                AuditFilter::EndingSoon => return true,
                other => return sum.facts.has(*other),
            }
        }
        self.reaches(top).any(|reach| self.passes(reach.at, filters))
    }

    /// What is below a row, in the order of the screen: soonest end first, roles last.
    pub(super) fn reaches<'a>(&'a self, top: Top<'a>) -> Box<dyn Iterator<Item = Reach> + 'a> {
        match top {
            Top::Share(share) => Box::new(share.entries.iter().map(|at| Reach { at: *at, group: None })),
            Top::Subject(subject) => Box::new(subject.reaches.iter().cloned()),
        }
    }

    /// What is below a row as the screen lists it: what passes the filters, permissions by their end, roles last.
    pub(super) fn children(&self, top: Top<'_>, filters: &[AuditFilter]) -> Vec<Reach> {
        let mut children: Vec<Reach> = self
            .reaches(top)
            .filter(|reach| self.passes(reach.at, filters))
            .collect();
        children.sort_by(|a, b| {
            let (one, other) = (self.entry(a.at), self.entry(b.at));
            (one.is_role().cmp(&other.is_role()))
                .then_with(|| compare_ends(one.ends_at, other.ends_at))
                .then_with(|| a.at.cmp(&b.at))
        });
        children
    }

    fn flatten(
        &self,
        tops: &[Top<'_>],
        open: &HashSet<&RowKey>,
        filters: &[AuditFilter],
        window: &Window,
    ) -> (Vec<AuditRow>, usize) {
        let mut rows = Vec::new();
        let mut position = 0;
        for top in tops {
            let visible = window.has(position);
            // Without open rows there is nothing below, and keys need not be made for what is not shown.
            let key = (visible || !open.is_empty()).then(|| self.key(*top));
            if visible {
                rows.push(match top {
                    Top::Share(share) => AuditRow::Share(self.share_row(share)),
                    Top::Subject(subject) => AuditRow::Subject(self.subject_row(subject)),
                });
            }
            position += 1;
            let Some(key) = key.filter(|key| open.contains(key)) else {
                continue;
            };
            for reach in self.children(*top, filters) {
                if window.has(position) {
                    rows.push(AuditRow::Grant(self.grant_row(&key, &reach)));
                }
                position += 1;
            }
        }
        (rows, position)
    }

    pub(super) fn key(&self, top: Top<'_>) -> RowKey {
        match top {
            Top::Share(share) => self.share_key(share),
            Top::Subject(subject) => Self::subject_key(&subject.principal),
        }
    }

    fn sort(&self, tops: &mut [Top<'_>], query: &AuditQuery) {
        let in_order = |a: &Top<'_>, b: &Top<'_>| {
            let (one, other) = (a.sum(), b.sum());
            match query.sort {
                AuditSort::Name => Ordering::Equal,
                AuditSort::FirstEnd => compare_ends(one.first_end, other.first_end),
                AuditSort::Count => one.count.cmp(&other.count),
                AuditSort::Level => one.at_most.cmp(&other.at_most),
            }
        };
        tops.sort_by(|a, b| {
            let order = match query.descending {
                true => in_order(b, a),
                false => in_order(a, b),
            };
            let names = a.rank().cmp(&b.rank());
            let names = if query.sort == AuditSort::Name && query.descending {
                names.reverse()
            } else {
                names
            };
            order.then(names)
        });
    }
}

impl Top<'_> {
    fn sum(&self) -> &Sum {
        match self {
            Top::Share(share) => &share.sum,
            Top::Subject(subject) => &subject.sum,
        }
    }

    fn text(&self) -> &str {
        match self {
            Top::Share(share) => &share.text,
            Top::Subject(subject) => &subject.text,
        }
    }

    /// The place of its text among all of its kind.
    fn rank(&self) -> u32 {
        match self {
            Top::Share(share) => share.rank,
            Top::Subject(subject) => subject.rank,
        }
    }
}

/// The rows that are shown.
struct Window {
    from: usize,
    to: usize,
}

impl Window {
    fn new(offset: u32, limit: u32) -> Self {
        let from = usize::try_from(offset).unwrap_or(usize::MAX);
        let limit = usize::try_from(limit).unwrap_or(usize::MAX).min(MOST_ROWS);
        Self {
            from,
            to: from.saturating_add(limit),
        }
    }

    fn has(&self, position: usize) -> bool {
        (self.from..self.to).contains(&position)
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
