//! The icon in the system's tray.

use sharing::Result;
use tauri::{AppHandle, State};

use crate::guard::caught;
use crate::state::Guestlist;
use crate::tray::{Tray, TrayWords};

/// Whether this desktop has a tray that Guestlist could stay in.
#[tauri::command]
#[specta::specta]
pub async fn has_tray() -> Result<bool> {
    caught(async { Ok(Tray::is_there().await) }).await
}

/// Shows the icon with a menu in these words, if the settings want it and there is a tray; else takes it away. Answers
/// whether it is there.
#[tauri::command]
#[specta::specta]
pub async fn show_tray(
    handle: AppHandle,
    app: State<'_, Guestlist>,
    tray: State<'_, Tray>,
    words: TrayWords,
) -> Result<bool> {
    let wanted = app.keeps_in_tray().then_some(words);
    caught(tray.show(&handle, wanted)).await
}
