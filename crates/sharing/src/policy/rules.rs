//! Whether the policy stands against a permission. Pure.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use globus::ids::{CollectionId, GroupId};
use globus::path::{CollectionPath, LocalSystem};
use globus::transfer::Permissions;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Place, Policy};
use crate::dates::Maximum;
use crate::error::{Error, Result};
use crate::model::{Access, AllowedRoles, AssignableRole, ForbiddenKind, Guest, PolicyRule, Stored};

/// The policy, and what has to be known beside it.
#[derive(Clone, Debug)]
pub struct Rulebook {
    policy: Arc<Policy>,
    /// Who is in the groups that it is asked about.
    members: HashMap<GroupId, Members>,
    /// Names of folders that were looked up for it.
    names: Arc<Mutex<Names>>,
    now: Timestamp,
    zone: TimeZone,
    system: LocalSystem,
}

/// All names of a folder, by one of them.
type Names = HashMap<(CollectionId, CollectionPath), Vec<Place>>;

/// Who is in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Members {
    /// Addresses of everybody who is, or may soon be.
    Seen(Vec<String>),
    /// The person may not see them all.
    Withheld,
    /// They could not be asked for.
    Unread(Error),
}

/// A permission that somebody would like to give.
pub(crate) struct Wish<'a> {
    /// To whom.
    pub(crate) access: &'a Access,
    /// What is stored now, if anything.
    pub(crate) before: Option<Stored>,
    /// What would be stored.
    pub(crate) after: Stored,
    /// Every way to name the folder.
    pub(crate) places: &'a [Place],
}

impl Default for Rulebook {
    /// One without rules.
    fn default() -> Self {
        Self {
            policy: Arc::default(),
            members: HashMap::new(),
            names: Arc::default(),
            now: Timestamp::UNIX_EPOCH,
            zone: TimeZone::UTC,
            system: LocalSystem::Linux,
        }
    }
}

impl Rulebook {
    pub(super) fn new(
        policy: Arc<Policy>,
        members: HashMap<GroupId, Members>,
        now: Timestamp,
        zone: TimeZone,
        system: LocalSystem,
    ) -> Self {
        Self {
            policy,
            members,
            names: Arc::default(),
            now,
            zone,
            system,
        }
    }

    pub(super) fn names(&self) -> MutexGuard<'_, Names> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When it was put together.
    pub(super) fn read_at(&self) -> Timestamp {
        self.now
    }

    /// The policy itself.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Whose path rules apply to folders of this computer.
    pub(crate) fn system(&self) -> LocalSystem {
        self.system
    }

    /// How far away an end may be, on a storage with a limit of its own (in minutes).
    pub(crate) fn maximum(&self, minutes: Option<u32>) -> Maximum {
        Maximum {
            minutes,
            days: self.policy.limits().max_end_days,
        }
    }

    /// The first rule that stands against it; an error where that can't be known now.
    pub(crate) fn against(&self, wish: &Wish<'_>) -> Result<Option<PolicyRule>> {
        let Wish {
            access,
            before,
            after,
            places,
        } = wish;
        if before.is_some_and(|before| is_no_more(*after, before)) {
            return Ok(None);
        }
        if self.policy.blocked(places).is_some() {
            return Ok(Some(PolicyRule::BlockedFolder));
        }
        let forbids = |kind| self.policy.forbids(kind);
        let what = || {
            if after.permissions == Permissions::ReadWrite && forbids(ForbiddenKind::Write) {
                Some(PolicyRule::Write)
            } else if after.ends_at.is_none() && forbids(ForbiddenKind::NoEndDate) {
                Some(PolicyRule::NoEndDate)
            } else {
                self.is_too_long(after.ends_at).then_some(PolicyRule::MaximumEnd)
            }
        };
        Ok(self.against_whom(access)?.or_else(what))
    }

    /// As [`Self::against`], as an error.
    pub(crate) fn check(&self, wish: &Wish<'_>) -> Result<()> {
        self.against(wish)?
            .map_or(Ok(()), |rule| Err(Error::InstitutionForbids { rule }))
    }

    /// What stands against somebody, whatever they would get.
    pub(crate) fn against_guest(&self, guest: &Guest) -> Result<Option<PolicyRule>> {
        let forbids = |kind| self.policy.forbids(kind);
        Ok(match guest {
            Guest::Person(person) => self.against_address(&person.username),
            Guest::Group(_) if forbids(ForbiddenKind::Groups) => Some(PolicyRule::Groups),
            Guest::Group(group) => {
                let may_have_strangers =
                    forbids(ForbiddenKind::OutsideInstitution) && !self.is_all_inside(&group.id)?;
                may_have_strangers.then_some(PolicyRule::OutsideInstitution)
            }
        })
    }

