//! Shares and their rows.

use globus::ids::{AccessRuleId, IdentityId};
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::begun::{Beginning, Head, Table};
use super::{CollectionRow, GrantRow, Journal, JournalError, Phase, ShareRecord, docs};
use crate::Error;
use crate::model::ShareId;

impl Journal {
    /// Writes a share down before its first request, and forgets the draft it came from.
    pub async fn begin_share(&self, record: ShareRecord) -> Result<(), JournalError> {
        self.call(move |connection| {
            let beginning = Beginning {
                id: &record.id.0,
                identity: &record.identity,
                started_at: record.started_at,
                phase: record.phase,
                plan: &record.prepared,
            };
            Table::Share.begin(connection, &beginning, |transaction| {
                for row in &record.collections {
                    put_collection(transaction, &record.id, row)?;
                }
                for (position, row) in record.grants.iter().enumerate() {
                    put_grant(transaction, &record.id, position, row)?;
                }
                transaction.execute("DELETE FROM draft WHERE id = ?1", [&record.prepared.draft_id])?;
                Ok(())
            })
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
            Table::Share.save_phase(connection, &share_id.0, phase, stopped_by.as_ref(), verified_at)
        })
        .await
    }

    /// One share; none if the journal does not know it.
    pub async fn share(&self, share_id: &ShareId) -> Result<Option<ShareRecord>, JournalError> {
        let share_id = share_id.clone();
        self.call(move |connection| {
            let head = Table::Share.one(connection, &share_id.0)?;
            head.map(|head| complete(connection, head)).transpose()
        })
        .await
    }

    /// Shares of one person that were begun and not closed, newest first.
    pub async fn open_shares(&self, identity: &IdentityId) -> Result<Vec<ShareRecord>, JournalError> {
        let identity = identity.clone();
        self.call(move |connection| {
            let heads = Table::Share.open(connection, &identity)?;
            heads.into_iter().map(|head| complete(connection, head)).collect()
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

/// With its rows.
fn complete(connection: &Connection, head: Head) -> Result<ShareRecord, JournalError> {
    Ok(ShareRecord {
        prepared: head.plan()?,
        collections: docs(
            connection,
            "SELECT doc FROM share_collection WHERE share_id = ?1 ORDER BY folder",
            [&head.id],
        )?,
        grants: docs(
            connection,
            "SELECT doc FROM share_grant WHERE share_id = ?1 ORDER BY position",
            [&head.id],
        )?,
        id: ShareId(head.id),
        identity: head.identity,
        started_at: head.started_at,
        phase: head.phase,
        stopped_by: head.stopped_by,
        verified_at: head.verified_at,
    })
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
