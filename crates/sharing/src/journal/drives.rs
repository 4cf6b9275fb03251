//! Network drives that the person mapped. They belong to the computer, whoever is signed in.

use rusqlite::params;

use super::{Journal, JournalError};
use crate::drives::OwnDrive;

impl Journal {
    /// All of them, by name.
    pub async fn drives(&self) -> Result<Vec<OwnDrive>, JournalError> {
        self.call(|connection| {
            let mut statement = connection.prepare_cached("SELECT doc FROM drive ORDER BY name")?;
            let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
            let mut drives = Vec::new();
            for row in rows {
                // One that an older or newer version wrote in another way is asked for again.
                drives.extend(serde_json::from_str(&row?).ok());
            }
            Ok(drives)
        })
        .await
    }

    /// Keeps one; it replaces what the same drive was before.
    pub async fn keep_drive(&self, drive: OwnDrive) -> Result<(), JournalError> {
        self.call(move |connection| {
            connection.execute(
                "INSERT OR REPLACE INTO drive (name, doc) VALUES (?1, ?2)",
                params![drive.name.to_string(), serde_json::to_string(&drive)?],
            )?;
            Ok(())
        })
        .await
    }

    /// Forgets one.
    pub async fn forget_drive(&self, name: &str) -> Result<(), JournalError> {
        let name = name.to_owned();
        self.call(move |connection| {
            connection.execute("DELETE FROM drive WHERE name = ?1", [name])?;
            Ok(())
        })
        .await
    }
}
