//! Who may do what. Permissions only add up; roles reach further than permissions.

use std::collections::BTreeSet;

use jiff::Timestamp;
use uuid::Uuid;

use crate::gcs::accounts;
use crate::state::World;
use crate::state::model::{AccessRule, Collection, EntityType, Permissions, PrincipalType, RoleName};

/// Everything a caller counts as: all linked identities, and the groups of any of them.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) account: Uuid,
    pub(crate) identities: BTreeSet<Uuid>,
    pub(crate) groups: BTreeSet<Uuid>,
}

impl Standing {
    pub(crate) fn of(world: &World, identity: Uuid) -> Self {
        let identities = world.linked(identity);
        let account = world.identities.by_id(identity).map_or(identity, |it| it.account);
        Self {
            account,
            groups: world.groups_of(&identities),
            identities,
        }
    }

    pub(crate) fn is(&self, identity: Uuid) -> bool {
        self.identities.contains(&identity)
    }

    fn covers(&self, principal_type: PrincipalType, principal: Option<Uuid>) -> bool {
        match (principal_type, principal) {
            (PrincipalType::Identity, Some(id)) => self.identities.contains(&id),
            (PrincipalType::Group, Some(id)) => self.groups.contains(&id),
            (PrincipalType::AllAuthenticatedUsers | PrincipalType::Anonymous, _) => true,
            _ => false,
        }
    }

    /// Is this rule about the caller in particular, not about everybody?
    pub(crate) fn is_named_by(&self, rule: &AccessRule) -> bool {
        rule.principal.is_some() && self.covers(rule.principal_type, rule.principal)
    }

    /// Whose rules reach the caller: each identity's, each group's, and everybody's.
    fn principals(&self) -> impl Iterator<Item = Option<Uuid>> {
        let named = self.identities.iter().chain(&self.groups).copied();
        named.map(Some).chain([None])
    }

    /// The rules of a collection that reach the caller and have not ended. A collection may have a thousand others.
    pub(crate) fn live_rules<'a>(
        &'a self,
        world: &'a World,
        collection: Uuid,
        now: Timestamp,
    ) -> impl Iterator<Item = &'a AccessRule> {
        self.principals()
            .flat_map(move |principal| world.rules_for(collection, principal))
            .filter(move |rule| is_live(rule, now) && self.covers(rule.principal_type, rule.principal))
    }
}

/// Has this rule not ended?
pub(crate) fn is_live(rule: &AccessRule, now: Timestamp) -> bool {
    rule.expiration_date.is_none_or(|end| end > now)
}

/// `my_effective_roles` of a collection document.
pub(crate) fn effective_roles(
    world: &World,
    standing: &Standing,
    collection: &Collection,
) -> BTreeSet<RoleName> {
    let mut roles: BTreeSet<RoleName> = world
        .roles_of(collection.id)
        .filter(|role| standing.covers(role.principal_type, Some(role.principal)))
        .map(|role| role.role)
        .collect();
    if standing.is(collection.owner) || administers_server(world, standing, collection) {
        roles.insert(RoleName::Administrator);
    }
    if roles.contains(&RoleName::Administrator) {
        roles.extend([
            RoleName::ActivityManager,
            RoleName::ActivityMonitor,
            RoleName::AccessManager,
        ]);
    } else if administers_parent(world, standing, collection) {
        roles.insert(RoleName::RestrictedAdministrator);
    }
    roles
}

/// Administrators of a server look after its mapped collections, as its manager has it.
fn administers_server(world: &World, standing: &Standing, collection: &Collection) -> bool {
    collection.entity_type == EntityType::GCSv5_mapped_collection
        && collection
            .gcs_endpoint
            .is_some_and(|endpoint| has_administrator_role(world, standing, endpoint))
}

fn has_administrator_role(world: &World, standing: &Standing, on: Uuid) -> bool {
    world.roles_of(on).any(|role| {
        role.role == RoleName::Administrator && standing.covers(role.principal_type, Some(role.principal))
    })
}

/// Administrators of the host, or of the server's endpoint, keep a limited hand on guest collections.
fn administers_parent(world: &World, standing: &Standing, collection: &Collection) -> bool {
    let parents = [collection.host, collection.gcs_endpoint];
    collection.entity_type.is_guest()
        && parents.into_iter().flatten().any(|parent| {
            let owns = world
                .collections
                .by_id(parent)
                .is_some_and(|host| standing.is(host.owner));
            owns || has_administrator_role(world, standing, parent)
        })
}

