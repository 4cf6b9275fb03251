//! Everything an app needs, built once.

use std::sync::Arc;

use crate::auth::{AuthClient, Authorizer, TokenEndpoint, TokenStore};
use crate::config::ClientConfig;
use crate::error::Result;
use crate::gcs::GcsClient;
use crate::groups::GroupsClient;
use crate::http::Http;
use crate::https::HttpsClient;
use crate::transfer::{Endpoint, TransferClient};

/// The three services and the tokens for them, sharing one connection pool. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Globus {
    /// What this client was built from.
    pub config: ClientConfig,
    /// Where the tokens are, and how they are kept fresh.
    pub authorizer: Authorizer,
    /// Globus Auth.
    pub auth: AuthClient,
    /// Transfer.
    pub transfer: TransferClient,
    /// Groups.
    pub groups: GroupsClient,
    http: Http,
}

impl Globus {
    /// Builds the clients. Nothing is sent, and the store is not read, until the first call.
    pub fn new(config: ClientConfig, store: Arc<dyn TokenStore>) -> Result<Self> {
        let http = Http::new(config.clone())?;
        let tokens = TokenEndpoint::new(http.clone());
        let authorizer = Authorizer::new(tokens.clone(), store);
        Ok(Self {
            auth: AuthClient::new(http.clone(), tokens, authorizer.clone()),
            transfer: TransferClient::new(http.clone(), authorizer.clone()),
            groups: GroupsClient::new(http.clone(), authorizer.clone()),
            http,
            authorizer,
            config,
        })
    }

    /// The manager of the server that a collection lives on. Nothing is sent until the first call; one that has to be
    /// authorised asks for a consent first where the person never gave it.
    pub fn connect_server(&self, collection: &Endpoint) -> Result<GcsClient> {
        GcsClient::of_collection(self.http.clone(), self.authorizer.clone(), collection)
    }

    /// The files of a collection, where its server gives them an address. Nothing is sent until the first call; without a
    /// token for this collection that asks for a consent first.
    pub fn https(&self, collection: &Endpoint) -> Result<HttpsClient> {
        HttpsClient::of_collection(self.http.clone(), self.authorizer.clone(), collection)
    }

    /// How often a service has said, since this client was built, that these are too many requests (429). Whoever sends
    /// many at a time sends fewer when it grows.
    pub fn times_limited(&self) -> u32 {
        self.http.limited()
    }
}
