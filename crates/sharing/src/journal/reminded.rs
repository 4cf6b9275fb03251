//! Which ends were announced.

use std::collections::BTreeSet;

use globus::ids::{AccessRuleId, IdentityId};
use jiff::Timestamp;
use rusqlite::params;

use super::{Journal, JournalError};
use crate::reminders::Reminded;

impl Journal {
    /// Reminders that were given of ends to come.
    pub async fn reminded(
        &self,
        identity: &IdentityId,
        now: Timestamp,
    ) -> Result<BTreeSet<Reminded>, JournalError> {
        let identity = identity.to_string();
        self.call(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT rule_id, ends_at, days FROM reminded WHERE identity = ?1 AND ends_at >= ?2",
            )?;
            let rows = statement.query_map(params![identity, now.as_second()], |row| {
                Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?))
            })?;
            let mut reminded = BTreeSet::new();
            for row in rows {
                let (rule, end, days) = row?;
                if let Ok(end) = Timestamp::from_second(end) {
                    reminded.insert((AccessRuleId::new(rule), end, days));
                }
            }
            Ok(reminded)
        })
        .await
    }

    /// Keeps that reminders were given. Those of ends that are over are not needed any more.
    pub async fn keep_reminded(
        &self,
        identity: &IdentityId,
        given: Vec<Reminded>,
        now: Timestamp,
    ) -> Result<(), JournalError> {
        let identity = identity.to_string();
        self.call(move |connection| {
            let transaction = connection.transaction()?;
            transaction.execute("DELETE FROM reminded WHERE ends_at < ?1", [now.as_second()])?;
            for (rule, end, days) in &given {
                transaction.execute(
                    "INSERT OR IGNORE INTO reminded (identity, rule_id, ends_at, days) VALUES (?1, ?2, ?3, ?4)",
                    params![identity, rule.as_str(), end.as_second(), days],
                )?;
            }
            Ok(transaction.commit()?)
        })
        .await
    }
}
