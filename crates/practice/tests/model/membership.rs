//! The rules of membership in groups. Little of it is written down; where nothing is, there is no verdict.

use crate::rules::{Verdict, World};
use crate::vocabulary::{Action, Caller, Group, Person, Rank};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Membership {
    Active(Rank),
    Invited(Rank),
}

impl Membership {
    /// Only an active membership counts.
    pub(crate) fn active(self) -> Option<Rank> {
        match self {
            Self::Active(rank) => Some(rank),
            Self::Invited(_) => None,
        }
    }
}

impl World {
    /// One action of a batch on a group. `None` where no document tells the rule.
    pub(crate) fn member(
        &self,
        by: Caller,
        group: Group,
        action: Action,
        who: Person,
        rank: Rank,
    ) -> Option<Verdict> {
        use Membership::{Active, Invited};
        if by == Caller::Nobody {
            return Some(Err(vec![(401, "UNAUTHORIZED")]));
        }
        let founder = [(Group::Crew, Person::Nora), (Group::Staff, Person::Tom)].contains(&(group, who));
        let mine = self.rank(group, by);
        let own = matches!(action, Action::Accept | Action::Decline | Action::Leave);
        let allowed = match action {
            Action::Add | Action::Invite | Action::Remove => mine >= Some(Rank::Manager),
            Action::ChangeRole => mine == Some(Rank::Admin),
            Action::Accept | Action::Decline | Action::Leave => by.is(who),
        };
        // What managers may do to each other is not said, nor what becomes of a group without an admin.
        if founder || (mine == Some(Rank::Manager) && action != Action::Leave) {
            return None;
        }
        let now = self.members.get(&(group, who)).copied();
        let state = match (action, now) {
            (Action::Add | Action::Invite, Some(Active(_))) => Some((200, "ALREADY_ACTIVE")),
            (Action::Add | Action::Invite, _) | (_, Some(_)) => None,
            (_, None) => Some((200, "NO_MEMBERSHIP")),
        };
        let told = match (action, now) {
            (Action::Invite, Some(Invited(_)))
            | (Action::Accept | Action::Decline, Some(Active(_)))
            | (Action::Remove | Action::Leave | Action::ChangeRole, Some(Invited(_))) => false,
            (Action::ChangeRole, Some(Active(former))) => former != rank,
            // There is a word for leaving; whether one may also remove oneself is not said.
            (Action::Remove, Some(Active(_))) => !by.is(who),
            _ => true,
        };
        let mut reasons = Vec::from_iter(state);
        if !allowed {
            // For the whole batch or for the one item of it; somebody else's membership is none of the caller's.
            reasons.extend([(403, "FORBIDDEN"), (200, "FORBIDDEN")]);
            reasons.extend(own.then_some((200, "NO_MEMBERSHIP")));
        }
        let verdict = if reasons.is_empty() {
            Ok((200, "done"))
        } else {
            Err(reasons)
        };
        told.then_some(verdict)
    }

    /// What an action of a batch leaves.
    pub(crate) fn joined(&mut self, group: Group, action: Action, who: Person, rank: Rank) {
        let key = (group, who);
        let next = match action {
            Action::Add | Action::ChangeRole => Some(Membership::Active(rank)),
            Action::Invite => Some(Membership::Invited(rank)),
            Action::Accept => self
                .members
                .get(&key)
                .copied()
                .map(|(Membership::Active(rank) | Membership::Invited(rank))| Membership::Active(rank)),
            Action::Decline | Action::Remove | Action::Leave => None,
        };
        match next {
            Some(membership) => self.members.insert(key, membership),
            None => self.members.remove(&key),
        };
    }
}
