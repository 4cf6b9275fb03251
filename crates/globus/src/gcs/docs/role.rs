//! Roles as the manager writes them: principals are URNs here, in Transfer they have a type and an id.

use serde::Deserialize;

use crate::gcs::envelope::Document;
use crate::ids::RoleId;
use crate::transfer::{PrincipalType, Role, RoleName, principal_id};

/// `role#1.0.0`
#[derive(Debug, Deserialize)]
pub(in crate::gcs) struct ServerRole {
    id: RoleId,
    principal: String,
    role: RoleName,
}

impl Document for ServerRole {
    const KIND: &'static str = "role";
}

impl From<ServerRole> for Role {
    fn from(role: ServerRole) -> Self {
        let is_group = role.principal.to_ascii_lowercase().contains(":group");
        Self {
            id: role.id,
            principal_type: if is_group {
                PrincipalType::Group
            } else {
                PrincipalType::Identity
            },
            principal: principal_id(&role.principal),
            role: role.role,
        }
    }
}

/// None for everybody: such a principal can't have a role.
pub(in crate::gcs) fn principal_urn(principal_type: PrincipalType, principal: &str) -> Option<String> {
    match principal_type {
        PrincipalType::Identity => Some(format!("urn:globus:auth:identity:{principal}")),
        PrincipalType::Group => Some(format!("urn:globus:groups:id:{principal}")),
        PrincipalType::AllAuthenticatedUsers | PrincipalType::Anonymous => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn principals_are_the_same_in_both_forms() {
        for kind in [PrincipalType::Identity, PrincipalType::Group] {
            let role = ServerRole {
                id: RoleId::new("r1"),
                principal: principal_urn(kind, "p1").unwrap(),
                role: RoleName::AccessManager,
            };
            let role = Role::from(role);
            assert_eq!((role.principal_type, role.principal.as_str()), (kind, "p1"));
        }
        assert_eq!(principal_urn(PrincipalType::Anonymous, ""), None);
    }
}
