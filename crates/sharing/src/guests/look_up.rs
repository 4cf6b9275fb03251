//! Asking about people and groups: in batches, and never twice in a session.

use std::collections::{HashMap, HashSet};

use futures::{StreamExt, stream};
use globus::auth::Identity;
use globus::groups::{Group, GroupInclude, MembershipRole, MembershipStatus};
use globus::ids::{GroupId, IdentityId};
use jiff::{SignedDuration, Timestamp};

use super::known::{PersonContext, active, addresses_of, domain, mine, nameless};
use crate::Sharing;
use crate::error::{Error, Result};
use crate::model::{GroupGuest, Guest};
use crate::policy::Members as SeenMembers;

/// How long the list of my groups counts as fresh.
const FRESH: SignedDuration = SignedDuration::from_mins(10);
const AT_ONCE: usize = 8;
/// What is asked of a group beside its members, which may be hidden.
const WITHOUT_MEMBERS: &[GroupInclude] = &[
    GroupInclude::MyMemberships,
    GroupInclude::Policies,
    GroupInclude::AllowedActions,
];

/// Whether members are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Members {
    Wanted,
    /// They are known to be withheld.
    Hidden,
}

impl Sharing {
    pub(crate) async fn person_context(&self) -> Result<PersonContext> {
        let me = self.me().await?;
        let guests = self.journal().recent_guests().await?;
        let earlier_guests = guests.into_iter().filter_map(|guest| match guest {
            Guest::Person(person) => Some(person.id),
            Guest::Group(_) => None,
        });
        Ok(PersonContext {
            my_domains: me
                .linked
                .iter()
                .map(|identity| domain(&identity.username))
                .collect(),
            earlier_guests: earlier_guests.collect(),
        })
    }

    /// People by id, in batches of a hundred; those that Globus does not show are missing.
    pub(crate) async fn people(&self, ids: &HashSet<IdentityId>) -> Result<HashMap<IdentityId, Identity>> {
        let missing: Vec<IdentityId> = {
            let known = self.state.known.lock();
            ids.iter()
                .filter(|id| !known.people.contains_key(id) && !known.hidden.contains(id))
                .cloned()
                .collect()
        };
        if !missing.is_empty() {
            let found = self.globus().auth.identities_by_id(&missing).await?;
            let mut known = self.state.known.lock();
            known.keep_people(&found);
            let hidden = missing.into_iter().filter(|id| !known.people.contains_key(id));
            let hidden: Vec<_> = hidden.collect();
            known.hidden.extend(hidden);
        }
        let known = self.state.known.lock();
        Ok(ids
            .iter()
            .filter_map(|id| Some((id.clone(), known.people.get(id)?.clone())))
            .collect())
    }

    /// A group, with its members where they may be seen.
    pub(crate) async fn group(&self, id: &GroupId) -> Result<GroupGuest> {
        let group = self.learn_group(id, Members::Wanted).await?;
        let admins: HashSet<IdentityId> = active(&group)
            .filter(|member| member.role == MembershipRole::Admin)
            .map(|member| member.identity_id.clone())
            .collect();
        // The owner's name is a kindness; without it the address has to do.
        if let Err(error) = self.people(&admins).await {
            tracing::debug!(%error, "no names for a group's administrators");
        }
        Ok(self.state.known.lock().guest(&group))
    }

    /// A group as it is now, whatever was known of it.
    pub(crate) async fn learn_group_anew(&self, id: &GroupId) -> Result<Group> {
        self.state.known.lock().asked.remove(id);
        self.learn_group(id, Members::Wanted).await
    }

    /// The same for one that the person is not in: only members see members.
    pub(crate) async fn learn_group_of_others(&self, id: &GroupId) -> Result<Group> {
        self.state.known.lock().asked.remove(id);
        self.learn_group(id, Members::Hidden).await
    }

    /// A group that was asked for already, or is now.
    async fn learn_group(&self, id: &GroupId, members: Members) -> Result<Group> {
        let turn = self.state.turns.group(id);
        let _turn = turn.lock().await;
        let known = {
            let known = self.state.known.lock();
            known.groups.get(id).filter(|_| known.asked.contains(id)).cloned()
        };
        if let Some(group) = known {
            return Ok(group);
        }
        let me = self.my_id();
        let answer = self.fetch_group(id, members).await;
        if me == self.my_id() {
            let mut known = self.state.known.lock();
            match &answer {
                Ok(group) => {
                    known.groups.insert(id.clone(), group.clone());
                    known.asked.insert(id.clone());
                }
                Err(Error::Forbidden { .. } | Error::NotFound { .. }) => {
                    known.asked.insert(id.clone());
                }
                // No answer now says nothing about the next time.
                Err(_) => {}
            }
        }
        answer
    }

    /// What a slow answer brings is kept only for the person who asked.
    pub(crate) fn my_id(&self) -> Option<IdentityId> {
        self.session().map(|session| session.identity.id)
    }

    /// A group's name may be visible while its members are not: then it is asked for without them.
    async fn fetch_group(&self, id: &GroupId, members: Members) -> Result<Group> {
        let groups = &self.globus().groups;
        if members == Members::Hidden {
            return Ok(groups.group(id, WITHOUT_MEMBERS).await?);
        }
        let all = [&[GroupInclude::Memberships], WITHOUT_MEMBERS].concat();
        match groups.group(id, &all).await.map_err(Error::from) {
            Err(Error::Forbidden { .. }) => Ok(groups.group(id, WITHOUT_MEMBERS).await?),
            other => other,
        }
    }

