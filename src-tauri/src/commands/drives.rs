//! Network drives: which folder of a storage they are.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use sharing::Result;
use sharing::model::{DriveComparison, DriveMapping};
use tauri::State;

use crate::guard::caught;
use crate::state::Guestlist;

/// Drives that are known, the institution's first.
#[tauri::command]
#[specta::specta]
pub async fn drives(app: State<'_, Guestlist>) -> Result<Vec<DriveMapping>> {
    caught(async { app.sharing().await?.drives().await }).await
}

/// Compares a folder of a drive with one of a storage.
#[tauri::command]
#[specta::specta]
pub async fn compare_drive(
    app: State<'_, Guestlist>,
    folder: String,
    id: CollectionId,
    path: CollectionPath,
) -> Result<DriveComparison> {
    caught(async { app.sharing().await?.compare_drive(&folder, &id, &path).await }).await
}

/// Keeps that they are one, after comparing them once more.
#[tauri::command]
#[specta::specta]
pub async fn confirm_drive(
    app: State<'_, Guestlist>,
    folder: String,
    id: CollectionId,
    path: CollectionPath,
) -> Result<Vec<DriveMapping>> {
    caught(async { app.sharing().await?.confirm_drive(&folder, &id, &path).await }).await
}

/// Forgets a drive that the person mapped.
#[tauri::command]
#[specta::specta]
pub async fn forget_drive(app: State<'_, Guestlist>, drive: String) -> Result<Vec<DriveMapping>> {
    caught(async { app.sharing().await?.forget_drive(&drive).await }).await
}
