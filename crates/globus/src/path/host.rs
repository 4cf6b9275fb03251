//! The folder that is `/` on a guest collection, as we sent it and as the service shows it.

use super::{CollectionPath, unicode_eq};

/// The service may have written out a home folder that we gave as `/~/`.
pub(crate) fn is_same_host_path(sent: &CollectionPath, seen: &str) -> bool {
    let Ok(seen) = CollectionPath::parse(seen) else {
        return false;
    };
    match sent.strip_prefix(&CollectionPath::home()) {
        Some(inside) if !seen.starts_with(&CollectionPath::home()) => {
            seen.as_str().ends_with(inside.as_str())
        }
        _ => unicode_eq(sent.as_str(), seen.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_paths_are_compared_as_the_service_may_write_them() {
        let path = |text: &str| CollectionPath::parse(text).unwrap();
        assert!(is_same_host_path(&path("/home/ann/x/"), "/home/ann/x"));
        assert!(is_same_host_path(&path("/~/x/"), "/home/ann/x/"));
        assert!(is_same_host_path(&path("/~/x/"), "/~/x/"));
        assert!(!is_same_host_path(&path("/~/x/"), "/~/a/x/"));
        assert!(!is_same_host_path(&path("/~/x/"), "/home/ann/xx/"));
        assert!(is_same_host_path(&path("/a/caf\u{e9}/"), "/a/cafe\u{301}/"));
    }
}
