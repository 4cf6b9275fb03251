//! Shares and their rows.

use globus::ids::{AccessRuleId, IdentityId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{CollectionRow, GrantRow, Journal, JournalError, Phase, ShareRecord, docs};
use crate::Error;
use crate::model::ShareId;

impl Journal {
    /// Writes a share down before its first request, and forgets the draft it came from.
    pub async fn begin_share(&self, record: ShareRecord) -> Result<(), JournalError> {
        self.call(move |connection| {
            // Down to the disk before the first request: not even a power cut may hide what was asked for.
            connection.pragma_update(None, "synchronous", "FULL")?;
            let transaction = connection.transaction()?;
            transaction.execute(
                "INSERT INTO share (id, identity, started_at, phase, plan) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    record.id.0,
                    record.identity.as_str(),
                    record.started_at.as_millisecond(),
                    phase_text(record.phase),
                    serde_json::to_string(&record.prepared)?,
                ],
            )?;
            for row in &record.collections {
                put_collection(&transaction, &record.id, row)?;
            }
            for (position, row) in record.grants.iter().enumerate() {
                put_grant(&transaction, &record.id, position, row)?;
            }
            transaction.execute("DELETE FROM draft WHERE id = ?1", [&record.prepared.draft_id])?;
            transaction.commit()?;
            Ok(connection.pragma_update(None, "synchronous", "NORMAL")?)
        })
        .await
    }

    /// Keeps the new state of one collection of a share.
    pub async fn save_collection(&self, share_id: &ShareId, row: &CollectionRow) -> Result<(), JournalError> {
        let (share_id, row) = (share_id.clone(), row.clone());
        self.call(move |connection| put_collection(connection, &share_id, &row))
            .await
    }

    /// Keeps the new state of rows, named by their position in the plan, all of them or none.
    pub async fn save_grants(
        &self,
        share_id: &ShareId,
        rows: Vec<(usize, GrantRow)>,
    ) -> Result<(), JournalError> {
        let share_id = share_id.clone();
        self.call(move |connection| {
            let transaction = connection.transaction()?;
            for (position, row) in &rows {
                put_grant(&transaction, &share_id, *position, row)?;
            }
            Ok(transaction.commit()?)
        })
        .await
    }

    /// Keeps where a share as a whole stands.
    pub async fn save_phase(
        &self,
        share_id: &ShareId,
        phase: Phase,
        stopped_by: Option<Error>,
        verified_at: Option<Timestamp>,
    ) -> Result<(), JournalError> {
        let share_id = share_id.clone();
        self.call(move |connection| {
            let stopped_by = stopped_by
                .map(|error| serde_json::to_string(&error))
                .transpose()?;
            connection.execute(
                "UPDATE share SET phase = ?2, stopped_by = ?3, verified_at = ?4 WHERE id = ?1",
                params![
                    share_id.0,
                    phase_text(phase),
                    stopped_by,
                    verified_at.map(Timestamp::as_millisecond)
                ],
            )?;
            Ok(())
        })
        .await
    }

    /// One share; none if the journal does not know it.
    pub async fn share(&self, share_id: &ShareId) -> Result<Option<ShareRecord>, JournalError> {
        let share_id = share_id.clone();
        self.call(move |connection| {
            let head = connection
                .query_row(&format!("{HEAD} WHERE id = ?1"), [&share_id.0], head)
                .optional()?;
            head.map(|head| head.complete(connection)).transpose()
        })
        .await
    }

    /// Shares of one person that were begun and not closed, newest first.
    pub async fn open_shares(&self, identity: &IdentityId) -> Result<Vec<ShareRecord>, JournalError> {
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

    /// Keeps why permissions have no end date.
    pub async fn keep_no_end_reasons(
        &self,
        reasons: Vec<(AccessRuleId, String)>,
    ) -> Result<(), JournalError> {
        self.call(move |connection| {
            for (rule_id, reason) in &reasons {
                connection.execute(
                    "INSERT OR REPLACE INTO no_end_reason (rule_id, reason) VALUES (?1, ?2)",
                    params![rule_id.as_str(), reason],
                )?;
            }
            Ok(())
        })
        .await
    }

    /// All kept reasons.
    pub async fn no_end_reasons(
        &self,
    ) -> Result<std::collections::HashMap<AccessRuleId, String>, JournalError> {
        self.call(|connection| {
            let mut statement = connection.prepare("SELECT rule_id, reason FROM no_end_reason")?;
            let rows = statement.query_map([], |row| {
                Ok((AccessRuleId::new(row.get::<_, String>(0)?), row.get(1)?))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }
}

const HEAD: &str = "SELECT id, identity, started_at, phase, plan, stopped_by, verified_at FROM share";

/// A row of the table `share` as it is stored.
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
    fn complete(self, connection: &Connection) -> Result<ShareRecord, JournalError> {
        let collections = docs(
            connection,
            "SELECT doc FROM share_collection WHERE share_id = ?1 ORDER BY folder",
            [&self.id],
        )?;
        let grants = docs(
            connection,
            "SELECT doc FROM share_grant WHERE share_id = ?1 ORDER BY position",
            [&self.id],
        )?;
        Ok(ShareRecord {
            collections,
            grants,
            id: ShareId(self.id),
            identity: IdentityId::new(self.identity),
            started_at: timestamp(self.started_at)?,
            phase: phase(&self.phase)?,
            prepared: serde_json::from_str(&self.plan)?,
            stopped_by: self
                .stopped_by
                .map(|text| serde_json::from_str(&text))
                .transpose()?,
            verified_at: self.verified_at.map(timestamp).transpose()?,
        })
    }
}

fn put_collection(
    connection: &Connection,
    share_id: &ShareId,
    row: &CollectionRow,
) -> Result<(), JournalError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO share_collection (share_id, folder, doc) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![share_id.0, row.folder, serde_json::to_string(row)?])?;
    Ok(())
}

fn put_grant(
    connection: &Connection,
    share_id: &ShareId,
    position: usize,
    row: &GrantRow,
) -> Result<(), JournalError> {
    let position = i64::try_from(position).unwrap_or(i64::MAX);
    connection
        .prepare_cached("INSERT OR REPLACE INTO share_grant (share_id, position, doc) VALUES (?1, ?2, ?3)")?
        .execute(params![share_id.0, position, serde_json::to_string(row)?])?;
    Ok(())
}

pub(super) fn phase_text(phase: Phase) -> &'static str {
    match phase {
        Phase::Open => "open",
        Phase::Finished => "finished",
        Phase::LeftOff => "left_off",
        Phase::Undone => "undone",
    }
}

pub(super) fn phase(text: &str) -> Result<Phase, JournalError> {
    match text {
        "open" => Ok(Phase::Open),
        "finished" => Ok(Phase::Finished),
        "left_off" => Ok(Phase::LeftOff),
        "undone" => Ok(Phase::Undone),
        other => Err(JournalError::Broken {
            detail: format!("a share is {other:?}"),
        }),
    }
}

pub(super) fn timestamp(millisecond: i64) -> Result<Timestamp, JournalError> {
    Timestamp::from_millisecond(millisecond).map_err(|error| JournalError::Broken {
        detail: error.to_string(),
    })
}
