//! A stretch of rows: filtered, sorted, and only as many as the window shows.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::facts::{ALL_FILTERS, ends_soon};
use super::index::{Audit, Reach, ShareIndex, SubjectIndex, Sum};
use super::search::Words;
use crate::effective::{Principal, compare_ends};
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
        let words = Words::new(&query.search);
        let found: Vec<Top<'_>> = self
            .tops(query.view)
            .filter(|top| self.is_found(*top, &words))
            .collect();
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

    pub(super) fn tops(&self, view: AuditView) -> Box<dyn Iterator<Item = Top<'_>> + '_> {
        match view {
            AuditView::Shares => Box::new(self.shares.iter().map(Top::Share)),
            AuditView::People => Box::new(self.people.iter().map(Top::Subject)),
            AuditView::Groups => Box::new(self.groups.iter().map(Top::Subject)),
        }
    }

    pub(super) fn is_found(&self, top: Top<'_>, words: &Words) -> bool {
        words.is_empty()
            || match top {
                Top::Share(share) => {
                    words.occur_in(&share.text, "")
                        || share
                            .entries
                            .iter()
                            .any(|at| words.occur_in(&share.text, self.text(&self.entry(*at).principal)))
                }
                Top::Subject(subject) => {
                    words.occur_in(&subject.text, "")
                        || subject
                            .reaches
                            .iter()
                            .any(|reach| words.occur_in(&subject.text, self.folder_text(reach.at)))
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
            let names = a.text().cmp(b.text());
            let names = if query.sort == AuditSort::Name && query.descending {
                names.reverse()
            } else {
                names
            };
            order.then(names)
        });
    }

    fn text(&self, principal: &Principal) -> &str {
        let subjects = match principal {
            Principal::Group(_) => &self.groups,
            _ => &self.people,
        };
        let found = subjects.binary_search_by(|subject| subject.principal.cmp(principal));
        found.map_or("", |index| subjects[index].text.as_str())
    }

    fn folder_text(&self, at: super::index::At) -> &str {
        let key = (at.collection, &self.entry(at).path);
        let found = self
            .shares
            .binary_search_by(|share| (share.collection, &share.path).cmp(&key));
        found.map_or("", |index| self.shares[index].text.as_str())
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
