//! The rules of permissions, roles and groups, as the service's documentation tells them, and nothing else: no
//! storage, no HTTP, and not a line of practice.
//!
//! A request can be wrong in more than one way, and no document says which of them is named; so a verdict on a
//! document is the list of the answers that are right.

use std::collections::BTreeMap;

use crate::membership::Membership;
use crate::vocabulary::{Caller, End, Extra, Group, Level, Person, Place, Principal, Rank, Role};

/// Status, and `code` or else `DATA_TYPE`.
pub(crate) type Answer = (u16, &'static str);
/// What happens, or all the reasons why it does not.
pub(crate) type Verdict = Result<Answer, Vec<Answer>>;

const BAD: Answer = (400, "BadRequest");
const UNKNOWN_RULE: Answer = (404, "AccessRuleNotFound");
const CONFLICT: Answer = (409, "Conflict");
const NOT_SUPPORTED: Answer = (409, "NotSupported");
/// The longest time for a permission where there is one: thirty days and a half.
pub(crate) const LONGEST: i64 = 61 * 12;

/// A permission. Times are hours since the story began.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) at: Place,
    pub(crate) to: Principal,
    pub(crate) path: String,
    pub(crate) level: Level,
    pub(crate) end: Option<i64>,
}

/// A role on a collection.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) id: String,
    pub(crate) at: Place,
    pub(crate) to: Principal,
    pub(crate) role: Role,
}

/// Everything that the rules depend on.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) now: i64,
    pub(crate) rules: Vec<Rule>,
    pub(crate) roles: Vec<Given>,
    pub(crate) members: BTreeMap<(Group, Person), Membership>,
}

impl Caller {
    pub(crate) fn is(self, person: Person) -> bool {
        match (self, person) {
            (Self::Account(Person::Mia), Person::MiaToo) => true,
            (Self::Account(account), person) => account == person,
            (Self::Nobody, _) => false,
        }
    }
}

impl Place {
    fn is_guest_collection(self) -> bool {
        !matches!(self, Self::Computer | Self::Nowhere)
    }
}

impl Principal {
    fn exists(self) -> bool {
        matches!(
            self,
            Self::Identity(_) | Self::Members(_) | Self::SignedIn | Self::Anyone
        )
    }
}

/// A path as it is stored, if it can be one.
pub(crate) fn stored(path: &str) -> Option<String> {
    let fits = path.starts_with('/') && !path.split('/').any(|name| name == "." || name == "..");
    fits.then(|| format!("{}/", path.trim_end_matches('/')))
}

impl World {
    /// Who is meant by a principal: an identity, active members, those with a token, all.
    fn covers(&self, principal: Principal, by: Caller) -> bool {
        match principal {
            Principal::Identity(person) => by.is(person),
            Principal::Members(group) => self.rank(group, by).is_some(),
            Principal::SignedIn => by != Caller::Nobody,
            Principal::Anyone => true,
            _ => false,
        }
    }

    pub(crate) fn rank(&self, group: Group, by: Caller) -> Option<Rank> {
        let mine = self
            .members
            .iter()
            .filter(|((of, person), _)| *of == group && by.is(*person));
        mine.filter_map(|(_, it)| it.active()).max()
    }

    /// Owners are administrators; who administers the computer is restricted administrator of what lies on it.
    fn has_role(&self, by: Caller, at: Place, role: Role) -> bool {
        let given = |at, role| {
            self.roles
                .iter()
                .any(|it| it.at == at && it.role == role && self.covers(it.to, by))
        };
        match (at, role) {
            (Place::Unsubscribed, Role::RestrictedAdministrator) => by.is(Person::Hugo),
            (Place::Share | Place::Limited, Role::RestrictedAdministrator) => {
                given(Place::Computer, Role::Administrator)
            }
            _ => given(at, role),
        }
    }

