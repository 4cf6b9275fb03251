//! Opening addresses in the system's own browser.

use async_trait::async_trait;
use sharing::ports::Browser;

/// The browser (or mail program) that the person has chosen in their system.
pub struct SystemBrowser;

#[async_trait]
impl Browser for SystemBrowser {
    async fn open(&self, url: &str) -> bool {
        let url = url.to_owned();
        // Starts a process: blocks.
        let opened =
            tokio::task::spawn_blocking(move || tauri_plugin_opener::open_url(url, None::<&str>)).await;
        match opened {
            Ok(Ok(())) => true,
            Ok(Err(error)) => {
                tracing::warn!(%error, "no browser could be opened");
                false
            }
            Err(error) => {
                tracing::error!(%error, "opening the browser panicked");
                false
            }
        }
    }
}
