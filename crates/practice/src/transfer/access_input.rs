//! What a client may say about a permission.

use jiff::{SignedDuration, Timestamp};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::error::TransferError;
use crate::clock::parse_iso;
use crate::config::Config;
use crate::state::World;
use crate::state::model::{AccessRule, Collection, Permissions, PrincipalType};

/// Encoded length that a path may have.
const MAX_PATH: usize = 2000;

/// Everything but what URLs leave alone, and the slash.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// A checked request for a new permission.
#[derive(Debug)]
pub(super) struct NewAccess {
    pub(super) principal_type: PrincipalType,
    pub(super) principal: Option<Uuid>,
    pub(super) path: String,
    pub(super) permissions: Permissions,
    pub(super) expiration_date: Option<Timestamp>,
}

/// A checked change. Paths and principals never move, so they are not looked at.
#[derive(Debug)]
pub(super) struct AccessChange {
    pub(super) permissions: Option<Permissions>,
    /// The outer level: was it sent?
    pub(super) expiration_date: Option<Option<Timestamp>>,
}

fn choice<T: DeserializeOwned>(document: &Value, name: &str) -> Result<T, TransferError> {
    serde_json::from_value(document[name].clone())
        .map_err(|_| TransferError::bad_request(format!("{name} is missing or has no valid value")))
}

fn check_data_type(document: &Value) -> Result<(), TransferError> {
    match &document["DATA_TYPE"] {
        Value::Null => Ok(()),
        Value::String(kind) if kind == "access" => Ok(()),
        _ => Err(TransferError::bad_request("DATA_TYPE must be access")),
    }
}

pub(super) fn new_access(
    document: &Value,
    world: &World,
    collection: &Collection,
    config: &Config,
    now: Timestamp,
) -> Result<NewAccess, TransferError> {
    check_data_type(document)?;
    if !document["id"].is_null() {
        return Err(TransferError::bad_request(
            "id must not be sent with a new access rule",
        ));
    }
    let principal_type: PrincipalType = choice(document, "principal_type")?;
    let principal = principal(document, world, principal_type)?;
    if principal_type != PrincipalType::Identity && !document["notify_email"].is_null() {
        return Err(TransferError::bad_request("notify_email is for identities only"));
    }
    let permissions: Permissions = choice(document, "permissions")?;
    check_anonymous_writes(collection, principal_type, permissions)?;
    let path = path(
        document["path"].as_str().unwrap_or_default(),
        config.strict_trailing_slash,
    )?;
    let expiration_date = expiration_date(&document["expiration_date"], collection, config, now)?;
    Ok(NewAccess {
        principal_type,
        principal,
        path,
        permissions,
        expiration_date,
    })
}

fn principal(document: &Value, world: &World, kind: PrincipalType) -> Result<Option<Uuid>, TransferError> {
    let text = document["principal"].as_str().unwrap_or_default();
    if matches!(
        kind,
        PrincipalType::Anonymous | PrincipalType::AllAuthenticatedUsers
    ) {
        return match text {
            "" => Ok(None),
            _ => Err(TransferError::bad_request(
                "principal must be empty for this principal_type",
            )),
        };
    }
    let id: Uuid = text
        .parse()
        .map_err(|_| TransferError::bad_request("principal must be a UUID"))?;
    check_principal(world, kind, id)?;
    Ok(Some(id))
}

/// Rules and roles name identities and groups that exist.
pub(super) fn check_principal(world: &World, kind: PrincipalType, id: Uuid) -> Result<(), TransferError> {
    let known = match kind {
        PrincipalType::Identity => world.identities.by_id(id).is_some(),
        PrincipalType::Group => world.groups.by_id(id).is_some(),
        _ => false,
    };
    if known {
        Ok(())
    } else {
        Err(TransferError::bad_request(format!(
            "There is no such principal '{id}'"
        )))
    }
}

/// Some collections let nobody write who is not signed in, neither by a new rule nor by a wider one.
fn check_anonymous_writes(
    collection: &Collection,
    kind: PrincipalType,
    permissions: Permissions,
) -> Result<(), TransferError> {
    let writes = kind == PrincipalType::Anonymous && permissions == Permissions::ReadWrite;
    if writes && collection.disable_anonymous_writes {
        return Err(TransferError::bad_request(
            "This collection does not let everybody write",
        ));
    }
    Ok(())
}

