//! The whole practice at one moment, to go back to: documents, notes, clock, and the files that are practice's own.
//!
//! Folders of the person that practice was only allowed to see are neither copied nor touched.

mod swap;
mod tree;

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::RwLockWriteGuard;
use uuid::Uuid;

use crate::Error;
use crate::auth::SIGNING_KEY_NOTE;
use crate::personal;
use crate::shared::{App, Places};
use swap::Swap;

const DATABASE: &str = "practice.db";
const DISKS: &str = "Pretend disks";
const SAMPLE: &str = "Practice files";

/// Why there is no snapshot, or no way back to it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SnapshotError {
    #[error("other requests did not end in time")]
    Busy,
    #[error("there is no such snapshot")]
    Unknown,
    #[error("the files could not be copied: {0}")]
    Files(#[from] std::io::Error),
    #[error(transparent)]
    State(#[from] Error),
    #[error("the work did not end")]
    Interrupted,
}

/// One snapshot of the list.
pub(crate) struct Entry {
    pub(crate) id: Uuid,
    pub(crate) created: Timestamp,
}

fn folder(places: &Places, id: Uuid) -> PathBuf {
    places.snapshots_dir.join(id.simple().to_string())
}

/// Waits until no request is at work, and keeps new ones waiting.
async fn alone(app: &App, patience: Duration) -> Result<RwLockWriteGuard<'_, ()>, SnapshotError> {
    tokio::time::timeout(patience, app.usage.write())
        .await
        .map_err(|_| SnapshotError::Busy)
}

/// Does the work to its end, even if whoever asked for it goes away.
async fn undisturbed<T: Send + 'static>(
    app: &App,
    patience: Duration,
    work: impl FnOnce(&App) -> Result<T, SnapshotError> + Send + 'static,
) -> Result<T, SnapshotError> {
    let app = app.clone();
    let whole = tokio::spawn(async move {
        let _alone = alone(&app, patience).await?;
        let worker = app.clone();
        tokio::task::spawn_blocking(move || work(&worker))
            .await
            .map_err(|_| SnapshotError::Interrupted)?
    });
    whole.await.map_err(|_| SnapshotError::Interrupted)?
}

/// Keeps the present state, once the requests that run have ended.
pub(crate) async fn take(app: &App, patience: Duration) -> Result<Uuid, SnapshotError> {
    undisturbed(app, patience, |app| {
        let id = Uuid::new_v4();
        let whole = folder(&app.places, id);
        // Not in the list before it is complete.
        let unfinished = whole.with_extension("new");
        std::fs::create_dir_all(&unfinished)?;
        let kept = fill(app, &unfinished).and_then(|()| Ok(std::fs::rename(&unfinished, whole)?));
        if kept.is_err() {
            tree::remove(&unfinished)?;
        }
        kept.map(|()| id)
    })
    .await
}

fn fill(app: &App, folder: &Path) -> Result<(), SnapshotError> {
    let places = &app.places;
    app.state.copy_to(&folder.join(DATABASE))?;
    make_missing(places)?;
    tree::copy(&places.storage_dir, &folder.join(DISKS))?;
    tree::copy(&places.sample_root, &folder.join(SAMPLE))?;
    Ok(())
}

/// A seed without disks makes none, and somebody may have thrown the sample away.
fn make_missing(places: &Places) -> std::io::Result<()> {
    std::fs::create_dir_all(&places.storage_dir)?;
    std::fs::create_dir_all(&places.sample_root)
}

/// Goes back to a snapshot, which stays. Everything is as it was then, or else as it is now.
pub(crate) async fn restore(app: &App, id: Uuid, patience: Duration) -> Result<(), SnapshotError> {
    undisturbed(app, patience, move |app| {
        let places = &app.places;
        let kept = folder(places, id);
        if !kept.is_dir() {
            return Err(SnapshotError::Unknown);
        }
        make_missing(places)?;
        let files = Swap::begin(&[
            (&kept.join(DISKS), &places.storage_dir),
            (&kept.join(SAMPLE), &places.sample_root),
        ])?;
        // The key in memory goes on signing: it must not be forgotten on disk.
        app.state
            .replace_from(&kept.join(DATABASE), &[SIGNING_KEY_NOTE])?;
        files.keep();
        let offset = app.state.read(|world| world.notes.get("clock_offset").cloned());
        let offset = offset.and_then(|text| text.parse().ok()).unwrap_or(0);
        app.clock.set_offset(offset);
        app.pending.forget_all();
        personal::write_config(app)?;
        Ok(())
    })
    .await
}

/// All snapshots, the oldest first.
pub(crate) fn list(places: &Places) -> Result<Vec<Entry>, SnapshotError> {
    let entries = match std::fs::read_dir(&places.snapshots_dir) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        let database = entry.path().join(DATABASE);
        let modified = std::fs::metadata(database).and_then(|it| it.modified())?;
        let created = Timestamp::try_from(modified).unwrap_or(Timestamp::UNIX_EPOCH);
        found.push(Entry { id, created });
    }
    found.sort_by_key(|entry| (entry.created, entry.id));
    Ok(found)
}

/// Gives the disk its room back.
pub(crate) fn remove(places: &Places, id: Uuid) -> Result<(), SnapshotError> {
    let folder = folder(places, id);
    if !folder.is_dir() {
        return Err(SnapshotError::Unknown);
    }
    Ok(tree::remove(&folder)?)
}

/// Before the first request: nothing of a run that was killed stays in the way.
pub(crate) fn recover(places: &Places) -> Result<(), Error> {
    for place in [&places.storage_dir, &places.sample_root] {
        swap::recover(place).map_err(Error::folder(place))?;
    }
    tree::remove(&places.uploads_dir).map_err(Error::folder(&places.uploads_dir))
}