/// Does `rule_path` (with its trailing slash) cover `path`, on folder boundaries?
pub(crate) fn path_covers(rule_path: &str, path: &str) -> bool {
    path.starts_with(rule_path) || rule_path.strip_suffix('/').is_some_and(|folder| folder == path)
}

/// The strongest right on one path, or none.
pub(crate) fn access_level(
    world: &World,
    standing: &Standing,
    collection: &Collection,
    path: &str,
    now: Timestamp,
) -> Option<Permissions> {
    if !collection.entity_type.is_guest() {
        return local_access(world, standing, collection);
    }
    let roles = effective_roles(world, standing, collection);
    if roles.contains(&RoleName::Administrator) || roles.contains(&RoleName::AccessManager) {
        return Some(Permissions::ReadWrite);
    }
    standing
        .live_rules(world, collection.id, now)
        .filter(|rule| path_covers(&rule.path, path))
        .map(|rule| rule.permissions)
        .max()
}

/// What a guest collection lets everybody do without a sign-in.
pub(crate) fn anonymous_level(
    world: &World,
    collection: &Collection,
    path: &str,
    now: Timestamp,
) -> Option<Permissions> {
    if !collection.entity_type.is_guest() {
        return None;
    }
    let level = world
        .rules_for(collection.id, None)
        .filter(|rule| rule.principal_type == PrincipalType::Anonymous && is_live(rule, now))
        .filter(|rule| path_covers(&rule.path, path))
        .map(|rule| rule.permissions)
        .max()?;
    if collection.disable_anonymous_writes {
        return Some(Permissions::Read);
    }
    Some(level)
}

/// Mapped collections: the local account decides. Whoever administers a server reaches no files by that alone; a
/// personal computer belongs to its administrator.
fn local_access(world: &World, standing: &Standing, collection: &Collection) -> Option<Permissions> {
    if collection.entity_type == EntityType::GCSv5_endpoint {
        return None;
    }
    let gateway = collection
        .server
        .storage_gateway
        .and_then(|id| world.storage_gateways.by_id(id));
    let reaches = match gateway {
        Some(gateway) => accounts::has_account(world, gateway, &standing.identities),
        None => {
            effective_roles(world, standing, collection).contains(&RoleName::Administrator)
                || is_from_local_domain(world, standing, collection)
        }
    };
    reaches.then_some(Permissions::ReadWrite)
}

fn is_from_local_domain(world: &World, standing: &Standing, collection: &Collection) -> bool {
    standing
        .identities
        .iter()
        .filter_map(|id| world.identities.by_id(*id))
        .filter_map(|identity| identity.username.rsplit_once('@'))
        .any(|(_, domain)| collection.local_domains.iter().any(|it| it == domain))
}

/// May the caller see that this collection exists?
pub(crate) fn is_visible(
    world: &World,
    standing: &Standing,
    collection: &Collection,
    now: Timestamp,
) -> bool {
    collection.public || has_access(world, standing, collection, now)
}

/// Does anything on this collection reach the caller?
pub(crate) fn has_access(
    world: &World,
    standing: &Standing,
    collection: &Collection,
    now: Timestamp,
) -> bool {
    !effective_roles(world, standing, collection).is_empty()
        || local_access_to_mapped(world, standing, collection)
        || standing.live_rules(world, collection.id, now).next().is_some()
}

fn local_access_to_mapped(world: &World, standing: &Standing, collection: &Collection) -> bool {
    !collection.entity_type.is_guest() && local_access(world, standing, collection).is_some()
}

#[cfg(test)]
mod tests {
    use super::path_covers;

    #[test]
    fn a_rule_covers_its_folder_and_what_is_below_on_folder_boundaries() {
        assert!(path_covers("/projects/", "/projects/"));
        assert!(path_covers("/projects/", "/projects"));
        assert!(path_covers("/projects/", "/projects/study1/a.txt"));
        assert!(path_covers("/", "/anything"));
        assert!(!path_covers("/projects/", "/projects2/"));
        assert!(!path_covers("/projects/", "/"));
    }
}