pub(super) fn access_change(
    document: &Value,
    rule: &AccessRule,
    collection: &Collection,
    config: &Config,
    now: Timestamp,
) -> Result<AccessChange, TransferError> {
    check_data_type(document)?;
    if !document["id"].is_null() && document["id"].as_str() != Some(rule.id.to_string().as_str()) {
        return Err(TransferError::bad_request(
            "id differs from the one in the address",
        ));
    }
    if ["notify_email", "notify_message"]
        .iter()
        .any(|name| !document[*name].is_null())
    {
        return Err(TransferError::bad_request(
            "Notifications are for new access rules only",
        ));
    }
    let permissions = if document["permissions"].is_null() {
        None
    } else {
        Some(choice(document, "permissions")?)
    };
    if let Some(permissions) = permissions {
        check_anonymous_writes(collection, rule.principal_type, permissions)?;
    }
    let expiration_date = match document.get("expiration_date") {
        None => None,
        Some(Value::Null) if !config.null_clears_expiration => None,
        Some(value) => Some(expiration_date(value, collection, config, now)?),
    };
    Ok(AccessChange {
        permissions,
        expiration_date,
    })
}

/// `/raw/`: absolute, no steps, not too long, with its slash at the end.
fn path(text: &str, strict: bool) -> Result<String, TransferError> {
    if !text.starts_with('/') {
        return Err(TransferError::invalid_path("path must begin with a slash"));
    }
    if strict && !text.ends_with('/') {
        return Err(TransferError::invalid_path("path must end with a slash"));
    }
    if text.split('/').any(|segment| segment == "." || segment == "..") || text.contains('\0') {
        return Err(TransferError::invalid_path("path must not contain /./ or /../"));
    }
    if text.contains("//") {
        return Err(TransferError::invalid_path("path must not contain an empty name"));
    }
    let path = if text.ends_with('/') {
        text.to_owned()
    } else {
        format!("{text}/")
    };
    // A guest collection's home is its own root.
    let path = path
        .strip_prefix("/~/")
        .map_or_else(|| path.clone(), |rest| format!("/{rest}"));
    let encoded: usize = utf8_percent_encode(&path, ENCODED).map(str::len).sum();
    if encoded > MAX_PATH {
        return Err(TransferError::invalid_path(format!(
            "path is longer than {MAX_PATH} characters"
        )));
    }
    Ok(path)
}

fn expiration_date(
    value: &Value,
    collection: &Collection,
    config: &Config,
    now: Timestamp,
) -> Result<Option<Timestamp>, TransferError> {
    let minutes = collection.acl_max_expiration_period_mins;
    let latest = minutes.and_then(|minutes| now.checked_add(SignedDuration::from_mins(minutes)).ok());
    let date = match value {
        Value::Null => return Ok(latest.filter(|_| config.fill_maximum_expiration)),
        Value::String(text) => parse_iso(text),
        _ => None,
    };
    let date = date.ok_or_else(|| TransferError::bad_request("expiration_date is no ISO 8601 date"))?;
    if config.refuse_past_expiration && date <= now {
        return Err(TransferError::bad_request("expiration_date lies in the past"));
    }
    let too_late = latest.is_some_and(|latest| {
        if config.maximum_is_inclusive {
            date > latest
        } else {
            date >= latest
        }
    });
    if too_late {
        return Err(TransferError::bad_request(
            "expiration_date lies after what this collection allows",
        ));
    }
    Ok(Some(date))
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn paths_are_measured_after_encoding() {
        let ascii = |length: usize| format!("/{}/", "a".repeat(length - 2));
        assert!(path(&ascii(2000), false).is_ok());
        assert!(path(&ascii(2001), false).is_err());
        assert!(path(&format!("/{}/", "あ".repeat(700)), false).is_err());
    }

    #[test]
    fn the_slash_at_the_end_is_added_or_demanded() {
        assert_eq!(path("/raw", false).unwrap(), "/raw/");
        assert_eq!(path("/~/raw/", false).unwrap(), "/raw/");
        assert!(path("/raw", true).is_err());
        for bad in ["raw/", "", "/a/../b/", "/a/./b/", "/..", "//", "/a//b/"] {
            assert!(path(bad, false).is_err(), "{bad}");
        }
    }
}
