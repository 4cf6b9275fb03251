//! Counting a folder while the share sheet is already usable.

mod elsewhere;
mod walk;

use std::path::PathBuf;

use globus::path::CollectionPath;
use tokio_util::sync::CancellationToken;

use crate::Sharing;
use crate::error::{Error, Field, Result};
use crate::locate::{Address, disk};
use crate::model::PreviewEvent;

pub use walk::count;

impl Sharing {
    /// Counts a folder and reports ten times a second at most. A preview of the same `preview_id` replaces the one
    /// before. Ends without [`PreviewEvent::Finished`] when it is cancelled or replaced.
    pub async fn preview_folder(
        &self,
        preview_id: String,
        path: String,
        on_event: impl Fn(PreviewEvent) + Send + Sync + 'static,
    ) -> Result<()> {
        let cancel = CancellationToken::new();
        let before = self
            .state
            .previews
            .lock()
            .insert(preview_id.clone(), cancel.clone());
        if let Some(before) = before {
            before.cancel();
        }
        let _guard = cancel.clone().drop_guard();
        let counted = cancel.clone();
        let result = if let Ok(Address::OnCollection { collection, path }) = Address::parse(&path) {
            let root = path.unwrap_or_else(CollectionPath::root);
            self.count_elsewhere(&collection, root, &counted, &on_event).await
        } else {
            let walk = tokio::task::spawn_blocking(move || count(&PathBuf::from(path), &counted, &on_event));
            let walked = walk.await.map_err(Error::unexpected)?;
            walked.map_err(|error| Error::input(Field::Path, disk::problem(&error)))
        };
        // Else another one has taken its place.
        if !cancel.is_cancelled() {
            self.state.previews.lock().remove(&preview_id);
        }
        result
    }

    /// Stops counting; one that is over already is no error.
    pub fn cancel_preview(&self, preview_id: &str) {
        if let Some(cancel) = self.state.previews.lock().remove(preview_id) {
            cancel.cancel();
        }
    }
}

#[cfg(test)]
mod tests;
