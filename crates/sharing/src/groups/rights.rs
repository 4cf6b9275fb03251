//! What the person may do with a group and each of its memberships: pure. Managers let people in and out,
//! administrators change roles too, and nobody touches somebody above them (Groups API, membership actions).

use globus::groups::{Group, Membership, MembershipAction, MembershipRole};
use globus::ids::IdentityId;

use super::summary::{Viewer, role_of, status_of};
use crate::model::{GroupRights, GroupRole, KeptBy, Member, MemberRights, MemberStatus, Person, PolicyRule};

/// What the person may do, and what that depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rights {
    sum: GroupRights,
    may_leave: bool,
    my_role: GroupRole,
    administrators: usize,
}

/// What the role allows, as far as the service does not say otherwise.
pub(super) fn rights_of(group: &Group, viewer: &Viewer) -> Rights {
    let (status, my_role) = viewer.standing(group);
    let said = |action: MembershipAction| {
        let allowed = group.allowed_actions.as_ref();
        allowed
            .and_then(|allowed| allowed.allows(action.as_str()))
            .unwrap_or(true)
    };
    let has = |role: GroupRole| status == MemberStatus::Active && my_role >= role;
    let members = group.memberships.iter().flatten();
    let is_administrator = |it: &&Membership| {
        role_of(it.role) == GroupRole::Admin && status_of(it.status) == MemberStatus::Active
    };
    Rights {
        sum: GroupRights {
            invite: has(GroupRole::Manager) && said(MembershipAction::Invite(MembershipRole::Member)),
            approve: has(GroupRole::Manager) && said(MembershipAction::Approve),
            remove: has(GroupRole::Manager) && said(MembershipAction::Remove),
            change_role: has(GroupRole::Admin) && said(MembershipAction::ChangeRole(MembershipRole::Member)),
            administer: has(GroupRole::Admin),
        },
        may_leave: said(MembershipAction::Leave),
        my_role,
        administrators: members.filter(is_administrator).count(),
    }
}

impl Rights {
    /// In sum.
    pub(super) fn sum(&self) -> GroupRights {
        self.sum
    }

    /// The person's identities that can leave. A group needs an administrator.
    pub(super) fn leave_as(&self, group: &Group, viewer: &Viewer) -> Vec<IdentityId> {
        let active: Vec<&Membership> = viewer
            .mine(group)
            .filter(|it| status_of(it.status) == MemberStatus::Active)
            .collect();
        let administrators = active
            .iter()
            .filter(|it| role_of(it.role) == GroupRole::Admin)
            .count();
        let are_all = administrators > 0 && administrators >= self.administrators;
        if !self.may_leave || are_all {
            return Vec::new();
        }
        active.into_iter().map(|it| it.identity_id.clone()).collect()
    }

    /// A membership with what may be done to it.
    pub(super) fn member(&self, membership: &Membership, person: Person, viewer: &Viewer) -> Member {
        let (role, status) = (role_of(membership.role), status_of(membership.status));
        let is_me = viewer.is_me(membership);
        let rule = viewer.rulebook.against_address(&person.username);
        Member {
            may: held_back(self.over(role, status, is_me), role, rule),
            person,
            role,
            status,
            is_me,
        }
    }

    fn over(&self, role: GroupRole, status: MemberStatus, is_me: bool) -> MemberRights {
        let is_active = status == MemberStatus::Active;
        let is_in = is_active || status == MemberStatus::Invited;
        let is_last = is_active && role == GroupRole::Admin && self.administrators == 1;
        let changes_role = self.sum.change_role && is_active && !is_last;
        let roles = [GroupRole::Member, GroupRole::Manager, GroupRole::Admin];
        let remove = self.sum.remove && is_in && !is_me && role <= self.my_role;
        let missing =
            is_in && (self.sum.remove && !remove || self.sum.change_role && is_active && !changes_role);
        MemberRights {
            approve: self.sum.approve && status == MemberStatus::Pending,
            reject: self.sum.approve && status == MemberStatus::Pending,
            remove,
            roles: roles
                .into_iter()
                .filter(|other| changes_role && *other != role)
                .collect(),
            kept_by: missing.then_some(if is_last {
                KeptBy::LastAdministrator
            } else if is_me {
                KeptBy::BeingMine
            } else {
                KeptBy::HigherRole
            }),
            forbidden: None,
        }
    }
}

