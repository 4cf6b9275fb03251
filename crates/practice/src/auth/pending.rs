//! Sign-ins that a browser has begun and not finished.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use super::scopes::Scope;

/// Forgets the oldest beyond this.
const CAPACITY: usize = 500;

/// What the app asked for, checked.
#[derive(Clone, Debug)]
pub(crate) struct AuthorizeRequest {
    pub(crate) client: Uuid,
    pub(crate) redirect_uri: String,
    pub(crate) scope: String,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) state: String,
    pub(crate) code_challenge: Option<String>,
    pub(crate) offline: bool,
    pub(crate) grant_label: Option<String>,
    pub(crate) session: SessionDemand,
    /// Chosen on the first page.
    pub(crate) identity: Option<Uuid>,
}

/// What a service demanded of the session.
#[derive(Clone, Debug, Default)]
pub(crate) struct SessionDemand {
    pub(crate) message: Option<String>,
    pub(crate) identities: Vec<String>,
    pub(crate) domains: Vec<String>,
    pub(crate) policies: Vec<String>,
    pub(crate) mfa: bool,
}

/// Requests by id, each with its place in the order of arrival.
#[derive(Default)]
struct Waiting {
    arrived: u64,
    requests: HashMap<String, (u64, AuthorizeRequest)>,
}

#[derive(Default)]
pub(crate) struct PendingRequests(Mutex<Waiting>);

impl PendingRequests {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn keep(&self, request: AuthorizeRequest) -> String {
        let id = Uuid::new_v4().to_string();
        let mut waiting = self.lock();
        if waiting.requests.len() >= CAPACITY {
            let oldest = waiting
                .requests
                .iter()
                .min_by_key(|(_, (place, _))| *place)
                .map(|(id, _)| id.clone());
            oldest.and_then(|id| waiting.requests.remove(&id));
        }
        waiting.arrived += 1;
        let place = waiting.arrived;
        waiting.requests.insert(id.clone(), (place, request));
        id
    }

    pub(crate) fn choose(&self, id: &str, identity: Uuid) -> Option<AuthorizeRequest> {
        let mut waiting = self.lock();
        let (_, request) = waiting.requests.get_mut(id)?;
        request.identity = Some(identity);
        Some(request.clone())
    }

    pub(crate) fn look(&self, id: &str) -> Option<AuthorizeRequest> {
        self.lock().requests.get(id).map(|(_, request)| request.clone())
    }

    /// Each sign-in is decided once.
    pub(crate) fn take(&self, id: &str) -> Option<AuthorizeRequest> {
        self.lock().requests.remove(id).map(|(_, request)| request)
    }
}
