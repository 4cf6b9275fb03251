//! Pausing and cancelling from outside.

use std::sync::Arc;

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// Holds an upload, lets it go on, ends it. Cheap to clone; clones act on the same upload.
#[derive(Clone, Debug)]
pub struct UploadControl {
    cancel: CancellationToken,
    paused: Arc<watch::Sender<bool>>,
}

impl UploadControl {
    /// Not paused; ends when the token is cancelled.
    pub fn new(cancel: CancellationToken) -> Self {
        Self {
            cancel,
            paused: Arc::new(watch::Sender::new(false)),
        }
    }

    /// Ends the upload with [`super::Stop::Cancelled`].
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// Nothing new begins, and files on their way hold still.
    pub fn pause(&self) {
        self.paused.send_replace(true);
    }

    /// Goes on.
    pub fn resume(&self) {
        self.paused.send_replace(false);
    }

    /// Whether it is paused.
    pub fn is_paused(&self) -> bool {
        *self.paused.borrow()
    }

    pub(super) fn token(&self) -> &CancellationToken {
        &self.cancel
    }

    /// Ends when it is not paused.
    pub(super) async fn go_on(&self) {
        // The sender lives as long as we do, so that this can't fail.
        let _ = self.paused.subscribe().wait_for(|paused| !paused).await;
    }
}

impl Default for UploadControl {
    fn default() -> Self {
        Self::new(CancellationToken::new())
    }
}
