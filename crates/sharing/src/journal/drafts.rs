//! Drafts: what is on a share sheet, so that nothing typed is lost.

use jiff::Timestamp;
use rusqlite::params;

use super::{Journal, JournalError, docs};
use crate::model::ShareDraft;

impl Journal {
    /// Keeps a draft, in place of an earlier state of it.
    pub async fn save_draft(&self, draft: ShareDraft, now: Timestamp) -> Result<(), JournalError> {
        self.call(move |connection| {
            connection.execute(
                "INSERT OR REPLACE INTO draft (id, saved_at, doc) VALUES (?1, ?2, ?3)",
                params![draft.id, now.as_millisecond(), serde_json::to_string(&draft)?],
            )?;
            Ok(())
        })
        .await
    }

    /// All drafts, newest first.
    pub async fn drafts(&self) -> Result<Vec<ShareDraft>, JournalError> {
        self.call(|connection| {
            docs(
                connection,
                "SELECT doc FROM draft ORDER BY saved_at DESC, rowid DESC",
                [],
            )
        })
        .await
    }

    /// Forgets a draft; one that is gone already is no error.
    pub async fn delete_draft(&self, id: &str) -> Result<(), JournalError> {
        let id = id.to_owned();
        self.call(move |connection| {
            connection.execute("DELETE FROM draft WHERE id = ?1", [id])?;
            Ok(())
        })
        .await
    }
}
