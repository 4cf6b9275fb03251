//! The text that names a folder: a path on this computer, or the web app's own link to a folder of a collection.
//!
//! Folders travel as text everywhere (drafts, recent folders, start arguments, the paste box), so that a folder on a
//! server enters the share flow through the same doors as one on this computer. [`crate::link::folder_link`] writes what
//! is read here.

use std::borrow::Cow;

use globus::ids::CollectionId;
use globus::path::{CollectionPath, PathError};
use url::Url;

use crate::error::InputProblem;
use crate::link::folder_link;

/// Longer texts are no links: a path has at most 2000 characters once encoded, and is written once more encoded here.
const MAX_LINK: usize = 8 * 1024;

/// Where a folder is, as far as its text says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Address {
    /// A path on this computer, as it was given.
    Local(String),
    /// A folder of a collection.
    OnCollection {
        /// The collection: mapped or guest, on a server or on a computer.
        collection: CollectionId,
        /// The folder; none where the text names only the collection, which then says where to start
        /// (Transfer: `default_directory`).
        path: Option<CollectionPath>,
    },
}

impl Address {
    /// Reads a folder's text. Whatever is not a web address or an id is a local path, for the disk to judge.
    ///
    /// A link is believed for the ids in it, wherever it points to: institutions run the web app under names of their
    /// own, and nothing is ever sent to the link's host.
    pub fn parse(text: &str) -> Result<Self, InputProblem> {
        let trimmed = text.trim();
        if let Some(collection) = CollectionId::parse(trimmed).filter(|_| is_plain_id(trimmed)) {
            return Ok(Self::OnCollection {
                collection,
                path: None,
            });
        }
        if !is_web_address(trimmed) {
            return Ok(Self::Local(text.to_owned()));
        }
        if trimmed.len() > MAX_LINK {
            return Err(InputProblem::TooLong);
        }
        let url = Url::parse(trimmed).map_err(|_| InputProblem::UnknownLink)?;
        let (collection, path) = match in_query(&url)? {
            Some(found) => found,
            None => (
                in_path(&url).ok_or(InputProblem::UnknownLink)?,
                value(&url, "origin_path")?,
            ),
        };
        let path = path.filter(|path| !path.is_empty());
        Ok(Self::OnCollection {
            collection,
            path: path.map(|path| collection_path(&path)).transpose()?,
        })
    }

    /// The text for a folder of a collection, in the one spelling that is kept and compared.
    pub fn text(web_app: &Url, collection: &CollectionId, path: &CollectionPath) -> String {
        folder_link(web_app, collection, path)
    }
}

/// The collection that a pasted id or link means.
pub(crate) fn linked_collection(text: &str) -> Option<CollectionId> {
    match Address::parse(text) {
        Ok(Address::OnCollection { collection, .. }) => Some(collection),
        Ok(Address::Local(_)) | Err(_) => None,
    }
}

/// The four other spellings of a UUID (in braces, as a URN, without hyphens) could be names of folders.
fn is_plain_id(text: &str) -> bool {
    text.len() == 36
}

fn is_web_address(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
}

/// `?origin_id=…&origin_path=…`, or the other pane of the file manager.
fn in_query(url: &Url) -> Result<Option<(CollectionId, Option<String>)>, InputProblem> {
    for (id, path) in [
        ("origin_id", "origin_path"),
        ("destination_id", "destination_path"),
    ] {
        if let Some(text) = value(url, id)?.filter(|text| !text.is_empty()) {
            let collection = CollectionId::parse(&text).ok_or(InputProblem::UnknownLink)?;
            return Ok(Some((collection, value(url, path)?)));
        }
    }
    Ok(None)
}

/// `…/file-manager/collections/<id>/overview`
fn in_path(url: &Url) -> Option<CollectionId> {
    url.path_segments()?
        .filter(|segment| is_plain_id(segment))
        .find_map(CollectionId::parse)
}

