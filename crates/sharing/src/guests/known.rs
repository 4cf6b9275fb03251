//! People and groups that were looked up in this session, so that nobody is asked about twice.

use std::collections::{BTreeSet, HashMap, HashSet};

use globus::auth::{Identity, IdentityStatus as AuthStatus};
use globus::groups::{Group, Membership, MembershipRole, MembershipStatus};
use globus::ids::{GroupId, IdentityId};
use jiff::Timestamp;

use crate::model::{GroupGuest, IdentityStatus, Person};
use crate::plan::GroupFacts;

/// Identities of applications (Globus Auth, client credentials).
const APPLICATIONS: &str = "@clients.auth.globus.org";

/// What was looked up.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(super) people: HashMap<IdentityId, Identity>,
    /// People whom Globus does not show.
    pub(super) hidden: HashSet<IdentityId>,
    pub(super) groups: HashMap<GroupId, Group>,
    pub(super) my_groups: Option<(Timestamp, Vec<GroupId>)>,
    /// Groups whose members were asked for; they may have been withheld.
    pub(super) asked: HashSet<GroupId>,
}

/// What is needed to say how a person relates to me.
#[derive(Clone, Debug, Default)]
pub(crate) struct PersonContext {
    pub(super) my_domains: HashSet<String>,
    pub(super) earlier_guests: HashSet<IdentityId>,
}

impl Known {
    pub(super) fn keep_people<'a>(&mut self, people: impl IntoIterator<Item = &'a Identity>) {
        self.people.extend(
            people
                .into_iter()
                .map(|person| (person.id.clone(), person.clone())),
        );
    }

    /// The list of my groups. Members that were learnt one by one stay where the list does not bring them.
    pub(super) fn keep_my_groups(&mut self, now: Timestamp, groups: &[Group]) {
        self.my_groups = Some((now, groups.iter().map(|group| group.id.clone()).collect()));
        for group in groups {
            let learnt = self.groups.remove(&group.id).and_then(|known| known.memberships);
            let memberships = group.memberships.clone().or(learnt);
            if group.memberships.is_some() {
                self.asked.insert(group.id.clone());
            }
            self.groups.insert(
                group.id.clone(),
                Group {
                    memberships,
                    ..group.clone()
                },
            );
        }
    }

    /// Names of everybody who has one.
    pub(crate) fn names(&self) -> HashMap<IdentityId, String> {
        let named = self.people.iter();
        named
            .filter_map(|(id, person)| Some((id.clone(), person.name.clone()?)))
            .collect()
    }

    /// Active members of the groups whose members may be seen, with the group's name as a remark.
    pub(super) fn members(&self, context: &PersonContext) -> Vec<Person> {
        let ids = self.my_groups.iter().flat_map(|(_, ids)| ids);
        let groups = ids.filter_map(|id| self.groups.get(id));
        let members = groups.flat_map(|group| active(group).map(move |member| (group, member)));
        members
            .filter_map(|(group, member)| {
                let person = context.person(self.people.get(&member.identity_id)?);
                Some(Person {
                    in_group: Some(group.name.clone()),
                    ..person
                })
            })
            .collect()
    }

    pub(super) fn my_groups(&self) -> Vec<GroupGuest> {
        let ids = self.my_groups.iter().flat_map(|(_, ids)| ids);
        ids.filter_map(|id| Some(self.guest(self.groups.get(id)?)))
            .collect()
    }

    /// For adding up access.
    pub(crate) fn group_facts(&self) -> HashMap<GroupId, GroupFacts> {
        let facts = |group: &Group| GroupFacts {
            name: Some(group.name.clone()),
            members: active(group)
                .chain(mine(group))
                .map(|member| member.identity_id.clone())
                .collect(),
        };
        self.groups
            .iter()
            .map(|(id, group)| (id.clone(), facts(group)))
            .collect()
    }

    pub(crate) fn guest(&self, group: &Group) -> GroupGuest {
        let members = group
            .memberships
            .is_some()
            .then(|| active(group).collect::<Vec<_>>());
        let may_add =
            |member: &&&Membership| matches!(member.role, MembershipRole::Admin | MembershipRole::Manager);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let owner = members
            .iter()
            .flatten()
            .find(|member| member.role == MembershipRole::Admin);
        GroupGuest {
            id: group.id.clone(),
            name: Some(group.name.clone()),
            member_count: members.as_ref().map(|members| count(members.len())),
            owner: owner.and_then(|member| {
                let name = self
                    .people
                    .get(&member.identity_id)
                    .and_then(|person| person.name.clone());
                name.or_else(|| member.username.clone())
            }),
            can_add_members: members
                .as_ref()
                .map(|members| count(members.iter().filter(may_add).count())),
            i_am_member: mine(group).next().is_some(),
            i_am_admin: mine(group).any(|member| member.role == MembershipRole::Admin),
            high_assurance: group.enforce_session == Some(true),
        }
    }
}

