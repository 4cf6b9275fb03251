//! Whether what was asked for is what is stored: pure.

use globus::groups::{MemberAnswer, MemberFailure, Membership, MembershipAction, MembershipStatus};

use crate::model::MemberProblem;

/// What came of an action on one person: what the service answered about them, if it did, and their membership as it
/// was read back, if anybody could look.
pub(super) fn problem(
    action: MembershipAction,
    answer: Option<&MemberAnswer>,
    stored: ReadBack<'_>,
) -> Option<MemberProblem> {
    if let Some(Err(failure)) = answer {
        return Some(refusal(failure));
    }
    let settled = match (stored, answer) {
        (ReadBack::Seen(stored), _) => is_settled(action, stored),
        // Whoever turns down an invitation to a private group can't look into it any more: the answer has to do.
        (ReadBack::OutOfSight, Some(Ok(membership))) => is_settled(action, Some(membership)),
        (ReadBack::OutOfSight | ReadBack::Failed, _) => false,
    };
    (!settled).then_some(MemberProblem::NotConfirmed)
}

/// What was found afterwards.
#[derive(Clone, Copy, Debug)]
pub(super) enum ReadBack<'a> {
    /// The membership; none when there is none.
    Seen(Option<&'a Membership>),
    /// The group is not for this person to see any more.
    OutOfSight,
    /// Nobody could look.
    Failed,
}

/// Only two codes are known (Groups API, membership actions); the others have words.
fn refusal(failure: &MemberFailure) -> MemberProblem {
    match failure.code.as_str() {
        "ALREADY_ACTIVE" => MemberProblem::AlreadyMember,
        "NO_MEMBERSHIP" => MemberProblem::NoSuchMembership,
        _ => MemberProblem::Refused {
            message: failure.detail.clone(),
        },
    }
}

fn is_settled(action: MembershipAction, stored: Option<&Membership>) -> bool {
    use MembershipStatus::{Active, Invited, Pending};
    let status = stored.map(|it| it.status);
    let has_role = |role| stored.is_some_and(|it| it.role == role);
    match action {
        MembershipAction::Invite(role) => status == Some(Invited) && has_role(role),
        MembershipAction::Approve | MembershipAction::Accept => status == Some(Active),
        MembershipAction::ChangeRole(role) => status == Some(Active) && has_role(role),
        MembershipAction::Reject => status != Some(Pending) && status != Some(Active),
        MembershipAction::Remove => !matches!(status, Some(Active | Invited)),
        MembershipAction::Decline | MembershipAction::Leave => !matches!(status, Some(Active | Invited)),
    }
}

#[cfg(test)]
mod tests {
    use globus::groups::MembershipRole::{Admin, Manager, Member};
    use globus::groups::{MembershipRole, MembershipStatus};
    use globus::ids::IdentityId;

    use super::*;

    fn membership(role: MembershipRole, status: MembershipStatus) -> Membership {
        Membership {
            group_id: None,
            identity_id: IdentityId::new("i"),
            username: None,
            role,
            status,
        }
    }

    #[test]
    fn only_what_is_stored_counts() {
        use MembershipStatus::{Active, Invited, Pending, Removed};
        for (action, role, status, settled) in [
            (MembershipAction::Invite(Member), Member, Invited, true),
            (MembershipAction::Invite(Manager), Member, Invited, false),
            (MembershipAction::Approve, Member, Active, true),
            (MembershipAction::Approve, Member, Pending, false),
            (MembershipAction::Reject, Member, Pending, false),
            (MembershipAction::Remove, Member, Active, false),
            (MembershipAction::Remove, Member, Removed, true),
            (MembershipAction::ChangeRole(Admin), Admin, Active, true),
            (MembershipAction::ChangeRole(Admin), Member, Active, false),
        ] {
            let stored = membership(role, status);
            // What the service claims does not matter where somebody could look.
            for answer in [None, Some(Ok(membership(role, status)))] {
                let found = problem(action, answer.as_ref(), ReadBack::Seen(Some(&stored)));
                assert_eq!(found.is_none(), settled, "{action:?} {role:?} {status:?}");
            }
        }
    }

    #[test]
    fn a_refusal_keeps_its_reason_whatever_is_stored() {
        let stored = membership(Member, MembershipStatus::Active);
        let refused = |code: &str| {
            let failure = MemberFailure {
                identity_id: IdentityId::new("i"),
                code: code.into(),
                detail: "d".into(),
            };
            let answer = Err(failure);
            problem(
                MembershipAction::Approve,
                Some(&answer),
                ReadBack::Seen(Some(&stored)),
            )
        };
        assert_eq!(refused("ALREADY_ACTIVE"), Some(MemberProblem::AlreadyMember));
        assert_eq!(refused("NO_MEMBERSHIP"), Some(MemberProblem::NoSuchMembership));
        let message = "d".to_owned();
        assert_eq!(refused("OTHER"), Some(MemberProblem::Refused { message }));
    }

    #[test]
    fn where_nobody_can_look_only_an_answer_counts() {
        let declined = Ok(membership(Member, MembershipStatus::Declined));
        let decline = |answer, stored| problem(MembershipAction::Decline, answer, stored);
        assert_eq!(decline(Some(&declined), ReadBack::OutOfSight), None);
        for (answer, stored) in [(None, ReadBack::OutOfSight), (Some(&declined), ReadBack::Failed)] {
            assert_eq!(decline(answer, stored), Some(MemberProblem::NotConfirmed));
        }
    }
}
