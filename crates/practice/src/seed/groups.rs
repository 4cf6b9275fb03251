//! Groups of a seed.

use jiff::Timestamp;

use super::access::{missing, principal};
use super::file::{GroupSeed, SeedFile};
use super::id_of;
use crate::Error;
use crate::state::model::{Group, Membership, Policies};
use crate::state::{Edit, Term};

/// All of them, in order: a parent is described before its subgroups.
pub(super) fn apply(seed: &SeedFile, edit: &mut Edit<'_>, now: Timestamp) -> Result<(), Error> {
    for group in &seed.groups {
        let group = described(group, seed, edit, now)?;
        edit.put(group)?;
    }
    Ok(())
}

fn described(seed: &GroupSeed, file: &SeedFile, edit: &Edit<'_>, now: Timestamp) -> Result<Group, Error> {
    let world = edit.world();
    let memberships = seed.members.iter().map(|member| {
        let status = member.status.clone().unwrap_or_else(|| "active".into());
        Ok(Membership {
            identity: principal(world, &member.who)?,
            role: member.role.clone().unwrap_or_else(|| "member".into()),
            invite_time: (status == "invited").then_some(now),
            status,
            updated: now,
            status_reason: None,
            invite_email_address: None,
        })
    });
    let parent = seed.parent.as_ref().map(|name| {
        let found = world.groups.under(Term::Name(name.clone())).next();
        found.map(|it| it.id).ok_or_else(|| missing("group", name))
    });
    let subscription = seed.subscription.as_ref().map(|name| {
        let named = file.subscriptions.iter().find(|it| it.name == *name);
        let id = named.and_then(|it| it.id);
        id.unwrap_or_else(|| id_of("subscription", name))
    });
    let visibility = if seed.private { "private" } else { "authenticated" };
    let members_visibility = if seed.members_hidden {
        "managers"
    } else {
        "members"
    };
    Ok(Group {
        id: seed.id.unwrap_or_else(|| id_of("group", &seed.name)),
        name: seed.name.clone(),
        description: seed.description.clone(),
        parent: parent.transpose()?,
        policies: Policies {
            is_high_assurance: seed.high_assurance,
            authentication_assurance_timeout: seed.session_limit.unwrap_or(28_800),
            group_visibility: visibility.into(),
            group_members_visibility: members_visibility.into(),
            join_requests: seed.join_requests,
            open: seed.open,
            signup_fields: seed.signup_fields.clone(),
        },
        subscription,
        memberships: memberships.collect::<Result<_, Error>>()?,
        terms_and_conditions: None,
        subscription_admin_verified: None,
        membership_fields: Default::default(),
    })
}
