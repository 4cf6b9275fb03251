//! Copies, and the shares that wait for them.

use globus::ids::IdentityId;
use rusqlite::{Connection, OptionalExtension, params};

use super::begun::write_through;
use super::{Journal, JournalError, docs};
use crate::copy::CopyRecord;
use crate::model::{CopyId, ShareId};

impl Journal {
    /// Writes a copy down before its first request: a folder that was made for it is known to be ours.
    pub async fn begin_copy(&self, record: CopyRecord) -> Result<(), JournalError> {
        self.call(move |connection| {
            write_through(connection, |transaction| {
                transaction.execute(
                    "INSERT INTO copy (id, identity, began_at, doc) VALUES (?1, ?2, ?3, ?4)",
                    params![
                        record.id.0,
                        record.identity.as_str(),
                        record.began_at.as_millisecond(),
                        serde_json::to_string(&record)?,
                    ],
                )?;
                Ok(())
            })
        })
        .await
    }

    /// Changes a copy where it is, with nobody in between; answers what it is now. None where there is none. A change that
    /// refuses leaves it as it is.
    pub async fn change_copy<T, F>(
        &self,
        id: &CopyId,
        change: F,
    ) -> Result<Option<(CopyRecord, T)>, JournalError>
    where
        T: Send + 'static,
        F: FnOnce(&mut CopyRecord) -> T + Send + 'static,
    {
        let id = id.clone();
        self.call(move |connection| {
            let transaction = connection.transaction()?;
            let Some(mut record) = one(&transaction, &id)? else {
                return Ok(None);
            };
            let answer = change(&mut record);
            transaction
                .prepare_cached("UPDATE copy SET doc = ?2 WHERE id = ?1")?
                .execute(params![id.0, serde_json::to_string(&record)?])?;
            transaction.commit()?;
            Ok(Some((record, answer)))
        })
        .await
    }

    /// One copy.
    pub async fn copy(&self, id: &CopyId) -> Result<Option<CopyRecord>, JournalError> {
        let id = id.clone();
        self.call(move |connection| one(connection, &id)).await
    }

    /// All copies of one person that were not forgotten, newest first.
    pub async fn copies(&self, identity: &IdentityId) -> Result<Vec<CopyRecord>, JournalError> {
        let identity = identity.clone();
        self.call(move |connection| {
            docs(
                connection,
                "SELECT doc FROM copy WHERE identity = ?1 ORDER BY began_at DESC, rowid DESC",
                [identity.as_str()],
            )
        })
        .await
    }

    /// Forgets a copy and what was found for it. What was copied stays.
    pub async fn forget_copy(&self, id: &CopyId) -> Result<(), JournalError> {
        let id = id.clone();
        self.call(move |connection| {
            let transaction = connection.transaction()?;
            transaction.execute("DELETE FROM copy WHERE id = ?1", [&id.0])?;
            transaction.execute("DELETE FROM upload WHERE id = ?1", [&id.0])?;
            Ok(transaction.commit()?)
        })
        .await
    }

    /// This share waits for that copy from now on.
    pub async fn hold_share(&self, share: &ShareId, copy: &CopyId) -> Result<(), JournalError> {
        let (share, copy) = (share.clone(), copy.clone());
        self.call(move |connection| {
            connection.execute(
                "INSERT OR REPLACE INTO share_wait (share_id, copy_id) VALUES (?1, ?2)",
                params![share.0, copy.0],
            )?;
            Ok(())
        })
        .await
    }

    /// This share waits for nothing any more.
    pub async fn release_share(&self, share: &ShareId) -> Result<(), JournalError> {
        let share = share.clone();
        self.call(move |connection| {
            connection.execute("DELETE FROM share_wait WHERE share_id = ?1", [&share.0])?;
            Ok(())
        })
        .await
    }

    /// What a share waits for.
    pub async fn waits_for(&self, share: &ShareId) -> Result<Option<CopyId>, JournalError> {
        let share = share.clone();
        self.call(move |connection| {
            let query = "SELECT copy_id FROM share_wait WHERE share_id = ?1";
            let found = connection
                .query_row(query, [&share.0], |row| row.get(0))
                .optional()?;
            Ok(found.map(CopyId))
        })
        .await
    }

    /// The shares that wait for a copy, the first one first.
    pub async fn shares_waiting_for(&self, copy: &CopyId) -> Result<Vec<ShareId>, JournalError> {
        let copy = copy.clone();
        self.call(move |connection| {
            let mut statement = connection
                .prepare_cached("SELECT share_id FROM share_wait WHERE copy_id = ?1 ORDER BY rowid")?;
            let rows = statement.query_map([&copy.0], |row| Ok(ShareId(row.get(0)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }
}

fn one(connection: &Connection, id: &CopyId) -> Result<Option<CopyRecord>, JournalError> {
    let found = docs(connection, "SELECT doc FROM copy WHERE id = ?1", [&id.0])?;
    Ok(found.into_iter().next())
}
