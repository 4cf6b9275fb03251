//! The `access` document. Lists hold a thousand of them, so they are written straight to text.

use jiff::Timestamp;
use serde::ser::{Serialize, SerializeMap, Serializer};
use uuid::Uuid;

use crate::clock::Iso;
use crate::state::model::{AccessRule, Permissions, PrincipalType, Role, RoleName};

/// A rule, or what a role implies, as far as `fields` asks for it.
pub(super) struct AccessDocument<'a> {
    id: Option<Uuid>,
    role: Option<(Uuid, RoleName)>,
    principal_type: PrincipalType,
    principal: Option<Uuid>,
    path: &'a str,
    permissions: Permissions,
    create_time: Option<Timestamp>,
    expiration_date: Option<Timestamp>,
    fields: &'a [String],
}

impl<'a> AccessDocument<'a> {
    pub(super) fn of_rule(rule: &'a AccessRule, fields: &'a [String]) -> Self {
        Self {
            id: Some(rule.id),
            role: None,
            principal_type: rule.principal_type,
            principal: rule.principal,
            path: &rule.path,
            permissions: rule.permissions,
            create_time: Some(rule.create_time),
            expiration_date: rule.expiration_date,
            fields,
        }
    }

    /// Administrators and access managers reach everything: listed, but not to be touched here.
    pub(super) fn of_role(role: &Role, fields: &'a [String]) -> Option<Self> {
        matches!(role.role, RoleName::Administrator | RoleName::AccessManager).then_some(Self {
            id: None,
            role: Some((role.id, role.role)),
            principal_type: role.principal_type,
            principal: Some(role.principal),
            path: "/",
            permissions: Permissions::ReadWrite,
            create_time: None,
            expiration_date: None,
            fields,
        })
    }
}

impl Serialize for AccessDocument<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut document = Picked {
            map: serializer.serialize_map(None)?,
            fields: self.fields,
        };
        document.map.serialize_entry("DATA_TYPE", "access")?;
        document.field("id", &self.id)?;
        document.field("role_id", &self.role.map(|(id, _)| id))?;
        document.field("role_type", &self.role.map(|(_, name)| name))?;
        document.field("principal_type", &self.principal_type)?;
        match &self.principal {
            Some(id) => document.field("principal", id)?,
            None => document.field("principal", "")?,
        }
        document.field("path", self.path)?;
        document.field("permissions", &self.permissions)?;
        document.field("create_time", &self.create_time.map(Iso))?;
        document.field("expiration_date", &self.expiration_date.map(Iso))?;
        document.map.end()
    }
}

/// `fields=a,b`: only those, and the type.
struct Picked<'a, M> {
    map: M,
    fields: &'a [String],
}

impl<M: SerializeMap> Picked<'_, M> {
    fn field<V: Serialize + ?Sized>(&mut self, name: &'static str, value: &V) -> Result<(), M::Error> {
        if self.fields.is_empty() || self.fields.iter().any(|field| field == name) {
            self.map.serialize_entry(name, value)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_rule_has_all_fields_or_those_that_are_asked_for() {
        let rule = AccessRule {
            id: Uuid::from_u128(1),
            collection: Uuid::from_u128(2),
            principal_type: PrincipalType::Anonymous,
            principal: None,
            path: "/a/".into(),
            permissions: Permissions::Read,
            create_time: "2026-01-10T09:00:00Z".parse().unwrap(),
            expiration_date: None,
        };
        let all = serde_json::to_value(AccessDocument::of_rule(&rule, &[])).unwrap();
        let expected = json!({
            "DATA_TYPE": "access", "id": rule.id, "role_id": null, "role_type": null, "principal_type": "anonymous",
            "principal": "", "path": "/a/", "permissions": "r", "create_time": "2026-01-10T09:00:00+00:00",
            "expiration_date": null,
        });
        assert_eq!(all, expected);
        let fields = ["path".to_owned(), "no_such_field".to_owned()];
        let some = serde_json::to_value(AccessDocument::of_rule(&rule, &fields)).unwrap();
        assert_eq!(some, json!({"DATA_TYPE": "access", "path": "/a/"}));
    }
}
