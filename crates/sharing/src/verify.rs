//! Shown is not stored: what was granted is read back and compared before anybody is told that it is done.

use globus::path::CollectionPath;
use globus::transfer::{AccessRule, Permissions};
use jiff::Timestamp;

use crate::effective::Principal;
use crate::error::{Error, Missing};
use crate::plan::{same_end, same_path};

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Whom.
    pub principal: Principal,
    /// Where.
    pub path: CollectionPath,
    /// What.
    pub permissions: Permissions,
    /// Until when, in whole seconds.
    pub ends_at: Option<Timestamp>,
}

/// What the access list says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed<'a> {
    /// Exactly that.
    AsAsked(&'a AccessRule),
    /// A permission for the same principal on the same folder, with another level or end.
    Different(&'a AccessRule),
    /// None.
    Missing,
}

impl Expected {
    /// Looks for it among the rules of its collection. Roles don't count: they are not what was asked for.
    pub fn find<'a>(&self, rules: &'a [AccessRule]) -> Listed<'a> {
        let here = rules.iter().find(|rule| {
            !rule.is_implicit()
                && Principal::of_rule(rule) == self.principal
                && rule
                    .collection_path()
                    .is_ok_and(|path| same_path(&path, &self.path))
        });
        match here {
            None => Listed::Missing,
            Some(rule)
                if rule.permissions == self.permissions && same_end(rule.expiration_date, self.ends_at) =>
            {
                Listed::AsAsked(rule)
            }
            Some(rule) => Listed::Different(rule),
        }
    }
}

impl<'a> Listed<'a> {
    /// The rule if it is as asked, and otherwise what is wrong.
    pub fn check(self) -> Result<&'a AccessRule, Error> {
        match self {
            Self::AsAsked(rule) => Ok(rule),
            Self::Different(_) => Err(Error::Changed),
            Self::Missing => Err(Error::NotFound {
                what: Missing::AccessRule,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(principal: &str, path: &str, permissions: &str, end: Option<&str>) -> AccessRule {
        serde_json::from_value(serde_json::json!({
            "id": "r1", "principal_type": "identity", "principal": principal, "path": path,
            "permissions": permissions, "expiration_date": end,
        }))
        .unwrap()
    }

    fn expected() -> Expected {
        Expected {
            principal: Principal::Identity(globus::ids::IdentityId::new("i1")),
            path: CollectionPath::parse("/caf\u{e9}/").unwrap(),
            permissions: Permissions::Read,
            ends_at: Some("2026-12-18T22:59:59.5Z".parse().unwrap()),
        }
    }

    #[test]
    fn all_four_are_compared() {
        let end = Some("2026-12-18T22:59:59+00:00");
        let as_asked = [rule("I1", "/cafe\u{301}", "r", end)];
        assert_eq!(expected().find(&as_asked), Listed::AsAsked(&as_asked[0]));
        for different in [
            rule("i1", "/caf\u{e9}/", "rw", end),
            rule("i1", "/caf\u{e9}/", "r", None),
            rule("i1", "/caf\u{e9}/", "r", Some("2026-12-18T23:59:59+00:00")),
        ] {
            assert_eq!(expected().find(&[different]).check(), Err(Error::Changed));
        }
        for other in [rule("i2", "/caf\u{e9}/", "r", end), rule("i1", "/", "r", end)] {
            assert_eq!(expected().find(&[other]), Listed::Missing);
        }
        let implicit = AccessRule {
            id: None,
            ..as_asked[0].clone()
        };
        assert_eq!(expected().find(&[implicit]), Listed::Missing);
    }
}
