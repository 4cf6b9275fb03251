use proptest::prelude::*;

use super::LocalSystem::{Linux, MacOs, Windows};
use super::*;

fn there(path: &str, system: LocalSystem, home: Option<&str>) -> Result<String, PathError> {
    local_to_collection(&LocalPath::new(path), system, home).map(String::from)
}

fn back(path: &str, system: LocalSystem, home: Option<&str>) -> Result<String, PathError> {
    collection_to_local(&CollectionPath::parse(path).unwrap(), system, home).map(|path| path.to_string())
}

#[test]
fn posix_paths_gain_a_slash() {
    for system in [Linux, MacOs] {
        assert_eq!(
            there("/home/ann/Soil data", system, None).unwrap(),
            "/home/ann/Soil data/"
        );
        assert_eq!(there("/", system, None).unwrap(), "/");
        assert_eq!(there("relative", system, None), Err(PathError::NotAbsolute));
        assert_eq!(there("", system, None), Err(PathError::Empty));
        assert_eq!(there("/a/../b", system, None), Err(PathError::DotSegment));
        // A backslash is a letter like others here.
        assert_eq!(there("/a\\b", system, None).unwrap(), "/a\\b/");
    }
}

#[test]
fn windows_drives_become_the_first_part() {
    for path in [
        r"C:\Users\ann\Data",
        r"c:\Users\ann\Data\",
        "C:/Users/ann/Data",
        r"\\?\C:\Users\ann\Data",
    ] {
        assert_eq!(
            there(path, Windows, None).unwrap(),
            "/C/Users/ann/Data/",
            "{path}"
        );
    }
    assert_eq!(there("d:", Windows, None).unwrap(), "/D/");
    assert_eq!(there(r"D:\", Windows, None).unwrap(), "/D/");
}

#[test]
fn windows_paths_without_a_meaning_are_refused() {
    for (path, expected) in [
        (r"\\server\share\x", PathError::NetworkShare),
        ("//server/share/x", PathError::NetworkShare),
        (r"\\?\UNC\server\share", PathError::NetworkShare),
        (r"\Users", PathError::NoDrive),
        (r"C:Users", PathError::NotAbsolute),
        ("Users", PathError::NotAbsolute),
        (r"C:\a\..\b", PathError::DotSegment),
        (r"C:\a:stream", PathError::ForbiddenCharacter),
        (r"C:\what?", PathError::ForbiddenCharacter),
        ("", PathError::Empty),
    ] {
        assert_eq!(there(path, Windows, None), Err(expected), "{path}");
    }
}

#[test]
fn a_tilde_in_front_is_the_home_folder() {
    assert_eq!(
        there("~/Data", Linux, Some("/home/ann")).unwrap(),
        "/home/ann/Data/"
    );
    assert_eq!(there("~", MacOs, Some("/Users/ann")).unwrap(), "/Users/ann/");
    assert_eq!(
        there(r"~\Data", Windows, Some(r"C:\Users\ann")).unwrap(),
        "/C/Users/ann/Data/"
    );
    assert_eq!(there("~/Data", Linux, None), Err(PathError::NoHome));
    // A folder may be called ~backup.
    assert_eq!(
        there("~backup", Linux, Some("/home/ann")),
        Err(PathError::NotAbsolute)
    );
}

#[test]
fn collection_paths_lead_back() {
    assert_eq!(back("/home/ann/Data/", Linux, None).unwrap(), "/home/ann/Data");
    assert_eq!(back("/", MacOs, None).unwrap(), "/");
    assert_eq!(back("/c/Users/ann/", Windows, None).unwrap(), r"C:\Users\ann");
    assert_eq!(back("/C/", Windows, None).unwrap(), r"C:\");
    assert_eq!(
        back("/~/Data/", Linux, Some("/home/ann")).unwrap(),
        "/home/ann/Data"
    );
    assert_eq!(
        back("/~/Data/", Windows, Some(r"C:\Users\ann")).unwrap(),
        r"C:\Users\ann\Data"
    );
    assert_eq!(back("/~/Data/", Linux, None), Err(PathError::NoHome));
    assert_eq!(back("/", Windows, None), Err(PathError::NoDrive));
    assert_eq!(back("/home/ann/", Windows, None), Err(PathError::NoDrive));
    // A part with a backslash would climb out of its folder.
    assert_eq!(
        back(r"/C/a\..\b/", Windows, None),
        Err(PathError::ForbiddenCharacter)
    );
}

proptest! {
    #[test]
    fn posix_there_and_back(parts in prop::collection::vec("[^/\0]{1,10}", 0..5)) {
        prop_assume!(parts.iter().all(|part| part != "." && part != "..") && parts.first().is_none_or(|part| part != "~"));
        let local = format!("/{}", parts.join("/"));
        for system in [Linux, MacOs] {
            let there = local_to_collection(&LocalPath::new(local.clone()), system, None).unwrap();
            let again = collection_to_local(&there, system, None).unwrap();
            prop_assert_eq!(again.as_str(), local.as_str());
        }
    }

    #[test]
    fn windows_there_and_back(drive in "[A-Z]", parts in prop::collection::vec("[a-zA-Z0-9 éü_%#'.~-]{1,10}", 0..5)) {
        prop_assume!(parts.iter().all(|part| part != "." && part != ".."));
        let local = format!("{drive}:\\{}", parts.join("\\"));
        let there = local_to_collection(&LocalPath::new(local.clone()), Windows, None).unwrap();
        let again = collection_to_local(&there, Windows, None).unwrap();
        prop_assert_eq!(again.as_str(), local.as_str());
    }

    #[test]
    fn nothing_that_is_typed_makes_it_stumble(text in any::<String>()) {
        for system in [Linux, MacOs, Windows] {
            if let Ok(path) = local_to_collection(&LocalPath::new(text.clone()), system, Some("/home/ann")) {
                prop_assert!(path.as_str().starts_with('/') && path.as_str().ends_with('/'));
            }
        }
    }
}