    /// What somebody can do in a folder: rules add up, and the two strong roles have everything.
    pub(crate) fn access(&self, by: Caller, at: Place, folder: &str) -> Option<Level> {
        if [Role::Administrator, Role::AccessManager]
            .iter()
            .any(|role| self.has_role(by, at, *role))
        {
            return Some(Level::ReadWrite);
        }
        let live = self
            .rules
            .iter()
            .filter(|it| it.at == at && folder.starts_with(&it.path));
        live.filter(|it| self.covers(it.to, by)).map(|it| it.level).max()
    }

    /// The door to everything about permissions.
    fn may(&self, by: Caller, at: Place, roles: &[Role]) -> Result<(), Vec<Answer>> {
        self.is_there(by, at)?;
        if !at.is_guest_collection() {
            return Err(vec![NOT_SUPPORTED]);
        }
        self.holds(by, at, roles)
    }

    fn is_there(&self, by: Caller, at: Place) -> Result<(), Vec<Answer>> {
        match (by, at) {
            (Caller::Nobody, _) => Err(vec![(401, "ClientError.AuthenticationFailed")]),
            (_, Place::Nowhere) => Err(vec![(404, "EndpointNotFound")]),
            _ => Ok(()),
        }
    }

    fn holds(&self, by: Caller, at: Place, roles: &[Role]) -> Result<(), Vec<Answer>> {
        let held = roles.iter().any(|role| self.has_role(by, at, *role));
        if held {
            Ok(())
        } else {
            Err(vec![(403, "PermissionDenied")])
        }
    }

    /// May see and remove permissions.
    fn sees(&self, by: Caller, at: Place) -> Result<(), Vec<Answer>> {
        self.may(
            by,
            at,
            &[
                Role::Administrator,
                Role::AccessManager,
                Role::RestrictedAdministrator,
            ],
        )
    }

    fn rule(&self, at: Place, id: &str) -> Result<&Rule, Vec<Answer>> {
        self.rules
            .iter()
            .find(|it| it.id == id && it.at == at)
            .ok_or(vec![UNKNOWN_RULE])
    }

    /// The end that is stored, if this one can be. Where there is a longest time, that stands in for none.
    pub(crate) fn end(&self, at: Place, end: End) -> Result<Option<i64>, ()> {
        let longest = (at == Place::Limited).then_some(self.now + LONGEST);
        match end {
            End::Absent | End::Null => Ok(longest),
            End::In(days) if days < 0 => Err(()),
            End::In(days) => {
                let end = self.now + days * 24 + 6;
                if longest.is_none_or(|longest| end < longest) {
                    Ok(Some(end))
                } else {
                    Err(())
                }
            }
            End::Wrong => Err(()),
        }
    }

    fn level_fits(at: Place, to: Principal, level: Level) -> bool {
        level != Level::Wrong
            && !(at == Place::Limited && to == Principal::Anyone && level == Level::ReadWrite)
    }

    pub(crate) fn grant(
        &self,
        (by, at): (Caller, Place),
        (to, path): (Principal, &str),
        (level, end, extra): (Level, End, Extra),
    ) -> Verdict {
        self.may(by, at, &[Role::Administrator, Role::AccessManager])?;
        let path = stored(path);
        let bad = !to.exists()
            || !Self::level_fits(at, to, level)
            || self.end(at, end).is_err()
            || matches!(extra, Extra::Id | Extra::OtherId | Extra::OtherType)
            || (extra == Extra::Address && !matches!(to, Principal::Identity(_)));
        let mut reasons = Vec::new();
        reasons.extend(bad.then_some(BAD));
        reasons.extend(path.is_none().then_some((400, "InvalidPath")));
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let same = |it: &Rule| it.at == at && it.to == to && Some(&it.path) == path.as_ref();
        if self.rules.iter().any(same) {
            return Err(vec![(409, "Exists")]);
        }
        Ok((201, "Created"))
    }

