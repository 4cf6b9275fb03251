//! The keychain as a place for tokens. Its calls block (they may even ask the person), so all of them run off the
//! async threads.

use std::sync::Arc;

use globus::auth::{Token, TokenSet};
use globus::scopes::resource_server::{AUTH, GROUPS, TRANSFER};
use globus::{ExposeSecret, TokenStoreError};
use keyring_core::{CredentialStore, Entry, Error};

/// Connects to a keychain; called again after a failure.
pub type OpenKeychain = Arc<dyn Fn() -> keyring_core::Result<Arc<CredentialStore>> + Send + Sync>;

/// Whose tokens are kept. A keychain can't be asked for all entries in the same way everywhere, so the names are ours.
const KEPT: [&str; 3] = [AUTH, TRANSFER, GROUPS];

/// One name in an opened keychain. What it holds goes in as bytes: as a "password", Windows would keep two bytes a
/// letter, and half as many letters.
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
            keychain.read(AUTH)?;
            Ok(keychain)
        })
        .await
    }

    /// Whether tokens for this resource server are kept between starts.
    pub fn keeps(resource_server: &str) -> bool {
        KEPT.contains(&resource_server)
    }

    /// Writes and removes an entry. Reading an empty keychain succeeds even where it is locked; only writing shows, and
    /// lets the system ask the person to unlock it.
    pub async fn try_to_keep(self: &Arc<Self>) -> Result<(), TokenStoreError> {
        let keychain = Arc::clone(self);
        off_thread(move || {
            let entry = keychain.entry("check")?;
            entry
                .set_secret(b"Guestlist can keep a sign-in here.")
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
            for resource_server in KEPT {
                if let Some(token) = keychain.read(resource_server)? {
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
                .set_secret(text.expose_secret().as_bytes())
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
                .try_for_each(|resource_server| keychain.delete(resource_server))
        })
        .await
    }

    fn entry(&self, resource_server: &str) -> Result<Entry, TokenStoreError> {
        self.store
            .build(&self.service, resource_server, None)
            .map_err(problem)
    }

    fn read(&self, resource_server: &str) -> Result<Option<Token>, TokenStoreError> {
        let text = self.entry(resource_server)?.get_secret().and_then(|bytes| {
            String::from_utf8(bytes).map_err(|error| Error::BadEncoding(error.into_bytes()))
        });
        match text {
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
    use std::any::Any;
    use std::collections::HashMap;
    use std::sync::{Mutex, PoisonError};

    use keyring_core::Result;
    use keyring_core::api::{Credential, CredentialApi, CredentialStoreApi};

    use super::*;

    /// One entry with the limits of Windows' Credential Manager, where a password is kept in UTF-16.
    #[derive(Clone, Debug, Default)]
    struct CredentialManager(Arc<Mutex<Option<Vec<u8>>>>);

    impl CredentialManager {
        const MAX_BYTES: u32 = 2560;

        fn entry(&self) -> std::sync::MutexGuard<'_, Option<Vec<u8>>> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner)
        }
    }

    impl CredentialApi for CredentialManager {
        fn set_password(&self, password: &str) -> Result<()> {
            let wide: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
            self.set_secret(&wide)
        }

        fn set_secret(&self, secret: &[u8]) -> Result<()> {
            if secret.len() > Self::MAX_BYTES as usize {
                return Err(Error::TooLong("secret".to_owned(), Self::MAX_BYTES));
            }
            *self.entry() = Some(secret.to_vec());
            Ok(())
        }

        fn get_secret(&self) -> Result<Vec<u8>> {
            self.entry().clone().ok_or(Error::NoEntry)
        }

        fn delete_credential(&self) -> Result<()> {
            self.entry().take().map(drop).ok_or(Error::NoEntry)
        }

        fn get_credential(&self) -> Result<Option<Arc<Credential>>> {
            Ok(None)
        }

        fn get_specifiers(&self) -> Option<(String, String)> {
            None
        }

        fn as_any(&self) -> &dyn Any {
            self
        }
    }

    impl CredentialStoreApi for CredentialManager {
        fn vendor(&self) -> String {
            "test".to_owned()
        }

        fn id(&self) -> String {
            "test".to_owned()
        }

        fn build(&self, _service: &str, _user: &str, _: Option<&HashMap<&str, &str>>) -> Result<Entry> {
            Ok(Entry::new_with_credential(Arc::new(self.clone())))
        }

        fn as_any(&self) -> &dyn Any {
            self
        }
    }

    #[tokio::test]
    async fn a_long_token_fits_into_an_entry_of_windows() {
        let store = Arc::new(CredentialManager::default());
        let open: OpenKeychain = Arc::new(move || Ok(store.clone()));
        let keychain = Arc::new(Keychain::open("test", open).await.unwrap());
        let token = Token {
            resource_server: AUTH.to_owned(),
            access_token: "a".repeat(1000).into(),
            refresh_token: Some("r".repeat(1000).into()),
            expires_at: jiff::Timestamp::now(),
            scope: "openid email profile".to_owned(),
        };
        keychain.save(&token).await.unwrap();
        let kept = keychain.read(&token.resource_server).unwrap().unwrap();
        assert_eq!(kept.access_token.expose_secret().len(), 1000);
        keychain.try_to_keep().await.unwrap();
    }

    #[test]
    fn a_damaged_entry_is_not_quoted() {
        let error = problem(Error::BadEncoding(b"SECRET".to_vec()));
        assert!(!format!("{error:?}").contains("SECRET") && !format!("{error:?}").contains("83, 69"));
    }
}
