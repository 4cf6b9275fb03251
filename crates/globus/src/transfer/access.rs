//! `/endpoint/<id>/access…`: the permissions of a guest collection. The list has no pages.

use jiff::Timestamp;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{AccessRule, List, Permissions, PrincipalType, TransferClient, VERSION, principal_id};
use crate::error::{Error, Result};
use crate::http::Call;
use crate::ids::{AccessRuleId, CollectionId, GroupId, IdentityId};
use crate::path::{CollectionPath, unicode_eq};
use crate::retry::create_once;
use crate::time;

/// A permission to be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewAccessRule {
    /// What `principal` is.
    pub principal_type: PrincipalType,
    /// An identity or group id; empty for everybody.
    pub principal: String,
    /// The folder, seen from the guest collection's root.
    pub path: CollectionPath,
    /// The level.
    pub permissions: Permissions,
    /// None means never; where the collection has a maximum the service may set one.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "time::serialize_optional"
    )]
    pub expiration_date: Option<Timestamp>,
    /// Whom the service writes to. For identities only; not kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_email: Option<String>,
    /// What it writes. Does nothing without `notify_email`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_message: Option<String>,
}

impl NewAccessRule {
    fn new(
        principal_type: PrincipalType,
        principal: &str,
        path: CollectionPath,
        permissions: Permissions,
    ) -> Self {
        Self {
            principal_type,
            principal: principal.to_owned(),
            path,
            permissions,
            expiration_date: None,
            notify_email: None,
            notify_message: None,
        }
    }

    /// For one identity, without an end.
    pub fn for_identity(identity: &IdentityId, path: CollectionPath, permissions: Permissions) -> Self {
        Self::new(PrincipalType::Identity, identity.as_str(), path, permissions)
    }

    /// For a group, without an end.
    pub fn for_group(group: &GroupId, path: CollectionPath, permissions: Permissions) -> Self {
        Self::new(PrincipalType::Group, group.as_str(), path, permissions)
    }

    /// Whether `rule` is for the same principal on the same folder. There is at most one such rule, whatever
    /// its level.
    pub fn is_same_place(&self, rule: &AccessRule) -> bool {
        let same_path = rule
            .collection_path()
            .is_ok_and(|path| unicode_eq(path.as_str(), self.path.as_str()));
        !rule.is_implicit()
            && rule.principal_type == self.principal_type
            && rule.principal_id() == principal_id(&self.principal)
            && same_path
    }

    /// Whether `rule` is what this one would have become. Times are kept in whole seconds.
    pub fn is_made_as(&self, rule: &AccessRule) -> bool {
        let seconds = |time: Option<Timestamp>| time.map(Timestamp::as_second);
        self.is_same_place(rule)
            && rule.permissions == self.permissions
            // Without an end date of ours the collection's maximum may have been filled in.
            && (self.expiration_date.is_none() || seconds(rule.expiration_date) == seconds(self.expiration_date))
    }
}

/// How a permission came to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessCreated {
    /// By the request that was answered.
    Created {
        /// The new rule.
        id: AccessRuleId,
    },
    /// By an earlier attempt whose answer was lost.
    AlreadyThere {
        /// The rule that was found.
        id: AccessRuleId,
    },
}

impl AccessCreated {
    /// The rule, either way.
    pub fn id(&self) -> &AccessRuleId {
        match self {
            Self::Created { id } | Self::AlreadyThere { id } => id,
        }
    }

    /// The rule, either way.
    pub fn into_id(self) -> AccessRuleId {
        match self {
            Self::Created { id } | Self::AlreadyThere { id } => id,
        }
    }
}

/// What is to be changed; the rest stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessChange {
    /// A new level.
    pub permissions: Option<Permissions>,
    /// A new end; `Some(None)` takes the end away.
    pub expiration_date: Option<Option<Timestamp>>,
}

impl AccessChange {
    fn to_body(&self) -> Value {
        let mut body = Map::new();
        body.insert("DATA_TYPE".to_owned(), "access".into());
        if let Some(permissions) = self.permissions {
            body.insert("permissions".to_owned(), permissions.as_str().into());
        }
        if let Some(end) = self.expiration_date {
            body.insert("expiration_date".to_owned(), end.map(time::format).into());
        }
        body.into()
    }
}

