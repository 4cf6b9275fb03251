//! Keeps tokens fresh. However many calls find a token stale at once, one refresh goes out.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures::future::join_all;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;

use super::{Token, TokenEndpoint, TokenSet, TokenStore};
use crate::error::{Error, Result, Service};

/// How long signing out waits for Globus Auth.
const REVOKE_LIMIT: Duration = Duration::from_secs(15);

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

    /// Names of all scopes that the tokens carry.
    pub async fn granted_scopes(&self) -> Result<Vec<String>> {
        self.inner
            .with_tokens(|tokens| {
                tokens
                    .iter()
                    .flat_map(|token| token.scope.split_whitespace())
                    .map(str::to_owned)
                    .collect()
            })
            .await
    }

    /// Takes the tokens of a sign-in. They are used from now on even when the store fails; the error says so.
    pub async fn accept(&self, fresh: &TokenSet) -> Result<()> {
        let mut tokens = self.inner.tokens.lock().await;
        if tokens.is_none() {
            // A store that can't be read must not hide tokens that were just issued.
            *tokens = Some(self.inner.store.load_all().await.unwrap_or_default());
        }
        for token in fresh.iter() {
            tokens.get_or_insert_default().insert(token.clone());
        }
        drop(tokens);
        for token in fresh.iter() {
            self.inner.store.save(token).await?;
        }
        Ok(())
    }

    /// Forgets all tokens, here and in the store, then revokes them. Whatever Globus Auth answers, they are
    /// gone from this computer; the first failure is reported.
    pub async fn sign_out(&self) -> Result<()> {
        let known = self.inner.with_tokens(std::mem::take).await?;
        // A refresh under way must not bring a token back into the store.
        let flights: Vec<_> = self.inner.flights.lock().await.values().cloned().collect();
        for flight in flights {
            drop(flight.last_failure.lock().await);
        }
        let mut outcome = Ok(());
        for token in known.iter() {
            let removed = self
                .inner
                .store
                .remove(&token.resource_server)
                .await
                .map_err(Error::from);
            outcome = outcome.and(removed);
        }
        let secrets = known
            .iter()
            .flat_map(|token| token.refresh_token.iter().chain([&token.access_token]));
        let revoked = join_all(secrets.map(|secret| self.inner.endpoint.revoke(secret)));
        // Without a network nobody should have to wait until every repetition has failed.
        let revoked = tokio::time::timeout(REVOKE_LIMIT, revoked).await;
        let revoked = revoked.unwrap_or_else(|_| {
            vec![Err(Error::Network {
                service: Service::Auth,
                timeout: true,
                outcome_unknown: true,
                detail: "tokens were not revoked in time".to_owned(),
            })]
        });
        outcome.and(revoked.into_iter().collect())
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
                self.with_tokens(|tokens| tokens.remove(&token.resource_server))
                    .await?;
                if let Err(error) = self.store.remove(&token.resource_server).await {
                    tracing::warn!(%error, resource_server = token.resource_server, "a dead token was not removed");
                }
                Err(error)
            }
            Err(other) => Err(other),
        }
    }

    /// Puts a renewed token in the place of `stale`, unless somebody signed out or in meanwhile.
    async fn keep(&self, stale: &Token, fresh: Token) -> Result<SecretString> {
        let secret = |token: &Token| token.access_token.expose_secret().to_owned();
        let in_use = self
            .with_tokens(|tokens| {
                let known = tokens.get(&fresh.resource_server).cloned()?;
                if secret(&known) == secret(stale) {
                    tokens.insert(fresh.clone());
                    return Some(fresh.clone());
                }
                Some(known)
            })
            .await?;
        let Some(in_use) = in_use else {
            if let Err(error) = self.endpoint.revoke(&fresh.access_token).await {
                tracing::warn!(%error, "a token that came after signing out was not revoked");
            }
            return Err(Error::NotSignedIn {
                resource_server: fresh.resource_server,
            });
        };
        if secret(&in_use) == secret(&fresh)
            && let Err(error) = self.store.save(&fresh).await
        {
            // Good for this session; the next start may have to sign in again.
            tracing::warn!(%error, resource_server = fresh.resource_server, "a renewed token was not kept");
        }
        Ok(in_use.access_token)
    }
}
