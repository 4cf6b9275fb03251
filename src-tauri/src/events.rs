//! What the window is told without having asked.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use serde::{Deserialize, Serialize};
use sharing::model::{Copy, CopyId, DroppedPath};
use tauri_specta::Event;

use crate::share_link::LinkProblem;

/// Something is dragged over the window, dropped on it, or handed over by a start argument or a link.
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
    /// A link that leads nowhere.
    Refused {
        /// Why.
        problem: LinkProblem,
    },
}

/// The person clicked a notification about ends to come in a folder.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct ReminderOpened {
    /// Its collection.
    pub collection_id: CollectionId,
    /// The folder.
    pub path: CollectionPath,
}

/// A copy is not as it was. Comes a few times a second at most while it goes on.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type, Event)]
pub struct CopyChanged {
    /// How it is now.
    pub copy: Copy,
}

/// The person clicked a notification about the end of a copy.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct CopyOpened {
    /// Which.
    pub copy_id: CopyId,
}

/// Something in [`crate::commands::session::AppState`] changed; ask again.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type, Event)]
pub struct AppStateChanged;
