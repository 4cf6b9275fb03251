//! Whether a Linux desktop has a tray. Two things have to be there: the library that the tray is spoken to with, which
//! is loaded while the app runs (Tauri panics where it is missing), and somebody on the session bus who shows icons.

use std::sync::OnceLock;
use std::time::Duration;

use libloading::Library;

/// The names that Tauri's tray tries, in its order.
const LIBRARIES: [&str; 2] = ["libayatana-appindicator3.so.1", "libappindicator3.so.1"];

/// A desktop that answers later has no tray for us.
const PATIENCE: Duration = Duration::from_secs(2);

/// Where desktops say that they show icons (StatusNotifierItem, freedesktop.org).
#[zbus::proxy(
    interface = "org.kde.StatusNotifierWatcher",
    default_service = "org.kde.StatusNotifierWatcher",
    default_path = "/StatusNotifierWatcher",
    gen_blocking = false
)]
trait StatusNotifierWatcher {
    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> zbus::Result<bool>;
}

/// Whether an icon would be seen.
pub(super) async fn has_tray() -> bool {
    if !library_is_there() {
        return false;
    }
    match tokio::time::timeout(PATIENCE, host_is_there()).await {
        Ok(Ok(there)) => there,
        Ok(Err(error)) => {
            tracing::debug!(%error, "this desktop has no tray");
            false
        }
        Err(_) => false,
    }
}

async fn host_is_there() -> zbus::Result<bool> {
    let bus = zbus::Connection::session().await?;
    let watcher = StatusNotifierWatcherProxy::builder(&bus)
        .cache_properties(zbus::proxy::CacheProperties::No)
        .build()
        .await?;
    watcher.is_status_notifier_host_registered().await
}

fn library_is_there() -> bool {
    // Never unloaded: it registers types with GTK, which keeps them for the life of the process.
    static LIBRARY: OnceLock<Option<Library>> = OnceLock::new();
    LIBRARY
        .get_or_init(|| LIBRARIES.iter().find_map(|name| load(name)))
        .is_some()
}

#[expect(unsafe_code, reason = "loading a library runs its initialisers")]
fn load(name: &str) -> Option<Library> {
    // SAFETY: these are the libraries that Tauri loads itself for its tray; their initialisers do nothing but set up
    // the library.
    unsafe { Library::new(name) }.ok()
}
