//! The manifests of uploads: what was found, what is on the collection, what can't go.

mod columns;
mod walks;

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension, params};

use self::columns::{CHECKED, SENT, columns, number, path, paths, range, rows, size};
use super::{Journal, JournalError};
use crate::copy::upload::{
    FileRow, FileState, Found, Manifest, ManifestHead, Problem, RelativePath, Stage, Totals, WhyNot,
};

/// One upload in the journal.
#[derive(Clone, Debug)]
pub struct UploadManifest {
    journal: Journal,
    id: String,
}

impl Journal {
    /// The manifest of an upload: a new one, or the one that was kept under this id.
    pub fn upload_manifest(&self, id: impl Into<String>) -> UploadManifest {
        UploadManifest {
            journal: self.clone(),
            id: id.into(),
        }
    }

    /// Forgets an upload. What it has sent stays on the collection.
    pub async fn forget_upload(&self, id: &str) -> Result<(), JournalError> {
        let id = id.to_owned();
        self.call(move |connection| {
            connection.execute("DELETE FROM upload WHERE id = ?1", [id])?;
            Ok(())
        })
        .await
    }
}

impl UploadManifest {
    /// Works on this upload's rows, all or nothing.
    async fn change<F>(&self, work: F) -> Result<(), JournalError>
    where
        F: FnOnce(&Connection, &str) -> Result<(), JournalError> + Send + 'static,
    {
        let id = self.id.clone();
        self.journal
            .call(move |connection| {
                let transaction = connection.transaction()?;
                // Whoever tells it something first makes it exist.
                transaction
                    .prepare_cached("INSERT OR IGNORE INTO upload (id, stage) VALUES (?1, '\"walking\"')")?
                    .execute([&id])?;
                work(&transaction, &id)?;
                Ok(transaction.commit()?)
            })
            .await
    }

    async fn read<T, F>(&self, work: F) -> Result<T, JournalError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection, &str) -> Result<T, JournalError> + Send + 'static,
    {
        let id = self.id.clone();
        self.journal.call(move |connection| work(connection, &id)).await
    }
}

#[async_trait]
impl Manifest for UploadManifest {
    async fn head(&self) -> Result<ManifestHead, JournalError> {
        self.read(|connection, id| {
            let mut statement =
                connection.prepare_cached("SELECT stage, destination_existed FROM upload WHERE id = ?1")?;
            let found: Option<(String, Option<bool>)> = statement
                .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            match found {
                None => Ok(ManifestHead::default()),
                Some((stage, destination_existed)) => Ok(ManifestHead {
                    stage: serde_json::from_str::<Stage>(&stage)?,
                    destination_existed,
                }),
            }
        })
        .await
    }

    async fn set_head(&self, head: ManifestHead) -> Result<(), JournalError> {
        self.change(move |connection, id| {
            connection.execute(
                "UPDATE upload SET stage = ?2, destination_existed = ?3 WHERE id = ?1",
                params![id, serde_json::to_string(&head.stage)?, head.destination_existed],
            )?;
            Ok(())
        })
        .await
    }

    async fn begin_walk(&self) -> Result<(), JournalError> {
        self.change(walks::begin).await
    }

    async fn add(&self, found: Vec<Found>) -> Result<(), JournalError> {
        self.change(move |connection, id| walks::add(connection, id, &found))
            .await
    }

    async fn end_walk(&self) -> Result<(), JournalError> {
        self.change(walks::end).await
    }

