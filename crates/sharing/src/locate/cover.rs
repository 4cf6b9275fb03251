//! Which guest collections cover a folder, and what a new one would be called.

use globus::path::CollectionPath;
use globus::transfer::Endpoint;

use crate::model::ShareTarget;

/// Longest display name of a collection (Transfer API, endpoint document).
const MAX_NAME: usize = 128;

/// The guest collections that cover a folder and whose permissions the person may change, nearest first. `folder` and
/// `roots` are all paths by which the folder and a guest collection's root are known.
pub(super) fn covering<'a>(
    guests: &[Endpoint],
    roots: impl Fn(&Endpoint) -> Vec<CollectionPath>,
    folder: impl Iterator<Item = &'a CollectionPath> + Clone,
) -> Vec<ShareTarget> {
    let mut found: Vec<(usize, ShareTarget)> = guests
        .iter()
        .filter(|guest| guest.can_edit_acl())
        .filter_map(|guest| {
            let (host_path, path) = inside(&roots(guest), folder.clone())?;
            let depth = path.parts().count();
            let (collection_id, name) = (guest.id.clone(), guest.display_name.clone());
            Some((
                depth,
                ShareTarget::Reuse {
                    collection_id,
                    name,
                    host_path,
                    path,
                },
            ))
        })
        .collect();
    found.sort_by_key(|(depth, _)| *depth);
    found.into_iter().map(|(_, target)| target).collect()
}

/// A root that the folder lies in, and the folder's path there; none where no spelling of the one is above one of the
/// other.
pub(super) fn inside<'a>(
    roots: &[CollectionPath],
    folder: impl Iterator<Item = &'a CollectionPath> + Clone,
) -> Option<(CollectionPath, CollectionPath)> {
    let inside = |root: &CollectionPath| {
        let path = folder.clone().find_map(|path| path.strip_prefix_unicode(root))?;
        Some((root.clone(), path))
    };
    roots.iter().find_map(inside)
}

/// The root of a guest collection on its host; a leading `/~/` is written out (recordings show both).
pub(crate) fn host_path(guest: &Endpoint, home: Option<&CollectionPath>) -> Option<CollectionPath> {
    let path = CollectionPath::parse(guest.host_path.as_deref()?).ok()?;
    Some(match home {
        Some(home) => path.expand_home(home),
        None => path,
    })
}

/// The folder's name, as far as it can be a collection's name: one line, no marks that turn the text around.
pub(super) fn suggested_name(folder: &str) -> String {
    let cleaned: String = folder
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .take(MAX_NAME)
        .collect();
    let words: Vec<&str> = cleaned.split_whitespace().collect();
    if words.is_empty() {
        "Shared folder".to_owned()
    } else {
        words.join(" ")
    }
}

/// Whether a typed name can be a collection's name.
pub(crate) fn is_collection_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= MAX_NAME && !name.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> CollectionPath {
        CollectionPath::parse(text).unwrap()
    }

    fn guest(id: &str, host_path: &str, role: &str) -> Endpoint {
        serde_json::from_value(serde_json::json!({
            "id": id, "display_name": id, "entity_type": "GCP_guest_collection", "host_path": host_path,
            "my_effective_roles": [role],
        }))
        .unwrap()
    }

    fn covers(guests: &[Endpoint], folder: &str, home: Option<&CollectionPath>) -> Vec<ShareTarget> {
        let roots = |guest: &Endpoint| host_path(guest, home).into_iter().collect();
        covering(guests, roots, [path(folder)].iter())
    }

    #[test]
    fn the_nearest_that_may_be_changed_comes_first() {
        let guests = [
            guest("far", "/~/", "administrator"),
            guest("other", "/home/ann/dat/", "administrator"),
            guest("near", "/home/ann/data", "access_manager"),
            guest("nearest", "/home/ann/data/raw/", "activity_manager"),
            guest("inside", "/home/ann/data/raw/1/", "administrator"),
        ];
        let found = covers(&guests, "/home/ann/data/raw/", Some(&path("/home/ann/")));
        let found: Vec<_> = found
            .iter()
            .map(|target| match target {
                ShareTarget::Reuse { name, path, .. } => (name.as_str(), path.as_str()),
                ShareTarget::Create { .. } => unreachable!(),
            })
            .collect();
        assert_eq!(found, [("near", "/raw/"), ("far", "/data/raw/")]);
    }

    #[test]
    fn decomposed_names_are_the_same_folder() {
        let guests = [guest("g", "/Users/ann/cafe\u{301}/", "administrator")];
        assert_eq!(covers(&guests, "/Users/ann/caf\u{e9}/x/", None).len(), 1);
    }

    #[test]
    fn links_and_home_folders_are_followed_on_both_sides() {
        let guests = [guest("g", "/home/ann/link/", "administrator")];
        let roots = |_: &Endpoint| vec![path("/home/ann/link/"), path("/data/runs/")];
        let known = [path("/~/link/1/"), path("/home/ann/link/1/")];
        for folder in [&known[..], &[path("/data/runs/1/")]] {
            let found = covering(&guests, roots, folder.iter());
            assert!(matches!(found.as_slice(), [ShareTarget::Reuse { path, .. }] if path.as_str() == "/1/"));
        }
        assert_eq!(covering(&guests, roots, [path("/data/runs2/")].iter()), []);
    }

    #[test]
    fn names_become_one_plain_line() {
        assert_eq!(suggested_name("Results\n 2026 \u{202e}gpj"), "Results 2026 gpj");
        assert_eq!(suggested_name(&"ü".repeat(300)).chars().count(), 128);
        assert!(
            is_collection_name("Results 2026") && !is_collection_name(" ") && !is_collection_name("a\nb")
        );
    }
}
