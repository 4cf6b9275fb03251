//! What is sent as a file: made while it is sent, as long as was said, never in memory as a whole.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use futures::stream::BoxStream;
use futures::{Stream, ready};
use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::time::Instant;

use crate::error::{Error, Service};

/// So many times as long as a line may be silent, a service may take to store what it has: some count a checksum first,
/// or move it to another disk. Giving up sooner would send all of it again.
const FOR_STORING: u32 = 10;

/// The bytes of a file, piece by piece.
pub type ContentStream = BoxStream<'static, io::Result<Bytes>>;

/// A file that is to be sent, perhaps several times.
pub trait Content: Send + Sync {
    /// How many bytes there are. Sending fails where there turn out to be fewer or more.
    fn length(&self) -> u64;

    /// The bytes from the beginning on. Called once for each time that they are sent.
    fn open(&self) -> ContentStream;
}

/// The bytes on their way, watched from outside.
pub(super) struct Wire {
    // Only ever used by its owner; the lock lets a stream that is not `Sync` be part of a request.
    stream: Mutex<ContentStream>,
    left: u64,
    watch: Arc<Watch>,
}

/// What is known about a body that is on its way.
#[derive(Debug)]
pub(super) struct Watch {
    moved: Mutex<Instant>,
    /// The next bytes are not there yet: it is not the network that is slow.
    waits_for_content: AtomicBool,
    /// Everything is handed over; the service may need a while to store it.
    is_all_sent: AtomicBool,
    failure: Mutex<Option<(io::ErrorKind, String)>>,
}

impl Wire {
    pub(super) fn open(content: &dyn Content) -> (Self, Arc<Watch>) {
        let watch = Arc::new(Watch {
            moved: Mutex::new(Instant::now()),
            waits_for_content: AtomicBool::new(false),
            is_all_sent: AtomicBool::new(content.length() == 0),
            failure: Mutex::default(),
        });
        let body = Self {
            stream: Mutex::new(content.open()),
            left: content.length(),
            watch: Arc::clone(&watch),
        };
        (body, watch)
    }

    fn fail(&self, kind: io::ErrorKind, detail: &str) -> io::Error {
        *lock(&self.watch.failure) = Some((kind, detail.to_owned()));
        io::Error::new(kind, detail)
    }
}

impl Body for Wire {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let this = &mut *self;
        if this.left == 0 {
            return Poll::Ready(None);
        }
        let next = {
            let stream = this.stream.get_mut().unwrap_or_else(PoisonError::into_inner);
            let next = Pin::new(stream).poll_next(context);
            this.watch
                .waits_for_content
                .store(next.is_pending(), Ordering::Relaxed);
            *lock(&this.watch.moved) = Instant::now();
            ready!(next)
        };
        Poll::Ready(Some(match next {
            Some(Ok(bytes)) => match this.left.checked_sub(bytes.len() as u64) {
                Some(left) => {
                    this.left = left;
                    this.watch.is_all_sent.store(left == 0, Ordering::Relaxed);
                    Ok(Frame::data(bytes))
                }
                None => Err(this.fail(io::ErrorKind::InvalidData, "it has become longer")),
            },
            Some(Err(error)) => Err(this.fail(error.kind(), &error.to_string())),
            None => Err(this.fail(io::ErrorKind::UnexpectedEof, "it has become shorter")),
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

impl Watch {
    /// Ends when nothing has moved for so long, and it is not the content that is waited for.
    pub(super) async fn stalled(&self, limit: Duration) {
        loop {
            let moved = *lock(&self.moved);
            let limit = match self.is_all_sent.load(Ordering::Relaxed) {
                true => limit * FOR_STORING,
                false => limit,
            };
            let waits = self.waits_for_content.load(Ordering::Relaxed);
            let since = if waits { Instant::now() } else { moved };
            if since.elapsed() >= limit {
                return;
            }
            tokio::time::sleep_until(since + limit).await;
        }
    }

    /// Why the content could not be had, if that is what went wrong.
    pub(super) fn failure(&self) -> Option<Error> {
        lock(&self.failure)
            .take()
            .map(|(kind, detail)| Error::Content { kind, detail })
    }

    /// Nothing has moved for too long.
    pub(super) fn timed_out(limit: Duration) -> Error {
        Error::Network {
            service: Service::CollectionData,
            timeout: true,
            outcome_unknown: true,
            detail: format!("nothing moved for {} s", limit.as_secs()),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
