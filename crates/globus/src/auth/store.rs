//! Where tokens rest between two starts.

use async_trait::async_trait;
use tokio::sync::Mutex;

use super::{Token, TokenSet};
use crate::error::TokenStoreError;

/// A place for tokens: the operating system's keychain, or memory for this session only.
#[async_trait]
pub trait TokenStore: Send + Sync + std::fmt::Debug + 'static {
    /// All tokens that are kept.
    async fn load_all(&self) -> Result<TokenSet, TokenStoreError>;
    /// Keeps a token in place of the one for the same resource server.
    async fn save(&self, token: &Token) -> Result<(), TokenStoreError>;
    /// What is saved from now on belongs to a new sign-in, which outlives this session if `remember`. A store without
    /// a choice has nothing to do.
    fn begin_sign_in(&self, _remember: bool) {}
    /// Forgets the token for a resource server. One that isn't there is forgotten already.
    async fn remove(&self, resource_server: &str) -> Result<(), TokenStoreError>;
}

/// For this session only.
#[derive(Debug, Default)]
pub struct MemoryTokenStore {
    tokens: Mutex<TokenSet>,
}

impl MemoryTokenStore {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// One that holds tokens already.
    pub fn with_tokens(tokens: TokenSet) -> Self {
        Self {
            tokens: Mutex::new(tokens),
        }
    }
}

#[async_trait]
impl TokenStore for MemoryTokenStore {
    async fn load_all(&self) -> Result<TokenSet, TokenStoreError> {
        Ok(self.tokens.lock().await.clone())
    }

    async fn save(&self, token: &Token) -> Result<(), TokenStoreError> {
        self.tokens.lock().await.insert(token.clone());
        Ok(())
    }

    async fn remove(&self, resource_server: &str) -> Result<(), TokenStoreError> {
        self.tokens.lock().await.remove(resource_server);
        Ok(())
    }
}
