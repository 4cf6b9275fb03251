//! What happened, and what was added to folders.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use sharing::Result;
use sharing::model::{FolderDrift, HistoryDeletion, HistoryPage, HistoryQuery, PinnedFolder};
use tauri::State;

use crate::guard::caught;
use crate::state::Guestlist;

/// Entries `offset` to `offset + limit` (500 at most), newest first.
#[tauri::command]
#[specta::specta]
pub async fn history(
    app: State<'_, Guestlist>,
    query: HistoryQuery,
    offset: u32,
    limit: u32,
) -> Result<HistoryPage> {
    caught(async { app.sharing().await?.history(&query, offset, limit).await }).await
}

/// Forgets entries. What is shared stays as it is.
#[tauri::command]
#[specta::specta]
pub async fn delete_history(app: State<'_, Guestlist>, what: HistoryDeletion) -> Result<()> {
    caught(async { app.sharing().await?.delete_history(&what).await }).await
}

/// Looks into a folder and says what was added since it was looked at first.
#[tauri::command]
#[specta::specta]
pub async fn folder_drift(
    app: State<'_, Guestlist>,
    collection_id: CollectionId,
    path: CollectionPath,
) -> Result<FolderDrift> {
    caught(async { app.sharing().await?.folder_drift(&collection_id, &path).await }).await
}

/// Pins a folder, or not any more.
#[tauri::command]
#[specta::specta]
pub async fn pin_folder(
    app: State<'_, Guestlist>,
    collection_id: CollectionId,
    path: CollectionPath,
    pinned: bool,
) -> Result<()> {
    caught(async {
        app.sharing()
            .await?
            .pin_folder(&collection_id, &path, pinned)
            .await
    })
    .await
}

/// What a folder holds now is what it is compared with from here on.
#[tauri::command]
#[specta::specta]
pub async fn count_from_now(
    app: State<'_, Guestlist>,
    collection_id: CollectionId,
    path: CollectionPath,
) -> Result<FolderDrift> {
    caught(async { app.sharing().await?.count_from_now(&collection_id, &path).await }).await
}

/// Folders that are pinned. Nothing is read from Globus.
#[tauri::command]
#[specta::specta]
pub async fn pinned_folders(app: State<'_, Guestlist>) -> Result<Vec<PinnedFolder>> {
    caught(async { app.sharing().await?.pinned_folders().await }).await
}
