//! Where the sign-in rests between two starts: the operating system's keychain, one entry for each resource server
//! (Windows allows 2,560 bytes an entry). Where there is none, tokens live in memory for this session; they are never
//! written anywhere else.

mod keychain;
mod platform;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use globus::TokenStoreError;
use globus::auth::{MemoryTokenStore, Token, TokenSet, TokenStore};
use tokio::sync::Mutex;

pub use keychain::{Keychain, OpenKeychain};
pub use platform::open_system_keychain;

/// Hands out tokens from the keychain or from memory. A keychain that could not be opened is tried again at every
/// sign-in: people do unlock theirs.
pub struct Vault {
    service: String,
    open: OpenKeychain,
    keychain: Mutex<Option<Arc<Keychain>>>,
    session_only: MemoryTokenStore,
    remember: AtomicBool,
}

impl Vault {
    /// `service` is the name under which the keychain shows the entries.
    pub fn new(service: String, open: OpenKeychain) -> Self {
        Self {
            service,
            open,
            keychain: Mutex::default(),
            session_only: MemoryTokenStore::new(),
            remember: AtomicBool::new(true),
        }
    }

    /// Whether the keychain can be used right now.
    pub async fn is_available(&self) -> bool {
        match self.keychain().await {
            Ok(_) => true,
            Err(error) => {
                tracing::info!(%error, "the keychain can't be used");
                false
            }
        }
    }

    /// Whether a sign-in could be kept now. May make the system ask the person to unlock their keychain.
    pub async fn can_keep(&self) -> bool {
        let tried = match self.keychain().await {
            Ok(keychain) => keychain.try_to_keep().await,
            Err(error) => Err(error),
        };
        if let Err(error) = &tried {
            tracing::warn!(%error, "the keychain takes nothing");
            // Connect anew the next time: the service may have been started again.
            *self.keychain.lock().await = None;
        }
        tried.is_ok()
    }

    /// Removes from the keychain what an earlier sign-in left there.
    pub async fn forget_kept(&self) {
        if let Ok(keychain) = self.keychain().await
            && let Err(error) = keychain.clear().await
        {
            tracing::warn!(%error, "an earlier sign-in stays in the keychain");
        }
    }

    /// Whether sign-ins are kept.
    pub(crate) fn remembers(&self) -> bool {
        self.remember.load(Ordering::Acquire)
    }

    async fn keychain(&self) -> Result<Arc<Keychain>, TokenStoreError> {
        let mut kept = self.keychain.lock().await;
        if let Some(keychain) = kept.as_ref() {
            return Ok(Arc::clone(keychain));
        }
        let keychain = Arc::new(Keychain::open(&self.service, Arc::clone(&self.open)).await?);
        *kept = Some(Arc::clone(&keychain));
        Ok(keychain)
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault")
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}

#[async_trait]
impl TokenStore for Vault {
    /// No keychain means no kept sign-in, which is no failure: the window says so and offers this session only.
    async fn load_all(&self) -> Result<TokenSet, TokenStoreError> {
        let mut tokens = match self.keychain().await {
            Ok(keychain) => keychain.load_all().await?,
            Err(error) => {
                tracing::warn!(%error, "the keychain can't be used");
                TokenSet::new()
            }
        };
        for token in self.session_only.load_all().await?.iter() {
            tokens.insert(token.clone());
        }
        Ok(tokens)
    }

    fn begin_sign_in(&self, remember: bool) {
        self.remember.store(remember, Ordering::Release);
    }

    async fn save(&self, token: &Token) -> Result<(), TokenStoreError> {
        if self.remembers() {
            self.keychain().await?.save(token).await?;
            self.session_only.remove(&token.resource_server).await
        } else {
            self.session_only.save(token).await
        }
    }

