//! How large a copy would be, counted while the person reads the page.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use globus::path::CollectionPath;
use tokio_util::sync::CancellationToken;

use super::upload::{Found, NameRules, UploadPlan, advice, walk};
use crate::Sharing;
use crate::error::{Error, Field, Result};
use crate::locate::{Address, disk};
use crate::model::{CopySize, PreviewEvent};

/// Between two reports.
const PAUSE: Duration = Duration::from_millis(100);

/// The count of a copy among previews.
const PREVIEW: &str = "copy";

impl Sharing {
    /// Counts what a copy of a folder would hold, and reports ten times a second at most. Another count replaces it.
    pub async fn size_copy(
        &self,
        source: String,
        on_event: impl Fn(CopySize) + Send + Sync + 'static,
    ) -> Result<()> {
        self.cancel_size_copy();
        let cancel = CancellationToken::new();
        *self.state.copies.counting.lock() = Some(cancel.clone());
        if let Ok(Address::OnCollection { .. }) = Address::parse(&source) {
            return self
                .preview_folder(PREVIEW.to_owned(), source, move |event| {
                    on_event(of_preview(event))
                })
                .await;
        }
        let computer = self.parts.computer.clone();
        let counted = tokio::task::spawn_blocking(move || {
            let folder = disk::look(&source, &computer).folder;
            let root = folder.map_err(|reason| Error::input(Field::Path, reason))?.real;
            count(root.as_path().to_owned(), &cancel, &on_event).map_err(|error| {
                let reason = disk::problem(&error);
                Error::input(Field::Path, reason)
            })
        });
        counted.await.map_err(Error::unexpected)?
    }

    /// Stops counting.
    pub fn cancel_size_copy(&self) {
        if let Some(cancel) = self.state.copies.counting.lock().take() {
            cancel.cancel();
        }
        self.cancel_preview(PREVIEW);
    }
}

fn count(root: PathBuf, cancel: &CancellationToken, on_event: &dyn Fn(CopySize)) -> std::io::Result<()> {
    let plan = UploadPlan {
        root,
        destination: CollectionPath::root(),
        names: NameRules::default(),
    };
    let (mut size, mut last) = (CopySize::default(), Instant::now());
    walk(&plan, &mut |found| {
        match found {
            Found::Folder(_) => size.folders = size.folders.saturating_add(1),
            Found::File { size: bytes, .. } => {
                size.files = size.files.saturating_add(1);
                size.bytes.0 = size.bytes.0.saturating_add(bytes);
            }
            Found::LeftOut { .. } => size.left_out = size.left_out.saturating_add(1),
        }
        if last.elapsed() >= PAUSE {
            last = Instant::now();
            on_event(advised(size.clone()));
        }
        match cancel.is_cancelled() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    })?;
    size.is_whole = !cancel.is_cancelled();
    on_event(advised(size));
    Ok(())
}

fn advised(size: CopySize) -> CopySize {
    CopySize {
        advice: advice(size.files, size.bytes.0),
        ..size
    }
}

/// Globus copies it: how much is no reason for another way.
fn of_preview(event: PreviewEvent) -> CopySize {
    let (preview, is_whole) = match event {
        PreviewEvent::Counted { preview } => (preview, false),
        PreviewEvent::Finished { preview } => (preview, true),
    };
    CopySize {
        files: preview.files,
        folders: preview.folders,
        bytes: preview.bytes,
        left_out: preview.unreadable,
        is_whole,
        advice: None,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn a_sparse_file_of_20_gb_is_counted_without_being_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = std::fs::File::create(folder.path().join("large")).unwrap();
        file.set_len(20_000_000_001).unwrap();
        std::fs::create_dir(folder.path().join("empty")).unwrap();
        let heard = RefCell::default();
        count(folder.path().to_owned(), &CancellationToken::new(), &|size| {
            heard.replace(Some(size));
        })
        .unwrap();
        let last: CopySize = heard.take().unwrap();
        assert_eq!((last.files, last.folders, last.left_out), (1, 1, 0));
        assert_eq!(last.bytes.0, 20_000_000_001);
        assert_eq!(last.advice, Some(super::super::upload::Advice::ManyBytes));
        assert!(last.is_whole);
    }
}