    async fn totals(&self) -> Result<Totals, JournalError> {
        self.read(|connection, id| {
            let mut totals = connection.query_row(
                "SELECT count(*), coalesce(sum(made = 1), 0), coalesce(max(depth), 0) FROM upload_folder
                 WHERE upload_id = ?1",
                [id],
                |row| {
                    Ok(Totals {
                        folders: number(row, 0)?,
                        folders_made: number(row, 1)?,
                        deepest: row.get(2)?,
                        ..Totals::default()
                    })
                },
            )?;
            let mut statement = connection.prepare_cached(
                "SELECT state, count(*), sum(size) FROM upload_file WHERE upload_id = ?1 GROUP BY state",
            )?;
            let groups = statement.query_map([id], |row| {
                Ok((row.get::<_, String>(0)?, number(row, 1)?, number(row, 2)?))
            })?;
            for group in groups {
                let (state, files, bytes) = group?;
                totals.files += files;
                totals.bytes += bytes;
                match state.as_str() {
                    "failed" => totals.failed += files,
                    SENT | CHECKED => {
                        totals.files_sent += files;
                        totals.bytes_sent += bytes;
                        totals.files_checked += if state == CHECKED { files } else { 0 };
                    }
                    _ => {}
                }
            }
            totals.left_out = connection.query_row(
                "SELECT count(*) FROM upload_left_out WHERE upload_id = ?1",
                [id],
                |row| number(row, 0),
            )?;
            Ok(totals)
        })
        .await
    }

    async fn folders_to_make(
        &self,
        depth: u32,
        after: Option<RelativePath>,
        limit: usize,
    ) -> Result<Vec<RelativePath>, JournalError> {
        self.read(move |connection, id| {
            paths(
                connection,
                "SELECT path FROM upload_folder WHERE upload_id = ?1 AND depth = ?2 AND made = 0 AND path > ?3
                 ORDER BY path LIMIT ?4",
                params![id, depth, after.unwrap_or_default().as_str(), rows(limit)],
            )
        })
        .await
    }

    async fn folders_made(&self, folders: Vec<RelativePath>) -> Result<(), JournalError> {
        self.change(move |connection, id| {
            let mut made = connection
                .prepare_cached("UPDATE upload_folder SET made = 1 WHERE upload_id = ?1 AND path = ?2")?;
            for folder in &folders {
                made.execute(params![id, folder.as_str()])?;
            }
            Ok(())
        })
        .await
    }

    async fn folder_failed(&self, folder: RelativePath, why: WhyNot) -> Result<(), JournalError> {
        self.change(move |connection, id| {
            let (first, end) = range(&folder);
            let why = serde_json::to_string(&why)?;
            connection.execute(
                "UPDATE upload_folder SET made = 2 WHERE upload_id = ?1 AND (path = ?2 OR path >= ?3 AND path < ?4)",
                params![id, folder.as_str(), first, end],
            )?;
            connection.execute(
                "UPDATE upload_file SET state = 'failed', why = ?4
                 WHERE upload_id = ?1 AND path >= ?2 AND path < ?3",
                params![id, first, end, why],
            )?;
            connection.execute(
                "INSERT OR REPLACE INTO upload_left_out (upload_id, path, why) VALUES (?1, ?2, ?3)",
                params![id, folder.as_str(), why],
            )?;
            Ok(())
        })
        .await
    }

    async fn files_to_send(
        &self,
        after: Option<RelativePath>,
        limit: usize,
    ) -> Result<Vec<FileRow>, JournalError> {
        self.read(move |connection, id| {
            let mut statement = connection.prepare_cached(
                "SELECT path, size, lost FROM upload_file
                 WHERE upload_id = ?1 AND state = 'waiting' AND path > ?2 ORDER BY path LIMIT ?3",
            )?;
            let after = after.unwrap_or_default();
            let rows = statement.query_map(params![id, after.as_str(), rows(limit)], |row| {
                Ok((row.get::<_, String>(0)?, number(row, 1)?, row.get(2)?))
            })?;
            rows.map(|row| {
                let (text, size, lost) = row?;
                let path = path(&text)?;
                Ok(FileRow { path, size, lost })
            })
            .collect()
        })
        .await
    }

