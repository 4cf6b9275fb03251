//! What comes from outside while the app runs or starts: folders and links that were handed over by a start of the app,
//! or by the system. Until the window listens, it waits here.

use std::sync::{Mutex, PoisonError};

use tauri::AppHandle;
use tauri_specta::Event;

use crate::events::FolderDrag;

/// The door to the window.
pub struct Arrivals(Mutex<Door>);

enum Door {
    /// The page is not there yet.
    Closed(Vec<FolderDrag>),
    Open,
}

impl Arrivals {
    /// With what the app was started for.
    pub fn new(first: Vec<FolderDrag>) -> Self {
        Self(Mutex::new(Door::Closed(first)))
    }

    /// Tells the window, or keeps it until the window listens.
    pub fn bring(&self, handle: &AppHandle, arrivals: Vec<FolderDrag>) {
        let mut door = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *door {
            Door::Closed(waiting) => waiting.extend(arrivals),
            Door::Open => {
                drop(door);
                tell(handle, arrivals);
            }
        }
    }

    /// The window listens from now on: what waited is told.
    pub fn open(&self, handle: &AppHandle) {
        let mut door = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Door::Closed(waiting) = std::mem::replace(&mut *door, Door::Open) {
            drop(door);
            tell(handle, waiting);
        }
    }
}

fn tell(handle: &AppHandle, arrivals: Vec<FolderDrag>) {
    for arrival in arrivals {
        if let Err(error) = arrival.emit(handle) {
            tracing::warn!(%error, "the window did not hear what came from outside");
        }
    }
}
