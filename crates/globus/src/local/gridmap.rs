//! `gridmap`: whose collection this is. A quoted certificate subject, then the local account.

use data_encoding::BASE32_NOPAD;
use uuid::Uuid;

use crate::ids::IdentityId;

const SUBJECT: &str = "\"/C=US/O=Globus Consortium/OU=Globus Connect User/CN=";

/// Whose Globus Connect Personal this is, as it says itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnerHint {
    /// An identity.
    Identity(IdentityId),
    /// A username of the older kind.
    Username(String),
}

/// The owner in the first line that names one.
pub(super) fn parse(text: &str) -> Option<OwnerHint> {
    text.lines().find_map(|line| {
        let (name, _account) = line.trim().strip_prefix(SUBJECT)?.split_once('"')?;
        let owner = match name.strip_prefix("u_").and_then(identity) {
            Some(id) => OwnerHint::Identity(id),
            None => OwnerHint::Username(format!("{name}@globusid.org")),
        };
        (!name.is_empty()).then_some(owner)
    })
}

/// 26 characters of lower-case base32 are the 16 bytes of a UUID.
fn identity(encoded: &str) -> Option<IdentityId> {
    let bytes = BASE32_NOPAD
        .decode(encoded.to_ascii_uppercase().as_bytes())
        .ok()?;
    let id = Uuid::from_slice(&bytes).ok()?;
    Some(IdentityId::new(id.hyphenated().to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoded_identity_is_decoded() {
        let line =
            "\"/C=US/O=Globus Consortium/OU=Globus Connect User/CN=u_ceirceircfardairceirceirce\" ann\n";
        let id = IdentityId::new("11111111-1111-4111-8111-111111111111");
        assert_eq!(parse(line), Some(OwnerHint::Identity(id)));
    }

    #[test]
    fn a_name_belongs_to_globus_id() {
        let line = "\n\"/C=US/O=Globus Consortium/OU=Globus Connect User/CN=ann\" ann";
        assert_eq!(
            parse(line),
            Some(OwnerHint::Username("ann@globusid.org".to_owned()))
        );
    }

    #[test]
    fn other_lines_say_nothing() {
        for text in [
            "",
            "ann",
            "\"/C=DE/CN=ann\" ann",
            "\"/C=US/O=Globus Consortium/OU=Globus Connect User/CN=\" ann",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
