//! A limit on what tasks and uploads may still write, for tests: real storage fills up slowly.

use uuid::Uuid;

use super::hitch::{Hitch, Side};
use crate::Error;
use crate::shared::App;
use crate::state::{Edit, World};

fn note(mapped: Uuid) -> String {
    format!("free_bytes/{mapped}")
}

/// The disk of a guest collection is that of its host.
fn mapped(world: &World, collection: Uuid) -> Uuid {
    let host = world.collections.by_id(collection).and_then(|it| it.host);
    host.unwrap_or(collection)
}

/// What may still be written there; none without a limit.
pub(crate) fn free(world: &World, collection: Uuid) -> Option<u64> {
    world.notes.get(&note(mapped(world, collection)))?.parse().ok()
}

/// Lets tasks and uploads write so many more bytes there; none lifts the limit.
pub(crate) fn set(edit: &mut Edit<'_>, collection: Uuid, free_bytes: Option<u64>) -> Result<(), Error> {
    let name = note(mapped(edit.world(), collection));
    edit.note(&name, free_bytes.map(|it| it.to_string()).unwrap_or_default())
}

/// Was a limit set there?
pub(super) fn is_limited(app: &App, collection: Uuid) -> bool {
    app.state.read(|world| free(world, collection).is_some())
}

/// Is there room for a file?
pub(super) fn check(app: &App, collection: Uuid, path: &str, size: u64) -> Result<(), Hitch> {
    match app.state.read(|world| free(world, collection)) {
        Some(free) if free < size => Err(Hitch::new(
            Side::Destination,
            "QUOTA_EXCEEDED",
            format!("{path}: {size} bytes are needed, {free} are left"),
        )),
        _ => Ok(()),
    }
}

/// Counts what was written.
pub(crate) fn consume(edit: &mut Edit<'_>, collection: Uuid, bytes: u64) -> Result<(), Error> {
    match free(edit.world(), collection) {
        Some(free) => set(edit, collection, Some(free.saturating_sub(bytes))),
        None => Ok(()),
    }
}