/// Without what the institution does not allow: letting a stranger in, or higher up.
fn held_back(may: MemberRights, role: GroupRole, rule: Option<PolicyRule>) -> MemberRights {
    if rule.is_none() {
        return may;
    }
    let lower: Vec<GroupRole> = may.roles.iter().copied().filter(|other| *other < role).collect();
    MemberRights {
        forbidden: rule.filter(|_| may.approve || lower != may.roles),
        approve: false,
        roles: lower,
        ..may
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rights(my_role: GroupRole, administrators: usize) -> Rights {
        let manages = my_role >= GroupRole::Manager;
        Rights {
            sum: GroupRights {
                invite: manages,
                approve: manages,
                remove: manages,
                change_role: my_role == GroupRole::Admin,
                administer: my_role == GroupRole::Admin,
            },
            may_leave: true,
            my_role,
            administrators,
        }
    }

    #[test]
    fn members_change_nobody() {
        let nothing = MemberRights::default();
        for status in [MemberStatus::Active, MemberStatus::Invited, MemberStatus::Pending] {
            for is_me in [true, false] {
                assert_eq!(
                    rights(GroupRole::Member, 1).over(GroupRole::Member, status, is_me),
                    nothing
                );
            }
        }
    }

    #[test]
    fn managers_let_in_and_out_but_not_who_is_above_them() {
        let mine = rights(GroupRole::Manager, 2);
        let asks = mine.over(GroupRole::Member, MemberStatus::Pending, false);
        assert!(asks.approve && asks.reject && !asks.remove && asks.kept_by.is_none());
        let member = mine.over(GroupRole::Member, MemberStatus::Active, false);
        assert!(member.remove && member.roles.is_empty() && member.kept_by.is_none());
        let above = mine.over(GroupRole::Admin, MemberStatus::Active, false);
        assert_eq!((above.remove, above.kept_by), (false, Some(KeptBy::HigherRole)));
    }

    #[test]
    fn nobody_is_put_out_by_themselves_and_the_last_administrator_stays() {
        let alone = rights(GroupRole::Admin, 1).over(GroupRole::Admin, MemberStatus::Active, true);
        assert_eq!(
            (alone.remove, alone.roles, alone.kept_by),
            (false, vec![], Some(KeptBy::LastAdministrator))
        );
        let one_of_two = rights(GroupRole::Admin, 2).over(GroupRole::Admin, MemberStatus::Active, true);
        assert_eq!(one_of_two.roles, [GroupRole::Member, GroupRole::Manager]);
        assert_eq!(
            (one_of_two.remove, one_of_two.kept_by),
            (false, Some(KeptBy::BeingMine))
        );
    }

    #[test]
    fn strangers_are_neither_let_in_nor_raised_where_the_institution_keeps_them_out() {
        let rule = Some(PolicyRule::OutsideInstitution);
        let mine = rights(GroupRole::Admin, 2);
        let asks = mine.over(GroupRole::Member, MemberStatus::Pending, false);
        let asks = held_back(asks, GroupRole::Member, rule);
        assert_eq!((asks.approve, asks.reject, asks.forbidden), (false, true, rule));
        let manager = mine.over(GroupRole::Manager, MemberStatus::Active, false);
        let lowered = held_back(manager.clone(), GroupRole::Manager, rule);
        assert_eq!(
            (lowered.roles, lowered.forbidden),
            (vec![GroupRole::Member], rule)
        );
        assert!(lowered.remove);
        assert_eq!(held_back(manager.clone(), GroupRole::Manager, None), manager);
        // Nothing that is kept back: nothing to say.
        let invited = mine.over(GroupRole::Member, MemberStatus::Invited, false);
        assert_eq!(held_back(invited.clone(), GroupRole::Member, rule), invited);
    }

    #[test]
    fn who_is_out_is_only_invited_again() {
        let out = rights(GroupRole::Admin, 1).over(GroupRole::Member, MemberStatus::Out, false);
        assert_eq!(out, MemberRights::default());
    }
}
