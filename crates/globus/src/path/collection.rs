//! Folder paths on a collection.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use super::{PathError, unicode_eq};

/// The longest path that access rules take, in characters after percent-encoding (Transfer API, access
/// document).
pub const MAX_ENCODED_LENGTH: usize = 2000;

const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// A folder on a collection: absolute, begins and ends with `/`, no `.`, `..` or empty parts.
///
/// Guest collections have their own `/`; `/~/` is the home folder on mapped collections.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "specta", specta(transparent))]
pub struct CollectionPath(String);

impl CollectionPath {
    /// The collection's own root.
    pub fn root() -> Self {
        Self("/".to_owned())
    }

    /// The home folder on a mapped collection.
    pub fn home() -> Self {
        Self("/~/".to_owned())
    }

    /// Normalises slashes; refuses what the service would refuse.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        if text.is_empty() {
            return Err(PathError::Empty);
        }
        if !text.starts_with('/') {
            return Err(PathError::NotAbsolute);
        }
        let mut path = String::with_capacity(text.len() + 1);
        path.push('/');
        for part in text.split('/').filter(|part| !part.is_empty()) {
            if part == "." || part == ".." {
                return Err(PathError::DotSegment);
            }
            if part.contains('\0') {
                return Err(PathError::ForbiddenCharacter);
            }
            path.push_str(part);
            path.push('/');
        }
        let length = encoded_length(&path);
        if length > MAX_ENCODED_LENGTH {
            return Err(PathError::TooLong { length });
        }
        Ok(Self(path))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the collection's own root.
    pub fn is_root(&self) -> bool {
        self.0 == "/"
    }

    /// A folder inside this one. `relative` may have several parts.
    pub fn join(&self, relative: &str) -> Result<Self, PathError> {
        Self::parse(&format!("{}{relative}", self.0))
    }

    /// Whether this is `other` or lies inside it. `/ab/` is not inside `/a/`.
    pub fn starts_with(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// The path as seen from `other`, which then is `/`.
    pub fn strip_prefix(&self, other: &Self) -> Option<Self> {
        let inside = self.0.strip_prefix(&other.0)?;
        Some(Self(format!("/{inside}")))
    }

    /// As [`strip_prefix`](Self::strip_prefix), for paths of which one may come from macOS: `é` in one
    /// character and in two are the same name.
    pub fn strip_prefix_unicode(&self, other: &Self) -> Option<Self> {
        let mut parts = self.parts();
        for wanted in other.parts() {
            if !unicode_eq(parts.next()?, wanted) {
                return None;
            }
        }
        let inside: String = parts.flat_map(|part| [part, "/"]).collect();
        Some(Self(format!("/{inside}")))
    }

    /// Replaces a leading `/~/` by the home folder.
    pub fn expand_home(&self, home: &Self) -> Self {
        match self.strip_prefix(&Self::home()) {
            Some(inside) => Self(format!("{}{}", home.0, &inside.0[1..])),
            None => self.clone(),
        }
    }

    /// The last part, none for the root.
    pub fn name(&self) -> Option<&str> {
        self.parts().next_back()
    }

    /// The folder around this one, none for the root.
    pub fn parent(&self) -> Option<Self> {
        let name = self.name()?;
        Some(Self(self.0[..self.0.len() - name.len() - 1].to_owned()))
    }

    /// The parts from the outermost to the innermost.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/').filter(|part| !part.is_empty())
    }
}

fn encoded_length(path: &str) -> usize {
    utf8_percent_encode(path, ENCODED).map(str::len).sum()
}

impl fmt::Display for CollectionPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for CollectionPath {
    type Error = PathError;

    fn try_from(text: String) -> Result<Self, PathError> {
        Self::parse(&text)
    }
}

impl std::str::FromStr for CollectionPath {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        Self::parse(text)
    }
}

