//! Roles and permissions of a seed, and the names they use.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::file::{PermissionSeed, RoleSeed};
use super::id_of;
use crate::Error;
use crate::clock::parse_iso;
use crate::state::model::{AccessRule, PrincipalType, Role};
use crate::state::{Edit, Term, World};
use crate::storage::normalize_folder;

pub(super) fn missing(what: &str, name: &str) -> Error {
    Error::Seed(format!(
        "it names the {what} '{name}', which it does not describe before"
    ))
}

/// A person by username, or an application by its client's name.
pub(super) fn principal(world: &World, name: &str) -> Result<Uuid, Error> {
    let person = world.identity_by_username(name).map(|it| it.id);
    let client = || world.clients.iter().find(|it| it.name == name).map(|it| it.id);
    person.or_else(client).ok_or_else(|| missing("person", name))
}

pub(super) fn group_id(world: &World, name: &str) -> Result<Uuid, Error> {
    let mut named = world.groups.under(Term::Name(name.to_owned()));
    named.next().map(|it| it.id).ok_or_else(|| missing("group", name))
}

/// Gives a role on a collection.
pub(super) fn add_role(edit: &mut Edit<'_>, collection: Uuid, seed: &RoleSeed) -> Result<(), Error> {
    let (principal_type, principal) = match (&seed.who, &seed.group) {
        (Some(who), None) => (PrincipalType::Identity, principal(edit.world(), who)?),
        (None, Some(group)) => (PrincipalType::Group, group_id(edit.world(), group)?),
        _ => return Err(Error::Seed("a role needs either who or group".into())),
    };
    let id = id_of("role", &format!("{collection}/{principal}/{:?}", seed.role));
    edit.put(Role {
        id,
        collection,
        principal_type,
        principal,
        role: seed.role,
    })
}

/// One permission, the `number`th of its repetitions.
pub(super) fn rule(
    seed: &PermissionSeed,
    number: u32,
    collection: Uuid,
    world: &World,
    now: Timestamp,
) -> Result<AccessRule, Error> {
    let (principal_type, principal) = match (&seed.who, &seed.group, seed.everyone.as_deref()) {
        (Some(who), None, None) => (PrincipalType::Identity, Some(principal(world, who)?)),
        (None, Some(group), None) => (PrincipalType::Group, Some(group_id(world, group)?)),
        (None, None, Some("anonymous")) => (PrincipalType::Anonymous, None),
        (None, None, Some("all_authenticated_users")) => (PrincipalType::AllAuthenticatedUsers, None),
        _ => {
            return Err(Error::Seed(
                "a permission needs one of who, group and everyone".into(),
            ));
        }
    };
    let path = normalize_folder(&seed.path.replace("{n}", &number.to_string()))
        .ok_or_else(|| Error::Seed(format!("'{}' is no path", seed.path)))?;
    let expiration_date = match (&seed.expiration_date, seed.ends_in_days) {
        (Some(text), _) => Some(parse_iso(text).ok_or_else(|| Error::Seed(format!("'{text}' is no date")))?),
        (None, Some(days)) => Some(after(now, days)),
        (None, None) => None,
    };
    let create_time = after(now, -seed.created_days_ago.unwrap_or(0.0));
    let id = id_of(
        "rule",
        &format!("{collection}/{principal_type:?}/{principal:?}/{path}"),
    );
    Ok(AccessRule {
        id,
        collection,
        principal_type,
        principal,
        path,
        permissions: seed.permissions,
        create_time,
        expiration_date,
    })
}

/// A moment so many days from now, on a full second.
fn after(now: Timestamp, days: f64) -> Timestamp {
    let seconds = SignedDuration::from_secs_f64((days * 86_400.0).round());
    let time = now.saturating_add(seconds).unwrap_or(now);
    Timestamp::from_second(time.as_second()).unwrap_or(time)
}
