//! What was read of all collections last, and what was seen at the last visit.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use globus::ids::{AccessRuleId, CollectionId, IdentityId};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::{Journal, JournalError, readable_docs};
use crate::audit::{SharedCollection, Snapshot, Visit};
use crate::model::Stored;

impl Journal {
    /// Keeps a snapshot. Collections lie in rows of their own, so that a change writes one of them again and not all.
    pub async fn keep_audit(
        &self,
        identity: &IdentityId,
        snapshot: Arc<Snapshot>,
    ) -> Result<(), JournalError> {
        let identity = identity.to_string();
        self.call(move |connection| {
            let transaction = connection.transaction()?;
            let head = serde_json::to_string(&snapshot.head())?;
            transaction.execute(
                "INSERT OR REPLACE INTO audit (identity, doc) VALUES (?1, ?2)",
                params![identity, head],
            )?;
            transaction.execute("DELETE FROM audit_collection WHERE identity = ?1", [&identity])?;
            let mut insert = transaction.prepare_cached(
                "INSERT INTO audit_collection (identity, collection_id, doc) VALUES (?1, ?2, ?3)",
            )?;
            // One after the other: all of them together would be tens of megabytes.
            for collection in &snapshot.collections {
                let doc = serde_json::to_string(collection)?;
                insert.execute(params![identity, collection.id.as_str(), doc])?;
            }
            drop(insert);
            Ok(transaction.commit()?)
        })
        .await
    }

    /// Keeps one collection of a snapshot anew.
    pub async fn keep_audit_collection(
        &self,
        identity: &IdentityId,
        collection: &SharedCollection,
    ) -> Result<(), JournalError> {
        let (identity, id, doc) = (
            identity.to_string(),
            collection.id.to_string(),
            serde_json::to_string(collection)?,
        );
        self.call(move |connection| {
            connection.execute(
                "UPDATE audit_collection SET doc = ?3 WHERE identity = ?1 AND collection_id = ?2",
                params![identity, id, doc],
            )?;
            Ok(())
        })
        .await
    }

    /// What was read last; none for what another version of the app kept.
    pub async fn audit_snapshot(&self, identity: &IdentityId) -> Result<Option<Snapshot>, JournalError> {
        let identity = identity.to_string();
        self.call(move |connection| {
            let head: Option<String> = connection
                .query_row("SELECT doc FROM audit WHERE identity = ?1", [&identity], |row| {
                    row.get(0)
                })
                .optional()?;
            let Some(mut snapshot) = head.and_then(|doc| serde_json::from_str::<Snapshot>(&doc).ok()) else {
                return Ok(None);
            };
            snapshot.collections = readable_docs(
                connection,
                "SELECT doc FROM audit_collection WHERE identity = ?1 ORDER BY collection_id",
                [&identity],
            )?;
            Ok(Some(snapshot))
        })
        .await
    }

    /// Keeps what the person saw. What this app writes from now on counts from here.
    pub async fn keep_visit(
        &self,
        identity: &IdentityId,
        at: Timestamp,
        seen: Visit,
    ) -> Result<(), JournalError> {
        let identity = identity.to_string();
        let seen: HashMap<&str, &Stored> = seen.iter().map(|(id, stored)| (id.as_str(), stored)).collect();
        let doc = serde_json::to_string(&seen)?;
        self.call(move |connection| {
            let transaction = connection.transaction()?;
            transaction.execute(
                "INSERT OR REPLACE INTO visit (identity, at, doc) VALUES (?1, ?2, ?3)",
                params![identity, at.as_millisecond(), doc],
            )?;
            transaction.execute("DELETE FROM mine WHERE identity = ?1", [&identity])?;
            Ok(transaction.commit()?)
        })
        .await
    }

    /// What the person saw last, and when.
    pub async fn visit(&self, identity: &IdentityId) -> Result<Option<(Timestamp, Visit)>, JournalError> {
        let identity = identity.to_string();
        self.call(move |connection| {
            let kept: Option<(i64, String)> = connection
                .query_row(
                    "SELECT at, doc FROM visit WHERE identity = ?1",
                    [&identity],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .optional()?;
            Ok(kept.and_then(|(at, doc)| {
                let at = Timestamp::from_millisecond(at).ok()?;
                Some((at, serde_json::from_str(&doc).ok()?))
            }))
        })
        .await
    }

    /// Remembers that this app wrote these permissions.
    pub async fn note_mine(&self, identity: &IdentityId, rules: &[AccessRuleId]) -> Result<(), JournalError> {
        let (identity, rules) = (identity.to_string(), rules.to_vec());
        self.call(move |connection| {
            let transaction = connection.transaction()?;
            for rule in &rules {
                transaction.execute(
                    "INSERT OR IGNORE INTO mine (identity, rule_id) VALUES (?1, ?2)",
                    params![identity, rule.as_str()],
                )?;
            }
            Ok(transaction.commit()?)
        })
        .await
    }

    /// Permissions that this app wrote since the last visit.
    pub async fn mine(&self, identity: &IdentityId) -> Result<HashSet<AccessRuleId>, JournalError> {
        let identity = identity.to_string();
        self.call(move |connection| {
            let mut statement = connection.prepare_cached("SELECT rule_id FROM mine WHERE identity = ?1")?;
            let ids =
                statement.query_map([&identity], |row| Ok(AccessRuleId::new(row.get::<_, String>(0)?)))?;
            Ok(ids.collect::<Result<_, _>>()?)
        })
        .await
    }

    /// Remembers a collection that was added by id or link.
    pub async fn add_collection(&self, id: &CollectionId) -> Result<(), JournalError> {
        let id = id.to_string();
        self.call(move |connection| {
            connection.execute("INSERT OR IGNORE INTO added_collection (id) VALUES (?1)", [&id])?;
            Ok(())
        })
        .await
    }

    /// Collections that were added by id or link.
    pub async fn added_collections(&self) -> Result<Vec<CollectionId>, JournalError> {
        self.call(|connection| {
            let mut statement = connection.prepare_cached("SELECT id FROM added_collection ORDER BY id")?;
            let ids = statement.query_map([], |row| Ok(CollectionId::new(row.get::<_, String>(0)?)))?;
            Ok(ids.collect::<Result<_, _>>()?)
        })
        .await
    }
}
