//! Folders that are dragged over the window and dropped on it. The window only gets paths as text; they are looked at
//! off the main thread and checked in full before use.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use tauri::{AppHandle, DragDropEvent, Manager};
use tauri_specta::Event;

use crate::events::FolderDrag;
use crate::state::Guestlist;

/// Which drag is over the window. Looking may take long, and must not speak of one that is over.
#[derive(Default)]
pub struct Drags(AtomicU64);

impl Drags {
    /// Another one begins, or none is there any more.
    fn next(&self) -> u64 {
        self.0.fetch_add(1, Ordering::AcqRel) + 1
    }

    fn is_current(&self, drag: u64) -> bool {
        self.0.load(Ordering::Acquire) == drag
    }
}

/// Hands on what the system says about a drag over the window. Called on the main thread.
pub fn on_drag(handle: &AppHandle, event: &DragDropEvent) {
    let next = || handle.state::<Drags>().next();
    match event {
        DragDropEvent::Enter { paths, .. } => look(handle.clone(), next(), as_text(paths)),
        DragDropEvent::Drop { paths, .. } => {
            next();
            let paths = as_text(paths);
            tell(handle, FolderDrag::Dropped { paths });
        }
        DragDropEvent::Leave => {
            next();
            tell(handle, FolderDrag::Left);
        }
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

fn look(handle: AppHandle, drag: u64, paths: Vec<String>) {
    tauri::async_runtime::spawn_blocking(move || {
        let app = handle.state::<Guestlist>();
        let items = paths.iter().map(|path| app.look_at(path)).collect();
        let on_main = handle.clone();
        // There, where drags end: nothing comes between the question and the word.
        let told = handle.run_on_main_thread(move || {
            if on_main.state::<Drags>().is_current(drag) {
                tell(&on_main, FolderDrag::Over { items });
            }
        });
        if let Err(error) = told {
            tracing::warn!(%error, "the window did not hear about a drag");
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drag_is_over_when_it_left_or_another_one_came() {
        let drags = Drags::default();
        let first = drags.next();
        assert!(drags.is_current(first));
        let second = drags.next();
        assert!(!drags.is_current(first) && drags.is_current(second));
    }
}
