//! Notifications of the system. A click leads to what it is about.

use serde::Serialize;
use sharing::{Error, Result};
use tauri::AppHandle;
use tauri_specta::Event;

#[cfg(target_os = "linux")]
use crate::drag;

/// Shows one. Only Linux tells us of a click; elsewhere the system brings the app to the front.
#[cfg(target_os = "linux")]
pub async fn show<E>(handle: &AppHandle, title: String, body: String, leads_to: E) -> Result<()>
where
    E: Event + Serialize + Clone + Send + 'static,
{
    let shown = notify_rust::Notification::new()
        .appname("Guestlist")
        .summary(&title)
        .body(&body)
        .action("default", &title)
        .show_async()
        .await
        .map_err(Error::unexpected)?;
    let handle = handle.clone();
    // Waits for as long as the notification is there, which may be hours.
    std::thread::spawn(move || {
        shown.wait_for_action(|action| {
            if action == "default" {
                drag::show_window(&handle);
                if let Err(error) = leads_to.emit(&handle) {
                    tracing::warn!(%error, "the window did not hear about a click");
                }
            }
        });
    });
    Ok(())
}

/// Shows one.
#[cfg(not(target_os = "linux"))]
pub async fn show<E>(handle: &AppHandle, title: String, body: String, _leads_to: E) -> Result<()>
where
    E: Event + Serialize + Clone + Send + 'static,
{
    use tauri_plugin_notification::NotificationExt;

    let notification = handle.notification().builder().title(title).body(body);
    notification.show().map_err(Error::unexpected)
}
