//! From a dropped path to a checked location.

use sharing::model::{FolderCheck, PreviewEvent, RecentFolder};
use sharing::{Error, Result};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

use super::to;
use crate::guard::caught;
use crate::state::Guestlist;

/// The system's own folder dialog; empty when the person closed it.
#[tauri::command]
#[specta::specta]
pub async fn choose_folders(handle: AppHandle) -> Result<Vec<String>> {
    caught(choose(&handle)).await
}

/// The dialog, for the window and for the tray.
pub async fn choose(handle: &AppHandle) -> Result<Vec<String>> {
    let (answer, chosen) = oneshot::channel();
    let mut dialog = handle.dialog().file();
    if let Some(window) = handle.get_webview_window("main") {
        dialog = dialog.set_parent(&window);
    }
    if let Some(folder) = handle.state::<Guestlist>().dialog_folder().await {
        dialog = dialog.set_directory(folder);
    }
    dialog.pick_folders(|folders| {
        // Nobody waits any more when the app ends with the dialog open.
        let _ = answer.send(folders);
    });
    let folders = chosen.await.map_err(Error::unexpected)?.unwrap_or_default();
    let paths = folders.into_iter().filter_map(|folder| folder.into_path().ok());
    Ok(paths.map(|path| path.to_string_lossy().into_owned()).collect())
}

/// Where each of these lives, and whether it can be shared. One answer per path, in order.
#[tauri::command]
#[specta::specta]
pub async fn check_folders(app: State<'_, Guestlist>, paths: Vec<String>) -> Result<Vec<FolderCheck>> {
    caught(app.check_folders(paths)).await
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
    caught(async {
        app.sharing()
            .await?
            .preview_folder(preview_id, path, to(on_event))
            .await
    })
    .await
}

/// Stops counting.
#[tauri::command]
#[specta::specta]
pub async fn cancel_preview(app: State<'_, Guestlist>, preview_id: String) -> Result<()> {
    caught(async {
        app.sharing().await?.cancel_preview(&preview_id);
        Ok(())
    })
    .await
}

/// Lately used folders, newest first, at most twelve.
#[tauri::command]
#[specta::specta]
pub async fn recent_folders(app: State<'_, Guestlist>) -> Result<Vec<RecentFolder>> {
    caught(async { app.sharing().await?.recent_folders().await }).await
}

/// Forgets them.
#[tauri::command]
#[specta::specta]
pub async fn clear_recent_folders(app: State<'_, Guestlist>) -> Result<()> {
    caught(async { app.sharing().await?.clear_recent_folders().await }).await
}
