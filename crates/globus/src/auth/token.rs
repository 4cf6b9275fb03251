//! Tokens. They print as nothing and have no serde of their own; only the keychain's text form lets them out.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::error::TokenStoreError;

/// Tokens are renewed this long before they end, as the official clients do.
const RENEW_BEFORE: SignedDuration = SignedDuration::from_secs(60);

/// Access to one resource server.
#[derive(Clone, Debug)]
pub struct Token {
    /// The audience.
    pub resource_server: String,
    /// What goes into the `Authorization` header.
    pub access_token: SecretString,
    /// What a new access token is bought with.
    pub refresh_token: Option<SecretString>,
    /// When the access token ends, by this computer's clock.
    pub expires_at: Timestamp,
    /// Plain scope names, separated by spaces.
    pub scope: String,
}

impl Token {
    /// Whether the access token should be used no more.
    pub fn needs_renewal(&self, now: Timestamp) -> bool {
        self.expires_at.duration_since(now) < RENEW_BEFORE
    }

    /// Whether a scope was granted. Dependencies in brackets are not part of what answers list.
    pub fn has_scope(&self, name: &str) -> bool {
        self.scope.split_whitespace().any(|scope| scope == name)
    }

    /// The text that goes into the keychain, and nowhere else.
    pub fn to_keychain_text(&self) -> SecretString {
        let entry = KeychainEntry {
            resource_server: self.resource_server.clone(),
            access_token: self.access_token.expose_secret().to_owned(),
            refresh_token: self
                .refresh_token
                .as_ref()
                .map(|token| token.expose_secret().to_owned()),
            expires_at: self.expires_at,
            scope: self.scope.clone(),
        };
        // Strings and a time always have a JSON form.
        serde_json::to_string(&entry).unwrap_or_default().into()
    }

    /// Reads the keychain's text.
    pub fn from_keychain_text(text: &SecretString) -> Result<Self, TokenStoreError> {
        // The parser's message could quote the text; its position can't.
        let entry: KeychainEntry = serde_json::from_str(text.expose_secret()).map_err(|error| {
            TokenStoreError::new(format!(
                "an entry can't be read at line {} column {}",
                error.line(),
                error.column()
            ))
        })?;
        Ok(Self {
            resource_server: entry.resource_server,
            access_token: entry.access_token.into(),
            refresh_token: entry.refresh_token.map(Into::into),
            expires_at: entry.expires_at,
            scope: entry.scope,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct KeychainEntry {
    resource_server: String,
    access_token: String,
    refresh_token: Option<String>,
    expires_at: Timestamp,
    scope: String,
}

/// One token for each resource server.
#[derive(Clone, Debug, Default)]
pub struct TokenSet {
    tokens: BTreeMap<String, Token>,
    /// Says who signed in. Only read, never sent anywhere.
    pub id_token: Option<SecretString>,
}

impl TokenSet {
    /// No tokens.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a token, in place of the one for the same resource server.
    pub fn insert(&mut self, token: Token) {
        self.tokens.insert(token.resource_server.clone(), token);
    }

    /// Takes a token out.
    pub fn remove(&mut self, resource_server: &str) -> Option<Token> {
        self.tokens.remove(resource_server)
    }

    /// The token for a resource server.
    pub fn get(&self, resource_server: &str) -> Option<&Token> {
        self.tokens.get(resource_server)
    }

    /// All tokens.
    pub fn iter(&self) -> impl Iterator<Item = &Token> {
        self.tokens.values()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }
}

/// An answer of the token route: the first token on the top level, the others beside it.
#[derive(Deserialize)]
pub(super) struct TokenResponse {
    #[serde(flatten)]
    first: TokenFields,
    id_token: Option<SecretString>,
    #[serde(default)]
    other_tokens: Vec<TokenFields>,
}

#[derive(Deserialize)]
struct TokenFields {
    access_token: SecretString,
    resource_server: String,
    scope: String,
    refresh_token: Option<SecretString>,
    /// Recorded as 172800 (two days) everywhere, promised nowhere.
    #[serde(default = "two_hours")]
    expires_in: u64,
}

fn two_hours() -> u64 {
    7200
}

impl TokenResponse {
    pub(super) fn into_set(self, now: Timestamp) -> TokenSet {
        let mut set = TokenSet {
            id_token: self.id_token,
            ..TokenSet::default()
        };
        for fields in std::iter::once(self.first).chain(self.other_tokens) {
            set.insert(Token {
                expires_at: now
                    .saturating_add(Duration::from_secs(fields.expires_in))
                    .unwrap_or(Timestamp::MAX),
                resource_server: fields.resource_server,
                access_token: fields.access_token,
                refresh_token: fields.refresh_token,
                scope: fields.scope,
            });
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-05-01T12:00:00Z".parse().unwrap()
    }

    fn set() -> TokenSet {
        let answer = serde_json::json!({
            "access_token": "SECRET-1", "expires_in": 172_800, "token_type": "Bearer",
            "resource_server": "auth.globus.org", "scope": "openid email", "refresh_token": "SECRET-2", "id_token": "SECRET-3",
            "other_tokens": [{"access_token": "SECRET-4", "resource_server": "transfer.api.globus.org", "scope": "t"}],
        });
        serde_json::from_value::<TokenResponse>(answer)
            .unwrap()
            .into_set(now())
    }

    #[test]
    fn each_resource_server_gets_its_own_token() {
        let set = set();
        assert_eq!(set.iter().count(), 2);
        let auth = set.get("auth.globus.org").unwrap();
        assert!(auth.has_scope("email") && !auth.has_scope("mail"));
        assert_eq!(auth.expires_at, "2026-05-03T12:00:00Z".parse().unwrap());
        assert!(
            set.get("transfer.api.globus.org")
                .unwrap()
                .refresh_token
                .is_none()
        );
    }

    #[test]
    fn tokens_are_renewed_a_minute_early() {
        let set = set();
        let token = set.get("auth.globus.org").unwrap();
        assert!(!token.needs_renewal("2026-05-03T11:59:00Z".parse().unwrap()));
        assert!(token.needs_renewal("2026-05-03T11:59:01Z".parse().unwrap()));
    }

    #[test]
    fn the_keychain_text_leads_back() {
        let token = set().remove("auth.globus.org").unwrap();
        let again = Token::from_keychain_text(&token.to_keychain_text()).unwrap();
        assert_eq!(again.refresh_token.unwrap().expose_secret(), "SECRET-2");
        assert_eq!(again.expires_at, token.expires_at);
    }

    #[test]
    fn nothing_prints_a_token() {
        let set = set();
        assert!(!format!("{set:?}").contains("SECRET"));
        let error = Token::from_keychain_text(&"{\"access_token\": SECRET".to_owned().into()).unwrap_err();
        assert!(!format!("{error:?} {error}").contains("SECRET"));
    }
}
