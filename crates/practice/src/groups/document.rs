//! Group documents, as far as one caller may see them.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::rules;
use super::session;
use super::subscription;
use crate::clock::iso;
use crate::rights::Standing;
use crate::state::model::{Group, Membership, Session};
use crate::state::{Term, World};

/// What `include=` may ask for.
pub(super) const INCLUDES: &[&str] = &[
    "memberships",
    "my_memberships",
    "policies",
    "allowed_actions",
    "child_ids",
];

/// What a document is written for.
pub(super) struct View<'a> {
    pub(super) world: &'a World,
    pub(super) me: &'a Standing,
    pub(super) session: &'a Session,
    pub(super) now: Timestamp,
}

/// The caller's own memberships, of any status.
pub(super) fn mine<'a>(group: &'a Group, me: &'a Standing) -> impl Iterator<Item = &'a Membership> {
    group.memberships.iter().filter(|it| me.is(it.identity))
}

/// The highest role the caller holds as an active member.
pub(super) fn my_role<'a>(group: &'a Group, me: &Standing) -> Option<&'a str> {
    let active = group
        .memberships
        .iter()
        .filter(|it| me.is(it.identity) && it.status == "active");
    active
        .map(|it| it.role.as_str())
        .max_by_key(|role| rules::rank(role))
}

/// Private groups exist only for those who are, or are asked to be, in them.
pub(super) fn is_visible(group: &Group, me: &Standing) -> bool {
    group.policies.group_visibility != "private"
        || mine(group, me).any(|it| matches!(it.status.as_str(), "active" | "invited" | "pending"))
}

/// Members see each other, unless only managers may.
pub(super) fn sees_members(group: &Group, me: &Standing) -> bool {
    match my_role(group, me) {
        None => false,
        Some("member") => group.policies.group_members_visibility == "members",
        Some(_) => true,
    }
}

impl View<'_> {
    pub(super) fn group(&self, group: &Group, include: &[String]) -> Value {
        let wants = |name: &str| include.iter().any(|it| it == name);
        let mut document = json!({
            "id": group.id, "name": group.name, "description": group.description, "parent_id": group.parent,
            "group_type": if group.subscription.is_some() { "plus" } else { "regular" },
            "enforce_session": group.policies.is_high_assurance,
            "session_limit": group.policies.authentication_assurance_timeout,
            "session_timeouts": session::timeouts(group, self.session, self.now),
            "subscription_id": group.subscription,
            "subscription_info": group.subscription.map(|id| subscription::full(self.world, id)),
            "subscription_admin_verified_id": group.subscription_admin_verified,
            "terms_and_conditions": group.terms_and_conditions,
            // Asked for or not: the official command line shows them without asking.
            "policies": policies(group),
        });
        if wants("my_memberships") {
            let memberships = mine(group, self.me).map(|it| membership(self.world, group, it));
            document["my_memberships"] = memberships.collect();
        }
        if wants("memberships") {
            let memberships = group.memberships.iter();
            document["memberships"] = memberships.map(|it| membership(self.world, group, it)).collect();
        }
        if wants("allowed_actions") {
            document["allowed_actions"] = rules::allowed_actions(group, self.me);
        }
        if wants("child_ids") {
            let children = self.world.groups.under(Term::Parent(group.id));
            document["child_ids"] = children.map(|it| json!(it.id)).collect();
        }
        document
    }
}

pub(super) fn policies(group: &Group) -> Value {
    let policies = &group.policies;
    json!({
        "is_high_assurance": policies.is_high_assurance,
        "authentication_assurance_timeout": policies.authentication_assurance_timeout,
        "group_visibility": policies.group_visibility,
        "group_members_visibility": policies.group_members_visibility,
        "join_requests": policies.join_requests,
        "signup_fields": policies.signup_fields,
    })
}

pub(super) fn membership(world: &World, group: &Group, membership: &Membership) -> Value {
    let identity = world.identities.by_id(membership.identity);
    let mut document = json!({
        "group_id": group.id, "identity_id": membership.identity, "username": identity.map(|it| &it.username),
        "role": membership.role, "status": membership.status, "source_group_id": null,
        "status_reason": membership.status_reason, "invite_email_address": membership.invite_email_address,
        "invite_time": membership.invite_time.map(iso), "updated": iso(membership.updated),
    });
    let fields = group.membership_fields.get(&membership.identity);
    document["membership_fields"] = fields.map_or_else(|| Map::new().into(), |fields| json!(fields));
    document
}
