//! Scopes: what a sign-in asks for.
//!
//! Grammar (Globus Auth, dependent scopes): `scope := ["*"] name [ "[" scope (" " scope)* "]" ]`. The star
//! marks a dependency that the person can withdraw alone.

use std::fmt;

use crate::ids::{ClientId, CollectionId};

/// The audiences of tokens.
pub mod resource_server {
    /// Globus Auth.
    pub const AUTH: &str = "auth.globus.org";
    /// Transfer.
    pub const TRANSFER: &str = "transfer.api.globus.org";
    /// Groups.
    pub const GROUPS: &str = "groups.api.globus.org";
}

/// Sign-in itself.
pub const OPENID: &str = "openid";
/// The person's name and organisation.
pub const PROFILE: &str = "profile";
/// The person's address.
pub const EMAIL: &str = "email";
/// The person's linked identities.
pub const VIEW_IDENTITY_SET: &str = "urn:globus:auth:scope:auth.globus.org:view_identity_set";
/// Everything in Transfer.
pub const TRANSFER_ALL: &str = "urn:globus:auth:scope:transfer.api.globus.org:all";
/// The person's groups.
pub const VIEW_MY_GROUPS_AND_MEMBERSHIPS: &str =
    "urn:globus:auth:scope:groups.api.globus.org:view_my_groups_and_memberships";
/// Everything in Groups, changes included. Asked for before the first change.
pub const GROUPS_ALL: &str = "urn:globus:auth:scope:groups.api.globus.org:all";

/// A scope with the scopes that its service needs in turn.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scope {
    name: String,
    optional: bool,
    dependencies: Vec<Scope>,
}

impl Scope {
    /// A scope without dependencies.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            optional: false,
            dependencies: Vec::new(),
        }
    }

    /// Reading and writing data on a mapped collection. Exists only for mapped collections that are not high
    /// assurance; asking for any other breaks the whole sign-in page.
    pub fn data_access(mapped_collection: &CollectionId) -> Self {
        Self::new(format!(
            "https://auth.globus.org/scopes/{mapped_collection}/data_access"
        ))
    }

    /// Looking after the collections of one server. Its client id is the owner of all its collections.
    pub fn manage_collections(server: &ClientId) -> Self {
        Self::new(format!("urn:globus:auth:scope:{server}:manage_collections"))
    }

    /// Reading and writing files of one collection of a server over HTTPS.
    pub fn https(collection: &CollectionId) -> Self {
        Self::new(format!("https://auth.globus.org/scopes/{collection}/https"))
    }

    /// Marks the scope as one that the person can withdraw alone.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Adds a scope that the service needs in turn.
    pub fn with_dependency(mut self, dependency: Scope) -> Self {
        self.dependencies.push(dependency);
        self
    }

    /// The name without star and brackets, as token answers list it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads a space-separated list of scopes.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, ScopeError> {
        let mut rest = text;
        let scopes = parse_scopes(&mut rest)?;
        if rest.is_empty() {
            Ok(scopes)
        } else {
            Err(ScopeError)
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.optional {
            f.write_str("*")?;
        }
        f.write_str(&self.name)?;
        if !self.dependencies.is_empty() {
            write!(f, "[{}]", to_string(&self.dependencies))?;
        }
        Ok(())
    }
}

/// The text is no list of scopes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no list of scopes")]
pub struct ScopeError;

/// Writes scopes the way the authorize URL wants them.
pub fn to_string(scopes: &[Scope]) -> String {
    scopes.iter().map(Scope::to_string).collect::<Vec<_>>().join(" ")
}

/// What Guestlist asks for at the first sign-in; everything else comes later, on demand.
pub fn default_scopes() -> Vec<Scope> {
    [
        OPENID,
        PROFILE,
        EMAIL,
        VIEW_IDENTITY_SET,
        TRANSFER_ALL,
        VIEW_MY_GROUPS_AND_MEMBERSHIPS,
    ]
    .into_iter()
    .map(Scope::new)
    .collect()
}

fn parse_scopes(rest: &mut &str) -> Result<Vec<Scope>, ScopeError> {
    let mut scopes = Vec::new();
    loop {
        *rest = rest.trim_start_matches(' ');
        if rest.is_empty() || rest.starts_with(']') {
            return Ok(scopes);
        }
        scopes.push(parse_scope(rest)?);
    }
}

fn parse_scope(rest: &mut &str) -> Result<Scope, ScopeError> {
    let (optional, text) = match rest.strip_prefix('*') {
        Some(text) => (true, text),
        None => (false, *rest),
    };
    let end = text.find([' ', '[', ']', '*']).unwrap_or(text.len());
    let (name, tail) = text.split_at(end);
    if name.is_empty() || tail.starts_with('*') {
        return Err(ScopeError);
    }
    *rest = tail;
    let mut dependencies = Vec::new();
    if let Some(inside) = rest.strip_prefix('[') {
        *rest = inside;
        dependencies = parse_scopes(rest)?;
        *rest = rest.strip_prefix(']').ok_or(ScopeError)?;
        if dependencies.is_empty() {
            return Err(ScopeError);
        }
    }
    Ok(Scope {
        name: name.to_owned(),
        optional,
        dependencies,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_are_written_in_brackets() {
        let mapped = CollectionId::new("m1");
        let other = CollectionId::new("m2");
        let scope = Scope::new(TRANSFER_ALL)
            .with_dependency(Scope::data_access(&mapped).optional())
            .with_dependency(Scope::data_access(&other).optional());
        assert_eq!(
            scope.to_string(),
            "urn:globus:auth:scope:transfer.api.globus.org:all\
             [*https://auth.globus.org/scopes/m1/data_access *https://auth.globus.org/scopes/m2/data_access]"
        );
    }

    #[test]
    fn servers_and_collections_have_scopes_of_their_own() {
        let mapped = CollectionId::new("m1");
        let create = Scope::manage_collections(&ClientId::new("s1"))
            .with_dependency(Scope::data_access(&mapped).optional());
        assert_eq!(
            create.to_string(),
            "urn:globus:auth:scope:s1:manage_collections[*https://auth.globus.org/scopes/m1/data_access]"
        );
        assert_eq!(
            Scope::https(&mapped).name(),
            "https://auth.globus.org/scopes/m1/https"
        );
    }

    #[test]
    fn what_is_written_can_be_read() {
        for text in ["a", "a b", "*a", "a[b]", "a[*b[c *d] e] f"] {
            assert_eq!(to_string(&Scope::parse_list(text).unwrap()), text);
        }
        assert_eq!(Scope::parse_list("  ").unwrap(), []);
    }

    #[test]
    fn broken_lists_are_refused() {
        for text in ["a[", "a]", "a[]", "*", "a*b", "a[b", "[a]", "**a"] {
            assert_eq!(Scope::parse_list(text), Err(ScopeError), "{text}");
        }
    }

    #[test]
    fn the_first_sign_in_asks_for_six_scopes() {
        assert_eq!(to_string(&default_scopes()).split(' ').count(), 6);
    }
}
