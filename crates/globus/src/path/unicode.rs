//! Comparing names that different systems write differently.

use unicode_normalization::UnicodeNormalization;

use super::LocalSystem;

/// Whether two texts are the same once composed and decomposed letters are told apart no longer: macOS hands
/// out `e` + accent where other systems hand out `é`.
pub fn unicode_eq(a: &str, b: &str) -> bool {
    a == b || a.nfc().eq(b.nfc())
}

/// Whether two names mean the same file or folder on a system: Windows and macOS usually ignore case, Linux
/// takes every byte as it is.
pub fn same_name(a: &str, b: &str, system: LocalSystem) -> bool {
    match system {
        LocalSystem::Linux => a == b,
        LocalSystem::MacOs | LocalSystem::Windows => {
            unicode_eq(a, b) || a.to_lowercase().nfc().eq(b.to_lowercase().nfc())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_are_equal() {
        assert!(unicode_eq("Zu\u{308}rich", "Z\u{fc}rich"));
        assert!(!unicode_eq("Zurich", "Z\u{fc}rich"));
    }

    #[test]
    fn case_counts_on_linux_only() {
        assert!(!same_name("Data", "data", LocalSystem::Linux));
        assert!(same_name("Data", "data", LocalSystem::MacOs));
        assert!(same_name("DATA", "data", LocalSystem::Windows));
        assert!(!same_name("caf\u{e9}", "cafe\u{301}", LocalSystem::Linux));
    }
}
