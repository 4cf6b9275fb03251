//! Group documents, as far as one caller may see them.

use serde_json::{Map, Value, json};

use crate::clock::iso;
use crate::rights::Standing;
use crate::state::model::{Group, Membership};
use crate::state::{Term, World};

/// What `include=` may ask for.
pub(super) const INCLUDES: &[&str] = &[
    "memberships",
    "my_memberships",
    "policies",
    "allowed_actions",
    "child_ids",
];

/// The caller's own memberships, of any status.
pub(super) fn mine<'a>(group: &'a Group, me: &'a Standing) -> impl Iterator<Item = &'a Membership> {
    group.memberships.iter().filter(|it| me.is(it.identity))
}

/// The highest role the caller holds as an active member.
pub(super) fn my_role<'a>(group: &'a Group, me: &Standing) -> Option<&'a str> {
    let rank = |role: &str| match role {
        "admin" => 2,
        "manager" => 1,
        _ => 0,
    };
    let active = group
        .memberships
        .iter()
        .filter(|it| me.is(it.identity) && it.status == "active");
    active.map(|it| it.role.as_str()).max_by_key(|role| rank(role))
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

pub(super) fn group(world: &World, group: &Group, me: &Standing, include: &[String]) -> Value {
    let wants = |name: &str| include.iter().any(|it| it == name);
    let mut document = json!({
        "id": group.id, "name": group.name, "description": group.description, "parent_id": group.parent,
        "group_type": if group.subscription.is_some() { "plus" } else { "regular" },
        "enforce_session": group.policies.is_high_assurance, "session_limit": 28800, "session_timeouts": {},
        "subscription_id": group.subscription, "subscription_info": null, "subscription_admin_verified_id": null,
        "terms_and_conditions": null,
    });
    if wants("my_memberships") {
        document["my_memberships"] = mine(group, me).map(|it| membership(world, group, it)).collect();
    }
    if wants("memberships") {
        document["memberships"] = group
            .memberships
            .iter()
            .map(|it| membership(world, group, it))
            .collect();
    }
    if wants("policies") {
        document["policies"] = policies(group);
    }
    if wants("allowed_actions") {
        document["allowed_actions"] = allowed_actions(group, me).into();
    }
    if wants("child_ids") {
        let children = world.groups.under(Term::Parent(group.id));
        document["child_ids"] = children.map(|it| json!(it.id)).collect();
    }
    document
}

pub(super) fn policies(group: &Group) -> Value {
    let policies = &group.policies;
    json!({
        "is_high_assurance": policies.is_high_assurance,
        "authentication_assurance_timeout": policies.authentication_assurance_timeout,
        "group_visibility": policies.group_visibility,
        "group_members_visibility": policies.group_members_visibility,
        "join_requests": policies.join_requests,
        "signup_fields": [],
    })
}

pub(super) fn membership(world: &World, group: &Group, membership: &Membership) -> Value {
    let identity = world.identities.by_id(membership.identity);
    let mut fields = Map::new();
    // Forms of groups are not part of practice; the key must be there.
    fields.insert("membership_fields".into(), json!({}));
    let mut document = json!({
        "group_id": group.id, "identity_id": membership.identity, "username": identity.map(|it| &it.username),
        "role": membership.role, "status": membership.status, "source_group_id": null, "status_reason": null,
        "invite_email_address": null, "invite_time": null, "updated": iso(membership.updated),
    });
    if let Some(all) = document.as_object_mut() {
        all.extend(fields);
    }
    document
}

fn allowed_actions(group: &Group, me: &Standing) -> Vec<&'static str> {
    match my_role(group, me) {
        Some("admin") => vec![
            "add",
            "approve",
            "change_role",
            "decline",
            "invite",
            "leave",
            "reject",
            "remove",
        ],
        Some("manager") => vec!["add", "approve", "invite", "leave", "reject", "remove"],
        Some(_) => vec!["leave"],
        None if group.policies.join_requests && !group.policies.is_high_assurance => vec!["request_join"],
        None => vec![],
    }
}