/// A link that says one thing twice, differently, shows the person one folder and means another.
fn value(url: &Url, name: &str) -> Result<Option<String>, InputProblem> {
    let mut values = url
        .query_pairs()
        .filter(|(key, _)| key == name)
        .map(|(_, value): (_, Cow<'_, str>)| value);
    let first = values.next();
    if values.any(|other| Some(&other) != first.as_ref()) {
        return Err(InputProblem::UnknownLink);
    }
    match first {
        // Bytes that are no Unicode lose their meaning on the way.
        Some(text) if text.contains(char::REPLACEMENT_CHARACTER) => Err(InputProblem::NotUnicode),
        first => Ok(first.map(Cow::into_owned)),
    }
}

/// People and other clients write the home folder without the slash before it.
fn collection_path(text: &str) -> Result<CollectionPath, PathError> {
    match text.strip_prefix('~') {
        Some(inside) if inside.is_empty() || inside.starts_with('/') => {
            CollectionPath::parse(&format!("/~{inside}"))
        }
        _ => CollectionPath::parse(text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ID: &str = "6c54cade-bde5-45c1-bdea-f4bd71dba2cc";

    fn on_collection(path: Option<&str>) -> Address {
        Address::OnCollection {
            collection: CollectionId::new(ID),
            path: path.map(|path| CollectionPath::parse(path).unwrap()),
        }
    }

    fn link(query: &str) -> String {
        format!("https://app.globus.org/file-manager?{query}")
    }

    #[test]
    fn paths_of_this_computer_stay_as_they_are() {
        for text in [
            "/home/nora/Results 2026",
            r"C:\Users\nora",
            "~/data",
            r"\\server\share",
            "smb://server/share",
            "file:///home/nora/a%20b",
            "\"/home/nora\"",
            "results",
            "",
            // Names of folders, not ids.
            "{6c54cade-bde5-45c1-bdea-f4bd71dba2cc}",
            "6c54cadebde545c1bdeaf4bd71dba2cc",
            "/home/nora/6c54cade-bde5-45c1-bdea-f4bd71dba2cc",
        ] {
            assert_eq!(Address::parse(text), Ok(Address::Local(text.into())), "{text}");
        }
    }

    #[test]
    fn links_and_ids_name_a_folder_of_a_collection() {
        for (text, path) in [
            (format!("  {ID}\n"), None),
            (ID.to_uppercase(), None),
            (link(&format!("origin_id={ID}")), None),
            (link(&format!("origin_id={ID}&origin_path=")), None),
            (link(&format!("origin_id={ID}&origin_path=%2F")), Some("/")),
            (
                link(&format!("origin_id={ID}&origin_path=%2F~%2Fruns")),
                Some("/~/runs/"),
            ),
            (
                link(&format!("origin_id={ID}&origin_path=~/runs/")),
                Some("/~/runs/"),
            ),
            (
                link(&format!("origin_path=//a///b%20c%2F&origin_id={ID}")),
                Some("/a/b c/"),
            ),
            (
                link(&format!("two_pane=true&destination_id={ID}&destination_path=/x")),
                Some("/x/"),
            ),
            (
                link(&format!("origin_id=&destination_id={ID}&destination_path=/x")),
                Some("/x/"),
            ),
            (
                format!("HTTPS://app.globus.org/file-manager/collections/{ID}/overview"),
                None,
            ),
            (
                format!("https://globus.alpen.example/file-manager?origin_id={ID}&origin_path=%2Fa%2F#top"),
                Some("/a/"),
            ),
        ] {
            assert_eq!(Address::parse(&text), Ok(on_collection(path)), "{text}");
        }
    }

    #[test]
    fn other_links_and_tricks_are_refused() {
        use InputProblem::{NotAbsolute, NotUnicode, TooLong, UnknownLink};
        let other = "11111111-2222-4333-8444-555555555555";
        for (text, problem) in [
            ("https://app.globus.org/file-manager".into(), UnknownLink),
            ("https://northfield.example/results".into(), UnknownLink),
            ("https://".into(), UnknownLink),
            ("http://[".into(), UnknownLink),
            (link("origin_id=Maple"), UnknownLink),
            (link(&format!("origin_id={ID}&origin_id={other}")), UnknownLink),
            (
                link(&format!("origin_id={ID}&origin_path=/a/&origin_path=/b/")),
                UnknownLink,
            ),
            (
                link(&format!("origin_id={ID}&origin_path=/a/../../etc")),
                NotAbsolute,
            ),
            (
                link(&format!("origin_id={ID}&origin_path=/a/%2e%2e/b")),
                NotAbsolute,
            ),
            (link(&format!("origin_id={ID}&origin_path=a/b")), NotAbsolute),
            (link(&format!("origin_id={ID}&origin_path=~nora/b")), NotAbsolute),
            (link(&format!("origin_id={ID}&origin_path=/%FF%FE/")), NotUnicode),
            (
                link(&format!("origin_id={ID}&origin_path=/{}", "a".repeat(2001))),
                TooLong,
            ),
            (
                link(&format!("origin_id={ID}&origin_path=/{}", "a".repeat(100_000))),
                TooLong,
            ),
        ] {
            assert_eq!(Address::parse(&text), Err(problem), "{text:.120}");
        }
        let nul = Address::parse(&link(&format!("origin_id={ID}&origin_path=/a%00b/")));
        assert_eq!(nul, Err(InputProblem::DoesNotExist));
    }

    #[test]
    fn a_collection_is_found_in_ids_and_links_only() {
        for text in [
            format!("  {ID} "),
            link(&format!("origin_id={ID}&origin_path=%2F")),
        ] {
            assert_eq!(linked_collection(&text), Some(CollectionId::new(ID)), "{text}");
        }
        for text in [
            "",
            "Maple trial",
            "https://app.globus.org/",
            &format!("file:///{ID}"),
        ] {
            assert_eq!(linked_collection(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(path in "(/[^/\\x00]{1,12}){0,4}", base in "https://[a-z]{1,8}\\.example(/app)?/?") {
            prop_assume!(!path.contains(char::REPLACEMENT_CHARACTER));
            let Ok(path) = CollectionPath::parse(&format!("{path}/")) else { return Ok(()) };
            let text = Address::text(&Url::parse(&base).unwrap(), &CollectionId::new(ID), &path);
            let read = Address::OnCollection { collection: CollectionId::new(ID), path: Some(path) };
            prop_assert_eq!(Address::parse(&text), Ok(read));
        }

        #[test]
        fn nothing_that_is_pasted_panics(text in any::<String>()) {
            let _ = Address::parse(&text);
            let _ = Address::parse(&link(&format!("origin_id={ID}&origin_path={text}")));
        }
    }
}
