//! `POST /v2/groups/<id>`: membership actions. One request for many people, an answer for each.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{GroupsClient, Membership, MembershipRole};
use crate::error::Result;
use crate::http::Call;
use crate::ids::{GroupId, IdentityId};
use crate::retry::Repeat;

/// What is done to memberships.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MembershipAction {
    /// Ask people to join; they are written to.
    Invite(MembershipRole),
    /// Let in people who asked.
    Approve,
    /// Turn away people who asked.
    Reject,
    /// Put members out, or take invitations back.
    Remove,
    /// Give members another role.
    ChangeRole(MembershipRole),
    /// Take up an invitation of one's own.
    Accept,
    /// Turn down an invitation of one's own.
    Decline,
    /// Go out of a group that one is in.
    Leave,
}

impl MembershipAction {
    /// Its name in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invite(_) => "invite",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Remove => "remove",
            Self::ChangeRole(_) => "change_role",
            Self::Accept => "accept",
            Self::Decline => "decline",
            Self::Leave => "leave",
        }
    }

    fn item(self, identity: &IdentityId) -> Value {
        match self {
            Self::Invite(role) | Self::ChangeRole(role) => json!({"identity_id": identity, "role": role}),
            _ => json!({ "identity_id": identity }),
        }
    }
}

/// What came of it for one person: the membership as it is now, or why not.
pub type MemberAnswer = Result<Membership, MemberFailure>;

/// What came of it for each person whom the answer names.
pub type MemberAnswers = HashMap<IdentityId, MemberAnswer>;

/// Why an action was not done to one person.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct MemberFailure {
    /// Whom.
    pub identity_id: IdentityId,
    /// The service's code; `ALREADY_ACTIVE` and `NO_MEMBERSHIP` are known.
    #[serde(default)]
    pub code: String,
    /// The service's words.
    #[serde(default)]
    pub detail: String,
}

impl GroupsClient {
    /// Does one thing to several memberships. Only what certainly did not arrive is sent again: a second invitation is a
    /// second letter. Whoever gets no answer reads the group.
    pub async fn act_on_members(
        &self,
        group: &GroupId,
        identities: &[IdentityId],
        action: MembershipAction,
    ) -> Result<MemberAnswers> {
        let items: Vec<Value> = identities.iter().map(|id| action.item(id)).collect();
        let call = Call::post(
            &["v2", "groups", group.as_str()],
            json!({ action.as_str(): items }),
        );
        let policy = &self.service.http().config().retry;
        let answer: Value = policy
            .run(Repeat::OnlyIfNotExecuted, || self.service.call_once(&call))
            .await?;
        Ok(answers(&answer, action))
    }
}

/// The body repeats the action's name with the memberships that changed, and again below `errors` with those that did
/// not.
fn answers(body: &Value, action: MembershipAction) -> MemberAnswers {
    let items = |part: &Value| part[action.as_str()].as_array().cloned().unwrap_or_default();
    let members = items(body).into_iter().filter_map(|item| {
        let member: Membership = serde_json::from_value(item).ok()?;
        Some((member.identity_id.clone(), Ok(member)))
    });
    let failures = items(&body["errors"]).into_iter().filter_map(|item| {
        let failure: MemberFailure = serde_json::from_value(item).ok()?;
        Some((failure.identity_id.clone(), Err(failure)))
    });
    members.chain(failures).collect()
}
