//! Settings, links and the clipboard.

use sharing::Result;
use tauri::{AppHandle, State};

use super::session::AppState;
use crate::settings::Settings;
use crate::state::Guestlist;

/// Checks and keeps the settings; answers the state they lead to.
#[tauri::command]
#[specta::specta]
pub async fn update_settings(app: State<'_, Guestlist>, settings: Settings) -> Result<AppState> {
    app.update_settings(settings).await
}

/// Opens an address in the system's browser or mail program. Only Globus's web app, its help pages, the running
/// sign-in and `mailto:` are let through.
#[tauri::command]
#[specta::specta]
pub async fn open_link(handle: AppHandle, app: State<'_, Guestlist>, url: String) -> Result<()> {
    app.open_link(&handle, url).await
}

/// Puts text on the clipboard.
#[tauri::command]
#[specta::specta]
pub async fn copy_text(handle: AppHandle, app: State<'_, Guestlist>, text: String) -> Result<()> {
    app.copy_text(&handle, text).await
}
