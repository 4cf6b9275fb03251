//! Why the manager of a Globus Connect Server refused: the typed `detail` of its answers (GCS Manager API, error
//! documents). Each has another cure, by another person.

use serde::Deserialize;
use serde_json::Value;

use crate::ids::{IdentityId, UserCredentialId};

/// A typed refusal.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "DATA_TYPE", rename_all = "snake_case")]
#[non_exhaustive]
pub enum ServerRefusal {
    /// The token is for something else, or a consent below it is missing.
    MissingRequiredScopes {
        /// What to ask the person for.
        #[serde(default)]
        required_scopes: Vec<String>,
    },
    /// The sign-in is too old, of another identity, or without a second factor.
    AuthenticationTimeout {
        /// Whether the storage is for protected data.
        #[serde(default)]
        high_assurance: bool,
        /// Identities that would do.
        #[serde(default)]
        identities: Vec<IdentityId>,
        /// Whether a second factor is needed.
        #[serde(default)]
        require_mfa: bool,
    },
    /// The person has no account there that is set up for Globus.
    CredentialNotFound {
        /// Names of accounts that one could be made for.
        #[serde(default)]
        accounts: Vec<String>,
    },
    /// An identity was named that is not one of the person's.
    IdNotInIdentitySet {
        /// The identity.
        #[serde(default)]
        id: Option<IdentityId>,
    },
    /// The storage no longer takes the person's account.
    InvalidCredential {
        /// Which one.
        #[serde(default)]
        user_credential_id: Option<UserCredentialId>,
    },
    /// The person's identity has no account on the storage.
    InvalidUser,
    /// The person lacks a role.
    MissingRequiredRole {
        /// Any of these would do.
        #[serde(default)]
        roles: Vec<String>,
    },
    /// None of the person's identities is of an institution that the storage admits.
    NotFromAllowedDomain {
        /// Those that it admits.
        #[serde(default)]
        allowed_domains: Vec<String>,
    },
    /// The server has no subscription, or one that does not cover this.
    SubscriptionRequired {
        /// What it would need.
        #[serde(default)]
        subscription_level: Option<String>,
        /// What it would need besides.
        #[serde(default)]
        add_ons: Vec<String>,
    },
    /// Something like it is there already.
    ResourceConflict,
    /// Fields that can't be as they were sent.
    InvalidInput {
        /// Each with what is wrong.
        #[serde(default)]
        errors: Vec<InputError>,
    },
    /// A refusal that is newer than this program.
    #[serde(other)]
    Unknown,
}

/// One field that can't be as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct InputError {
    /// The field.
    #[serde(default)]
    pub field: Option<String>,
    /// What is wrong with it.
    #[serde(default)]
    pub message: Option<String>,
}

impl ServerRefusal {
    /// None where `detail` is a plain sentence, as other services send it. A document of a known kind whose fields are
    /// not as described still says that it is a refusal.
    pub(super) fn from_detail(detail: &Value) -> Option<Self> {
        let data_type = detail.get("DATA_TYPE")?.as_str()?;
        let (kind, _version) = data_type.split_once('#')?;
        let mut detail = detail.clone();
        if let Some(fields) = detail.as_object_mut() {
            fields.retain(|_, value| !value.is_null());
            fields.insert("DATA_TYPE".to_owned(), kind.into());
        }
        Some(serde_json::from_value(detail).unwrap_or(Self::Unknown))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_kind_counts_and_its_version_does_not() {
        let read = |detail: Value| ServerRefusal::from_detail(&detail);
        for version in ["1.0.0", "1.1.0", "2.0.0"] {
            assert_eq!(
                read(
                    json!({"DATA_TYPE": format!("authentication_timeout#{version}"), "high_assurance": true,
                    "identities": ["i1"], "require_mfa": null})
                ),
                Some(ServerRefusal::AuthenticationTimeout {
                    high_assurance: true,
                    identities: vec![IdentityId::new("i1")],
                    require_mfa: false,
                })
            );
        }
        assert_eq!(
            read(json!({"DATA_TYPE": "invalid_user#1.0.0", "user": "nora"})),
            Some(ServerRefusal::InvalidUser)
        );
        assert_eq!(
            read(json!({"DATA_TYPE": "invalid_input#1.0.0",
                "errors": [{"field": "display_name", "message": "is missing"}]})),
            Some(ServerRefusal::InvalidInput {
                errors: vec![InputError {
                    field: Some("display_name".into()),
                    message: Some("is missing".into()),
                }],
            })
        );
    }

    #[test]
    fn what_is_newer_or_stranger_is_unknown_and_a_sentence_is_none() {
        let read = |detail: Value| ServerRefusal::from_detail(&detail);
        for detail in [
            json!({"DATA_TYPE": "storage_on_strike#1.0.0"}),
            json!({"DATA_TYPE": "missing_required_role#1.0.0", "roles": "administrator"}),
        ] {
            assert_eq!(read(detail), Some(ServerRefusal::Unknown));
        }
        for detail in [json!("not today"), json!(null), json!({"loc": []}), json!([])] {
            assert_eq!(read(detail), None);
        }
    }
}
