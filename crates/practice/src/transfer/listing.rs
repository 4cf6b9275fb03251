//! What `ls` shows: read, filtered, sorted, cut to a page. Blocking; runs off the async threads.

use std::cmp::Ordering;

use jiff::Timestamp;

use super::error::TransferError;
use super::file_entry::FileEntry;
use crate::params::Params;
use crate::storage::Located;
use crate::wildcard;

/// The most that one answer holds, and the default.
pub(super) const MAX_ENTRIES: usize = 100_000;

/// What a caller wants to see of a folder.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    show_hidden: bool,
    order: Vec<(String, bool)>,
    /// Any of these; each needs all of its clauses.
    filters: Vec<Vec<Clause>>,
    limit: usize,
    offset: usize,
}

#[derive(Clone, Debug)]
struct Clause {
    field: String,
    values: Vec<String>,
}

const FIELDS: &[&str] = &[
    "name",
    "type",
    "size",
    "last_modified",
    "user",
    "group",
    "permissions",
];

impl Wish {
    pub(super) fn parse(params: &Params) -> Result<Self, TransferError> {
        let number = |name: &str, default: usize| match params.get(name) {
            Some(text) => text
                .parse::<usize>()
                .map_err(|_| TransferError::bad_request(format!("{name} must be a number"))),
            None => Ok(default),
        };
        let mut order = Vec::new();
        for item in params.list("orderby") {
            let (field, direction) = item.split_once(' ').unwrap_or((&item, "ASC"));
            let descending = match direction.trim().to_ascii_uppercase().as_str() {
                "ASC" => false,
                "DESC" => true,
                _ => return Err(TransferError::bad_request("orderby takes ASC or DESC")),
            };
            check_field(field)?;
            order.push((field.to_owned(), descending));
        }
        let filters = params
            .all("filter")
            .filter(|text| !text.is_empty())
            .map(parse_filter);
        Ok(Self {
            show_hidden: params.flag("show_hidden").unwrap_or(true),
            order,
            filters: filters.collect::<Result<_, _>>()?,
            limit: number("limit", MAX_ENTRIES)?.min(MAX_ENTRIES),
            offset: number("offset", 0)?,
        })
    }

    /// Is all of the folder wanted, in the order of names? Then: from the last to the first?
    fn by_name_only(&self) -> Option<bool> {
        match self.order.as_slice() {
            _ if !self.filters.is_empty() => None,
            [] => Some(false),
            [(field, descending), ..] if field == "name" => Some(*descending),
            _ => None,
        }
    }

    /// The page of these entries, and how many fit in all.
    pub(super) fn apply(&self, mut entries: Vec<FileEntry>) -> (Vec<FileEntry>, usize) {
        entries.retain(|entry| {
            (self.show_hidden || !entry.name.starts_with('.'))
                && (self.filters.is_empty()
                    || self.filters.iter().any(|all| all.iter().all(|it| it.fits(entry))))
        });
        entries.sort_by(|a, b| {
            for (field, descending) in &self.order {
                let ordering = a.compare(b, field).unwrap_or(Ordering::Equal);
                if ordering != Ordering::Equal {
                    return if *descending { ordering.reverse() } else { ordering };
                }
            }
            a.name.cmp(&b.name)
        });
        let total = entries.len();
        (
            entries.into_iter().skip(self.offset).take(self.limit).collect(),
            total,
        )
    }
}

fn check_field(field: &str) -> Result<(), TransferError> {
    if FIELDS.contains(&field) {
        return Ok(());
    }
    Err(TransferError::bad_request(format!("There is no field {field}")))
}

/// `name:~*.txt,=a/type:file`
fn parse_filter(text: &str) -> Result<Vec<Clause>, TransferError> {
    text.split('/')
        .filter(|clause| !clause.is_empty())
        .map(|clause| {
            let (field, values) = clause
                .split_once(':')
                .ok_or_else(|| TransferError::bad_request("filter needs field:value"))?;
            check_field(field)?;
            Ok(Clause {
                field: field.to_owned(),
                values: values.split(',').map(str::to_owned).collect(),
            })
        })
        .collect()
}

