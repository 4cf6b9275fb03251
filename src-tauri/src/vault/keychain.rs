//! The keychain as a place for tokens. Its calls block (they may even ask the person), so all of them run off the
//! async threads.

use std::sync::{Arc, Mutex, PoisonError};

use globus::auth::{Token, TokenSet};
use globus::scopes::resource_server::{AUTH, GROUPS, TRANSFER};
use globus::{ExposeSecret, TokenStoreError};
use keyring_core::{CredentialStore, Entry, Error};

/// Connects to a keychain; called again after a failure.
pub type OpenKeychain = Arc<dyn Fn() -> keyring_core::Result<Arc<CredentialStore>> + Send + Sync>;

/// The services of the first sign-in. A keychain can't be asked for all entries in the same way everywhere, so the names
/// are ours.
const ALWAYS: [&str; 3] = [AUTH, TRANSFER, GROUPS];

/// The entry that names the others: servers and collections, one a line, the latest last. Consents for them are given
/// once and outlive the app; without their tokens the person would be sent to the browser at every start.
const OTHERS: &str = "others";

/// How many others are kept, for the list to fit into an entry. Of more than that the oldest are asked for again.
const MOST_OTHERS: usize = 24;

/// One name in an opened keychain. What it holds goes in as bytes: as a "password", Windows would keep two bytes a
/// letter, and half as many letters.
pub struct Keychain {
    store: Arc<CredentialStore>,
    service: String,
    /// Held while the list of others is changed.
    others: Mutex<()>,
}

impl Keychain {
    /// Connects, and reads once: some keychains only then say that they can't be used.
    pub async fn open(service: &str, open: OpenKeychain) -> Result<Self, TokenStoreError> {
        let service = service.to_owned();
        off_thread(move || {
            let store = open().map_err(problem)?;
            let others = Mutex::default();
            let keychain = Self {
                store,
                service,
                others,
            };
            keychain.read(AUTH)?;
            Ok(keychain)
        })
        .await
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
            let others = keychain.others()?;
            for resource_server in ALWAYS.into_iter().chain(others.iter().map(String::as_str)) {
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
            if !ALWAYS.contains(&token.resource_server.as_str()) {
                keychain.list(&token.resource_server)?;
            }
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
        off_thread(move || {
            keychain.delete(&resource_server)?;
            keychain.change_others(|others| others.retain(|other| *other != resource_server))
        })
        .await
    }

    /// Removes all tokens.
    pub async fn clear(self: &Arc<Self>) -> Result<(), TokenStoreError> {
        let keychain = Arc::clone(self);
        off_thread(move || {
            let others = keychain.others()?;
            ALWAYS
                .into_iter()
                .chain(others.iter().map(String::as_str))
                .chain([OTHERS])
                .try_for_each(|entry| keychain.delete(entry))
        })
        .await
    }

    /// Names of the others. A list that can't be read is as good as none: their consents are asked for again.
    fn others(&self) -> Result<Vec<String>, TokenStoreError> {
        let text = match self.entry(OTHERS)?.get_secret() {
            Ok(bytes) => String::from_utf8(bytes).unwrap_or_default(),
            Err(Error::NoEntry) => String::new(),
            Err(error) => return Err(problem(error)),
        };
        Ok(text
            .lines()
            .filter(|name| is_id(name))
            .map(str::to_owned)
            .collect())
    }

    /// Puts a name at the end of the list, and removes what no longer fits.
    fn list(&self, resource_server: &str) -> Result<(), TokenStoreError> {
        let mut gone = Vec::new();
        self.change_others(|others| {
            others.retain(|other| other != resource_server);
            others.push(resource_server.to_owned());
            let too_many = others.len().saturating_sub(MOST_OTHERS);
            gone = others.drain(..too_many).collect();
        })?;
        gone.iter().try_for_each(|other| self.delete(other))
    }

    fn change_others(&self, change: impl FnOnce(&mut Vec<String>)) -> Result<(), TokenStoreError> {
        let _turn = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.others()?;
        let mut after = before.clone();
        change(&mut after);
        if after == before {
            return Ok(());
        }
        let list = after.join("\n");
        self.entry(OTHERS)?.set_secret(list.as_bytes()).map_err(problem)
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

/// Servers and collections are named by their ids; nothing else may lead to an entry.
fn is_id(name: &str) -> bool {
    !name.is_empty() && name.len() <= 64 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
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
