//! The database of a data folder. One table of documents: the model is small, and memory answers all questions.

use std::path::Path;

use rusqlite::{Connection, params};

use super::{Document, World};
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
        // Write-ahead log: a killed process loses nothing that was committed.
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
        self.load_kind::<super::model::IdentityProvider>(&mut world)?;
        self.load_kind::<super::model::Identity>(&mut world)?;
        self.load_kind::<super::model::Client>(&mut world)?;
        self.load_kind::<super::model::Consent>(&mut world)?;
        self.load_kind::<super::model::AuthCode>(&mut world)?;
        self.load_kind::<super::model::Token>(&mut world)?;
        self.load_kind::<super::model::Collection>(&mut world)?;
        self.load_kind::<super::model::AccessRule>(&mut world)?;
        self.load_kind::<super::model::Role>(&mut world)?;
        self.load_kind::<super::model::Group>(&mut world)?;
        self.load_kind::<super::model::RecentUse>(&mut world)?;
        let mut notes = self.connection.prepare("SELECT name, value FROM note")?;
        let rows = notes.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for row in rows {
            let (name, value) = row?;
            world.notes.insert(name, value);
        }
        Ok(world)
    }

    fn load_kind<T: Document>(&self, world: &mut World) -> Result<(), Error> {
        let mut rows = self
            .connection
            .prepare("SELECT body FROM document WHERE kind = ?1")?;
        let bodies = rows.query_map([T::KIND], |row| row.get::<_, String>(0))?;
        for body in bodies {
            T::shelf_mut(world).put(serde_json::from_str(&body?)?);
        }
        Ok(())
    }

    pub(super) fn begin<'a>(&'a mut self, world: &'a mut World) -> Result<Edit<'a>, rusqlite::Error> {
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        Ok(Edit {
            store: self,
            world,
            touched: false,
        })
    }
}

/// A change in progress: the database row and the document in memory move together.
pub(crate) struct Edit<'a> {
    store: &'a mut Store,
    world: &'a mut World,
    touched: bool,
}

impl Edit<'_> {
    pub(crate) fn world(&self) -> &World {
        self.world
    }

    pub(crate) fn put<T: Document>(&mut self, document: T) -> Result<(), Error> {
        let body = serde_json::to_string(&document)?;
        self.touched = true;
        self.store
            .connection
            .prepare_cached("INSERT OR REPLACE INTO document (kind, key, body) VALUES (?1, ?2, ?3)")?
            .execute(params![T::KIND, document.key(), body])?;
        T::shelf_mut(self.world).put(document);
        Ok(())
    }

    pub(crate) fn remove<T: Document>(&mut self, key: &str) -> Result<Option<T>, Error> {
        self.touched = true;
        self.store
            .connection
            .prepare_cached("DELETE FROM document WHERE kind = ?1 AND key = ?2")?
            .execute(params![T::KIND, key])?;
        Ok(T::shelf_mut(self.world).remove(key))
    }

    /// Keeps a named text, such as the clock's offset or the signing key.
    pub(crate) fn note(&mut self, name: &str, value: String) -> Result<(), Error> {
        self.touched = true;
        self.store
            .connection
            .prepare_cached("INSERT OR REPLACE INTO note (name, value) VALUES (?1, ?2)")?
            .execute(params![name, value])?;
        self.world.notes.insert(name.to_owned(), value);
        Ok(())
    }

    pub(super) fn commit(self) -> Result<(), Error> {
        match self.store.connection.execute_batch("COMMIT") {
            Ok(()) => Ok(()),
            Err(error) => {
                self.abandon()?;
                Err(error.into())
            }
        }
    }

    /// Goes back to what the database holds.
    pub(super) fn abandon(self) -> Result<(), Error> {
        if !self.store.connection.is_autocommit() {
            self.store.connection.execute_batch("ROLLBACK")?;
        }
        if self.touched {
            *self.world = self.store.load()?;
        }
        Ok(())
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
