//! One folder has several names: in a guest collection and on the storage below it, from the root and from the home. Two
//! folders are compared by all of them.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use serde::{Deserialize, Serialize};

/// A folder under one of its names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The collection.
    pub collection: CollectionId,
    /// The folder's path there.
    pub path: CollectionPath,
}

impl Place {
    pub(crate) fn new(collection: &CollectionId, path: &CollectionPath) -> Self {
        Self {
            collection: collection.clone(),
            path: path.clone(),
        }
    }

    /// Whether one of the two is, or lies in, the other. Where it can't be known it counts as so.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.collection == other.collection
            && (covers(&self.path, &other.path) || covers(&other.path, &self.path))
    }
}

/// Whether two folders overlap under any of their names.
pub(crate) fn overlap(one: &[Place], other: &[Place]) -> bool {
    one.iter()
        .any(|one| other.iter().any(|other| one.overlaps(other)))
}

/// Whether a folder is, or contains, another one.
pub(crate) fn covers(outer: &CollectionPath, inner: &CollectionPath) -> bool {
    if inner.strip_prefix_unicode(outer).is_some() {
        return true;
    }
    let (outer_inside, inner_inside) = (inside_home(outer), inside_home(inner));
    match (outer_inside, inner_inside) {
        // The one from the home, the other from the root: the home may be any folder on the way to the latter.
        (Some(outer), None) => suffixes(inner).any(|rest| rest.strip_prefix_unicode(&outer).is_some()),
        (None, Some(inner)) => suffixes(outer).any(|rest| inner.strip_prefix_unicode(&rest).is_some()),
        _ => false,
    }
}

/// A path from the home on, as one from the root on.
fn inside_home(path: &CollectionPath) -> Option<CollectionPath> {
    path.strip_prefix(&CollectionPath::home())
}

/// A folder's path from each folder on that is above it. What is above all homes is left out: it would cover everything.
fn suffixes(path: &CollectionPath) -> impl Iterator<Item = CollectionPath> {
    let parts: Vec<&str> = path.parts().collect();
    let all = (0..parts.len())
        .filter_map(move |start| CollectionPath::parse(&format!("/{}/", parts[start..].join("/"))).ok());
    all.collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(path: &str) -> Place {
        Place::new(&CollectionId::new("c"), &CollectionPath::parse(path).unwrap())
    }

    #[test]
    fn a_folder_overlaps_what_it_is_in_and_what_is_in_it() {
        for (one, other, expected) in [
            ("/a/b/", "/a/b/", true),
            ("/a/", "/a/b/", true),
            ("/", "/a/b/", true),
            ("/a/b/", "/a/bc/", false),
            ("/a/b/", "/a/c/", false),
            ("/~/runs/", "/~/runs/x/", true),
            ("/~/runs/", "/~/other/", false),
            // The home is not known: /home/nora may be it.
            ("/~/runs/", "/home/nora/runs/x/", true),
            ("/~/runs/x/", "/home/nora/runs/", true),
            ("/~/runs/", "/home/nora/other/", false),
            ("/~/u\u{308}/", "/~/\u{fc}/x/", true),
        ] {
            assert_eq!(place(one).overlaps(&place(other)), expected, "{one} {other}");
            assert_eq!(place(other).overlaps(&place(one)), expected, "{other} {one}");
        }
    }

    #[test]
    fn folders_of_two_collections_never_overlap() {
        let other = Place {
            collection: CollectionId::new("d"),
            ..place("/a/")
        };
        assert!(!place("/a/").overlaps(&other));
        assert!(overlap(&[place("/x/"), other.clone()], &[place("/y/"), other]));
    }
}
