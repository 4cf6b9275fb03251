//! Sign-ins that a browser has begun and not finished.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use super::request::AuthorizeRequest;
use crate::state::model::Session;

/// Forgets the oldest beyond this.
const CAPACITY: usize = 500;

/// Who was chosen on the first page, and what that proved.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    pub(crate) identity: Uuid,
    pub(crate) session: Session,
}

/// One sign-in on its way through the pages.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    pub(crate) request: AuthorizeRequest,
    pub(crate) chosen: Option<Chosen>,
}

/// Requests by id, each with its place in the order of arrival.
#[derive(Default)]
struct Waiting {
    arrived: u64,
    requests: HashMap<String, (u64, Pending)>,
}

#[derive(Default)]
pub(crate) struct PendingRequests(Mutex<Waiting>);

impl PendingRequests {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn keep(&self, request: AuthorizeRequest) -> String {
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
        let pending = Pending {
            request,
            chosen: None,
        };
        waiting.requests.insert(id.clone(), (place, pending));
        id
    }

    /// Whoever is on the pages has to begin again.
    pub(crate) fn forget_all(&self) {
        self.lock().requests.clear();
    }

    pub(super) fn choose(&self, id: &str, chosen: Chosen) {
        if let Some((_, pending)) = self.lock().requests.get_mut(id) {
            pending.chosen = Some(chosen);
        }
    }

    pub(super) fn look(&self, id: &str) -> Option<Pending> {
        self.lock().requests.get(id).map(|(_, pending)| pending.clone())
    }

    /// Each sign-in is decided once.
    pub(super) fn take(&self, id: &str) -> Option<Pending> {
        self.lock().requests.remove(id).map(|(_, pending)| pending)
    }
}
