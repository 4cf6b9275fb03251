//! `filter_rules`: which of the things that a recursive item meets come along.

use super::glob;
use crate::state::model::{FilterMethod, FilterRule};

/// The first rule that fits decides; what no rule fits comes along (Transfer API, filter rules).
pub(super) fn is_included(rules: &[FilterRule], name: &str, kind: &str) -> bool {
    rules
        .iter()
        .find(|rule| rule.kind.as_deref().is_none_or(|it| it == kind) && glob::matches(&rule.name, name))
        .is_none_or(|rule| rule.method == FilterMethod::Include)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(method: FilterMethod, name: &str, kind: Option<&str>) -> FilterRule {
        FilterRule {
            method,
            name: name.into(),
            kind: kind.map(str::to_owned),
        }
    }

    #[test]
    fn the_first_rule_that_fits_decides() {
        let rules = [
            rule(FilterMethod::Include, "*.txt", Some("file")),
            rule(FilterMethod::Exclude, "*", Some("file")),
        ];
        assert!(is_included(&rules, "a.txt", "file"));
        assert!(!is_included(&rules, "a.csv", "file"));
        assert!(is_included(&rules, "a.csv", "dir"));
        assert!(is_included(&[], "a", "file"));
    }
}
