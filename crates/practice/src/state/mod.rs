//! Everything practice knows: in memory for reading, in SQLite before an answer goes out.

#[cfg(test)]
mod agreement;
mod edit;
mod key;
pub(crate) mod model;
mod shelf;
mod store;
mod words;
mod world;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

pub(crate) use edit::Edit;
pub(crate) use key::Term;
pub(crate) use shelf::Document;
pub(crate) use words::{begins, card_texts};
pub(crate) use world::World;

use crate::Error;
use store::Store;

/// The state behind one lock. Nothing slow happens while it is held: no file of a collection is touched.
pub(crate) struct State {
    inner: Mutex<Inner>,
}

struct Inner {
    world: World,
    store: Store,
}

impl State {
    /// Opens or makes the database of a data folder.
    pub(crate) fn open(data_dir: &Path) -> Result<Self, Error> {
        let store = Store::open(data_dir)?;
        let world = store.load()?;
        Ok(Self {
            inner: Mutex::new(Inner { world, store }),
        })
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // A panic of another request leaves either the old or the new document: both are whole.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn read<R>(&self, look: impl FnOnce(&World) -> R) -> R {
        look(&self.lock().world)
    }

    /// Writes everything into a database of its own.
    pub(crate) fn copy_to(&self, file: &Path) -> Result<(), Error> {
        self.lock().store.copy_to(file)
    }

    /// Goes back to what a copy holds, except for the named notes where the copy has none.
    pub(crate) fn replace_from(&self, file: &Path, kept_notes: &[&str]) -> Result<(), Error> {
        let mut guard = self.lock();
        guard.world = guard.store.replace_from(file, kept_notes)?;
        Ok(())
    }

    /// Runs a change in one transaction. An error of the change, or of the database, leaves all as it was.
    pub(crate) fn edit<R, E: From<Error>>(
        &self,
        change: impl FnOnce(&mut Edit<'_>) -> Result<R, E>,
    ) -> Result<R, E> {
        let mut guard = self.lock();
        let Inner { world, store } = &mut *guard;
        let mut edit = Edit::new(store, world);
        let value = change(&mut edit)?;
        edit.commit()?;
        Ok(value)
    }
}
