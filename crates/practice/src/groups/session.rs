//! Groups with high assurance: their members, and whoever changes them, need a recent sign-in.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::caller::Caller;
use super::document::mine;
use super::error::GroupsError;
use crate::clock::iso;
use crate::config::Config;
use crate::rights::Standing;
use crate::state::model::{Group, Session};

fn ends(group: &Group, auth_time: Timestamp) -> Timestamp {
    let limit = SignedDuration::from_secs(group.policies.authentication_assurance_timeout);
    auth_time.saturating_add(limit).unwrap_or(Timestamp::MAX)
}

/// `session_timeouts`: until when each identity of the session counts as recent.
pub(super) fn timeouts(group: &Group, session: &Session, now: Timestamp) -> Value {
    let mut timeouts = Map::new();
    if group.policies.is_high_assurance {
        for (identity, proven) in &session.authentications {
            let end = ends(group, proven.auth_time);
            let left = end.as_second() - now.as_second();
            timeouts.insert(
                identity.to_string(),
                json!({"expire_time": iso(end), "expires_in": left.max(0)}),
            );
        }
    }
    timeouts.into()
}

/// Refuses a caller whose sign-in is too old for the group. One identity that is in the group has to be recent; for
/// somebody who is not in it, any.
pub(super) fn require_recent(
    group: &Group,
    caller: &Caller,
    me: &Standing,
    config: &Config,
    now: Timestamp,
) -> Result<(), GroupsError> {
    if !group.policies.is_high_assurance {
        return Ok(());
    }
    let mut identities: Vec<Uuid> = mine(group, me)
        .filter(|it| it.status == "active")
        .map(|it| it.identity)
        .collect();
    if identities.is_empty() {
        identities = me.identities.iter().copied().collect();
    }
    let is_recent = |identity: &Uuid| {
        let auth_time = caller.session().auth_time_of(*identity);
        auth_time.is_some_and(|auth_time| ends(group, auth_time) > now)
    };
    if identities.iter().any(is_recent) {
        return Ok(());
    }
    // One is enough, and asking for all would keep out whoever can't use the others today.
    let wanted = identities.iter().take(1).map(Uuid::to_string).collect();
    Err(GroupsError::session(config.group_session_status, wanted))
}
