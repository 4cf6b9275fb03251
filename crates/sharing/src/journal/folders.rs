//! What folders held when they were looked at first.

use globus::ids::{CollectionId, IdentityId};
use globus::path::CollectionPath;
use rusqlite::{OptionalExtension, params};

use super::begun::timestamp;
use super::{Journal, JournalError};
use crate::drift::{FolderNames, KeptNames};
use crate::model::PinnedFolder;

impl Journal {
    /// Keeps what a folder holds.
    pub async fn keep_folder_names(
        &self,
        identity: &IdentityId,
        collection: &CollectionId,
        path: &CollectionPath,
        kept: &KeptNames,
    ) -> Result<(), JournalError> {
        let (identity, collection, path) = (identity.to_string(), collection.to_string(), path.to_string());
        let (at, pinned, doc) = (
            kept.at.as_millisecond(),
            kept.pinned,
            serde_json::to_string(&kept.names)?,
        );
        self.call(move |connection| {
            connection.execute(
                "INSERT OR REPLACE INTO folder_names (identity, collection_id, path, at, pinned, doc)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![identity, collection, path, at, pinned, doc],
            )?;
            Ok(())
        })
        .await
    }

    /// What a folder held; none for one that was never looked at.
    pub async fn folder_names(
        &self,
        identity: &IdentityId,
        collection: &CollectionId,
        path: &CollectionPath,
    ) -> Result<Option<KeptNames>, JournalError> {
        let (identity, collection, path) = (identity.to_string(), collection.to_string(), path.to_string());
        self.call(move |connection| {
            let found: Option<(i64, bool, String)> = connection
                .query_row(
                    "SELECT at, pinned, doc FROM folder_names
                     WHERE identity = ?1 AND collection_id = ?2 AND path = ?3",
                    [&identity, &collection, &path],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
                )
                .optional()?;
            let Some((at, pinned, doc)) = found else {
                return Ok(None);
            };
            Ok(Some(KeptNames {
                at: timestamp(at)?,
                pinned,
                names: serde_json::from_str(&doc)?,
            }))
        })
        .await
    }

    /// Pins a folder whose names are kept, or not any more.
    pub async fn pin_folder(
        &self,
        identity: &IdentityId,
        collection: &CollectionId,
        path: &CollectionPath,
        pinned: bool,
    ) -> Result<(), JournalError> {
        let (identity, collection, path) = (identity.to_string(), collection.to_string(), path.to_string());
        self.call(move |connection| {
            connection.execute(
                "UPDATE folder_names SET pinned = ?4 WHERE identity = ?1 AND collection_id = ?2 AND path = ?3",
                params![identity, collection, path, pinned],
            )?;
            Ok(())
        })
        .await
    }

    /// Pinned folders, in the order in which they were pinned or looked at first.
    pub async fn pinned_folders(&self, identity: &IdentityId) -> Result<Vec<PinnedFolder>, JournalError> {
        let identity = identity.to_string();
        self.call(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT collection_id, path, at, doc FROM folder_names
                 WHERE identity = ?1 AND pinned ORDER BY at, collection_id, path",
            )?;
            let rows = statement.query_map([&identity], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, i64>(2)?,
                    row.get::<_, String>(3)?,
                ))
            })?;
            let mut folders = Vec::new();
            for row in rows {
                let (collection, path, at, doc) = row?;
                let names: FolderNames = serde_json::from_str(&doc)?;
                // Written by this app: a path that can't be read is left out.
                if let Ok(path) = CollectionPath::parse(&path) {
                    folders.push(PinnedFolder {
                        collection_id: CollectionId::new(collection),
                        path,
                        name: names.name,
                        since: timestamp(at)?,
                    });
                }
            }
            Ok(folders)
        })
        .await
    }
}
