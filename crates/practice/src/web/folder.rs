//! A folder on the page of the file manager.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

use super::escape;
use super::file_manager::link;
use crate::clock::file_time;
use crate::transfer::{Closed, SeenEntry};

/// More would only make the page slow.
const MOST_NAMES: usize = 500;
/// What stays as it is in the address of a file.
const IN_PATHS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The folder that is shown.
pub(super) struct Place<'a> {
    pub(super) collection: Uuid,
    pub(super) name: &'a str,
    /// With a slash at its end.
    pub(super) path: &'a str,
    /// As the address has it.
    pub(super) seen_by: Option<&'a str>,
    /// Where the files can be loaded from.
    pub(super) https_server: Option<String>,
}

impl Place<'_> {
    fn link(&self, path: &str) -> String {
        escape(&link(self.collection, path, self.seen_by))
    }
}

/// The folders above, each a link.
pub(super) fn way(place: &Place<'_>) -> String {
    let mut way = format!(
        "<nav aria-label=\"Folders above\"><p><a href=\"{}\">{}</a>",
        place.link("/"),
        escape(place.name)
    );
    let mut path = String::from("/");
    for part in place.path.split('/').filter(|it| !it.is_empty()) {
        path.push_str(part);
        path.push('/');
        let _ = write!(way, " / <a href=\"{}\">{}</a>", place.link(&path), escape(part));
    }
    let _ = write!(
        way,
        "</p></nav><p class=\"quiet\">Path: <span id=\"path\">{}</span></p>",
        escape(place.path)
    );
    way
}

/// What is in the folder, or why it stays closed.
pub(super) fn table(place: &Place<'_>, seen: Option<Result<Vec<SeenEntry>, Closed>>) -> String {
    let entries = match seen {
        Some(Ok(entries)) => entries,
        Some(Err(closed)) => return empty(reason(closed)),
        None => return empty("The folder could not be read."),
    };
    if entries.is_empty() {
        return empty("The folder is empty.");
    }
    let mut table = String::from(
        "<table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\" class=\"number\">Size</th>\
         <th scope=\"col\" class=\"date\">Changed</th></tr></thead><tbody id=\"names\">",
    );
    for entry in entries.iter().take(MOST_NAMES) {
        table.push_str(&row(place, entry));
    }
    table.push_str("</tbody></table>");
    if entries.len() > MOST_NAMES {
        let _ = write!(table, "<p>and {} more</p>", entries.len() - MOST_NAMES);
    }
    table
}

fn empty(text: &str) -> String {
    format!("<p id=\"empty\">{text}</p>")
}

fn reason(closed: Closed) -> &'static str {
    match closed {
        Closed::Offline => {
            "The computer with this folder is offline, or Globus Connect Personal is paused there."
        }
        Closed::Denied => "Whom you chose above may not see this folder: no permission opens it.",
        Closed::Missing => "The folder is not there, or its storage can't be read.",
    }
}

fn row(place: &Place<'_>, entry: &SeenEntry) -> String {
    let name = escape(&entry.name);
    let path = format!("{}{}", place.path, entry.name);
    let (cell, size) = if entry.is_folder {
        let link = place.link(&format!("{path}/"));
        (format!("<a href=\"{link}\">{name}/</a>"), String::new())
    } else {
        let cell = place.https_server.as_deref().map_or_else(
            || name.clone(),
            |server| {
                let path = utf8_percent_encode(&path, IN_PATHS);
                format!("<a href=\"{}{path}?download\">{name}</a>", escape(server))
            },
        );
        (cell, size(entry.size))
    };
    let changed = file_time(entry.modified);
    let day = changed.split(' ').next().unwrap_or_default();
    format!(
        "<tr><td>{cell}</td><td class=\"number\">{size}</td><td class=\"date\"><time datetime=\"{day}\">{day}</time></td></tr>"
    )
}

/// As people read it: `1.2 MB`.
fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    let mut rest = bytes as f64 / 1000.0;
    let mut unit = 0;
    while rest >= 999.95 && unit + 1 < UNITS.len() {
        rest /= 1000.0;
        unit += 1;
    }
    format!("{rest:.1} {}", UNITS[unit])
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_for_people() {
        for (bytes, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1.0 kB"),
            (1_234_567, "1.2 MB"),
            (999_999, "1.0 MB"),
            (5_000_000_000_000, "5.0 TB"),
        ] {
            assert_eq!(size(bytes), text);
        }
    }
}
