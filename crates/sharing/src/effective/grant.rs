//! Access rules and roles in the one form in which they can be added up.

use globus::ids::{AccessRuleId, GroupId, IdentityId};
use globus::path::CollectionPath;
use globus::transfer::{AccessRule, Permissions, PrincipalType, Role, RoleName, principal_id};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Whom something is granted to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Principal {
    /// One identity.
    Identity(IdentityId),
    /// The active members of a group.
    Group(GroupId),
    /// Everyone with a Globus login.
    SignedIn,
    /// Anyone.
    Anyone,
}

/// One access rule, or one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// None for a role.
    pub rule_id: Option<AccessRuleId>,
    /// The role, for a role.
    pub role: Option<String>,
    /// Whom.
    pub principal: Principal,
    /// Where.
    pub path: CollectionPath,
    /// What.
    pub permissions: Permissions,
    /// Until when; none means no end.
    pub ends_at: Option<Timestamp>,
}

impl Principal {
    /// As documents name it: the id is empty for the last two.
    pub fn new(principal_type: PrincipalType, principal: &str) -> Self {
        let id = principal_id(principal);
        match principal_type {
            PrincipalType::Identity => Self::Identity(IdentityId::new(id)),
            PrincipalType::Group => Self::Group(GroupId::new(id)),
            PrincipalType::AllAuthenticatedUsers => Self::SignedIn,
            PrincipalType::Anonymous => Self::Anyone,
        }
    }

    /// Whom a rule is for.
    pub fn of_rule(rule: &AccessRule) -> Self {
        Self::new(rule.principal_type, &rule.principal)
    }
}

/// Access rules and roles of one collection. The access list repeats roles as rows without an id; each role counts once.
pub fn grants_from(rules: &[AccessRule], roles: &[Role]) -> Vec<Grant> {
    let mut grants: Vec<Grant> = Vec::with_capacity(rules.len() + roles.len());
    for grant in rules
        .iter()
        .filter_map(from_rule)
        .chain(roles.iter().filter_map(from_role))
    {
        if grant.role.is_none() || !grants.contains(&grant) {
            grants.push(grant);
        }
    }
    grants
}

fn from_rule(rule: &AccessRule) -> Option<Grant> {
    Some(Grant {
        rule_id: rule.id.clone(),
        role: rule
            .is_implicit()
            .then(|| rule.role_type.clone().map_or_else(String::new, String::from)),
        principal: Principal::of_rule(rule),
        path: rule.collection_path().ok()?,
        permissions: rule.permissions,
        ends_at: rule.expiration_date,
    })
}

/// Only these two roles let people at the data (Transfer API, implicit rules).
fn from_role(role: &Role) -> Option<Grant> {
    if !matches!(role.role, RoleName::Administrator | RoleName::AccessManager) {
        return None;
    }
    Some(Grant {
        rule_id: None,
        role: Some(String::from(role.role.clone())),
        principal: Principal::new(role.principal_type, &role.principal),
        path: CollectionPath::root(),
        permissions: Permissions::ReadWrite,
        ends_at: None,
    })
}
