//! The list of groups, and one group.

use std::collections::{HashMap, HashSet};

use globus::groups::{Group, MembershipRole};
use globus::ids::{GroupId, IdentityId};

use super::rights::{Rights, rights_of};
use super::summary::{Viewer, status_of, summary};
use crate::Sharing;
use crate::error::{Error, Result};
use crate::guests::unknown_person;
use crate::link::group_page;
use crate::model::{GroupDetails, GroupSummary, Member, MemberStatus, Person};

impl Sharing {
    /// Groups that the person is in, is asked into, or asks to be let into. One request, and names where they are not
    /// known yet.
    pub async fn my_groups(&self) -> Result<Vec<GroupSummary>> {
        self.me().await?;
        let groups = self.read_my_groups().await?;
        self.learn_administrators(&groups).await;
        let viewer = self.group_viewer().await?;
        let mut list: Vec<GroupSummary> = groups.iter().map(|group| summary(group, &viewer)).collect();
        // A group that one has left is still in nobody's way: it is only shown to those who are in it.
        list.retain(|group| group.my_status != MemberStatus::Out);
        list.sort_by_cached_key(|group| (group.name.to_lowercase(), group.id.clone()));
        Ok(list)
    }

    /// One group as it is now, with its members where they may be seen, and what is shared with it as far as shares
    /// were read.
    pub async fn group_details(&self, id: &GroupId) -> Result<GroupDetails> {
        self.me().await?;
        let group = self.learn_group_anew(id).await?;
        self.details_of(&group).await
    }

    pub(super) async fn details_of(&self, group: &Group) -> Result<GroupDetails> {
        let memberships = group.memberships.as_deref().unwrap_or_default();
        let ids: HashSet<IdentityId> = memberships.iter().map(|it| it.identity_id.clone()).collect();
        // Members without names are still members: their addresses come with the group.
        let named = self.people(&ids).await.unwrap_or_else(|error| {
            tracing::debug!(%error, "no names for a group's members");
            HashMap::new()
        });
        let context = self.person_context().await?;
        let viewer = self.group_viewer().await?;
        let rights = rights_of(group, &viewer);
        let members = group.memberships.as_ref().map(|memberships| {
            let mut members: Vec<Member> = memberships
                .iter()
                .map(|membership| {
                    let person = match named.get(&membership.identity_id) {
                        Some(identity) => context.person(identity),
                        None => Person {
                            username: membership
                                .username
                                .clone()
                                .unwrap_or_else(|| membership.identity_id.to_string()),
                            ..unknown_person(&membership.identity_id)
                        },
                    };
                    rights.member(membership, person, &viewer)
                })
                .collect();
            members.sort_by_cached_key(place);
            members
        });
        let (audit, _) = self.audit().await?;
        Ok(GroupDetails {
            group: summary(group, &viewer),
            members,
            may: Rights::sum(&rights),
            leave_as: rights.leave_as(group, &viewer),
            grants: audit
                .as_ref()
                .map(|audit| audit.grants_of_group(&group.id))
                .unwrap_or_default(),
            on_protected_storage: audit
                .as_ref()
                .map(|audit| audit.protected_of_group(&group.id))
                .unwrap_or_default(),
            grants_checked_at: audit.as_ref().map(|audit| audit.snapshot().checked_at),
            web_page: group_page(&self.globus().config.urls.web_app, &group.id),
        })
    }

    /// Who looks, and what is known beside the groups themselves.
    pub(super) async fn group_viewer(&self) -> Result<Viewer> {
        let me = self.me().await?;
        let (audit, _) = self.audit().await?;
        let rulebook = self.rulebook(Vec::new()).await?;
        let known = self.state.known.lock();
        Ok(Viewer {
            rulebook,
            me: me.linked.into_iter().map(|identity| identity.id).collect(),
            names: known.names(),
            audit,
        })
    }

    /// The owner's name is a kindness; without it the address has to do.
    async fn learn_administrators(&self, groups: &[Group]) {
        let members = groups.iter().flat_map(|group| group.memberships.iter().flatten());
        let admins = members
            .filter(|it| it.role == MembershipRole::Admin && status_of(it.status) == MemberStatus::Active);
        let admins: HashSet<IdentityId> = admins.map(|it| it.identity_id.clone()).collect();
        if let Err(error) = self.people(&admins).await {
            tracing::debug!(%error, "no names for administrators of groups");
        }
    }
}

/// Whoever waits for an answer comes first, then those who run the group; who is out comes last.
fn place(member: &Member) -> (u8, u8, String) {
    let status = match member.status {
        MemberStatus::Pending => 0,
        MemberStatus::Active => 1,
        MemberStatus::Invited => 2,
        MemberStatus::Out => 3,
    };
    let name = member.person.name.as_ref().unwrap_or(&member.person.username);
    (status, u8::MAX - member.role as u8, name.to_lowercase())
}

/// Errors that mean that a group, or its members, are not for this person to see.
pub(super) fn is_out_of_sight(error: &Error) -> bool {
    matches!(error, Error::Forbidden { .. } | Error::NotFound { .. })
}
