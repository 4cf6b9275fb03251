//! Changes of what is shared, and their rows.

use globus::ids::IdentityId;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::begun::{Beginning, Head, Table};
use super::{Journal, JournalError, Phase, docs};
use crate::Error;
use crate::changes::{ChangeRecord, ChangeRow};
use crate::model::{ChangeId, ChangePlan};

impl Journal {
    /// Writes a change down before its first request.
    pub async fn begin_change(&self, record: ChangeRecord) -> Result<(), JournalError> {
        self.call(move |connection| {
            let plan = ChangePlan {
                rows: Vec::new(),
                ..record.plan.clone()
            };
            let beginning = Beginning {
                id: &record.id.0,
                identity: &record.identity,
                started_at: record.started_at,
                phase: record.phase,
                plan: &plan,
            };
            Table::Change.begin(connection, &beginning, |transaction| {
                for (position, row) in record.rows.iter().enumerate() {
                    put_row(transaction, &record.id, position, row)?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Keeps the new state of rows, named by their position, all of them or none.
    pub async fn save_change_rows(
        &self,
        id: &ChangeId,
        rows: Vec<(usize, ChangeRow)>,
    ) -> Result<(), JournalError> {
        let id = id.clone();
        self.call(move |connection| {
            let transaction = connection.transaction()?;
            for (position, row) in &rows {
                put_row(&transaction, &id, *position, row)?;
            }
            Ok(transaction.commit()?)
        })
        .await
    }

    /// Keeps where a change as a whole stands.
    pub async fn save_change_phase(
        &self,
        id: &ChangeId,
        phase: Phase,
        stopped_by: Option<Error>,
        verified_at: Option<Timestamp>,
    ) -> Result<(), JournalError> {
        let id = id.clone();
        self.call(move |connection| {
            Table::Change.save_phase(connection, &id.0, phase, stopped_by.as_ref(), verified_at)
        })
        .await
    }

    /// A change by its id.
    pub async fn change(&self, id: &ChangeId) -> Result<Option<ChangeRecord>, JournalError> {
        let id = id.clone();
        self.call(move |connection| {
            let head = Table::Change.one(connection, &id.0)?;
            head.map(|head| complete(connection, head)).transpose()
        })
        .await
    }

    /// Changes of one person that were begun and not closed, newest first.
    pub async fn open_changes(&self, identity: &IdentityId) -> Result<Vec<ChangeRecord>, JournalError> {
        let identity = identity.clone();
        self.call(move |connection| {
            let heads = Table::Change.open(connection, &identity)?;
            heads.into_iter().map(|head| complete(connection, head)).collect()
        })
        .await
    }
}

/// With its rows.
fn complete(connection: &Connection, head: Head) -> Result<ChangeRecord, JournalError> {
    Ok(ChangeRecord {
        plan: head.plan()?,
        rows: docs(
            connection,
            "SELECT doc FROM change_row WHERE change_id = ?1 ORDER BY position",
            [&head.id],
        )?,
        id: ChangeId(head.id),
        identity: head.identity,
        started_at: head.started_at,
        phase: head.phase,
        stopped_by: head.stopped_by,
        verified_at: head.verified_at,
    })
}

fn put_row(
    connection: &Connection,
    id: &ChangeId,
    position: usize,
    row: &ChangeRow,
) -> Result<(), JournalError> {
    let position = i64::try_from(position).unwrap_or(i64::MAX);
    connection
        .prepare_cached("INSERT OR REPLACE INTO change_row (change_id, position, doc) VALUES (?1, ?2, ?3)")?
        .execute(params![id.0, position, serde_json::to_string(row)?])?;
    Ok(())
}
