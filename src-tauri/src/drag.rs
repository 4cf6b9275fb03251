//! Folders that are dragged over the window and dropped on it. The window only gets paths as text; they are looked at
//! off the main thread and checked in full before use.

use std::path::PathBuf;

use tauri::{AppHandle, DragDropEvent, Manager};
use tauri_specta::Event;

use crate::events::FolderDrag;
use crate::state::Guestlist;

/// Hands on what the system says about a drag over the window.
pub fn on_drag(handle: &AppHandle, event: &DragDropEvent) {
    match event {
        DragDropEvent::Enter { paths, .. } => look(handle.clone(), as_text(paths)),
        DragDropEvent::Drop { paths, .. } => tell(
            handle,
            FolderDrag::Dropped {
                paths: as_text(paths),
            },
        ),
        DragDropEvent::Leave => tell(handle, FolderDrag::Left),
        // Comes with every movement of the pointer, and the whole window is the target.
        _ => {}
    }
}

/// Shows the window and puts it in front.
pub fn show_window(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window("main") {
        for shown in [window.show(), window.unminimize(), window.set_focus()] {
            if let Err(error) = shown {
                tracing::warn!(%error, "the window could not be brought to the front");
            }
        }
    }
}

fn look(handle: AppHandle, paths: Vec<String>) {
    tauri::async_runtime::spawn_blocking(move || {
        let app = handle.state::<Guestlist>();
        let items = paths.iter().map(|path| app.look_at(path)).collect();
        tell(&handle, FolderDrag::Over { items });
    });
}

fn tell(handle: &AppHandle, event: FolderDrag) {
    if let Err(error) = event.emit(handle) {
        tracing::warn!(%error, "the window did not hear about a drag");
    }
}

fn as_text(paths: &[PathBuf]) -> Vec<String> {
    paths
        .iter()
        .map(|path| path.to_string_lossy().into_owned())
        .collect()
}
