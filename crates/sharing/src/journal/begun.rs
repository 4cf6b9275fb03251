//! What shares and changes have in common: who asked for something, when, what they saw, and where it stands.

use globus::ids::IdentityId;
use jiff::Timestamp;
use rusqlite::{Connection, Params, Row, Transaction, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{JournalError, Phase};
use crate::Error;

/// Where it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    Share,
    Change,
}

/// A row of either table.
pub(super) struct Head {
    pub(super) id: String,
    pub(super) identity: IdentityId,
    pub(super) started_at: Timestamp,
    pub(super) phase: Phase,
    plan: String,
    pub(super) stopped_by: Option<Error>,
    pub(super) verified_at: Option<Timestamp>,
}

/// What is known of it before its first request.
pub(super) struct Beginning<'a, P> {
    pub(super) id: &'a str,
    pub(super) identity: &'a IdentityId,
    pub(super) started_at: Timestamp,
    pub(super) phase: Phase,
    pub(super) plan: &'a P,
}

/// Writes down to the disk what a first request will follow: not even a power cut may hide what was asked for.
pub(super) fn write_through(
    connection: &mut Connection,
    write: impl FnOnce(&Transaction<'_>) -> Result<(), JournalError>,
) -> Result<(), JournalError> {
    connection.pragma_update(None, "synchronous", "FULL")?;
    let written = (|| {
        let transaction = connection.transaction()?;
        write(&transaction)?;
        Ok(transaction.commit()?)
    })();
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    written
}

impl Table {
    fn name(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Change => "change",
        }
    }

    /// Writes one down with its rows, all or nothing.
    pub(super) fn begin<P: Serialize>(
        self,
        connection: &mut Connection,
        beginning: &Beginning<'_, P>,
        rows: impl FnOnce(&Transaction<'_>) -> Result<(), JournalError>,
    ) -> Result<(), JournalError> {
        write_through(connection, |transaction| {
            transaction.execute(
                &format!(
                    "INSERT INTO {} (id, identity, started_at, phase, plan) VALUES (?1, ?2, ?3, ?4, ?5)",
                    self.name()
                ),
                params![
                    beginning.id,
                    beginning.identity.as_str(),
                    beginning.started_at.as_millisecond(),
                    phase_text(beginning.phase),
                    serde_json::to_string(beginning.plan)?,
                ],
            )?;
            rows(transaction)
        })
    }

    /// Keeps where one stands as a whole.
    pub(super) fn save_phase(
        self,
        connection: &Connection,
        id: &str,
        phase: Phase,
        stopped_by: Option<&Error>,
        verified_at: Option<Timestamp>,
    ) -> Result<(), JournalError> {
        connection.execute(
            &format!(
                "UPDATE {} SET phase = ?2, stopped_by = ?3, verified_at = ?4 WHERE id = ?1",
                self.name()
            ),
            params![
                id,
                phase_text(phase),
                stopped_by.map(serde_json::to_string).transpose()?,
                verified_at.map(Timestamp::as_millisecond)
            ],
        )?;
        Ok(())
    }

    /// The one of this id; none if the journal does not know it.
    pub(super) fn one(self, connection: &Connection, id: &str) -> Result<Option<Head>, JournalError> {
        Ok(self.heads(connection, "id = ?1", [id])?.pop())
    }

    /// Those of one person that were begun and not closed, newest first.
    pub(super) fn open(
        self,
        connection: &Connection,
        identity: &IdentityId,
    ) -> Result<Vec<Head>, JournalError> {
        self.heads(
            connection,
            "identity = ?1 AND phase = ?2 ORDER BY started_at DESC, rowid DESC",
            params![identity.as_str(), phase_text(Phase::Open)],
        )
    }

    fn heads(
        self,
        connection: &Connection,
        such: &str,
        params: impl Params,
    ) -> Result<Vec<Head>, JournalError> {
        let mut statement = connection.prepare(&format!(
            "SELECT id, identity, started_at, phase, plan, stopped_by, verified_at FROM {} WHERE {such}",
            self.name()
        ))?;
        let heads = statement.query_and_then(params, Head::read)?;
        heads.collect()
    }
}

impl Head {
    fn read(row: &Row<'_>) -> Result<Self, JournalError> {
        let stopped_by: Option<String> = row.get(5)?;
        let verified_at: Option<i64> = row.get(6)?;
        Ok(Self {
            id: row.get(0)?,
            identity: IdentityId::new(row.get::<_, String>(1)?),
            started_at: timestamp(row.get(2)?)?,
            phase: phase(&row.get::<_, String>(3)?)?,
            plan: row.get(4)?,
            stopped_by: stopped_by.map(|text| serde_json::from_str(&text)).transpose()?,
            verified_at: verified_at.map(timestamp).transpose()?,
        })
    }

    /// What the person saw.
    pub(super) fn plan<P: DeserializeOwned>(&self) -> Result<P, JournalError> {
        Ok(serde_json::from_str(&self.plan)?)
    }
}

fn phase_text(phase: Phase) -> &'static str {
    match phase {
        Phase::Open => "open",
        Phase::Finished => "finished",
        Phase::LeftOff => "left_off",
        Phase::Undone => "undone",
    }
}

fn phase(text: &str) -> Result<Phase, JournalError> {
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
