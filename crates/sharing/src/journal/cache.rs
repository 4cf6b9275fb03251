//! Who was signed in last, so that the app opens without a network, and the end of all that was kept for them.

use rusqlite::{Connection, OptionalExtension, params};
use serde::de::DeserializeOwned;

use super::{Journal, JournalError};
use crate::model::Session;

const SESSION: &str = "session";

impl Journal {
    /// Keeps who is signed in (never with what), for starts without a network.
    pub async fn keep_session(&self, session: &Session) -> Result<(), JournalError> {
        self.put(SESSION.to_owned(), serde_json::to_string(session)?)
            .await
    }

    /// Who was signed in last.
    pub async fn session(&self) -> Result<Option<Session>, JournalError> {
        self.get(SESSION.to_owned()).await
    }

    /// Forgets who was signed in, and what was read for anybody.
    pub async fn forget_session(&self) -> Result<(), JournalError> {
        self.call(|connection| {
            let transaction = connection.transaction()?;
            for table in [
                "cache",
                "audit",
                "audit_collection",
                "visit",
                "mine",
                "added_collection",
                "folder_names",
            ] {
                transaction.execute(&format!("DELETE FROM {table}"), [])?;
            }
            Ok(transaction.commit()?)
        })
        .await
    }

    async fn put(&self, key: String, doc: String) -> Result<(), JournalError> {
        self.call(move |connection| write(connection, &key, &doc)).await
    }

    async fn get<T: DeserializeOwned + Send + 'static>(
        &self,
        key: String,
    ) -> Result<Option<T>, JournalError> {
        self.call(move |connection| read(connection, &key)).await
    }
}

fn write(connection: &Connection, key: &str, doc: &str) -> Result<(), JournalError> {
    connection.execute(
        "INSERT OR REPLACE INTO cache (key, doc) VALUES (?1, ?2)",
        params![key, doc],
    )?;
    Ok(())
}

/// A document of another version of the app counts as none.
fn read<T: DeserializeOwned>(connection: &Connection, key: &str) -> Result<Option<T>, JournalError> {
    let doc: Option<String> = connection
        .query_row("SELECT doc FROM cache WHERE key = ?1", [key], |row| row.get(0))
        .optional()?;
    Ok(doc.and_then(|doc| serde_json::from_str(&doc).ok()))
}
