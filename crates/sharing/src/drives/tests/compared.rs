//! What two listings come to.

use super::super::compare::{Kind, Listing, compared, here};
use crate::model::DriveVerdict;

fn listing(entries: &[(&str, Kind)], is_whole: bool) -> Listing {
    let owned = entries.iter().map(|(name, kind)| ((*name).to_owned(), *kind));
    Listing {
        entries: owned.collect(),
        is_whole,
    }
}

const FOLDER: Kind = Kind::Folder;

fn file(size: u64) -> Kind {
    Kind::File(Some(size))
}

#[test]
fn names_kinds_and_sizes_are_compared() {
    let here = listing(
        &[
            ("raw", FOLDER),
            ("Zu\u{308}rich.csv", file(7)),
            ("notes", file(1)),
            ("mine", FOLDER),
        ],
        true,
    );
    let there = listing(
        &[
            ("raw", FOLDER),
            ("Z\u{fc}rich.csv", file(7)),
            ("notes", file(2)),
            ("theirs", FOLDER),
        ],
        true,
    );
    let comparison = compared(&here, &there);
    assert_eq!(comparison.verdict, DriveVerdict::Different);
    assert_eq!(comparison.same, 2);
    assert_eq!(comparison.different, ["notes"]);
    assert_eq!(
        (comparison.only_here, comparison.only_there),
        (vec!["mine".to_owned()], vec!["theirs".to_owned()])
    );
    assert_eq!(compared(&here, &here).verdict, DriveVerdict::Same);
}

#[test]
fn four_of_five_are_nearly_all_and_nothing_proves_nothing() {
    let verdict = |same: usize, differ: usize| {
        let names: Vec<String> = (0..same + differ).map(|number| number.to_string()).collect();
        let side = |size: u64| {
            let entries = names.iter().enumerate();
            listing(
                &entries
                    .map(|(index, name)| (name.as_str(), file(if index < same { 0 } else { size })))
                    .collect::<Vec<_>>(),
                true,
            )
        };
        compared(&side(1), &side(2)).verdict
    };
    assert_eq!(verdict(0, 0), DriveVerdict::Empty);
    assert_eq!(verdict(0, 1), DriveVerdict::Different);
    assert_eq!(verdict(3, 1), DriveVerdict::Different);
    assert_eq!(verdict(4, 1), DriveVerdict::Nearly);
    assert_eq!(verdict(1, 0), DriveVerdict::Same);
}

#[test]
fn what_lies_past_the_end_of_a_listing_is_no_difference() {
    let all = listing(&[("a", FOLDER), ("b", FOLDER), ("c", FOLDER)], true);
    let cut = listing(&[("b", FOLDER)], false);
    assert_eq!(compared(&all, &cut).verdict, DriveVerdict::Same);
    assert_eq!(compared(&cut, &all).verdict, DriveVerdict::Same);
}

#[test]
fn a_folder_is_listed_with_links_followed() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("raw")).unwrap();
    std::fs::write(folder.path().join("a.csv"), "1234").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("raw", folder.path().join("link")).unwrap();
    let mut listing = here(folder.path()).unwrap();
    listing.entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    assert_eq!(listing.entries[0], ("a.csv".to_owned(), file(4)));
    assert!(listing.is_whole && listing.entries.last().unwrap() == &("raw".to_owned(), FOLDER));
    assert!(
        listing
            .entries
            .iter()
            .all(|(name, kind)| name != "link" || *kind == FOLDER)
    );
}