pub(super) fn active(group: &Group) -> impl Iterator<Item = &Membership> {
    group
        .memberships
        .iter()
        .flatten()
        .filter(|member| member.status == MembershipStatus::Active)
}

/// Addresses of whoever is in a group, or may soon be: invited, or asking to be. None where they can't all be seen.
pub(super) fn addresses_of(group: &Group) -> Option<Vec<String>> {
    let members = group.memberships.as_ref()?;
    let counts = |member: &&Membership| {
        matches!(
            member.status,
            MembershipStatus::Active | MembershipStatus::Invited | MembershipStatus::Pending
        )
    };
    // A member without an address is nobody's: it is compared and found to be outside.
    let addresses = members
        .iter()
        .filter(counts)
        .map(|member| member.username.clone().unwrap_or_default());
    Some(addresses.collect())
}

/// Active members, the signed-in person included; none when they may not be seen.
pub(crate) fn members_of(group: &Group) -> Option<BTreeSet<IdentityId>> {
    group.memberships.as_ref()?;
    Some(
        active(group)
            .chain(mine(group))
            .map(|member| member.identity_id.clone())
            .collect(),
    )
}

pub(super) fn mine(group: &Group) -> impl Iterator<Item = &Membership> {
    group
        .my_memberships
        .iter()
        .filter(|member| member.status == MembershipStatus::Active)
}

impl PersonContext {
    /// An identity as a guest.
    pub(crate) fn person(&self, identity: &Identity) -> Person {
        let username = identity.username.clone();
        let application = username.to_lowercase().ends_with(APPLICATIONS);
        Person {
            id: identity.id.clone(),
            name: identity.name.clone().filter(|name| !name.trim().is_empty()),
            organization: identity
                .organization
                .clone()
                .filter(|name| !name.trim().is_empty()),
            status: match identity.status {
                AuthStatus::Unused => IdentityStatus::Unused,
                AuthStatus::Private => IdentityStatus::Private,
                AuthStatus::Closed => IdentityStatus::Closed,
                AuthStatus::Used | AuthStatus::Unknown => IdentityStatus::Used,
            },
            outside: !application && self.is_outside(&username),
            first_time: !self.earlier_guests.contains(&identity.id),
            in_group: None,
            application,
            username,
        }
    }

    /// Departments belong to their institution: `cs.northfield.example` is not outside `northfield.example`.
    fn is_outside(&self, username: &str) -> bool {
        let domain = domain(username);
        let below =
            |inner: &str, outer: &str| inner.strip_suffix(outer).is_some_and(|rest| rest.ends_with('.'));
        !self
            .my_domains
            .iter()
            .any(|mine| *mine == domain || below(&domain, mine) || below(mine, &domain))
    }
}

pub(super) fn domain(username: &str) -> String {
    username.rsplit('@').next().unwrap_or_default().to_lowercase()
}

/// Somebody of whom nothing is known but the id.
pub(crate) fn unknown_person(id: &IdentityId) -> Person {
    Person {
        id: id.clone(),
        username: id.to_string(),
        name: None,
        organization: None,
        status: IdentityStatus::Private,
        outside: false,
        first_time: false,
        in_group: None,
        application: false,
    }
}

/// A group that exists, as a permission says, but may not be seen.
pub(crate) fn nameless(id: &GroupId) -> GroupGuest {
    GroupGuest {
        id: id.clone(),
        name: None,
        member_count: None,
        owner: None,
        can_add_members: None,
        i_am_member: false,
        i_am_admin: false,
        high_assurance: false,
    }
}
