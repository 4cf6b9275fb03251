//! Work that goes on when the window is closed: whatever changes something at Globus, and copies.

use sharing::Result;
use tokio::sync::watch;

use super::Guestlist;
use crate::guard::caught;

/// Counts as running work until it is dropped.
pub struct RunningWork(watch::Sender<usize>);

impl Drop for RunningWork {
    fn drop(&mut self) {
        self.0.send_modify(|running| *running = running.saturating_sub(1));
    }
}

impl Guestlist {
    /// Says that work begins which must not end with the window.
    pub fn begin_work(&self) -> RunningWork {
        self.inner.running.send_modify(|running| *running += 1);
        RunningWork(self.inner.running.clone())
    }

    /// Waits for what a command changes at Globus. Cut off in the middle, nobody would know what came of it.
    pub async fn to_the_end<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        let _work = self.begin_work();
        caught(work).await
    }

    /// Whether such work goes on.
    pub fn is_working(&self) -> bool {
        *self.inner.running.borrow() > 0
    }

    /// Waits until none goes on.
    pub async fn work_done(&self) {
        // Fails only when the sender is gone, and `self` holds it.
        let _ = self
            .inner
            .running
            .subscribe()
            .wait_for(|running| *running == 0)
            .await;
    }
}