    async fn remove(&self, resource_server: &str) -> Result<(), TokenStoreError> {
        self.session_only.remove(resource_server).await?;
        match self.keychain().await {
            Ok(keychain) => keychain.remove(resource_server).await,
            // What can't be reached now was not written in this session either.
            Err(_) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use globus::ExposeSecret;
    use globus::scopes::resource_server::{AUTH, GROUPS, TRANSFER};
    use jiff::Timestamp;

    use super::*;

    fn token(resource_server: &str, secret: &str) -> Token {
        Token {
            resource_server: resource_server.to_owned(),
            access_token: secret.to_owned().into(),
            refresh_token: Some("SECRET-refresh".to_owned().into()),
            expires_at: Timestamp::now(),
            scope: "all".into(),
        }
    }

    /// The same store at every opening, as the system's keychain is.
    fn keychain() -> OpenKeychain {
        let store = keyring_core::mock::Store::new().unwrap();
        Arc::new(move || Ok(store.clone()))
    }

    fn vault(open: &OpenKeychain) -> Vault {
        Vault::new("org.guestlist.test".into(), Arc::clone(open))
    }

    fn broken() -> OpenKeychain {
        Arc::new(|| Err(keyring_core::Error::NoDefaultStore))
    }

    #[tokio::test]
    async fn a_kept_sign_in_is_there_at_the_next_start() {
        let open = keychain();
        let first = vault(&open);
        first.save(&token(AUTH, "SECRET-a")).await.unwrap();
        first.save(&token(TRANSFER, "SECRET-t")).await.unwrap();
        assert_eq!(vault(&open).load_all().await.unwrap().iter().count(), 2);
        first.remove(AUTH).await.unwrap();
        let left = vault(&open).load_all().await.unwrap();
        assert!(left.get(AUTH).is_none());
        assert!(left.get(TRANSFER).is_some());
    }

    #[tokio::test]
    async fn tokens_for_servers_are_kept_too_the_latest_ones() {
        let open = keychain();
        let first = vault(&open);
        for number in 0..30 {
            first
                .save(&token(&format!("server-{number}"), "SECRET-s"))
                .await
                .unwrap();
        }
        first.save(&token("server-7", "SECRET-again")).await.unwrap();
        first.save(&token(TRANSFER, "SECRET-t")).await.unwrap();
        let kept = vault(&open).load_all().await.unwrap();
        assert_eq!(kept.iter().count(), 25);
        assert!(kept.get("server-7").is_some() && kept.get("server-29").is_some());
        assert!(kept.get("server-5").is_none());
        first.remove("server-29").await.unwrap();
        assert_eq!(vault(&open).load_all().await.unwrap().iter().count(), 24);
        first.forget_kept().await;
        assert!(vault(&open).load_all().await.unwrap().is_empty());
        first.save(&token("server-29", "SECRET-new")).await.unwrap();
        assert_eq!(vault(&open).load_all().await.unwrap().iter().count(), 1);
    }

    #[tokio::test]
    async fn this_session_only_leaves_nothing_behind() {
        let open = keychain();
        let vault_now = vault(&open);
        vault_now.save(&token(GROUPS, "SECRET-old")).await.unwrap();
        vault_now.begin_sign_in(false);
        vault_now.save(&token(AUTH, "SECRET-a")).await.unwrap();
        vault_now.forget_kept().await;
        assert_eq!(vault_now.load_all().await.unwrap().iter().count(), 1);
        assert!(vault(&open).load_all().await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn a_token_that_is_kept_after_all_replaces_the_one_in_memory() {
        let vault = vault(&keychain());
        vault.begin_sign_in(false);
        vault.save(&token(AUTH, "SECRET-before")).await.unwrap();
        vault.begin_sign_in(true);
        vault.save(&token(AUTH, "SECRET-after")).await.unwrap();
        let tokens = vault.load_all().await.unwrap();
        let kept = tokens.get(AUTH).unwrap();
        assert_eq!(kept.access_token.expose_secret(), "SECRET-after");
    }

    #[tokio::test]
    async fn another_service_name_sees_nothing() {
        let open = keychain();
        vault(&open).save(&token(AUTH, "SECRET-a")).await.unwrap();
        let other = Vault::new("org.guestlist.test.other".into(), open);
        assert!(other.load_all().await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn without_a_keychain_only_memory_takes_tokens() {
        let vault = vault(&broken());
        assert!(!vault.is_available().await);
        assert!(vault.load_all().await.unwrap().is_empty());
        assert!(vault.save(&token(AUTH, "SECRET-a")).await.is_err());
        vault.begin_sign_in(false);
        vault.save(&token(AUTH, "SECRET-a")).await.unwrap();
        assert_eq!(vault.load_all().await.unwrap().iter().count(), 1);
    }

    #[tokio::test]
    async fn a_keychain_that_was_unlocked_later_is_used() {
        let store = keyring_core::mock::Store::new().unwrap();
        let tries = AtomicUsize::new(0);
        let vault = vault(
            &(Arc::new(move || match tries.fetch_add(1, Ordering::Relaxed) {
                0 => Err(keyring_core::Error::NoDefaultStore),
                _ => Ok(store.clone() as Arc<keyring_core::CredentialStore>),
            }) as OpenKeychain),
        );
        assert!(!vault.is_available().await);
        assert!(vault.is_available().await);
    }

    #[tokio::test]
    async fn trying_leaves_nothing_behind() {
        let open = keychain();
        assert!(vault(&open).can_keep().await);
        assert!(!vault(&broken()).can_keep().await);
        let entry = open()
            .unwrap()
            .build("org.guestlist.test", "check", None)
            .unwrap();
        assert!(matches!(entry.get_password(), Err(keyring_core::Error::NoEntry)));
    }

    #[tokio::test]
    async fn nothing_prints_a_token() {
        let vault = vault(&keychain());
        vault.save(&token(AUTH, "SECRET-a")).await.unwrap();
        assert!(!format!("{vault:?}").contains("SECRET"));
    }
}
