//! One type for each kind of identifier, so that a group can't be passed where a person is meant.

use serde::{Deserialize, Serialize};

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "specta", derive(specta::Type))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes an identifier as the service gave it; identifiers are opaque text.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// Takes an identifier that a person typed or pasted: only a UUID will do, blanks around it are
            /// forgiven.
            pub fn parse(text: &str) -> Option<Self> {
                let id = uuid::Uuid::try_parse(text.trim()).ok()?;
                Some(Self(id.hyphenated().to_string()))
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

id_type!(
    /// A collection: a mapped one (a computer or a server) or a guest collection on it.
    CollectionId
);
id_type!(
    /// One identity of a person. Never re-used, unlike usernames.
    IdentityId
);
id_type!(
    /// A group.
    GroupId
);
id_type!(
    /// One access rule (permission) of a guest collection.
    AccessRuleId
);
id_type!(
    /// One role assignment on a collection.
    RoleId
);
id_type!(
    /// Somebody's local account on a server's storage.
    UserCredentialId
);
id_type!(
    /// A storage that a server gives access to; its mapped collections share its rules about people.
    StorageGatewayId
);
id_type!(
    /// A folder of a collection that a person gave a name.
    BookmarkId
);
id_type!(
    /// Something that Globus does in the background: a transfer or a deletion.
    TaskId
);
id_type!(
    /// Stands for one submission of a task: whatever is sent under it twice is one task.
    SubmissionId
);
id_type!(
    /// An app registered with Globus Auth.
    ClientId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_uuid_is_trimmed_and_lower_cased() {
        let id = CollectionId::parse("  AAAAAAAA-AAAA-4AAA-8AAA-AAAAAAAAAAAA\n").unwrap();
        assert_eq!(id.as_str(), "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa");
    }

    #[test]
    fn text_that_is_no_uuid_is_refused() {
        assert_eq!(GroupId::parse("soil-lab"), None);
        assert_eq!(IdentityId::parse(""), None);
    }

    #[test]
    fn ids_cross_json_as_plain_text() {
        assert_eq!(serde_json::to_string(&RoleId::new("r1")).unwrap(), r#""r1""#);
    }
}