#[derive(Serialize)]
struct Request<'a> {
    #[serde(rename = "DATA_TYPE")]
    data_type: &'static str,
    #[serde(flatten)]
    new: &'a NewAccessRule,
}

#[derive(Deserialize)]
struct Created {
    #[serde(deserialize_with = "text_or_number")]
    access_id: String,
}

/// Recorded once as a number.
fn text_or_number<'de, D: serde::Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    match Value::deserialize(d)? {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(serde::de::Error::custom("an access rule's id is text")),
    }
}

impl TransferClient {
    /// All permissions, the implicit ones of roles among them.
    pub async fn access_list(&self, collection: &CollectionId) -> Result<Vec<AccessRule>> {
        let list: List<AccessRule> = self.service.call(list_call(collection)).await?;
        Ok(list.data)
    }

    /// One permission.
    pub async fn access(&self, collection: &CollectionId, rule: &AccessRuleId) -> Result<AccessRule> {
        self.service.call(Call::get(&access_path(collection, rule))).await
    }

    /// Gives a permission. After an attempt whose outcome is unknown the list is read first, so that a lost
    /// answer is neither an error nor a second message to the guest.
    pub async fn create_access(
        &self,
        collection: &CollectionId,
        new: &NewAccessRule,
    ) -> Result<AccessCreated> {
        let body = serde_json::to_value(Request {
            data_type: "access",
            new,
        })
        .unwrap_or_default();
        let call = Call::post(&[VERSION, "endpoint", collection.as_str(), "access"], body);
        let create = || async {
            let created: Created = self.service.call_once(&call).await?;
            Ok(AccessCreated::Created {
                id: AccessRuleId::new(created.access_id),
            })
        };
        let look = || async {
            let list: List<AccessRule> = self.service.call_once(&list_call(collection)).await?;
            let found = list
                .data
                .into_iter()
                .find(|rule| new.is_made_as(rule))
                .and_then(|rule| rule.id);
            Ok(found.map(|id| AccessCreated::AlreadyThere { id }))
        };
        create_once(&self.service.http().config().retry, create, look).await
    }

    /// Changes level or end.
    pub async fn update_access(
        &self,
        collection: &CollectionId,
        rule: &AccessRuleId,
        change: &AccessChange,
    ) -> Result<()> {
        let call = Call::put(&access_path(collection, rule), change.to_body());
        self.service.call::<IgnoredAny>(call).await?;
        Ok(())
    }

    /// Takes a permission away. One that is gone already is fine.
    pub async fn delete_access(&self, collection: &CollectionId, rule: &AccessRuleId) -> Result<()> {
        match self
            .service
            .call::<IgnoredAny>(Call::delete(&access_path(collection, rule)))
            .await
        {
            Ok(_) => Ok(()),
            Err(Error::Api(api)) if api.status == 404 && api.has_code("AccessRuleNotFound") => Ok(()),
            Err(error) => Err(error),
        }
    }
}

fn list_call(collection: &CollectionId) -> Call {
    Call::get(&[VERSION, "endpoint", collection.as_str(), "access_list"])
}

fn access_path<'a>(collection: &'a CollectionId, rule: &'a AccessRuleId) -> [&'a str; 5] {
    [VERSION, "endpoint", collection.as_str(), "access", rule.as_str()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_may_be_a_number() {
        let read = |id: Value| serde_json::from_value::<Created>(serde_json::json!({"access_id": id}));
        assert_eq!(read(12.into()).unwrap().access_id, "12");
        assert_eq!(read("r1".into()).unwrap().access_id, "r1");
        assert!(read(Value::Null).is_err());
    }

    #[test]
    fn a_principal_written_as_urn_is_the_same_principal() {
        let new =
            NewAccessRule::for_identity(&IdentityId::new("i1"), CollectionPath::root(), Permissions::Read);
        let rule = |principal: &str| -> AccessRule {
            serde_json::from_value(serde_json::json!({
                "id": "r1", "principal_type": "identity", "principal": principal, "path": "/", "permissions": "r",
            }))
            .unwrap()
        };
        assert!(new.is_same_place(&rule("urn:globus:auth:identity:I1")));
        assert!(new.is_made_as(&rule("i1")));
        assert!(!new.is_same_place(&rule("urn:globus:auth:identity:i2")));
    }
}