impl Clause {
    fn fits(&self, entry: &FileEntry) -> bool {
        match self.field.as_str() {
            "name" => self.values.iter().any(|value| name_fits(value, &entry.name)),
            "type" => self.values.iter().any(|value| match value.strip_prefix('!') {
                Some(other) => other != entry.kind,
                None => value.trim_start_matches('=') == entry.kind,
            }),
            "size" => self.values.iter().any(|value| size_fits(value, entry.size)),
            "last_modified" => self.modified_fits(entry.modified),
            _ => true,
        }
    }

    /// `last_modified:start,end`, either of which may be empty.
    fn modified_fits(&self, modified: Timestamp) -> bool {
        let bound = |index: usize| {
            self.values
                .get(index)
                .and_then(|text| crate::clock::parse_iso(text))
        };
        bound(0).is_none_or(|start| modified >= start) && bound(1).is_none_or(|end| modified <= end)
    }
}

fn name_fits(value: &str, name: &str) -> bool {
    if let Some(pattern) = value.strip_prefix("!~") {
        !wildcard::matches(pattern, name)
    } else if let Some(pattern) = value.strip_prefix('~') {
        wildcard::matches(pattern, name)
    } else if let Some(other) = value.strip_prefix('!') {
        other != name
    } else {
        value.strip_prefix('=').unwrap_or(value) == name
    }
}

fn size_fits(value: &str, size: u64) -> bool {
    let number = |text: &str| text.trim_start_matches('=').parse::<u64>().ok();
    match (value.strip_prefix('>'), value.strip_prefix('<')) {
        (Some(text), _) if text.starts_with('=') => number(text).is_some_and(|least| size >= least),
        (Some(text), _) => number(text).is_some_and(|least| size > least),
        (_, Some(text)) if text.starts_with('=') => number(text).is_some_and(|most| size <= most),
        (_, Some(text)) => number(text).is_some_and(|most| size < most),
        _ => number(value) == Some(size),
    }
}

/// The page of a folder that a caller wants, and how many entries fit in all.
pub(super) fn page(
    located: &Located,
    wish: &Wish,
    now: Timestamp,
) -> std::io::Result<(Vec<FileEntry>, usize)> {
    if let (Located::Generated(place), Some(descending)) = (located, wish.by_name_only()) {
        // Its entries have numbers in the order of their names: only the page is made.
        let folder = place.folder()?;
        let total = usize::try_from(folder.len()).unwrap_or(usize::MAX);
        let numbers = wish.offset..wish.offset.saturating_add(wish.limit).min(total);
        let number = |it: usize| if descending { total - 1 - it } else { it } as u64;
        let entries = numbers.map(|it| FileEntry::generated(folder.entry(number(it))));
        return Ok((entries.collect(), total));
    }
    read(located, now).map(|entries| wish.apply(entries))
}

/// All entries of a folder.
pub(super) fn read(located: &Located, now: Timestamp) -> std::io::Result<Vec<FileEntry>> {
    match located {
        Located::OnTheWay(names) => Ok(names
            .iter()
            .map(|name| FileEntry::folder(name.clone(), now))
            .collect()),
        Located::Generated(place) => {
            let folder = place.folder()?;
            Ok((0..folder.len())
                .map(|number| FileEntry::generated(folder.entry(number)))
                .collect())
        }
        Located::Local(local) => {
            let folder = local.existing()?;
            let mut entries = Vec::new();
            for entry in std::fs::read_dir(folder)? {
                // Something may vanish while we look.
                if let Ok(entry) = FileEntry::read(&entry?.path(), local) {
                    entries.push(entry);
                }
            }
            Ok(entries)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_understand_names_and_sizes() {
        assert!(name_fits("~*.txt", "a.txt"));
        assert!(!name_fits("!~*.txt", "a.txt"));
        assert!(name_fits("=a", "a") && name_fits("a", "a") && name_fits("!b", "a"));
        assert!(size_fits(">10", 11) && !size_fits(">10", 10) && size_fits("<=10", 10) && size_fits("7", 7));
    }
}
