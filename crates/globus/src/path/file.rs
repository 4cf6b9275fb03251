//! Paths of files on a collection.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{CollectionPath, PathError};

/// What an address may show as it is. Everything else, a blank, a percent sign and a line break included, is written
/// with percent signs, so that nobody on the way reads it as anything but a part of a name.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// A file on a collection: absolute, no slash at its end, no `.`, `..` or empty parts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FilePath(String);

impl FilePath {
    /// Normalises slashes; refuses what can't name a file.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        if text.ends_with('/') {
            return Err(PathError::Empty);
        }
        let folder = CollectionPath::parse(text)?;
        let path = folder.as_str();
        Ok(Self(path[..path.len() - 1].to_owned()))
    }

    /// A file in a folder, or further inside: `relative` may have several parts, none of which leads back out.
    pub fn inside(folder: &CollectionPath, relative: &str) -> Result<Self, PathError> {
        Self::parse(&format!("{folder}{relative}"))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path below an address of the service, which keeps its own.
    pub(crate) fn below(&self, base: &str) -> String {
        format!(
            "{}{}",
            base.trim_end_matches('/'),
            utf8_percent_encode(&self.0, PLAIN)
        )
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_have_such_a_path() {
        assert_eq!(FilePath::parse("//a//b.csv").unwrap().as_str(), "/a/b.csv");
        for text in ["", "/", "/a/", "a", "/a/../b", "/a/.", "/a\0b"] {
            assert!(FilePath::parse(text).is_err(), "{text:?}");
        }
        let folder = CollectionPath::parse("/in/").unwrap();
        assert_eq!(
            FilePath::inside(&folder, "deep/x").unwrap().as_str(),
            "/in/deep/x"
        );
        assert!(FilePath::inside(&folder, "../x").is_err());
        assert!(FilePath::inside(&folder, "").is_err());
    }

    #[test]
    fn every_character_arrives_as_it_was() {
        let path = FilePath::parse("/a b/100%25?#é\t\n\\..\\x").unwrap();
        let text = path.below("https://host.example/data/c1/");
        assert_eq!(
            text,
            "https://host.example/data/c1/a%20b/100%2525%3F%23%C3%A9%09%0A%5C..%5Cx"
        );
        // What a URL parser would take out or read as a way up stays.
        assert_eq!(url::Url::parse(&text).unwrap().as_str(), text);
        let dots = FilePath::parse("/a/%2e%2e/b").unwrap();
        assert_eq!(
            url::Url::parse(&dots.below("https://host.example"))
                .unwrap()
                .path(),
            "/a/%252e%252e/b"
        );
    }
}
