//! Reading a file of this computer while it is sent, and noticing when it is not the same any more.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use futures::{StreamExt, stream};
use globus::https::{Content, ContentStream};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use tokio_util::bytes::Bytes;

use super::control::UploadControl;
use super::walk::{modified, reason};
use super::{FileState, RelativePath, WhyNot};

/// What is read at once. A file up to this size is read as a whole before it is sent.
pub(super) const PIECE: u64 = 256 * 1024;

/// Pieces that are read ahead.
const AHEAD: usize = 2;

/// What is compared to notice a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: Option<i64>,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Self {
            size: metadata.len(),
            modified: modified(metadata),
        }
    }
}

/// A file that was opened, looked at, and perhaps read.
pub(super) struct LocalFile {
    real: PathBuf,
    stamp: Stamp,
    /// All of a small file, read between two equal looks.
    whole: Option<Bytes>,
    control: UploadControl,
    sent: Arc<AtomicU64>,
    /// Of `sent`, what this file has added in the attempt that is going on.
    counted: Arc<AtomicU64>,
}

/// Why a file can't be opened for sending.
pub(super) enum Unfit {
    /// For good.
    Never(WhyNot),
    /// It changed between two looks.
    Changing,
}

impl LocalFile {
    /// Looks at a file as it is now. It must still be inside of the folder.
    pub(super) fn open(
        root: &Path,
        path: &RelativePath,
        control: &UploadControl,
        sent: &Arc<AtomicU64>,
    ) -> Result<Self, Unfit> {
        let failed = |error: io::Error| Unfit::Never(reason(&error));
        let real = path.below(root).canonicalize().map_err(failed)?;
        if !real.starts_with(root) {
            return Err(Unfit::Never(WhyNot::LinkOutside));
        }
        // Asked before it is opened: opening a pipe would wait for somebody to write.
        if !real.metadata().map_err(failed)?.is_file() {
            return Err(Unfit::Never(WhyNot::Device));
        }
        let file = File::open(&real).map_err(failed)?;
        let stamp = Stamp::of(&file.metadata().map_err(failed)?);
        let whole = if stamp.size <= PIECE {
            let mut bytes = Vec::with_capacity(usize::try_from(stamp.size).unwrap_or(0) + 1);
            (&file).take(PIECE + 1).read_to_end(&mut bytes).map_err(failed)?;
            let after = Stamp::of(&file.metadata().map_err(failed)?);
            if after != stamp || bytes.len() as u64 != stamp.size {
                return Err(Unfit::Changing);
            }
            Some(Bytes::from(bytes))
        } else {
            None
        };
        Ok(Self {
            real,
            stamp,
            whole,
            control: control.clone(),
            sent: Arc::clone(sent),
            counted: Arc::default(),
        })
    }

    /// Whether what was sent is what is there now. A small file was read at one moment: what comes later is later.
    pub(super) fn is_unchanged(&self) -> bool {
        self.whole.is_some()
            || self
                .real
                .metadata()
                .is_ok_and(|now| Stamp::of(&now) == self.stamp)
    }

    /// Of the file as it is now.
    pub(super) fn sha256(&self) -> io::Result<[u8; 32]> {
        if let Some(whole) = &self.whole {
            return Ok(Sha256::digest(whole).into());
        }
        let mut sum = Sha256::new();
        io::copy(&mut File::open(&self.real)?, &mut sum)?;
        Ok(sum.finalize().into())
    }

    /// On the collection as it is here.
    pub(super) fn sent(&self) -> FileState {
        FileState::Sent {
            size: self.stamp.size,
            modified: self.stamp.modified,
        }
    }

    /// None of it is on the collection.
    pub(super) fn take_back(&self) {
        take_back(&self.sent, &self.counted);
    }
}

fn take_back(sent: &AtomicU64, counted: &AtomicU64) {
    sent.fetch_sub(counted.swap(0, Ordering::Relaxed), Ordering::Relaxed);
}

impl Content for LocalFile {
    fn length(&self) -> u64 {
        self.stamp.size
    }

    fn open(&self) -> ContentStream {
        self.take_back();
        let (sent, counted) = (Arc::clone(&self.sent), Arc::clone(&self.counted));
        let count = move |piece: io::Result<Bytes>| {
            piece.inspect(|bytes| {
                counted.fetch_add(bytes.len() as u64, Ordering::Relaxed);
                sent.fetch_add(bytes.len() as u64, Ordering::Relaxed);
            })
        };
        if let Some(whole) = &self.whole {
            let whole = whole.clone();
            return stream::once(async move { Ok(whole) }).map(count).boxed();
        }
        let (sender, receiver) = mpsc::channel(AHEAD);
        let (real, stamp) = (self.real.clone(), self.stamp);
        // Ends by itself when the request does: nobody receives any more.
        tokio::task::spawn_blocking(move || {
            if let Err(error) = read(&real, stamp, &sender) {
                let _ = sender.blocking_send(Err(error));
            }
        });
        let pieces = stream::unfold(
            (receiver, self.control.clone()),
            async |(mut receiver, control)| {
                control.go_on().await;
                let piece: io::Result<Bytes> = receiver.recv().await?;
                Some((piece, (receiver, control)))
            },
        );
        pieces.map(count).boxed()
    }
}

/// Sends a file's pieces, unless it has changed.
fn read(real: &Path, stamp: Stamp, sender: &mpsc::Sender<io::Result<Bytes>>) -> io::Result<()> {
    let file = File::open(real)?;
    if Stamp::of(&file.metadata()?) != stamp {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "it has changed"));
    }
    loop {
        // Never zeroed: the system writes into what was only set aside.
        let mut piece = Vec::with_capacity(usize::try_from(PIECE).unwrap_or(0));
        if (&file).take(PIECE).read_to_end(&mut piece)? == 0
            || sender.blocking_send(Ok(piece.into())).is_err()
        {
            return Ok(());
        }
    }
}
