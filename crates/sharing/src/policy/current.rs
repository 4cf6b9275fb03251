//! The policy while something is carried out that takes its time.

use std::sync::Arc;

use globus::ids::GroupId;
use jiff::SignedDuration;
use tokio::sync::Mutex;

use super::Rulebook;
use crate::Sharing;
use crate::error::Result;

/// How long the files, and who is in a group, count as known.
const FRESH: SignedDuration = SignedDuration::from_mins(1);

/// A rulebook that is put together when it is first needed, and again when it is too old to be believed.
#[derive(Debug, Default)]
pub(crate) struct CurrentRulebook(Mutex<Option<Arc<Rulebook>>>);

impl CurrentRulebook {
    /// One that was just put together.
    pub(crate) fn new(rulebook: Rulebook) -> Self {
        Self(Mutex::new(Some(Arc::new(rulebook))))
    }

    /// As it is now. Who waits for it while it is read gets the same one.
    pub(crate) async fn get(
        &self,
        sharing: &Sharing,
        groups: impl FnOnce() -> Vec<GroupId>,
    ) -> Result<Arc<Rulebook>> {
        let mut kept = self.0.lock().await;
        let is_fresh = |book: &&Arc<Rulebook>| sharing.now().duration_since(book.read_at()).abs() < FRESH;
        if let Some(book) = kept.as_ref().filter(is_fresh) {
            return Ok(Arc::clone(book));
        }
        let book = Arc::new(sharing.rulebook_now(groups()).await?);
        *kept = Some(Arc::clone(&book));
        Ok(book)
    }
}
