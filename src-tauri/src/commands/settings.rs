//! Settings, links and the clipboard.

use sharing::model::InstitutionPolicy;
use sharing::ports::Browser;
use sharing::{Error, Result};
use tauri::{AppHandle, State};
use tauri_plugin_clipboard_manager::ClipboardExt;

use super::session::AppState;
use crate::browser::SystemBrowser;
use crate::guard::{blocking, caught};
use crate::settings::Settings;
use crate::state::Guestlist;

/// Checks and keeps the settings; answers the state they lead to.
#[tauri::command]
#[specta::specta]
pub async fn update_settings(app: State<'_, Guestlist>, settings: Settings) -> Result<AppState> {
    caught(app.update_settings(settings)).await
}

/// Opens an address in the system's browser or mail program. Only Globus's web app, its help pages, the running
/// sign-in and `mailto:` are let through.
#[tauri::command]
#[specta::specta]
pub async fn open_link(app: State<'_, Guestlist>, url: String) -> Result<()> {
    caught(async {
        let url = app.allowed_link(&url).await?;
        if SystemBrowser.open(url.as_str()).await {
            Ok(())
        } else {
            Err(Error::unexpected("the system has no program that opens links"))
        }
    })
    .await
}

/// What the institution's policy says, and where from.
#[tauri::command]
#[specta::specta]
pub async fn institution_policy(app: State<'_, Guestlist>) -> Result<InstitutionPolicy> {
    caught(async { app.sharing().await?.institution_policy().await }).await
}

/// Puts text on the clipboard.
#[tauri::command]
#[specta::specta]
pub async fn copy_text(handle: AppHandle, text: String) -> Result<()> {
    caught(blocking(move || {
        handle.clipboard().write_text(text).map_err(Error::unexpected)
    }))
    .await
}
