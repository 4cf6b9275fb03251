//! Copies of the mode in force: the window hears of them, and they count as work that outlives it.

use std::collections::BTreeSet;
use std::time::Duration;

use sharing::Sharing;
use sharing::model::CopyId;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

use super::Guestlist;
use super::work::RunningWork;
use crate::mode::Mode;

/// Between two words to the window about the same copy.
const PAUSE: Duration = Duration::from_millis(250);

/// So long the window has to announce an end, even if nothing else keeps the app running.
const TELLING: Duration = Duration::from_secs(10);

/// What is left goes on when this mode is in force again. Two that work on one copy would be in each other's way.
pub(super) async fn leave(mode: Option<&Mode>) {
    if let Some(Ok(sharing)) = mode.map(Mode::sharing) {
        sharing.end_copies().await;
    }
}

impl Guestlist {
    /// From now on the window hears of this mode's copies, and no longer of another one's.
    pub(super) fn follow_copies(&self, mode: &Mode) {
        let follower = mode.sharing().ok().map(|sharing| {
            let (app, sharing) = (self.clone(), sharing.clone());
            let changes = sharing.copy_changes();
            tokio::spawn(async move { app.follow(&sharing, changes).await }).abort_handle()
        });
        self.inner.follower.change(|former| {
            if let Some(former) = std::mem::replace(former, follower) {
                former.abort();
            }
        });
        self.take_up_copies(mode);
    }

    /// Goes on with what an earlier start, or a sign-in that had ended, left undone.
    pub(super) fn take_up_copies(&self, mode: &Mode) {
        if let Ok(sharing) = mode.sharing() {
            let sharing = sharing.clone();
            tokio::spawn(async move {
                if let Err(error) = sharing.look_at_copies(true).await {
                    tracing::warn!(%error, "copies could not be taken up");
                }
            });
        }
    }

    async fn follow(&self, sharing: &Sharing, mut changes: Receiver<CopyId>) {
        let mut work: Option<RunningWork> = None;
        // Ends that are not announced yet. The window does that, which has the words; a closed one, too.
        let mut untold = BTreeSet::new();
        loop {
            let patience = if untold.is_empty() { Duration::MAX } else { TELLING };
            match tokio::time::timeout(patience, next(&mut changes)).await {
                Ok(Some(changed)) => {
                    if sharing.is_copying() {
                        work.get_or_insert_with(|| self.begin_work());
                    }
                    for id in changed {
                        match self.show_copy(sharing, &id).await {
                            true => untold.insert(id),
                            false => untold.remove(&id),
                        };
                    }
                }
                Ok(None) => return,
                // There is no window, or nobody is signed in there.
                Err(_) => untold.clear(),
            }
            let goes_on = sharing.is_copying() || !untold.is_empty();
            work = goes_on.then(|| work.unwrap_or_else(|| self.begin_work()));
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Tells the window about a copy, and answers whether its end is still to be announced.
    async fn show_copy(&self, sharing: &Sharing, id: &CopyId) -> bool {
        match sharing.copy(id).await {
            Ok(Some(copy)) => {
                let is_untold = copy.to_be_announced;
                (self.inner.outside.copy_changed)(copy);
                is_untold
            }
            // Forgotten.
            Ok(None) => false,
            Err(error) => {
                tracing::warn!(%error, "a copy can't be shown");
                false
            }
        }
    }
}

/// All copies that have changed, at least one; none when there will be no more.
async fn next(changes: &mut Receiver<CopyId>) -> Option<BTreeSet<CopyId>> {
    let mut changed = BTreeSet::new();
    loop {
        let one = match changes.try_recv() {
            Err(TryRecvError::Empty) if changed.is_empty() => changes.recv().await,
            Err(TryRecvError::Empty) => return Some(changed),
            Err(TryRecvError::Closed) => Err(RecvError::Closed),
            Err(TryRecvError::Lagged(_)) => continue,
            Ok(id) => Ok(id),
        };
        match one {
            Ok(id) => {
                changed.insert(id);
            }
            // What was missed has changed again since.
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return None,
        }
    }
}
