//! What it means to close the window, and to quit.

use tauri::{AppHandle, CloseRequestApi, Manager, Window};

use crate::state::Guestlist;
use crate::tray::Tray;

/// The person closed the window. With an icon in the tray the app stays there. Else it ends, but finishes first, out of
/// sight, what is being shared.
pub fn on_close(window: &Window, api: &CloseRequestApi) {
    let handle = window.app_handle();
    let stays = handle.state::<Tray>().is_shown();
    if !stays && !handle.state::<Guestlist>().is_working() {
        give_way(handle);
        return;
    }
    api.prevent_close();
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        // A tray can go, with the desktop's panel. Nobody would find a hidden window then.
        if stays && Tray::is_there().await {
            hide_window(&handle);
        } else {
            quit(handle).await;
        }
    });
}

/// Ends the app after what is being shared. Starting the app again in the meantime shows the window, and it goes on.
pub async fn quit(handle: AppHandle) {
    hide_window(&handle);
    handle.state::<Guestlist>().work_done().await;
    let is_visible = |window: tauri::WebviewWindow| window.is_visible().unwrap_or(false);
    if !handle.get_webview_window("main").is_some_and(is_visible) {
        give_way(&handle);
        handle.exit(0);
    }
}

/// A start of the app is a new one from now on: this one would take its folders, and end with them.
fn give_way(handle: &AppHandle) {
    tauri_plugin_single_instance::destroy(handle);
}

fn hide_window(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window("main")
        && let Err(error) = window.hide()
    {
        tracing::warn!(%error, "the window could not be hidden");
    }
}
