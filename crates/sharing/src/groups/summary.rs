//! A group in sum: pure, from its document and what is known beside it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use globus::groups::{Group, Membership, MembershipRole, MembershipStatus};
use globus::ids::IdentityId;

use crate::audit::Audit;
use crate::model::{GroupRole, GroupSummary, MemberStatus};
use crate::policy::Rulebook;

/// Who looks at groups, and what they know.
#[derive(Debug)]
pub(super) struct Viewer {
    /// All identities of the person.
    pub(super) me: HashSet<IdentityId>,
    /// Names of people.
    pub(super) names: HashMap<IdentityId, String>,
    /// What is shared; none when that was never read.
    pub(super) audit: Option<Arc<Audit>>,
    /// What the institution allows.
    pub(super) rulebook: Rulebook,
}

impl Viewer {
    pub(super) fn is_me(&self, membership: &Membership) -> bool {
        self.me.contains(&membership.identity_id)
    }

    /// The person's own memberships; the list may be hidden, one's own never is.
    pub(super) fn mine<'a>(&self, group: &'a Group) -> impl Iterator<Item = &'a Membership> {
        let hidden = group.memberships.is_none().then_some(&group.my_memberships);
        let all = hidden.into_iter().flatten();
        let me = self.me.clone();
        all.chain(group.memberships.iter().flatten())
            .filter(move |it| me.contains(&it.identity_id))
    }

    /// The status that counts most, and the highest role with it.
    pub(super) fn standing(&self, group: &Group) -> (MemberStatus, GroupRole) {
        let mine = self
            .mine(group)
            .map(|it| (status_of(it.status), std::cmp::Reverse(role_of(it.role))));
        mine.min()
            .map_or((MemberStatus::Out, GroupRole::Member), |(status, role)| {
                (status, role.0)
            })
    }

    fn name_of(&self, membership: &Membership) -> Option<String> {
        let name = self.names.get(&membership.identity_id).cloned();
        name.or_else(|| membership.username.clone())
    }
}

/// A group as a row of the list.
pub(super) fn summary(group: &Group, viewer: &Viewer) -> GroupSummary {
    let with = |status: MemberStatus| {
        let all = group.memberships.iter().flatten();
        all.filter(move |it| status_of(it.status) == status)
    };
    let visible = |count: usize| group.memberships.is_some().then(|| size(count));
    let active = || with(MemberStatus::Active);
    let (my_status, my_role) = viewer.standing(group);
    let invited_as = viewer
        .mine(group)
        .filter(|it| status_of(it.status) == MemberStatus::Invited);
    GroupSummary {
        id: group.id.clone(),
        name: group.name.clone(),
        description: group.description.clone().filter(|text| !text.trim().is_empty()),
        my_role,
        my_status,
        invited_as: invited_as.map(|it| it.identity_id.clone()).collect(),
        members: visible(active().count()),
        can_add_members: visible(active().filter(|it| may_add(it)).count()),
        owner: active()
            .find(|it| it.role == MembershipRole::Admin)
            .and_then(|it| viewer.name_of(it)),
        requests: size(with(MemberStatus::Pending).count()),
        shares: viewer
            .audit
            .as_ref()
            .map(|audit| audit.shares_of_group(&group.id)),
        high_assurance: group.enforce_session == Some(true)
            || group
                .policies
                .as_ref()
                .is_some_and(|policies| policies.is_high_assurance),
    }
}

/// Managers let people in as administrators do (Groups API, membership actions).
fn may_add(membership: &Membership) -> bool {
    role_of(membership.role) >= GroupRole::Manager
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A role that is newer than this program counts for as little as it can.
pub(super) fn role_of(role: MembershipRole) -> GroupRole {
    match role {
        MembershipRole::Admin => GroupRole::Admin,
        MembershipRole::Manager => GroupRole::Manager,
        MembershipRole::Member | MembershipRole::Other => GroupRole::Member,
    }
}

/// A role as the service names it.
pub(super) fn role_to_globus(role: GroupRole) -> MembershipRole {
    match role {
        GroupRole::Admin => MembershipRole::Admin,
        GroupRole::Manager => MembershipRole::Manager,
        GroupRole::Member => MembershipRole::Member,
    }
}

pub(super) fn status_of(status: MembershipStatus) -> MemberStatus {
    match status {
        MembershipStatus::Active => MemberStatus::Active,
        MembershipStatus::Invited => MemberStatus::Invited,
        MembershipStatus::Pending => MemberStatus::Pending,
        MembershipStatus::Rejected
        | MembershipStatus::Removed
        | MembershipStatus::Left
        | MembershipStatus::Declined
        | MembershipStatus::Other => MemberStatus::Out,
    }
}
