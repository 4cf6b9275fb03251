//! What is known of copies only while the app runs: what each does right now, and how to reach whoever works on it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, broadcast};
use tokio_util::sync::CancellationToken;

use super::upload::UploadControl;
use crate::model::{CopyId, CopyProgress, CopyState, CopyWait, TaskFault};
use crate::sharing::Slot;

/// Changes that a listener may be behind with, before it is told that it missed some.
const BACKLOG: usize = 256;

/// Copies that are being worked on.
pub(crate) struct Copies {
    live: Slot<HashMap<CopyId, Arc<Live>>>,
    changes: broadcast::Sender<CopyId>,
    ended: AtomicBool,
    /// The count that goes on before a copy begins.
    pub(super) counting: Slot<Option<CancellationToken>>,
}

impl Default for Copies {
    fn default() -> Self {
        Self {
            live: Slot::default(),
            changes: broadcast::Sender::new(BACKLOG),
            ended: AtomicBool::new(false),
            counting: Slot::default(),
        }
    }
}

/// One copy that is being worked on.
pub(super) struct Live {
    /// Holds an upload; its token ends whatever is being done.
    pub(super) control: UploadControl,
    token: CancellationToken,
    wake: Notify,
    waits_long: AtomicBool,
    view: Mutex<View>,
}

/// What a person sees of it.
#[derive(Clone)]
pub(super) struct View {
    pub(super) state: CopyState,
    pub(super) progress: CopyProgress,
    pub(super) faults: Vec<TaskFault>,
}

impl Live {
    fn new(view: View) -> Self {
        let token = CancellationToken::new();
        Self {
            control: UploadControl::new(token.clone()),
            token,
            wake: Notify::new(),
            waits_long: AtomicBool::new(false),
            view: Mutex::new(view),
        }
    }

    pub(super) fn view(&self) -> MutexGuard<'_, View> {
        self.view.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends what is being done; whoever works on it looks at the journal then.
    pub(super) fn interrupt(&self) {
        self.token.cancel();
        self.control.resume();
    }

    pub(super) fn is_interrupted(&self) -> bool {
        self.token.is_cancelled()
    }

    pub(super) async fn interrupted(&self) {
        self.token.cancelled().await;
    }

    /// Ends a wait for better times, now or the next one.
    pub(super) fn wake(&self) {
        self.wake.notify_one();
    }

    /// Waits for so long, unless somebody knows better.
    pub(super) async fn wait(&self, pause: std::time::Duration) {
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = self.wake.notified() => {}
            () = self.token.cancelled() => {}
        }
    }

    /// It can't go on now, and has not been able to for so long that this may last, or for a moment only.
    pub(super) fn begin_to_wait(&self, why: CopyWait, is_long: bool) {
        self.waits_long.store(is_long, Ordering::Release);
        self.view().state = CopyState::Waiting { why };
    }

    /// Whether the end of the app would cut something off. Networks come back within minutes, or not so soon.
    fn is_busy(&self) -> bool {
        let waits = matches!(self.view().state, CopyState::Waiting { .. });
        let waits_long = waits && self.waits_long.load(Ordering::Acquire);
        !self.control.is_paused() && !waits_long
    }
}

impl Copies {
    /// Begins to work on a copy; none where somebody does already, who is woken instead.
    pub(super) fn begin(&self, id: &CopyId, view: impl FnOnce() -> View) -> Option<Arc<Live>> {
        if self.ended.load(Ordering::Acquire) {
            return None;
        }
        let mut live = self.live.lock();
        if let Some(live) = live.get(id) {
            live.control.resume();
            live.wake();
            return None;
        }
        let fresh = Arc::new(Live::new(view()));
        live.insert(id.clone(), Arc::clone(&fresh));
        Some(fresh)
    }

    pub(super) fn end(&self, id: &CopyId) {
        self.live.lock().remove(id);
    }

    pub(super) fn find(&self, id: &CopyId) -> Option<Arc<Live>> {
        self.live.lock().get(id).cloned()
    }

    /// Something of this copy is not as it was.
    pub(super) fn changed(&self, id: &CopyId) {
        // Nobody may listen.
        let _ = self.changes.send(id.clone());
    }

    pub(super) fn listen(&self) -> broadcast::Receiver<CopyId> {
        self.changes.subscribe()
    }

    /// Waits until nobody works on any copy.
    pub(super) async fn idle(&self) {
        let mut changes = self.listen();
        while !self.live.lock().is_empty() {
            // Whoever ends says so; a word that was missed is one more reason to look.
            let _ = changes.recv().await;
        }
    }

    pub(super) fn is_busy(&self) -> bool {
        self.live.lock().values().any(|live| live.is_busy())
    }

    /// Ends all work, or allows it again. The journal stays as it is.
    pub(super) fn set_ended(&self, ended: bool) {
        self.ended.store(ended, Ordering::Release);
        if ended {
            for live in self.live.lock().values() {
                live.interrupt();
            }
        }
    }
}
