//! Folders and guests that were used lately. They stay on this device and can be cleared.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::{Journal, JournalError, readable_docs};
use crate::model::{Guest, RecentFolder};

/// How many recent folders are offered.
const MAX_FOLDERS: u32 = 12;
/// How many guests are remembered.
const MAX_GUESTS: u32 = 500;

impl Journal {
    /// Remembers folders. One that was only looked at keeps what is known of its last share.
    pub async fn keep_recent_folders(&self, folders: Vec<RecentFolder>) -> Result<(), JournalError> {
        self.call(move |connection| {
            let transaction = connection.transaction()?;
            for mut folder in folders {
                let kept: Option<String> = transaction
                    .query_row(
                        "SELECT doc FROM recent_folder WHERE path = ?1",
                        [&folder.path],
                        |row| row.get(0),
                    )
                    .optional()?;
                if folder.guest_count == 0
                    && let Some(kept) = kept.and_then(|kept| serde_json::from_str::<RecentFolder>(&kept).ok())
                {
                    folder = RecentFolder {
                        used_at: folder.used_at,
                        storage_name: folder.storage_name.or(kept.storage_name.clone()),
                        ..kept
                    };
                }
                transaction.execute(
                    "INSERT OR REPLACE INTO recent_folder (path, used_at, doc) VALUES (?1, ?2, ?3)",
                    params![
                        folder.path,
                        folder.used_at.as_millisecond(),
                        serde_json::to_string(&folder)?
                    ],
                )?;
            }
            transaction.execute(
                "DELETE FROM recent_folder WHERE path NOT IN
                 (SELECT path FROM recent_folder ORDER BY used_at DESC, rowid DESC LIMIT ?1)",
                [MAX_FOLDERS],
            )?;
            Ok(transaction.commit()?)
        })
        .await
    }

    /// Forgets with whom these folders were shared last, because it was taken back. The folders stay on the list.
    pub async fn forget_last_share(&self, paths: Vec<String>) -> Result<(), JournalError> {
        self.call(move |connection| {
            let transaction = connection.transaction()?;
            for path in &paths {
                let kept: Vec<RecentFolder> = readable_docs(
                    &transaction,
                    "SELECT doc FROM recent_folder WHERE path = ?1",
                    [path],
                )?;
                for folder in kept {
                    let folder = RecentFolder {
                        guests: Vec::new(),
                        guest_count: 0,
                        first_end: None,
                        ..folder
                    };
                    transaction.execute(
                        "UPDATE recent_folder SET doc = ?2 WHERE path = ?1",
                        params![path, serde_json::to_string(&folder)?],
                    )?;
                }
            }
            Ok(transaction.commit()?)
        })
        .await
    }

    /// Remembered folders, newest first.
    pub async fn recent_folders(&self) -> Result<Vec<RecentFolder>, JournalError> {
        self.call(|connection| {
            readable_docs(
                connection,
                "SELECT doc FROM recent_folder ORDER BY used_at DESC, rowid DESC",
                [],
            )
        })
        .await
    }

    /// Forgets all folders.
    pub async fn clear_recent_folders(&self) -> Result<(), JournalError> {
        self.call(|connection| {
            connection.execute("DELETE FROM recent_folder", [])?;
            Ok(())
        })
        .await
    }

    /// Remembers guests that something was shared with.
    pub async fn keep_recent_guests(&self, guests: Vec<Guest>, now: Timestamp) -> Result<(), JournalError> {
        self.call(move |connection| {
            let transaction = connection.transaction()?;
            for guest in &guests {
                let id = match guest {
                    Guest::Person(person) => person.id.as_str(),
                    Guest::Group(group) => group.id.as_str(),
                };
                transaction.execute(
                    "INSERT OR REPLACE INTO recent_guest (id, used_at, doc) VALUES (?1, ?2, ?3)",
                    params![id, now.as_millisecond(), serde_json::to_string(guest)?],
                )?;
            }
            transaction.execute(
                "DELETE FROM recent_guest WHERE id NOT IN
                 (SELECT id FROM recent_guest ORDER BY used_at DESC, rowid DESC LIMIT ?1)",
                [MAX_GUESTS],
            )?;
            Ok(transaction.commit()?)
        })
        .await
    }

    /// Remembered guests, newest first.
    pub async fn recent_guests(&self) -> Result<Vec<Guest>, JournalError> {
        self.call(|connection| {
            readable_docs(
                connection,
                "SELECT doc FROM recent_guest ORDER BY used_at DESC, rowid DESC",
                [],
            )
        })
        .await
    }
}
