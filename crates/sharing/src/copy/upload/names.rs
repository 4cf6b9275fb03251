//! Names and paths below the folder that is copied.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::WhyNot;

/// What nearly every file system takes, in bytes.
const LONGEST_NAME: usize = 255;

/// Which names a storage takes for the same. Servers are usually exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameRules {
    /// `Data` and `data` are one name.
    pub ignores_case: bool,
    /// `é` in one character and in two is one name.
    pub composes: bool,
}

/// Where something is below the folder that is copied: parts joined by `/`, none of which leads out. Empty for the
/// folder itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RelativePath(String);

impl RelativePath {
    /// The folder itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// An entry of this folder, if the other side can hold its name.
    pub fn join(&self, name: &str) -> Result<Self, WhyNot> {
        check(name)?;
        Ok(Self(if self.0.is_empty() {
            name.to_owned()
        } else {
            format!("{}/{name}", self.0)
        }))
    }

    /// Reads what [`as_str`](Self::as_str) wrote; none for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::root());
        }
        text.split('/')
            .try_fold(Self::root(), |path, name| path.join(name).ok())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder around it, and its own name.
    pub fn split(&self) -> (Self, &str) {
        match self.0.rsplit_once('/') {
            Some((folder, name)) => (Self(folder.to_owned()), name),
            None => (Self::root(), &self.0),
        }
    }

    /// How many folders deep it is; none for the folder itself.
    pub fn depth(&self) -> u32 {
        if self.0.is_empty() {
            return 0;
        }
        let slashes = self.0.bytes().filter(|byte| *byte == b'/').count();
        u32::try_from(slashes + 1).unwrap_or(u32::MAX)
    }

    /// Whether it lies in a folder, at any depth.
    pub fn is_inside(&self, folder: &Self) -> bool {
        let inside = self.0.strip_prefix(&folder.0);
        folder.0.is_empty() || inside.is_some_and(|rest| rest.starts_with('/'))
    }

    /// On this computer.
    pub fn below(&self, root: &Path) -> PathBuf {
        let mut path = root.to_owned();
        path.extend(self.0.split('/').filter(|part| !part.is_empty()));
        path
    }
}

impl fmt::Display for RelativePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a name can be one on the other side, whatever system that is.
fn check(name: &str) -> Result<(), WhyNot> {
    match name {
        "" | "." | ".." => Err(WhyNot::LinkOutside),
        _ if name.contains('/') => Err(WhyNot::LinkOutside),
        _ if name.chars().any(char::is_control) => Err(WhyNot::ControlCharacter),
        _ if name.contains('\\') => Err(WhyNot::Backslash),
        _ if name.len() > LONGEST_NAME => Err(WhyNot::NameTooLong),
        _ => Ok(()),
    }
}

/// The names of one folder, as the other side sees them.
#[derive(Debug)]
pub(super) struct Taken {
    rules: NameRules,
    names: HashMap<String, String>,
}

impl Taken {
    pub(super) fn new(rules: NameRules) -> Self {
        Self {
            rules,
            names: HashMap::new(),
        }
    }

    /// Refuses a name that the other side takes for one that was there before.
    pub(super) fn take(&mut self, name: &str) -> Result<(), WhyNot> {
        let NameRules {
            ignores_case,
            composes,
        } = self.rules;
        // Every byte counts there, and here there are no two of the same name.
        if !ignores_case && !composes {
            return Ok(());
        }
        let mut seen = name.to_owned();
        if ignores_case {
            seen = seen.to_lowercase();
        }
        if composes {
            seen = seen.nfc().collect();
        }
        match self.names.get(&seen) {
            Some(other) => Err(WhyNot::SameName { other: other.clone() }),
            None => {
                self.names.insert(seen, name.to_owned());
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_that_the_other_side_cannot_hold() {
        for (name, why) in [
            ("..", WhyNot::LinkOutside),
            (".", WhyNot::LinkOutside),
            ("", WhyNot::LinkOutside),
            ("a/b", WhyNot::LinkOutside),
            ("a\nb", WhyNot::ControlCharacter),
            ("a\u{7f}", WhyNot::ControlCharacter),
            ("..\\x", WhyNot::Backslash),
        ] {
            assert_eq!(RelativePath::root().join(name), Err(why), "{name:?}");
        }
        let long = "é".repeat(128);
        assert_eq!(RelativePath::root().join(&long), Err(WhyNot::NameTooLong));
        for name in ["...", " ", "a b", "100%", "é", ".hidden", "C:"] {
            assert!(RelativePath::root().join(name).is_ok(), "{name:?}");
        }
    }

    #[test]
    fn names_are_the_same_where_the_storage_says_so() {
        let mut exact = Taken::new(NameRules::default());
        assert!(exact.take("a").is_ok() && exact.take("A").is_ok());
        let mut loose = Taken::new(NameRules {
            ignores_case: true,
            composes: true,
        });
        loose.take("Caf\u{e9}").unwrap();
        assert_eq!(
            loose.take("CAFE\u{301}"),
            Err(WhyNot::SameName {
                other: "Caf\u{e9}".into()
            })
        );
    }

    #[test]
    fn parts_and_depths() {
        let path = RelativePath::parse("a/b/c").unwrap();
        assert_eq!((path.depth(), path.split().1), (3, "c"));
        assert!(path.is_inside(&RelativePath::parse("a/b").unwrap()));
        assert!(path.is_inside(&RelativePath::root()));
        assert!(
            !RelativePath::parse("ab/c")
                .unwrap()
                .is_inside(&RelativePath::parse("a").unwrap())
        );
        assert_eq!(RelativePath::parse("a/../b"), None);
        assert_eq!(RelativePath::parse("/etc"), None);
    }

    proptest! {
        #[test]
        fn nothing_leads_out(text in "[a./\\\\~%\n]{0,12}") {
            if let Some(path) = RelativePath::parse(&text) {
                let below = path.below(Path::new("/root/of/all"));
                prop_assert!(below.starts_with("/root/of/all"));
                prop_assert!(below.components().all(|part| part != std::path::Component::ParentDir));
                if !text.is_empty() {
                    let folder = globus::path::CollectionPath::parse("/in/").unwrap();
                    let there = globus::path::FilePath::inside(&folder, path.as_str()).unwrap();
                    prop_assert!(there.as_str().starts_with("/in/"));
                }
            }
        }
    }
}
