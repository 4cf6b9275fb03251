//! What the window is told without having asked.

use serde::{Deserialize, Serialize};
use sharing::model::DroppedPath;
use tauri_specta::Event;

/// Something is dragged over the window, dropped on it, or handed over as a start argument.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type, Event)]
#[serde(tag = "phase", rename_all = "camelCase")]
pub enum FolderDrag {
    /// Over the window now.
    Over {
        /// What is dragged.
        items: Vec<DroppedPath>,
    },
    /// It left the window again.
    Left,
    /// It was let go over the window.
    Dropped {
        /// Local paths as text; not yet checked.
        paths: Vec<String>,
    },
}

/// The person clicked a notification about ends to come.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type, Event)]
pub struct ReminderOpened;

/// Something in [`crate::commands::session::AppState`] changed; ask again.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type, Event)]
pub struct AppStateChanged;
