//! Who may do what to which membership.

use serde_json::{Value, json};
use uuid::Uuid;

use super::document::{mine, my_role};
use crate::config::Config;
use crate::rights::Standing;
use crate::state::World;
use crate::state::model::{Group, Membership};

/// Why one item of a batch could not be done: the code and a sentence. `ALREADY_ACTIVE` and `NO_MEMBERSHIP` are
/// recorded; the others are ours.
pub(super) type Failure = (&'static str, &'static str);

const NO_MEMBERSHIP: Failure = ("NO_MEMBERSHIP", "There is no such membership");
const ALREADY_ACTIVE: Failure = ("ALREADY_ACTIVE", "This identity is a member already");
const NOT_YOURS: Failure = ("FORBIDDEN", "This is not one of your identities");
const NOT_ALLOWED: Failure = ("FORBIDDEN", "You may not do this to this member");
const NOT_OPEN: Failure = ("FORBIDDEN", "The group does not allow this");
const UNKNOWN_IDENTITY: Failure = ("IDENTITY_NOT_FOUND", "There is no such identity");
const LEFT: Failure = ("PREVIOUSLY_LEFT", "Who left the group can only be invited");
const ADD_DISALLOWED: Failure = (
    "ADD_NOT_ALLOWED",
    "This person does not want to be added to groups",
);
const LAST_ADMIN: Failure = ("LAST_ADMIN", "The group would be left without an administrator");
const MISSING_FIELDS: Failure = (
    "MISSING_FIELDS",
    "The group asks for fields that are not filled in",
);

/// The names of the actions, as requests and answers have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Accept,
    Add,
    Approve,
    ChangeRole,
    Decline,
    Invite,
    Join,
    Leave,
    Reject,
    Remove,
    RequestJoin,
}

impl Action {
    pub(super) const ALL: [(&'static str, Self); 11] = [
        ("accept", Self::Accept),
        ("add", Self::Add),
        ("approve", Self::Approve),
        ("change_role", Self::ChangeRole),
        ("decline", Self::Decline),
        ("invite", Self::Invite),
        ("join", Self::Join),
        ("leave", Self::Leave),
        ("reject", Self::Reject),
        ("remove", Self::Remove),
        ("request_join", Self::RequestJoin),
    ];

    /// Does it come with a role?
    pub(super) fn takes_role(self) -> bool {
        matches!(self, Self::Add | Self::Invite | Self::ChangeRole)
    }

    /// The role without which the whole request is refused.
    pub(super) fn needs_role(self) -> Option<&'static str> {
        match self {
            Self::Add | Self::Approve | Self::Invite | Self::Reject | Self::Remove => Some("manager"),
            Self::ChangeRole => Some("admin"),
            _ => None,
        }
    }

    /// The status that a membership has afterwards.
    pub(super) fn leads_to(self) -> &'static str {
        match self {
            Self::Accept | Self::Add | Self::Approve | Self::ChangeRole | Self::Join => "active",
            Self::Decline => "declined",
            Self::Invite => "invited",
            Self::Leave => "left",
            Self::Reject => "rejected",
            Self::Remove => "removed",
            Self::RequestJoin => "pending",
        }
    }
}

pub(super) fn rank(role: &str) -> u8 {
    match role {
        "admin" => 2,
        "manager" => 1,
        _ => 0,
    }
}

/// Does the caller hold this role or a higher one?
pub(super) fn holds(group: &Group, me: &Standing, role: &str) -> bool {
    my_role(group, me).is_some_and(|mine| rank(mine) >= rank(role))
}

/// One item of a batch, for a caller who holds the role that the action needs.
pub(super) struct Item<'a> {
    pub(super) world: &'a World,
    pub(super) config: &'a Config,
    pub(super) group: &'a Group,
    pub(super) me: &'a Standing,
    pub(super) identity: Uuid,
    /// What it is to become; member, unless the request says otherwise.
    pub(super) role: &'a str,
}

