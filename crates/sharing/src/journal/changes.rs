//! Changes of what is shared, and their rows.

use globus::ids::IdentityId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::shares::{phase, phase_text, timestamp};
use super::{Journal, JournalError, Phase, docs};
use crate::Error;
use crate::changes::{ChangeRecord, ChangeRow};
use crate::model::{ChangeId, ChangePlan};

const HEAD: &str = "SELECT id, identity, started_at, phase, plan, stopped_by, verified_at FROM change";

impl Journal {
    /// Writes a change down before its first request.
    pub async fn begin_change(&self, record: ChangeRecord) -> Result<(), JournalError> {
        self.call(move |connection| {
            // Down to the disk before the first request: not even a power cut may hide what was asked for.
            connection.pragma_update(None, "synchronous", "FULL")?;
            let transaction = connection.transaction()?;
            let plan = ChangePlan {
                rows: Vec::new(),
                ..record.plan.clone()
            };
            transaction.execute(
                "INSERT INTO change (id, identity, started_at, phase, plan) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    record.id.0,
                    record.identity.as_str(),
                    record.started_at.as_millisecond(),
                    phase_text(record.phase),
                    serde_json::to_string(&plan)?,
                ],
            )?;
            for (position, row) in record.rows.iter().enumerate() {
                put_row(&transaction, &record.id, position, row)?;
            }
            transaction.commit()?;
            Ok(connection.pragma_update(None, "synchronous", "NORMAL")?)
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
            let stopped_by = stopped_by
                .map(|error| serde_json::to_string(&error))
                .transpose()?;
            connection.execute(
                "UPDATE change SET phase = ?2, stopped_by = ?3, verified_at = ?4 WHERE id = ?1",
                params![
                    id.0,
                    phase_text(phase),
                    stopped_by,
                    verified_at.map(Timestamp::as_millisecond)
                ],
            )?;
            Ok(())
        })
        .await
    }

    /// A change by its id.
    pub async fn change(&self, id: &ChangeId) -> Result<Option<ChangeRecord>, JournalError> {
        let id = id.clone();
        self.call(move |connection| {
            let found = connection
                .query_row(&format!("{HEAD} WHERE id = ?1"), [&id.0], head)
                .optional()?;
            found.map(|head| head.complete(connection)).transpose()
        })
        .await
    }

    /// Changes of one person that were begun and not closed, newest first.
    pub async fn open_changes(&self, identity: &IdentityId) -> Result<Vec<ChangeRecord>, JournalError> {
        let identity = identity.clone();
        self.call(move |connection| {
            let mut statement = connection.prepare(&format!(
                "{HEAD} WHERE identity = ?1 AND phase = ?2 ORDER BY started_at DESC, rowid DESC"
            ))?;
            let heads: Vec<Head> = statement
                .query_map(params![identity.as_str(), phase_text(Phase::Open)], head)?
                .collect::<Result<_, _>>()?;
            heads.into_iter().map(|head| head.complete(connection)).collect()
        })
        .await
    }
}

/// A row of the table `change` as it is stored.
struct Head {
    id: String,
    identity: String,
    started_at: i64,
    phase: String,
    plan: String,
    stopped_by: Option<String>,
    verified_at: Option<i64>,
}

fn head(row: &Row<'_>) -> rusqlite::Result<Head> {
    Ok(Head {
        id: row.get(0)?,
        identity: row.get(1)?,
        started_at: row.get(2)?,
        phase: row.get(3)?,
        plan: row.get(4)?,
        stopped_by: row.get(5)?,
        verified_at: row.get(6)?,
    })
}

impl Head {
    fn complete(self, connection: &Connection) -> Result<ChangeRecord, JournalError> {
        let rows = docs(
            connection,
            "SELECT doc FROM change_row WHERE change_id = ?1 ORDER BY position",
            [&self.id],
        )?;
        Ok(ChangeRecord {
            rows,
            id: ChangeId(self.id),
            identity: IdentityId::new(self.identity),
            started_at: timestamp(self.started_at)?,
            phase: phase(&self.phase)?,
            plan: serde_json::from_str(&self.plan)?,
            stopped_by: self
                .stopped_by
                .map(|text| serde_json::from_str(&text))
                .transpose()?,
            verified_at: self.verified_at.map(timestamp).transpose()?,
        })
    }
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