    /// The same for an offer: whoever can't be asked about may be anybody.
    pub(crate) fn keeps_out(&self, guest: &Guest) -> Option<PolicyRule> {
        self.against_guest(guest)
            .unwrap_or(Some(PolicyRule::OutsideInstitution))
    }

    /// What stands against whoever has this address.
    pub(crate) fn against_address(&self, address: &str) -> Option<PolicyRule> {
        let is_stranger =
            self.policy.forbids(ForbiddenKind::OutsideInstitution) && !self.policy.is_inside(address);
        is_stranger.then_some(PolicyRule::OutsideInstitution)
    }

    /// What stands against a role, whoever would have it: some give reading and writing, for as long as they last.
    fn against_role(&self, role: AssignableRole) -> Option<PolicyRule> {
        let gives_too_much = role.reaches_files() && self.policy.forbids(ForbiddenKind::Write);
        gives_too_much.then_some(PolicyRule::Write)
    }

    /// Whether somebody may have a role; one as strong as that which they have gives them nothing new.
    pub(crate) fn check_role(
        &self,
        guest: &Guest,
        has: Option<AssignableRole>,
        role: AssignableRole,
    ) -> Result<()> {
        self.against_more(guest, has, role)?
            .map_or(Ok(()), |rule| Err(Error::InstitutionForbids { rule }))
    }

    fn against_more(
        &self,
        guest: &Guest,
        has: Option<AssignableRole>,
        role: AssignableRole,
    ) -> Result<Option<PolicyRule>> {
        if has.is_some_and(|has| role <= has) {
            return Ok(None);
        }
        Ok(self.against_guest(guest)?.or_else(|| self.against_role(role)))
    }

    /// Roles for somebody against whom nothing else stands.
    pub(crate) fn roles_to_give(&self) -> AllowedRoles {
        Self::roles_without(|role| self.against_role(role))
    }

    /// Roles for somebody in place of the one that they have. Weaker ones only take away.
    pub(crate) fn roles_instead(&self, guest: &Guest, has: AssignableRole) -> AllowedRoles {
        let mut allowed = Self::roles_without(|role| {
            self.against_more(guest, Some(has), role)
                .unwrap_or(Some(PolicyRule::OutsideInstitution))
        });
        allowed.roles.retain(|role| *role != has);
        allowed
    }

    fn roles_without(against: impl Fn(AssignableRole) -> Option<PolicyRule>) -> AllowedRoles {
        let mut allowed = AllowedRoles::default();
        for role in AssignableRole::ALL {
            match against(role) {
                None => allowed.roles.push(role),
                rule => allowed.rule = allowed.rule.or(rule),
            }
        }
        allowed
    }

    fn against_whom(&self, access: &Access) -> Result<Option<PolicyRule>> {
        let forbids = |kind| self.policy.forbids(kind);
        Ok(match access {
            Access::Anyone => forbids(ForbiddenKind::Public).then_some(PolicyRule::Public),
            Access::SignedIn => {
                forbids(ForbiddenKind::EveryoneSignedIn).then_some(PolicyRule::EveryoneSignedIn)
            }
            Access::Guest { guest } => self.against_guest(guest)?,
        })
    }

    /// Members that can't be seen may be anybody.
    fn is_all_inside(&self, group: &GroupId) -> Result<bool> {
        match self.members.get(group) {
            Some(Members::Seen(members)) => Ok(members.iter().all(|member| self.policy.is_inside(member))),
            Some(Members::Withheld) | None => Ok(false),
            Some(Members::Unread(error)) => Err(error.clone()),
        }
    }

    /// A maximum holds for "no end" as well.
    fn is_too_long(&self, ends_at: Option<Timestamp>) -> bool {
        let latest = self.maximum(None).latest(self.now, &self.zone);
        latest.is_some_and(|(_, latest)| ends_at.is_none_or(|end| end.as_second() > latest.as_second()))
    }
}

/// Whether something gives nothing that is not there already.
fn is_no_more(after: Stored, before: Stored) -> bool {
    let level = after.permissions == Permissions::Read || before.permissions == Permissions::ReadWrite;
    let end = match (after.ends_at, before.ends_at) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(after), Some(before)) => after.as_second() <= before.as_second(),
    };
    level && end
}
