//! What this app did, and what changed between visits: kept on this device, each once, for a while.

mod others;
mod own;

use std::collections::HashMap;

use globus::ids::CollectionId;
use jiff::{SignedDuration, Timestamp};

pub use others::{by_others, in_collection_by_others};
pub(crate) use own::{about_collection, of_change, of_share};

use crate::Sharing;
use crate::audit::Audit;
use crate::error::Result;
use crate::journal::Phase;
use crate::model::{GrantState, HistoryDeletion, HistoryEntry, HistoryEvent, HistoryPage, HistoryQuery};
use crate::plan::{principal, same_path};

/// An entry is forgotten after so many days, unless the person chose another number.
pub const DEFAULT_DAYS: u16 = 90;
/// Most entries that one call answers.
const MOST: u32 = 500;

impl Sharing {
    /// Entries `offset` to `offset + limit` (500 at most), newest first.
    pub async fn history(&self, query: &HistoryQuery, offset: u32, limit: u32) -> Result<HistoryPage> {
        let me = self.me().await?.identity.id;
        let since = self.history_begins();
        let (total, mut entries) = self
            .journal()
            .history(&me, query, since, offset, limit.min(MOST))
            .await?;
        let (audit, _) = self.audit().await?;
        let mut undoable = HashMap::new();
        for entry in &mut entries {
            entry.can_share_again = audit
                .as_deref()
                .is_some_and(|audit| can_share_again(entry, audit));
            let names = entry.change_id.as_ref().map(|id| &id.0);
            let Some(name) = names.or(entry.share_id.as_ref().map(|id| &id.0)) else {
                continue;
            };
            entry.can_undo = match undoable.get(name) {
                Some(known) => *known,
                None => {
                    let name = name.clone();
                    let can = self.can_undo(entry).await?;
                    undoable.insert(name, can);
                    can
                }
            };
        }
        Ok(HistoryPage {
            total,
            offset,
            entries,
            kept_days: u32::from(self.history_days()),
        })
    }

    /// Everything that a query finds, for a file.
    pub async fn whole_history(&self, query: &HistoryQuery) -> Result<Vec<HistoryEntry>> {
        let me = self.me().await?.identity.id;
        let since = self.history_begins();
        Ok(self.journal().history(&me, query, since, 0, u32::MAX).await?.1)
    }

    /// Forgets entries. What is shared stays as it is.
    pub async fn delete_history(&self, what: &HistoryDeletion) -> Result<()> {
        let me = self.me().await?.identity.id;
        let id = match what {
            HistoryDeletion::All => None,
            HistoryDeletion::Entry { id } => Some(id.clone()),
        };
        Ok(self.journal().delete_history(&me, id).await?)
    }

    /// From now on entries are kept for so many days; older ones go at once.
    pub async fn keep_history_for(&self, days: u16) -> Result<()> {
        *self.state.history_days.lock() = Some(days);
        Ok(self
            .journal()
            .forget_history_before(self.history_begins())
            .await?)
    }

    /// Writes down what this app did since `started_at`. What was noticed of it in the lists meanwhile is the same and
    /// goes. Nothing fails because of the history: what was done is done.
    pub(crate) async fn note_own(&self, started_at: Timestamp, entries: Vec<HistoryEntry>) {
        self.note(entries, Some(started_at)).await;
    }

    /// Writes down what others did, or what the end date did.
    pub(crate) async fn note_others(&self, entries: Vec<HistoryEntry>) {
        self.note(entries, None).await;
    }

    /// Writes down what this app just did to a collection or a role on it.
    pub(crate) async fn note_collection(
        &self,
        what: HistoryEvent,
        id: &CollectionId,
        name: &str,
        with: impl FnOnce(&mut HistoryEntry),
    ) {
        let mut entry = about_collection(what, id, name, self.now());
        with(&mut entry);
        // Long enough for the answer and the reading back.
        let started_at = self.now() - SignedDuration::from_mins(2);
        self.note_own(started_at, vec![entry]).await;
    }

    async fn note(&self, entries: Vec<HistoryEntry>, claim_since: Option<Timestamp>) {
        if entries.is_empty() {
            return;
        }
        let (now, oldest) = (self.now(), self.history_begins());
        let noted = match self.me().await {
            Ok(me) => {
                let journal = self.journal();
                let added = journal
                    .add_history(&me.identity.id, entries, now, claim_since)
                    .await;
                match added {
                    Ok(()) => journal.forget_history_before(oldest).await,
                    failed => failed,
                }
            }
            Err(_) => return,
        };
        if let Err(error) = noted {
            tracing::error!(%error, "the history could not be written");
        }
    }

    async fn can_undo(&self, entry: &HistoryEntry) -> Result<bool> {
        if let Some(id) = &entry.change_id {
            let record = self.journal().change(id).await?;
            return Ok(record.is_some_and(|record| record.can_undo()));
        }
        let Some(id) = &entry.share_id else {
            return Ok(false);
        };
        let record = self.journal().share(id).await?;
        Ok(record.is_some_and(|record| {
            let shared = |row: &crate::journal::GrantRow| row.asked && row.state == GrantState::Shared;
            record.phase != Phase::Undone && record.grants.iter().any(shared)
        }))
    }

    fn history_days(&self) -> u16 {
        self.state.history_days.lock().unwrap_or(DEFAULT_DAYS)
    }

    fn history_begins(&self) -> Timestamp {
        let kept = SignedDuration::from_hours(24 * i64::from(self.history_days()));
        self.now().checked_sub(kept).unwrap_or(Timestamp::MIN)
    }
}

/// It ended or was stopped, and this guest has nothing of their own on this folder now.
fn can_share_again(entry: &HistoryEntry, audit: &Audit) -> bool {
    let over = matches!(entry.what, HistoryEvent::Ended | HistoryEvent::Stopped) && entry.before.is_some();
    let (true, Some(access)) = (over, &entry.access) else {
        return false;
    };
    let whom = principal(access);
    let mut collections = audit.snapshot().collections.iter();
    let collection = collections.find(|collection| collection.id == entry.collection_id);
    collection.is_some_and(|collection| {
        let is_there = |other: &crate::audit::Entry| {
            !other.is_role()
                && other.principal == whom
                && same_path(&other.path, &entry.path)
                && other.is_live(audit.counted_at())
        };
        collection.can_change() && !collection.entries.iter().any(is_there)
    })
}

#[cfg(test)]
mod tests;
