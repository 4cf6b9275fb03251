//! Keeps tokens fresh. However many calls find a token stale at once, one refresh goes out.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;

use super::{FormerTokens, Token, TokenEndpoint, TokenSet, TokenStore};
use crate::error::{Error, Result};

/// Gives out bearers for resource servers. Cheap to clone; all clones share the tokens.
#[derive(Clone, Debug)]
pub struct Authorizer {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    endpoint: TokenEndpoint,
    store: Arc<dyn TokenStore>,
    /// Read from the store at the first use.
    tokens: Mutex<Option<TokenSet>>,
    /// Held while the store follows `tokens`, so that it ends up with what is in use.
    storing: Mutex<()>,
    flights: Mutex<HashMap<String, Arc<Flight>>>,
}

/// Refreshes of one resource server, one at a time.
#[derive(Debug, Default)]
struct Flight {
    landed: AtomicU64,
    last_failure: Mutex<Option<Error>>,
}

impl Authorizer {
    pub(crate) fn new(endpoint: TokenEndpoint, store: Arc<dyn TokenStore>) -> Self {
        let inner = Inner {
            endpoint,
            store,
            tokens: Mutex::new(None),
            storing: Mutex::new(()),
            flights: Mutex::new(HashMap::new()),
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// An access token that lasts at least another minute.
    pub async fn bearer(&self, resource_server: &str) -> Result<SecretString> {
        let token = self.inner.token(resource_server).await?;
        if !token.needs_renewal(Timestamp::now()) {
            return Ok(token.access_token);
        }
        self.renewed(resource_server, &token.access_token).await
    }

    /// An access token other than `refused`, which a service no longer takes.
    pub(crate) async fn renewed(
        &self,
        resource_server: &str,
        refused: &SecretString,
    ) -> Result<SecretString> {
        // In a task of its own: a caller that goes away must not lose tokens that were just issued.
        let inner = Arc::clone(&self.inner);
        let (resource_server, refused) = (resource_server.to_owned(), refused.clone());
        let refresh = tokio::spawn(async move { inner.refresh(&resource_server, &refused).await });
        refresh.await.map_err(|error| Error::Setup {
            detail: error.to_string(),
        })?
    }

    /// Whether there is a token for a resource server. It may still turn out to be refused.
    pub async fn is_signed_in(&self, resource_server: &str) -> Result<bool> {
        self.inner
            .with_tokens(|tokens| tokens.get(resource_server).is_some())
            .await
    }

    /// Whether the token for a resource server covers a scope. Without a token it covers nothing.
    pub async fn has_scope(&self, resource_server: &str, scope: &str) -> Result<bool> {
        self.inner
            .with_tokens(|tokens| {
                tokens
                    .get(resource_server)
                    .is_some_and(|token| token.has_scope(scope))
            })
            .await
    }

    /// What the token for a resource server covers; nothing without one.
    pub async fn scopes(&self, resource_server: &str) -> Result<Vec<String>> {
        self.inner
            .with_tokens(|tokens| {
                let scope = tokens.get(resource_server).map(|token| token.scope.as_str());
                let names = scope.unwrap_or_default().split_whitespace();
                names.map(str::to_owned).collect()
            })
            .await
    }

    /// Takes the tokens of a sign-in of the same person: they come on top of those for other services. They are used
    /// from now on even when the store fails; the error says so.
    pub async fn accept(&self, fresh: &TokenSet, remember: bool) -> Result<()> {
        let _turn = self.inner.storing.lock().await;
        {
            let mut tokens = self.inner.tokens.lock().await;
            if tokens.is_none() {
                // A store that can't be read must not hide tokens that were just issued.
                *tokens = Some(self.inner.store.load_all().await.unwrap_or_default());
            }
            for token in fresh.iter() {
                tokens.get_or_insert_default().insert(token.clone());
            }
        }
        self.inner.store_all(fresh, remember).await
    }

    /// Takes the tokens of a sign-in of somebody else: nothing stays of the former person's. Besides these, which are
    /// to be revoked, the store's answer as with [`accept`](Self::accept).
    pub async fn replace(&self, fresh: &TokenSet, remember: bool) -> (FormerTokens, Result<()>) {
        let _turn = self.inner.storing.lock().await;
        let former = {
            let mut tokens = self.inner.tokens.lock().await;
            match tokens.replace(fresh.clone()) {
                Some(known) => known,
                None => self.inner.store.load_all().await.unwrap_or_default(),
            }
        };
        let removed = self.inner.remove_all(&former).await;
        let stored = self.inner.store_all(fresh, remember).await;
        (
            FormerTokens::new(&self.inner.endpoint, former.iter()),
            removed.and(stored),
        )
    }

    /// Forgets all tokens, here and in the store, without asking Globus Auth: quick, and done whether or not there is
    /// a network. The store's first failure is reported.
    pub async fn erase(&self) -> (FormerTokens, Result<()>) {
        let known = self.inner.with_tokens(std::mem::take).await;
        let (known, read) = match known {
            Ok(known) => (known, Ok(())),
            Err(error) => (TokenSet::new(), Err(error)),
        };
        // A refresh that is being kept must not bring a token back into the store.
        let _turn = self.inner.storing.lock().await;
        let removed = self.inner.remove_all(&known).await;
        (
            FormerTokens::new(&self.inner.endpoint, known.iter()),
            read.and(removed),
        )
    }

    /// Forgets all tokens, here and in the store, then revokes them. Whatever Globus Auth answers, they are
    /// gone from this computer; the first failure is reported.
    pub async fn sign_out(&self) -> Result<()> {
        let (former, erased) = self.erase().await;
        let revoked = former.revoke().await;
        erased.and(revoked)
    }
}

impl Inner {
    async fn with_tokens<T>(&self, read: impl FnOnce(&mut TokenSet) -> T) -> Result<T> {
        let mut tokens = self.tokens.lock().await;
        if tokens.is_none() {
            *tokens = Some(self.store.load_all().await?);
        }
        Ok(read(tokens.get_or_insert_default()))
    }

    async fn token(&self, resource_server: &str) -> Result<Token> {
        let token = self
            .with_tokens(|tokens| tokens.get(resource_server).cloned())
            .await?;
        token.ok_or_else(|| Error::NotSignedIn {
            resource_server: resource_server.to_owned(),
        })
    }

    async fn refresh(&self, resource_server: &str, stale: &SecretString) -> Result<SecretString> {
        let flight = Arc::clone(
            self.flights
                .lock()
                .await
                .entry(resource_server.to_owned())
                .or_default(),
        );
        let seen = flight.landed.load(Ordering::Acquire);
        let mut last_failure = flight.last_failure.lock().await;
        let token = self.token(resource_server).await?;
        if token.access_token.expose_secret() != stale.expose_secret() {
            return Ok(token.access_token);
        }
        if flight.landed.load(Ordering::Acquire) != seen
            && let Some(error) = last_failure.as_ref()
        {
            return Err(error.clone());
        }
        let result = self.refresh_now(&token).await;
        *last_failure = result.as_ref().err().cloned();
        flight.landed.fetch_add(1, Ordering::Release);
        result
    }

    async fn refresh_now(&self, token: &Token) -> Result<SecretString> {
        match self.endpoint.refresh(token).await {
            Ok(fresh) => self.keep(token, fresh).await,
            Err(error @ Error::NotSignedIn { .. }) => {
                self.drop_dead(token).await?;
                Err(error)
            }
            Err(other) => Err(other),
        }
    }

    /// Forgets a token that can't be renewed, unless somebody signed in meanwhile.
    async fn drop_dead(&self, dead: &Token) -> Result<()> {
        let _turn = self.storing.lock().await;
        let removed = self
            .with_tokens(|tokens| {
                let known = tokens.get(&dead.resource_server)?;
                is_same(known, dead).then(|| tokens.remove(&dead.resource_server))?
            })
            .await?;
        if removed.is_some()
            && let Err(error) = self.store.remove(&dead.resource_server).await
        {
            tracing::warn!(%error, resource_server = dead.resource_server, "a dead token was not removed");
        }
        Ok(())
    }

    /// Puts a renewed token in the place of `stale`, unless somebody signed out or in meanwhile.
    async fn keep(&self, stale: &Token, fresh: Token) -> Result<SecretString> {
        let _turn = self.storing.lock().await;
        let in_use = self
            .with_tokens(|tokens| {
                let known = tokens.get(&fresh.resource_server).cloned()?;
                if is_same(&known, stale) {
                    tokens.insert(fresh.clone());
                    return Some(fresh.clone());
                }
                Some(known)
            })
            .await?;
        let Some(in_use) = in_use else {
            // Came after signing out.
            FormerTokens::new(&self.endpoint, std::iter::once(&fresh)).revoke_in_the_background();
            return Err(Error::NotSignedIn {
                resource_server: fresh.resource_server,
            });
        };
        if is_same(&in_use, &fresh)
            && let Err(error) = self.store.save(&fresh).await
        {
            // Good for this session; the next start may have to sign in again.
            tracing::warn!(%error, resource_server = fresh.resource_server, "a renewed token was not kept");
        }
        Ok(in_use.access_token)
    }

    async fn store_all(&self, tokens: &TokenSet, remember: bool) -> Result<()> {
        self.store.begin_sign_in(remember);
        for token in tokens.iter() {
            self.store.save(token).await?;
        }
        Ok(())
    }

    async fn remove_all(&self, tokens: &TokenSet) -> Result<()> {
        let mut outcome = Ok(());
        for token in tokens.iter() {
            let removed = self.store.remove(&token.resource_server).await;
            outcome = outcome.and(removed.map_err(Error::from));
        }
        outcome
    }
}

fn is_same(one: &Token, other: &Token) -> bool {
    one.access_token.expose_secret() == other.access_token.expose_secret()
}
