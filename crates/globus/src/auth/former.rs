//! Tokens that this app uses no more. Forgetting them is quick and comes first; ending them needs Globus Auth.

use std::time::Duration;

use futures::future::join_all;
use secrecy::SecretString;

use super::{Token, TokenEndpoint};
use crate::error::{Error, Result, Service};

/// How long revoking waits for Globus Auth.
const REVOKE_LIMIT: Duration = Duration::from_secs(15);

/// Erased here, and to be ended at Globus Auth too.
#[derive(Debug)]
#[must_use = "tokens that nobody revokes go on working until they end"]
pub struct FormerTokens {
    endpoint: TokenEndpoint,
    secrets: Vec<SecretString>,
}

impl FormerTokens {
    pub(super) fn new<'a>(endpoint: &TokenEndpoint, tokens: impl Iterator<Item = &'a Token>) -> Self {
        let secrets = tokens.flat_map(|token| token.refresh_token.iter().chain([&token.access_token]));
        Self {
            endpoint: endpoint.clone(),
            secrets: secrets.cloned().collect(),
        }
    }

    /// Revokes them all; the first failure is reported. Without a network nobody has to wait until every repetition
    /// has failed.
    pub async fn revoke(self) -> Result<()> {
        let revoked = join_all(self.secrets.iter().map(|secret| self.endpoint.revoke(secret)));
        match tokio::time::timeout(REVOKE_LIMIT, revoked).await {
            Ok(revoked) => revoked.into_iter().collect(),
            Err(_) => Err(Error::Network {
                service: Service::Auth,
                timeout: true,
                outcome_unknown: true,
                detail: "tokens were not revoked in time".to_owned(),
            }),
        }
    }

    /// Revokes them while the caller goes on. A failure is logged.
    pub fn revoke_in_the_background(self) {
        if self.secrets.is_empty() {
            return;
        }
        tokio::spawn(async move {
            if let Err(error) = self.revoke().await {
                tracing::warn!(%error, "former tokens were erased but could not be revoked");
            }
        });
    }
}
