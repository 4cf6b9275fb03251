//! The icon in the system's tray. Guestlist stays there when its window is closed, if the person wants it: reminders go
//! on, and the menu leads back. Its words are the window's, in the window's language.

#[cfg(target_os = "linux")]
mod linux;

use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};
use sharing::{Error, Result};
use tauri::menu::{MenuBuilder, MenuEvent};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager};

use crate::arrivals::Arrivals;
use crate::commands::folders;
use crate::events::FolderDrag;
use crate::{closing, drag};

const ICON: &str = "guestlist";
const OPEN: &str = "tray-open";
const SHARE: &str = "tray-share";
const QUIT: &str = "tray-quit";

/// What the menu says.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TrayWords {
    /// Shows the window.
    pub open: String,
    /// Asks for a folder and opens its check.
    pub share: String,
    /// Ends the app.
    pub quit: String,
}

/// Our icon. Tauri keeps it, for the main thread only; here is whether it is there.
#[derive(Default)]
pub struct Tray(AtomicBool);

impl Tray {
    /// Whether this desktop shows icons of apps. Asked anew each time: panels come and go.
    pub async fn is_there() -> bool {
        #[cfg(target_os = "linux")]
        return linux::has_tray().await;
        #[cfg(not(target_os = "linux"))]
        return true;
    }

    /// Whether our icon is there.
    pub fn is_shown(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    /// Shows our icon with a menu in these words, or takes it away. Answers whether it is there.
    pub async fn show(&self, handle: &AppHandle, words: Option<TrayWords>) -> Result<bool> {
        let words = match Self::is_there().await {
            true => words,
            false => None,
        };
        let wanted = words.is_some();
        let (answer, done) = tokio::sync::oneshot::channel();
        let on_main = handle.clone();
        let replaced = move || {
            // Dropped here, on the main thread: the icon is a thing of the window system.
            drop(on_main.remove_tray_by_id(ICON));
            let built = words.map(|words| build(&on_main, &words).map(drop));
            // Nobody waits any more when the app ends.
            let _ = answer.send(built.transpose());
        };
        handle.run_on_main_thread(replaced).map_err(Error::unexpected)?;
        let built = done.await.map_err(Error::unexpected)?;
        self.0.store(wanted && built.is_ok(), Ordering::Release);
        built.map_err(Error::unexpected)?;
        Ok(wanted)
    }
}

fn build(handle: &AppHandle, words: &TrayWords) -> tauri::Result<TrayIcon> {
    let menu = MenuBuilder::new(handle)
        .text(OPEN, &words.open)
        .text(SHARE, &words.share)
        .separator()
        .text(QUIT, &words.quit)
        .build()?;
    let mut icon = TrayIconBuilder::with_id(ICON)
        .tooltip("Guestlist")
        .menu(&menu)
        // A click opens the menu on macOS and the app on Windows; on Linux the desktop decides.
        .show_menu_on_left_click(cfg!(target_os = "macos"))
        .on_tray_icon_event(|icon, event| on_click(icon.app_handle(), &event));
    if let Some(image) = handle.default_window_icon() {
        icon = icon.icon(image.clone());
    }
    icon.build(handle)
}

fn on_click(handle: &AppHandle, event: &TrayIconEvent) {
    let is_click = matches!(
        event,
        TrayIconEvent::Click {
            button: MouseButton::Left,
            button_state: MouseButtonState::Up,
            ..
        }
    );
    if is_click && cfg!(windows) {
        drag::show_window(handle);
    }
}

/// A line of the menu was chosen.
pub fn on_menu(handle: &AppHandle, event: &MenuEvent) {
    match event.id().as_ref() {
        OPEN => drag::show_window(handle),
        SHARE => {
            drag::show_window(handle);
            tauri::async_runtime::spawn(share(handle.clone()));
        }
        QUIT => {
            tauri::async_runtime::spawn(closing::quit(handle.clone()));
        }
        _ => {}
    }
}

async fn share(handle: AppHandle) {
    match folders::choose(&handle).await {
        Ok(paths) if paths.is_empty() => {}
        Ok(paths) => handle
            .state::<Arrivals>()
            .bring(&handle, vec![FolderDrag::Dropped { paths }]),
        Err(error) => tracing::warn!(%error, "no folder could be chosen from the tray"),
    }
}
