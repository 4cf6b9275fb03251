//! Changing memberships: sent once, read back, and told per person.

use globus::groups::{Group, MemberAnswers, Membership, MembershipAction as Action};
use globus::ids::{GroupId, IdentityId};

use super::look::is_out_of_sight;
use super::settled::{ReadBack, problem};
use super::summary::{role_of, role_to_globus};
use crate::Sharing;
use crate::audit::GroupFacts;
use crate::error::{Error, Field, InputProblem, Result};
use crate::guests::members_of;
use crate::model::{
    ForbiddenKind, GroupDetails, GroupRole, MemberResult, MembersChanged, MembershipAction, PolicyRule,
};

impl Sharing {
    /// Does one thing to several memberships, and reads the group back. An error means that nothing was changed.
    pub async fn act_on_members(
        &self,
        id: &GroupId,
        people: &[IdentityId],
        action: &MembershipAction,
    ) -> Result<MembersChanged> {
        self.me().await?;
        if people.is_empty() {
            return Err(Error::input(Field::Guest, InputProblem::Empty));
        }
        match action {
            MembershipAction::Invite { .. } | MembershipAction::Approve => self.check_members(people).await?,
            MembershipAction::ChangeRole { role } => self.check_raise(id, people, *role).await?,
            _ => {}
        }
        self.must_change_groups().await?;
        let action = to_globus(action);
        let answers = match self.globus().groups.act_on_members(id, people, action).await {
            Ok(answers) => answers,
            // It may have been carried out: what is stored will tell.
            Err(error) if error.is_outcome_unknown() => MemberAnswers::new(),
            Err(error) => return Err(error.into()),
        };
        self.forget_my_groups();
        let group = self.learn_group_anew(id).await;
        if let Err(error) = &group {
            tracing::debug!(%error, "a group could not be read back");
        }
        let results = people.iter().map(|person| {
            let stored = match &group {
                Ok(group) => ReadBack::Seen(membership(group, person)),
                Err(error) if is_out_of_sight(error) => ReadBack::OutOfSight,
                Err(_) => ReadBack::Failed,
            };
            MemberResult {
                identity_id: person.clone(),
                problem: problem(action, answers.get(person), stored),
            }
        });
        Ok(MembersChanged {
            results: results.collect(),
            details: match &group {
                Ok(group) => self.look_after_change(group).await,
                Err(_) => None,
            },
        })
    }

    /// Whoever is in a group sees what is shared with it: the institution's rule about strangers holds here too.
    pub(super) async fn check_members(&self, people: &[IdentityId]) -> Result<()> {
        let policy = self.policy().await?;
        if !policy.forbids(ForbiddenKind::OutsideInstitution) {
            return Ok(());
        }
        let known = self.people(&people.iter().cloned().collect()).await?;
        let is_inside = |id: &IdentityId| {
            let person = known.get(id);
            person.is_some_and(|person| policy.is_inside(&person.username))
        };
        if people.iter().all(is_inside) {
            Ok(())
        } else {
            Err(Error::InstitutionForbids {
                rule: PolicyRule::OutsideInstitution,
            })
        }
    }

    /// A higher role is more, too. One that they have, or a lower one, is not.
    async fn check_raise(&self, id: &GroupId, people: &[IdentityId], role: GroupRole) -> Result<()> {
        let Err(forbidden) = self.check_members(people).await else {
            return Ok(());
        };
        let group = self.learn_group_anew(id).await?;
        let is_raised = |person: &IdentityId| {
            let stored = membership(&group, person).map(|it| role_of(it.role));
            stored.is_none_or(|stored| role > stored)
        };
        let raised: Vec<IdentityId> = people.iter().filter(|it| is_raised(it)).cloned().collect();
        self.check_members(&raised).await.map_err(|_| forbidden)
    }

    /// What fails from here on does not undo what was done: the window asks again for what is missing.
    async fn look_after_change(&self, group: &Group) -> Option<GroupDetails> {
        if let Err(error) = self.note_group(group).await {
            tracing::warn!(%error, "the audit does not know of a group's change yet");
        }
        self.details_of(group).await.ok()
    }

    /// Lists and pages know at once who is in the group now.
    pub(super) async fn note_group(&self, group: &Group) -> Result<()> {
        self.forget_my_groups();
        let members = members_of(group);
        let people = match &members {
            Some(members) => self.people(&members.iter().cloned().collect()).await?,
            None => Default::default(),
        };
        let context = self.person_context().await?;
        let people = people
            .into_iter()
            .map(|(id, identity)| (id, context.person(&identity)));
        let facts = GroupFacts {
            guest: self.state.known.lock().guest(group),
            members,
        };
        self.note_group_in_audit(&group.id, facts, people.collect()).await
    }
}

/// The list may be hidden; one's own membership never is.
fn membership<'a>(group: &'a Group, person: &IdentityId) -> Option<&'a Membership> {
    let all = group.memberships.iter().flatten();
    all.chain(&group.my_memberships)
        .find(|it| it.identity_id == *person)
}

fn to_globus(action: &MembershipAction) -> Action {
    match action {
        MembershipAction::Invite { role } => Action::Invite(role_to_globus(*role)),
        MembershipAction::Approve => Action::Approve,
        MembershipAction::Reject => Action::Reject,
        MembershipAction::Remove => Action::Remove,
        MembershipAction::ChangeRole { role } => Action::ChangeRole(role_to_globus(*role)),
        MembershipAction::Accept => Action::Accept,
        MembershipAction::Decline => Action::Decline,
        MembershipAction::Leave => Action::Leave,
    }
}