    async fn record(&self, files: Vec<(RelativePath, FileState)>) -> Result<(), JournalError> {
        self.change(move |connection, id| {
            let mut update = connection.prepare_cached(
                "UPDATE upload_file SET state = ?3, why = ?4, size = coalesce(?5, size),
                 modified = CASE ?3 WHEN 'sent' THEN ?6 ELSE modified END
                 WHERE upload_id = ?1 AND path = ?2",
            )?;
            for (path, state) in &files {
                let (column, why) = columns(state)?;
                let (bytes, modified) = match state {
                    FileState::Sent {
                        size: bytes,
                        modified,
                    } => (Some(size(*bytes)), *modified),
                    _ => (None, None),
                };
                update.execute(params![id, path.as_str(), column, why, bytes, modified])?;
            }
            Ok(())
        })
        .await
    }

    async fn folders_to_check(
        &self,
        after: Option<RelativePath>,
        limit: usize,
    ) -> Result<Vec<RelativePath>, JournalError> {
        self.read(move |connection, id| {
            paths(
                connection,
                "SELECT DISTINCT folder FROM upload_file
                 WHERE upload_id = ?1 AND state = 'sent' AND (?2 IS NULL OR folder > ?2) ORDER BY folder LIMIT ?3",
                params![id, after.as_ref().map(RelativePath::as_str), rows(limit)],
            )
        })
        .await
    }

    async fn check_off(&self, folder: RelativePath, listed: Vec<(String, u64)>) -> Result<(), JournalError> {
        self.change(move |connection, id| {
            let mut update = connection.prepare_cached(
                "UPDATE upload_file SET state = 'checked'
                 WHERE upload_id = ?1 AND path = ?2 AND size = ?3 AND state = 'sent'",
            )?;
            for (name, bytes) in &listed {
                if let Ok(path) = folder.join(name) {
                    update.execute(params![id, path.as_str(), size(*bytes)])?;
                }
            }
            Ok(())
        })
        .await
    }

    async fn send_lost_again(&self, folder: RelativePath, most_lost: u32) -> Result<(), JournalError> {
        self.change(move |connection, id| {
            connection.execute(
                "UPDATE upload_file SET state = 'failed', why = ?4
                 WHERE upload_id = ?1 AND folder = ?2 AND state = 'sent' AND lost >= ?3",
                params![
                    id,
                    folder.as_str(),
                    most_lost,
                    serde_json::to_string(&WhyNot::NotStored)?
                ],
            )?;
            connection.execute(
                "UPDATE upload_file SET state = 'waiting', lost = lost + 1
                 WHERE upload_id = ?1 AND folder = ?2 AND state = 'sent'",
                params![id, folder.as_str()],
            )?;
            Ok(())
        })
        .await
    }

    async fn problems(&self, after: Option<String>, limit: usize) -> Result<Vec<Problem>, JournalError> {
        self.read(move |connection, id| {
            let mut statement = connection.prepare_cached(
                "SELECT path, why FROM upload_left_out WHERE upload_id = ?1 AND path > ?2
                 UNION ALL
                 SELECT path, why FROM upload_file AS file WHERE upload_id = ?1 AND path > ?2 AND state = 'failed'
                 AND NOT EXISTS (SELECT 1 FROM upload_left_out WHERE upload_id = ?1 AND path = file.path)
                 ORDER BY path LIMIT ?3",
            )?;
            let rows = statement.query_map(params![id, after.unwrap_or_default(), rows(limit)], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
            })?;
            rows.map(|row| {
                let (path, why) = row?;
                let why = serde_json::from_str(&why)?;
                Ok(Problem { path, why })
            })
            .collect()
        })
        .await
    }

    async fn files_there(
        &self,
        after: Option<RelativePath>,
        limit: usize,
    ) -> Result<Vec<RelativePath>, JournalError> {
        self.read(move |connection, id| {
            paths(
                connection,
                "SELECT path FROM upload_file
                 WHERE upload_id = ?1 AND state IN ('sent', 'checked') AND path > ?2 ORDER BY path LIMIT ?3",
                params![id, after.unwrap_or_default().as_str(), rows(limit)],
            )
        })
        .await
    }
}