impl From<CollectionPath> for String {
    fn from(path: CollectionPath) -> Self {
        path.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn path(text: &str) -> CollectionPath {
        CollectionPath::parse(text).unwrap()
    }

    #[test]
    fn slashes_are_normalised() {
        for (given, expected) in [
            ("/", "/"),
            ("/a", "/a/"),
            ("/a/b/", "/a/b/"),
            ("//a///b", "/a/b/"),
            ("/~/x", "/~/x/"),
        ] {
            assert_eq!(path(given).as_str(), expected);
        }
    }

    #[test]
    fn what_the_service_refuses_is_refused() {
        for (given, expected) in [
            ("", PathError::Empty),
            ("a/b", PathError::NotAbsolute),
            ("~/a", PathError::NotAbsolute),
            ("/a/./b", PathError::DotSegment),
            ("/a/..", PathError::DotSegment),
            ("/a\0b", PathError::ForbiddenCharacter),
        ] {
            assert_eq!(CollectionPath::parse(given), Err(expected), "{given:?}");
        }
        // Three dots, blanks, quotes, newlines and percent signs are names like others.
        for given in ["/.../", "/ /", "/a\"b'c/", "/a\nb/", "/100%/#1/"] {
            assert_eq!(path(given).as_str(), given);
        }
    }

    #[test]
    fn length_counts_after_encoding() {
        let longest = format!("/{}/", "a".repeat(1998));
        assert!(CollectionPath::parse(&longest).is_ok());
        assert_eq!(
            CollectionPath::parse(&format!("{longest}a")),
            Err(PathError::TooLong { length: 2002 })
        );
        // A character of three bytes counts nine.
        assert_eq!(
            CollectionPath::parse(&format!("/{}/", "€".repeat(223))),
            Err(PathError::TooLong { length: 2009 })
        );
        assert!(CollectionPath::parse(&format!("/{}/", "€".repeat(222))).is_ok());
    }

    #[test]
    fn prefixes_end_at_folders() {
        assert!(path("/a/b/").starts_with(&path("/a/")));
        assert!(path("/a/").starts_with(&path("/a/")));
        assert!(!path("/ab/").starts_with(&path("/a/")));
        assert_eq!(path("/a/b/c/").strip_prefix(&path("/a/")), Some(path("/b/c/")));
        assert_eq!(
            path("/a/").strip_prefix(&path("/a/")),
            Some(CollectionPath::root())
        );
        assert_eq!(path("/ab/").strip_prefix(&path("/a/")), None);
    }

    #[test]
    fn decomposed_letters_are_the_same_folder_only_when_asked() {
        let composed = path("/caf\u{e9}/");
        let decomposed = path("/cafe\u{301}/raw/");
        assert_eq!(decomposed.strip_prefix(&composed), None);
        assert_eq!(decomposed.strip_prefix_unicode(&composed), Some(path("/raw/")));
        assert_eq!(path("/cafe/raw/").strip_prefix_unicode(&composed), None);
    }

    #[test]
    fn home_is_expanded_only_in_front() {
        let home = path("/home/ann/");
        assert_eq!(path("/~/x/").expand_home(&home), path("/home/ann/x/"));
        assert_eq!(path("/~/").expand_home(&home), home);
        assert_eq!(path("/a/~/").expand_home(&home), path("/a/~/"));
    }

    #[test]
    fn serde_checks_what_comes_in() {
        assert_eq!(
            serde_json::from_str::<CollectionPath>(r#""/a""#).unwrap(),
            path("/a/")
        );
        assert!(serde_json::from_str::<CollectionPath>(r#""/a/../b""#).is_err());
        assert_eq!(serde_json::to_string(&path("/a")).unwrap(), r#""/a/""#);
    }

    proptest! {
        #[test]
        fn parsing_again_changes_nothing(text in "/[a-zé ~%./]{0,40}") {
            if let Ok(first) = CollectionPath::parse(&text) {
                prop_assert_eq!(CollectionPath::parse(first.as_str()).unwrap(), first.clone());
                prop_assert!(first.as_str().starts_with('/') && first.as_str().ends_with('/'));
                prop_assert!(!first.as_str().contains("//"));
            }
        }

        #[test]
        fn joining_and_stripping_are_inverse(base in "(/[a-z~]{1,5}){0,3}/", name in "[a-zé %]{1,12}") {
            let base = path(&base);
            let joined = base.join(&name).unwrap();
            prop_assert_eq!(joined.parent(), Some(base.clone()));
            prop_assert_eq!(joined.name(), Some(name.as_str()));
            prop_assert_eq!(joined.strip_prefix(&base), Some(CollectionPath::root().join(&name).unwrap()));
        }
    }
}
