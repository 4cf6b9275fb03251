//! The keychain as a place for tokens. Its calls block (they may even ask the person), so all of them run off the
//! async threads.

use std::sync::Arc;

use globus::auth::{Token, TokenSet};
use globus::{ExposeSecret, Service, TokenStoreError};
use keyring_core::{CredentialStore, Entry, Error};

/// Connects to a keychain; called again after a failure.
pub type OpenKeychain = Arc<dyn Fn() -> keyring_core::Result<Arc<CredentialStore>> + Send + Sync>;

/// Whose tokens are kept. A keychain can't be asked for all entries in the same way everywhere, so the names are ours.
const KEPT: [Service; 3] = [Service::Auth, Service::Transfer, Service::Groups];

/// One name in an opened keychain.
pub struct Keychain {
    store: Arc<CredentialStore>,
    service: String,
}

impl Keychain {
    /// Connects, and reads once: some keychains only then say that they can't be used.
    pub async fn open(service: &str, open: OpenKeychain) -> Result<Self, TokenStoreError> {
        let service = service.to_owned();
        off_thread(move || {
            let store = open().map_err(problem)?;
            let keychain = Self { store, service };
            keychain.read(Service::Auth.resource_server())?;
            Ok(keychain)
        })
        .await
    }

    /// Whether tokens for this resource server are kept between starts.
    pub fn keeps(resource_server: &str) -> bool {
        KEPT.iter()
            .any(|service| service.resource_server() == resource_server)
    }

    /// Writes and removes an entry. Reading an empty keychain succeeds even where it is locked; only writing shows, and
    /// lets the system ask the person to unlock it.
    pub async fn try_to_keep(self: &Arc<Self>) -> Result<(), TokenStoreError> {
        let keychain = Arc::clone(self);
        off_thread(move || {
            let entry = keychain.entry("check")?;
            entry
                .set_password("Guestlist can keep a sign-in here.")
                .map_err(problem)?;
            entry.delete_credential().map_err(problem)
        })
        .await
    }

    /// Everything that is kept.
    pub async fn load_all(self: &Arc<Self>) -> Result<TokenSet, TokenStoreError> {
        let keychain = Arc::clone(self);
        off_thread(move || {
            let mut tokens = TokenSet::new();
            for service in KEPT {
                if let Some(token) = keychain.read(service.resource_server())? {
                    tokens.insert(token);
                }
            }
            Ok(tokens)
        })
        .await
    }

    /// Keeps one token.
    pub async fn save(self: &Arc<Self>, token: &Token) -> Result<(), TokenStoreError> {
        let (keychain, token) = (Arc::clone(self), token.clone());
        off_thread(move || {
            let text = token.to_keychain_text();
            keychain
                .entry(&token.resource_server)?
                .set_password(text.expose_secret())
                .map_err(problem)
        })
        .await
    }

    /// Removes one token; one that isn't there is removed already.
    pub async fn remove(self: &Arc<Self>, resource_server: &str) -> Result<(), TokenStoreError> {
        let (keychain, resource_server) = (Arc::clone(self), resource_server.to_owned());
        off_thread(move || keychain.delete(&resource_server)).await
    }

    /// Removes all tokens.
    pub async fn clear(self: &Arc<Self>) -> Result<(), TokenStoreError> {
        let keychain = Arc::clone(self);
        off_thread(move || {
            KEPT.iter()
                .try_for_each(|service| keychain.delete(service.resource_server()))
        })
        .await
    }

    fn entry(&self, resource_server: &str) -> Result<Entry, TokenStoreError> {
        self.store
            .build(&self.service, resource_server, None)
            .map_err(problem)
    }

    fn read(&self, resource_server: &str) -> Result<Option<Token>, TokenStoreError> {
        match self.entry(resource_server)?.get_password() {
            Ok(text) => match Token::from_keychain_text(&text.into()) {
                Ok(token) => Ok(Some(token)),
                Err(error) => {
                    // Of another version of the app, or damaged: signing in again mends it.
                    tracing::warn!(%error, resource_server, "a kept token can't be used");
                    Ok(None)
                }
            },
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(problem(error)),
        }
    }

    fn delete(&self, resource_server: &str) -> Result<(), TokenStoreError> {
        match self.entry(resource_server)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(problem(error)),
        }
    }
}

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, TokenStoreError> + Send + 'static,
) -> Result<T, TokenStoreError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| TokenStoreError::new(error.to_string()))?
}

/// The keychain's words. Two of its errors carry the secret that could not be decoded: those get words of ours.
fn problem(error: Error) -> TokenStoreError {
    TokenStoreError::new(match error {
        Error::BadEncoding(_) | Error::BadDataFormat(..) => "an entry is damaged".to_owned(),
        other => other.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_entry_is_not_quoted() {
        let error = problem(Error::BadEncoding(b"SECRET".to_vec()));
        assert!(!format!("{error:?}").contains("SECRET") && !format!("{error:?}").contains("83, 69"));
    }
}
