//! From a dropped path to a checked location.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sharing::Result;
use sharing::model::{FolderCheck, PreviewEvent};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::state::Guestlist;

/// A folder that was checked or shared lately. Stays on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct RecentFolder {
    /// Local path.
    pub path: String,
    /// Last part of it.
    pub name: String,
    /// Where it lives, as far as known.
    pub storage_name: Option<String>,
    /// When it was last used here.
    pub used_at: Timestamp,
    /// Names of up to three guests of the last share.
    pub guests: Vec<String>,
    /// All guests of the last share; 0 when it was never shared from here.
    pub guest_count: u32,
    /// First end among them.
    pub first_end: Option<Timestamp>,
}

/// The system's own folder dialog; empty when the person closed it.
#[tauri::command]
#[specta::specta]
pub async fn choose_folders(handle: AppHandle, app: State<'_, Guestlist>) -> Result<Vec<String>> {
    app.choose_folders(&handle).await
}

/// Where each of these lives, and whether it can be shared. One answer per path, in order.
#[tauri::command]
#[specta::specta]
pub async fn check_folders(app: State<'_, Guestlist>, paths: Vec<String>) -> Result<Vec<FolderCheck>> {
    app.check_folders(paths).await
}

/// Counts a folder; the channel fills in while it goes on. A preview of the same `preview_id` replaces it.
#[tauri::command]
#[specta::specta]
pub async fn preview_folder(
    app: State<'_, Guestlist>,
    preview_id: String,
    path: String,
    on_event: Channel<PreviewEvent>,
) -> Result<()> {
    app.preview_folder(preview_id, path, on_event).await
}

/// Stops counting.
#[tauri::command]
#[specta::specta]
pub async fn cancel_preview(app: State<'_, Guestlist>, preview_id: String) -> Result<()> {
    app.cancel_preview(preview_id).await
}

/// Lately used folders, newest first, at most twelve.
#[tauri::command]
#[specta::specta]
pub async fn recent_folders(app: State<'_, Guestlist>) -> Result<Vec<RecentFolder>> {
    app.recent_folders().await
}

/// Forgets them.
#[tauri::command]
#[specta::specta]
pub async fn clear_recent_folders(app: State<'_, Guestlist>) -> Result<()> {
    app.clear_recent_folders().await
}