    pub(crate) fn change(
        &self,
        (by, at): (Caller, Place),
        id: &str,
        (level, end, extra): (Option<Level>, End, Extra),
    ) -> Verdict {
        self.may(by, at, &[Role::Administrator, Role::AccessManager])?;
        let rule = self.rule(at, id)?;
        let bad = level.is_some_and(|level| !Self::level_fits(at, rule.to, level))
            || self.end(at, end).is_err()
            || matches!(
                extra,
                Extra::OtherId | Extra::OtherType | Extra::Address | Extra::Message
            );
        if bad { Err(vec![BAD]) } else { Ok((200, "Updated")) }
    }

    pub(crate) fn revoke(&self, by: Caller, at: Place, id: &str) -> Verdict {
        self.sees(by, at)?;
        self.rule(at, id).map(|_| (200, "Deleted"))
    }

    pub(crate) fn read(&self, by: Caller, at: Place, id: &str) -> Verdict {
        self.sees(by, at)?;
        self.rule(at, id).map(|_| (200, "access"))
    }

    pub(crate) fn list(&self, by: Caller, at: Place) -> Verdict {
        self.sees(by, at).map(|()| (200, "access_list"))
    }

    pub(crate) fn give(&self, by: Caller, at: Place, to: Principal, role: Role) -> Verdict {
        self.is_there(by, at)?;
        self.holds(by, at, &[Role::Administrator])?;
        let fits = matches!(to, Principal::Identity(_) | Principal::Members(_))
            && role != Role::RestrictedAdministrator;
        let there = self
            .roles
            .iter()
            .any(|it| it.at == at && it.to == to && it.role == role);
        let mut reasons = self.roles_are_fixed(at);
        reasons.extend((!fits).then_some(BAD));
        reasons.extend(there.then_some(CONFLICT));
        if reasons.is_empty() {
            Ok((201, "role"))
        } else {
            Err(reasons)
        }
    }

    pub(crate) fn take(&self, by: Caller, at: Place, id: &str) -> Verdict {
        self.is_there(by, at)?;
        self.holds(by, at, &[Role::Administrator])?;
        let mut reasons = self.roles_are_fixed(at);
        let there = self.roles.iter().any(|it| it.at == at && it.id == id);
        reasons.extend((!there).then_some((404, "RoleNotFound")));
        if reasons.is_empty() {
            Ok((200, "Deleted"))
        } else {
            Err(reasons)
        }
    }

    /// Roles change on subscribed collections, and those of servers elsewhere.
    fn roles_are_fixed(&self, at: Place) -> Vec<Answer> {
        match at {
            Place::Server => vec![NOT_SUPPORTED],
            Place::Unsubscribed => vec![CONFLICT],
            _ => Vec::new(),
        }
    }

    pub(crate) fn look(&self, by: Caller, at: Place, folder: &str, write: bool) -> Verdict {
        self.is_there(by, at)?;
        let level = self.access(by, at, folder);
        match (level, write) {
            (Some(_), false) => Ok((200, "file_list")),
            // All folders are there, so that a look changes nothing.
            (Some(Level::ReadWrite), true) => Ok((502, "ExternalError.MkdirFailed.Exists")),
            _ => Err(vec![(403, "EndpointPermissionDenied")]),
        }
    }

    /// Over HTTPS, what anyone may read needs no token; without one the rest leads to the sign-in.
    pub(crate) fn fetch(&self, by: Caller, folder: &str) -> Verdict {
        match (self.access(by, Place::Server, folder), by) {
            (Some(_), _) => Ok((200, "file")),
            (None, Caller::Nobody) => Err(vec![(302, "sign in")]),
            (None, Caller::Account(_)) => Err(vec![(403, "permission_denied")]),
        }
    }

    /// Time passes; what has ended is gone.
    pub(crate) fn wait(&mut self, days: i64) {
        self.now += days * 24;
        let now = self.now;
        self.rules.retain(|it| it.end.is_none_or(|end| end > now));
    }
}
