//! One file, from this computer to the collection.

use std::io::ErrorKind;
use std::sync::atomic::{AtomicU8, Ordering};

use globus::https::HttpsClient;
use globus::path::FilePath;

use super::control::UploadControl;
use super::event::Reporter;
use super::local::{LocalFile, Unfit};
use super::stop::Verdict;
use super::{FileRow, FileState, Stop, UploadPlan, WhyNot};
use crate::Error;

/// How often a file is tried that changes while it is read, or arrives damaged.
const ATTEMPTS: u32 = 3;

/// Whether the service gives checksums: learned from the first file.
#[derive(Debug, Default)]
pub(super) struct Checksums(AtomicU8);

const UNKNOWN: u8 = 0;
const NONE: u8 = 1;
const GIVEN: u8 = 2;

/// What sending a file needs.
pub(super) struct Sender<'a> {
    pub(super) files: &'a HttpsClient,
    pub(super) plan: &'a UploadPlan,
    /// The plan's folder without links.
    pub(super) root: &'a std::path::Path,
    pub(super) control: &'a UploadControl,
    pub(super) reporter: &'a Reporter<'a>,
    pub(super) checksums: &'a Checksums,
}

/// What came of a file.
pub(super) enum Done {
    /// To be recorded.
    Now(FileState),
    /// A refusal that may be meant for all.
    Perhaps(FileState, Stop),
    /// Nothing came of it, and nothing will of the others.
    Stopped(Stop),
}

impl Sender<'_> {
    /// Sends a file. It is read as it is now, not as it was when it was found.
    pub(super) async fn send(&self, row: FileRow) -> (FileRow, Done) {
        let done = match self.attempts(&row).await {
            Ok(state) => Done::Now(state),
            Err(Verdict::One(why)) => Done::Now(FileState::Failed(why)),
            Err(Verdict::PerhapsAll(why, stop)) => Done::Perhaps(FileState::Failed(why), stop),
            Err(Verdict::All(stop)) => Done::Stopped(stop),
        };
        (row, done)
    }

    async fn attempts(&self, row: &FileRow) -> Result<FileState, Verdict> {
        let there = FilePath::inside(&self.plan.destination, row.path.as_str())
            .map_err(|_| Verdict::One(WhyNot::PathTooLong))?;
        let mut why = WhyNot::KeepsChanging;
        for _ in 0..ATTEMPTS {
            self.control.go_on().await;
            let file = match self.open(row).await? {
                Ok(file) => file,
                Err(Unfit::Never(why)) => return Err(Verdict::One(why)),
                Err(Unfit::Changing) => continue,
            };
            why = WhyNot::KeepsChanging;
            let sent = match self.files.put(&there, &file).await {
                Ok(()) => true,
                Err(globus::Error::Content { kind, .. }) => {
                    // Shorter, longer, or gone, which the next look tells. Everything else is a bad disk or line.
                    if !matches!(
                        kind,
                        ErrorKind::UnexpectedEof | ErrorKind::InvalidData | ErrorKind::NotFound
                    ) {
                        why = WhyNot::Unreadable;
                    }
                    false
                }
                Err(error) => {
                    file.take_back();
                    return Err(Verdict::of(error));
                }
            };
            let state = file.sent();
            let (file, is_unchanged) = blocking(move || {
                let is_unchanged = file.is_unchanged();
                (file, is_unchanged)
            })
            .await?;
            if !sent || !is_unchanged {
                file.take_back();
                continue;
            }
            match self.is_intact(&there, file).await? {
                Ok(()) => return Ok(state),
                Err(damaged) => {
                    damaged.take_back();
                    why = WhyNot::Damaged;
                }
            }
        }
        Err(Verdict::One(why))
    }

    async fn open(&self, row: &FileRow) -> Result<Result<LocalFile, Unfit>, Verdict> {
        let (root, path) = (self.root.to_owned(), row.path.clone());
        let (control, sent) = (self.control.clone(), self.reporter.sent().clone());
        blocking(move || LocalFile::open(&root, &path, &control, &sent)).await
    }

    /// Compares checksums where the service has one.
    async fn is_intact(&self, there: &FilePath, file: LocalFile) -> Result<Result<(), LocalFile>, Verdict> {
        if self.checksums.0.load(Ordering::Relaxed) == NONE {
            return Ok(Ok(()));
        }
        let info = self.files.head(there).await.map_err(Verdict::of)?;
        let Some(theirs) = info.and_then(|info| info.sha256) else {
            // A service that gave one before may leave one out for one file; the sizes are compared anyhow.
            let _ = self
                .checksums
                .0
                .compare_exchange(UNKNOWN, NONE, Ordering::Relaxed, Ordering::Relaxed);
            return Ok(Ok(()));
        };
        self.checksums.0.store(GIVEN, Ordering::Relaxed);
        blocking(move || match file.sha256() {
            Ok(ours) if ours == theirs => Ok(()),
            _ => Err(file),
        })
        .await
    }
}

/// Work with the disk, off the async threads.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Verdict> {
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        Verdict::All(Stop::Other {
            error: Error::unexpected(error),
        })
    })
}
