//! A change in progress: the row in the database and the document in memory move together, and back together.

use std::sync::Arc;

use super::key::Key;
use super::store::Store;
use super::{Document, World};
use crate::Error;

/// Takes one step of a change back. No row is read again: a refusal costs as much as what it takes back.
type Undo = Box<dyn FnOnce(&mut World)>;

/// One transaction, which begins with its first write. Dropped before [`commit`](Self::commit), for whatever reason,
/// it leaves all as it was.
pub(crate) struct Edit<'a> {
    store: &'a mut Store,
    world: &'a mut World,
    /// Empty as long as nothing was written, and the transaction has not begun.
    undo: Vec<Undo>,
}

impl<'a> Edit<'a> {
    pub(super) fn new(store: &'a mut Store, world: &'a mut World) -> Self {
        Self {
            store,
            world,
            undo: Vec::new(),
        }
    }

    pub(crate) fn world(&self) -> &World {
        self.world
    }

    pub(crate) fn put<T: Document>(&mut self, document: T) -> Result<(), Error> {
        let key = document.key();
        let body = serde_json::to_string(&document)?;
        self.begin()?;
        self.store.put(T::KIND, &key.text(), &body)?;
        let former = T::shelf_mut(self.world).put(Arc::new(document));
        self.undo.push(Box::new(move |world| {
            let shelf = T::shelf_mut(world);
            match former {
                Some(former) => shelf.put(former),
                None => shelf.remove(&key),
            };
        }));
        Ok(())
    }

    pub(crate) fn remove<T: Document>(&mut self, key: &str) -> Result<Option<Arc<T>>, Error> {
        let Some(former) =
            T::Key::parse(key).and_then(|key| T::shelf_mut(self.world).by_key(&key).map(T::key))
        else {
            return Ok(None);
        };
        self.begin()?;
        self.store.remove(T::KIND, &former.text())?;
        let removed = T::shelf_mut(self.world).remove(&former);
        if let Some(document) = removed.clone() {
            self.undo.push(Box::new(move |world| {
                T::shelf_mut(world).put(document);
            }));
        }
        Ok(removed)
    }

    /// Keeps a named text, such as the clock's offset or the signing key.
    pub(crate) fn note(&mut self, name: &str, value: String) -> Result<(), Error> {
        self.begin()?;
        self.store.note(name, &value)?;
        let name = name.to_owned();
        let former = self.world.notes.insert(name.clone(), value);
        self.undo.push(Box::new(move |world| {
            match former {
                Some(former) => world.notes.insert(name, former),
                None => world.notes.remove(&name),
            };
        }));
        Ok(())
    }

    fn begin(&mut self) -> Result<(), Error> {
        if self.store.is_in_transaction() {
            return Ok(());
        }
        self.store.begin()
    }

    /// Keeps the change. When the database does not take it, it is taken back.
    pub(super) fn commit(mut self) -> Result<(), Error> {
        if self.store.is_in_transaction() {
            self.store.commit()?;
        }
        self.undo.clear();
        Ok(())
    }
}

impl Drop for Edit<'_> {
    fn drop(&mut self) {
        if self.store.is_in_transaction()
            && let Err(error) = self.store.roll_back()
        {
            tracing::error!(%error, "practice could not take a change back");
        }
        for step in self.undo.drain(..).rev() {
            step(self.world);
        }
    }
}
