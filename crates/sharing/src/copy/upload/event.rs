//! What a person sees while it goes on, a few times a second.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::Advice;
use crate::model::ByteCount;

/// The shortest time between two reports of the same stage.
pub(super) const PAUSE: Duration = Duration::from_millis(250);

/// The rate is that of the last so many seconds.
const WINDOW: Duration = Duration::from_secs(5);

/// How far an upload has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum UploadEvent {
    /// The folder is being looked at.
    Walking {
        /// Files so far.
        files: u32,
        /// Their size.
        bytes: ByteCount,
    },
    /// The folder was looked at.
    Walked {
        /// Files.
        files: u32,
        /// Their size.
        bytes: ByteCount,
        /// Entries that can't go.
        left_out: u32,
        /// Whether another way would be better.
        advice: Option<Advice>,
    },
    /// Folders are being made.
    Folders {
        /// Those that are there.
        made: u32,
        /// All of them.
        folders: u32,
    },
    /// Files are being sent.
    Sending {
        /// Files that are done, one way or the other.
        files_done: u32,
        /// All files.
        files: u32,
        /// Bytes that were sent, also of files on their way.
        bytes_done: ByteCount,
        /// All bytes.
        bytes: ByteCount,
        /// In the last seconds.
        bytes_per_second: ByteCount,
        /// Held by the person.
        is_paused: bool,
    },
    /// What has arrived is being compared.
    Checking {
        /// Files that are fine.
        files_checked: u32,
        /// All files.
        files: u32,
    },
}

/// Throttles events and knows the rate.
pub(super) struct Reporter<'a> {
    on_event: &'a (dyn Fn(UploadEvent) + Send + Sync),
    sent: Arc<AtomicU64>,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    last: Option<Instant>,
    samples: VecDeque<(Instant, u64)>,
}

impl<'a> Reporter<'a> {
    pub(super) fn new(on_event: &'a (dyn Fn(UploadEvent) + Send + Sync)) -> Self {
        Self {
            on_event,
            sent: Arc::default(),
            inner: Mutex::default(),
        }
    }

    /// Bytes that are on the collection or on their way.
    pub(super) fn sent(&self) -> &Arc<AtomicU64> {
        &self.sent
    }

    /// Reports now: stages begin and end with such a one.
    pub(super) fn now(&self, event: UploadEvent) {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).last = Some(Instant::now());
        (self.on_event)(event);
    }

    /// Reports, unless the last time was a moment ago.
    pub(super) fn sometimes(&self, event: impl FnOnce() -> UploadEvent) {
        let due = {
            let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            inner.last.is_none_or(|last| last.elapsed() >= PAUSE)
        };
        if due {
            self.now(event());
        }
    }

    /// Bytes a second in the last seconds.
    pub(super) fn rate(&self) -> u64 {
        let (now, sent) = (Instant::now(), self.sent.load(Ordering::Relaxed));
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let is_old = |(at, _): &(Instant, u64)| now.duration_since(*at) > WINDOW;
        while inner.samples.len() > 1 && inner.samples.front().is_some_and(is_old) {
            inner.samples.pop_front();
        }
        let rate = inner.samples.front().map_or(0, |(at, before)| {
            let milliseconds = now.duration_since(*at).as_millis().max(1);
            let bytes = u128::from(sent.saturating_sub(*before));
            u64::try_from(bytes * 1000 / milliseconds).unwrap_or(u64::MAX)
        });
        inner.samples.push_back((now, sent));
        rate
    }
}

/// For the window, which counts in 32 bits.
pub(super) fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
