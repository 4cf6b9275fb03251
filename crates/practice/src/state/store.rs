//! The database of a data folder. One table of documents: the model is small, and memory answers all questions.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Params, params};

use super::World;
use super::shelf::KINDS;
use crate::Error;

/// Raised when an older program could no longer read what this one writes.
const LAYOUT: i64 = 1;

pub(super) struct Store {
    connection: Connection,
}

impl Store {
    pub(super) fn open(data_dir: &Path) -> Result<Self, Error> {
        let connection = Connection::open(data_dir.join("practice.db"))?;
        let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if found > LAYOUT {
            return Err(Error::NewerData { found, known: LAYOUT });
        }
        // Write-ahead log. A committed change is with the operating system before the answer goes out, so a killed
        // process (kill -9) loses nothing. NORMAL leaves out the wait for the disk: a power cut may take the last
        // changes, but never half of one.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.execute_batch(
            "CREATE TABLE IF NOT EXISTS document (kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL,
                 PRIMARY KEY (kind, key)) WITHOUT ROWID;
             CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;",
        )?;
        connection.pragma_update(None, "user_version", LAYOUT)?;
        Ok(Self { connection })
    }

    /// Reads everything into memory.
    pub(super) fn load(&self) -> Result<World, Error> {
        let mut world = World::default();
        let mut documents = self
            .connection
            .prepare("SELECT body FROM document WHERE kind = ?1 ORDER BY key")?;
        for (kind, from_row) in KINDS {
            let mut rows = documents.query([kind])?;
            while let Some(row) = rows.next()? {
                from_row(
                    &mut world,
                    row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?,
                )?;
            }
        }
        let mut notes = self.connection.prepare("SELECT name, value FROM note")?;
        let rows = notes.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for row in rows {
            let (name, value) = row?;
            world.notes.insert(name, value);
        }
        Ok(world)
    }

    /// Writes a copy of the whole database, which is compact and needs nothing beside it.
    pub(super) fn copy_to(&self, file: &Path) -> Result<(), Error> {
        let file = file.to_string_lossy();
        self.connection.execute("VACUUM INTO ?1", [file.as_ref()])?;
        Ok(())
    }

    /// Takes over what a copy holds, and returns it. An error leaves all as it was.
    pub(super) fn replace_from(&self, file: &Path, kept_notes: &[&str]) -> Result<World, Error> {
        let file = file.to_string_lossy();
        self.connection.execute("ATTACH ?1 AS copy", [file.as_ref()])?;
        let replaced = self.begin().and_then(|()| {
            let world = self.take_over(kept_notes)?;
            self.commit()?;
            Ok(world)
        });
        if replaced.is_err() && self.is_in_transaction() {
            self.roll_back()?;
        }
        self.connection.execute_batch("DETACH copy")?;
        replaced
    }

    fn take_over(&self, kept_notes: &[&str]) -> Result<World, Error> {
        let mut kept = Vec::new();
        for name in kept_notes {
            let sql = "SELECT value FROM note WHERE name = ?1";
            let value: Option<String> = self
                .connection
                .query_row(sql, [name], |row| row.get(0))
                .optional()?;
            kept.extend(value.map(|value| (name, value)));
        }
        self.connection.execute_batch(
            "DELETE FROM document; INSERT INTO document SELECT * FROM copy.document;
             DELETE FROM note; INSERT INTO note SELECT * FROM copy.note;",
        )?;
        for (name, value) in kept {
            self.execute(
                "INSERT OR IGNORE INTO note (name, value) VALUES (?1, ?2)",
                params![name, value],
            )?;
        }
        self.load()
    }

    fn execute(&self, sql: &str, values: impl Params) -> Result<(), Error> {
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    pub(super) fn put(&self, kind: &str, key: &str, body: &str) -> Result<(), Error> {
        let sql = "INSERT OR REPLACE INTO document (kind, key, body) VALUES (?1, ?2, ?3)";
        self.execute(sql, params![kind, key, body])
    }

    pub(super) fn remove(&self, kind: &str, key: &str) -> Result<(), Error> {
        self.execute(
            "DELETE FROM document WHERE kind = ?1 AND key = ?2",
            params![kind, key],
        )
    }

    pub(super) fn note(&self, name: &str, value: &str) -> Result<(), Error> {
        let sql = "INSERT OR REPLACE INTO note (name, value) VALUES (?1, ?2)";
        self.execute(sql, params![name, value])
    }

    /// SQLite itself ends a transaction after some failures, such as a full disk.
    pub(super) fn is_in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    pub(super) fn begin(&self) -> Result<(), Error> {
        self.execute("BEGIN IMMEDIATE", [])
    }

    pub(super) fn commit(&self) -> Result<(), Error> {
        self.execute("COMMIT", [])
    }

    pub(super) fn roll_back(&self) -> Result<(), Error> {
        self.execute("ROLLBACK", [])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::State;
    use crate::state::model::RecentUse;
    use uuid::Uuid;

    #[test]
    fn a_failed_change_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        let state = State::open(dir.path()).unwrap();
        let used = RecentUse {
            account: Uuid::nil(),
            collection: Uuid::nil(),
            time: jiff::Timestamp::now(),
        };
        let failed: Result<(), Error> = state.edit(|edit| {
            edit.put(used.clone())?;
            Err(Error::Seed("on purpose".into()))
        });
        assert!(failed.is_err());
        assert_eq!(state.read(|world| world.recent_uses.len()), 0);
        let kept: Result<(), Error> = state.edit(|edit| edit.put(used));
        kept.unwrap();
        drop(state);
        assert_eq!(
            State::open(dir.path())
                .unwrap()
                .read(|world| world.recent_uses.len()),
            1
        );
    }

    #[test]
    fn data_of_a_newer_version_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        drop(Store::open(dir.path()).unwrap());
        let connection = Connection::open(dir.path().join("practice.db")).unwrap();
        connection
            .pragma_update(None, "user_version", LAYOUT + 1)
            .unwrap();
        let refused = Store::open(dir.path()).map(|_| ());
        assert!(matches!(refused, Err(Error::NewerData { found, known: LAYOUT }) if found == LAYOUT + 1));
    }
}