    /// My groups as they are now, with their members where they may be seen, and those that I am asked into or ask to
    /// be let into.
    pub(crate) async fn read_my_groups(&self) -> Result<Vec<Group>> {
        let _turn = self.state.turns.my_groups.lock().await;
        let statuses = [
            MembershipStatus::Active,
            MembershipStatus::Invited,
            MembershipStatus::Pending,
        ];
        let groups = &self.globus().groups;
        let me = self.my_id();
        let found = match groups.my_groups(&statuses, &[GroupInclude::Memberships]).await {
            Err(globus::Error::Api(api)) if api.status == 403 && api.demand.is_none() => {
                groups.my_groups(&statuses, &[]).await
            }
            other => other,
        }?;
        if me != self.my_id() {
            return Err(Error::Changed);
        }
        let now = self.now();
        let mut known = self.state.known.lock();
        let active = found.iter().filter(|group| mine(group).next().is_some());
        known.keep_my_groups(now, &active.cloned().collect::<Vec<_>>());
        Ok(found)
    }

    /// The list of my groups is asked for again when somebody needs it.
    pub(crate) fn forget_my_groups(&self) {
        self.state.known.lock().my_groups = None;
    }

    /// The list of my groups, without members; once in a while.
    pub(crate) async fn list_my_groups(&self) -> Result<()> {
        let _turn = self.state.turns.my_groups.lock().await;
        let now = self.now();
        let is_fresh = |since: &Timestamp| now.duration_since(*since).abs() < FRESH;
        if self
            .state
            .known
            .lock()
            .my_groups
            .as_ref()
            .is_some_and(|(since, _)| is_fresh(since))
        {
            return Ok(());
        }
        let me = self.my_id();
        let groups = self.globus().groups.my_groups(&[], &[]).await?;
        if me != self.my_id() {
            return Err(Error::Changed);
        }
        self.state.known.lock().keep_my_groups(now, &groups);
        Ok(())
    }

    /// My groups with their members and the members' names. A few groups at a time: whoever does not wait for all of
    /// them finds the first ones.
    pub(super) async fn learn_my_groups(&self) -> Result<()> {
        let _turn = self.state.turns.learning.lock().await;
        self.list_my_groups().await?;
        let ids: Vec<GroupId> = self
            .state
            .known
            .lock()
            .my_groups
            .iter()
            .flat_map(|(_, ids)| ids.clone())
            .collect();
        for some in ids.chunks(AT_ONCE) {
            self.learn_groups(some.to_vec()).await;
            let members: HashSet<IdentityId> = {
                let known = self.state.known.lock();
                some.iter()
                    .filter_map(|id| known.groups.get(id))
                    .flat_map(active)
                    .map(|member| member.identity_id.clone())
                    .collect()
            };
            self.people(&members).await?;
        }
        Ok(())
    }

    /// Members of groups, as far as they may be seen.
    pub(crate) async fn learn_groups(&self, ids: Vec<GroupId>) {
        let unknown: Vec<GroupId> = {
            let known = self.state.known.lock();
            ids.into_iter().filter(|id| !known.asked.contains(id)).collect()
        };
        stream::iter(unknown)
            .for_each_concurrent(AT_ONCE, |id| async move {
                if let Err(error) = self.learn_group(&id, Members::Wanted).await {
                    tracing::debug!(%error, %id, "a group can't be seen");
                }
            })
            .await;
    }

    /// Who is in groups now.
    pub(crate) async fn members_now(&self, ids: Vec<GroupId>) -> HashMap<GroupId, SeenMembers> {
        let ids: HashSet<GroupId> = ids.into_iter().collect();
        stream::iter(ids)
            .map(|id| async move {
                let members = match self.learn_group_anew(&id).await {
                    Ok(group) => addresses_of(&group).map_or(SeenMembers::Withheld, SeenMembers::Seen),
                    Err(Error::Forbidden { .. } | Error::NotFound { .. }) => SeenMembers::Withheld,
                    Err(error) => SeenMembers::Unread(error),
                };
                (id, members)
            })
            .buffer_unordered(AT_ONCE)
            .collect()
            .await
    }

    /// Who was in groups when they were last asked for.
    pub(crate) async fn members_known(&self, ids: Vec<GroupId>) -> HashMap<GroupId, SeenMembers> {
        self.learn_groups(ids.clone()).await;
        let known = self.state.known.lock();
        let members = |id: &GroupId| {
            let seen = known.groups.get(id).and_then(addresses_of);
            seen.map_or(SeenMembers::Withheld, SeenMembers::Seen)
        };
        ids.into_iter().map(|id| (id.clone(), members(&id))).collect()
    }

    /// Names of groups: mine at once, others one by one, unknown ones not at all.
    pub(crate) async fn group_guests(&self, ids: &HashSet<GroupId>) -> HashMap<GroupId, GroupGuest> {
        if let Err(error) = self.list_my_groups().await {
            tracing::debug!(%error, "no list of my groups");
        }
        let unknown: Vec<GroupId> = {
            let known = self.state.known.lock();
            ids.iter()
                .filter(|id| !known.groups.contains_key(id))
                .cloned()
                .collect()
        };
        self.learn_groups(unknown).await;
        let known = self.state.known.lock();
        let guest = |id: &GroupId| match known.groups.get(id) {
            Some(group) => known.guest(group),
            None => nameless(id),
        };
        ids.iter().map(|id| (id.clone(), guest(id))).collect()
    }
}