impl Item<'_> {
    fn current(&self) -> Option<&Membership> {
        self.group.membership(self.identity)
    }

    fn has_status(&self, any_of: &[&str]) -> bool {
        self.current()
            .is_some_and(|it| any_of.contains(&it.status.as_str()))
    }

    fn is_last_admin(&self) -> bool {
        let is_admin = |it: &&Membership| it.status == "active" && it.role == "admin";
        self.current().as_ref().is_some_and(is_admin)
            && self.group.memberships.iter().filter(is_admin).count() == 1
    }

    pub(super) fn check(&self, action: Action) -> Result<(), Failure> {
        match action {
            Action::Add | Action::Invite => self.check_newcomer(action),
            Action::Join | Action::RequestJoin => self.check_applicant(action),
            Action::Accept | Action::Decline => {
                self.require_mine()?;
                self.require_status(&["invited"])
            }
            Action::Leave => {
                self.require_mine()?;
                self.require_status(&["active"])?;
                self.keep_an_admin()
            }
            Action::Approve | Action::Reject => self.require_status(&["pending"]),
            Action::ChangeRole => {
                self.require_status(&["active"])?;
                if self.role == "admin" {
                    Ok(())
                } else {
                    self.keep_an_admin()
                }
            }
            Action::Remove => {
                self.require_status(&["active", "invited"])?;
                let theirs = self.current().map_or(0, |it| rank(&it.role));
                let mine = my_role(self.group, self.me).map_or(0, rank);
                // One leaves by leaving, and nobody removes a higher one.
                if self.me.is(self.identity) || theirs > mine {
                    return Err(NOT_ALLOWED);
                }
                Ok(())
            }
        }
    }

    fn require_mine(&self) -> Result<(), Failure> {
        if self.me.is(self.identity) {
            Ok(())
        } else {
            Err(NOT_YOURS)
        }
    }

    fn require_status(&self, any_of: &[&str]) -> Result<(), Failure> {
        if self.has_status(any_of) {
            Ok(())
        } else {
            Err(NO_MEMBERSHIP)
        }
    }

    fn keep_an_admin(&self) -> Result<(), Failure> {
        if self.is_last_admin() {
            Err(LAST_ADMIN)
        } else {
            Ok(())
        }
    }

    fn check_newcomer(&self, action: Action) -> Result<(), Failure> {
        let person = self.world.identities.by_id(self.identity);
        if person.is_none_or(|it| it.is_closed()) {
            return Err(UNKNOWN_IDENTITY);
        }
        if self.has_status(&["active"]) {
            return Err(ALREADY_ACTIVE);
        }
        // Only administrators make managers and administrators.
        if self.role != "member" && !holds(self.group, self.me, "admin") {
            return Err(NOT_ALLOWED);
        }
        if action == Action::Invite {
            return Ok(());
        }
        if !self.config.group_add_who_left && self.has_status(&["left"]) {
            return Err(LEFT);
        }
        let preference = self.world.group_preferences.by_id(self.identity);
        if preference.is_some_and(|it| !it.allow_add) {
            return Err(ADD_DISALLOWED);
        }
        Ok(())
    }

    /// Nobody walks into a group with high assurance.
    fn check_applicant(&self, action: Action) -> Result<(), Failure> {
        self.require_mine()?;
        if self.has_status(&["active"]) {
            return Err(ALREADY_ACTIVE);
        }
        if !is_open(self.group, action) {
            return Err(NOT_OPEN);
        }
        let filled = self.group.membership_fields.get(&self.identity);
        let is_filled = |name: &String| filled.is_some_and(|it| it.contains_key(name));
        if self.group.policies.signup_fields.iter().all(is_filled) {
            Ok(())
        } else {
            Err(MISSING_FIELDS)
        }
    }
}

fn is_open(group: &Group, action: Action) -> bool {
    let policies = &group.policies;
    let wanted = match action {
        Action::Join => policies.open,
        _ => policies.join_requests,
    };
    wanted && !policies.is_high_assurance
}

/// For each action, the caller's identities that may take it in principle.
pub(super) fn allowed_actions(group: &Group, me: &Standing) -> Value {
    let mut allowed = json!({});
    for (name, action) in Action::ALL {
        let with_status = |status: &str| -> Vec<Uuid> {
            mine(group, me)
                .filter(|it| it.status == status)
                .map(|it| it.identity)
                .collect()
        };
        let identities = match (action.needs_role(), action) {
            (Some(role), _) => mine(group, me)
                .filter(|it| it.status == "active" && rank(&it.role) >= rank(role))
                .map(|it| it.identity)
                .collect(),
            (None, Action::Leave) => with_status("active"),
            (None, Action::Join | Action::RequestJoin) => {
                let is_in = |id: &Uuid| group.membership(*id).is_some_and(|it| it.status == "active");
                let all = me.identities.iter().copied();
                all.filter(|id| is_open(group, action) && !is_in(id)).collect()
            }
            (None, _) => with_status("invited"),
        };
        allowed[name] = json!(identities);
    }
    allowed
}
