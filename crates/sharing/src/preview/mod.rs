//! Counting a folder while the share sheet is already usable.

mod elsewhere;
mod walk;

use std::path::PathBuf;

use globus::path::CollectionPath;
use tokio_util::sync::CancellationToken;

use crate::Sharing;
use crate::error::{Error, Field, InputProblem, Result};
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
        if let Ok(Address::OnCollection { collection, path }) = Address::parse(&path) {
            let root = path.unwrap_or_else(CollectionPath::root);
            let result = self.count_elsewhere(&collection, root, &counted, &on_event).await;
            if !cancel.is_cancelled() {
                self.state.previews.lock().remove(&preview_id);
            }
            return result;
        }
        let walk = tokio::task::spawn_blocking(move || count(&PathBuf::from(path), &counted, &on_event));
        let result = walk.await;
        let replaced = cancel.is_cancelled();
        if !replaced {
            self.state.previews.lock().remove(&preview_id);
        }
        match result {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(Error::InvalidInput {
                field: Field::Path,
                reason: disk::problem(&error),
            }),
            Err(_) => Err(Error::InvalidInput {
                field: Field::Path,
                reason: InputProblem::NotReadable,
            }),
        }
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
