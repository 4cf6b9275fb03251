//! One run: from wherever the manifest stands to the end, or to what stops it.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use tokio::sync::mpsc;

use super::event::{Reporter, UploadEvent, count};
use super::{
    Found, Manifest, ManifestHead, Stage, Stop, Upload, UploadControl, UploadOutcome, UploadPlan,
    UploadReport, advice, files, folders, verify, walk,
};
use crate::Error;
use crate::model::ByteCount;

/// Entries that the walk hands over at once.
const BATCH: usize = 512;

/// What every stage needs.
pub(super) struct Running<'a> {
    pub(super) upload: &'a Upload,
    pub(super) plan: &'a UploadPlan,
    /// The plan's folder without links.
    pub(super) root: PathBuf,
    pub(super) manifest: &'a dyn Manifest,
    pub(super) control: &'a UploadControl,
    pub(super) reporter: Reporter<'a>,
}

impl Running<'_> {
    /// Does something unless the person does not want it any more.
    pub(super) async fn unless_cancelled<T>(&self, work: impl Future<Output = T>) -> Result<T, Stop> {
        tokio::select! {
            biased;
            () = self.control.token().cancelled() => Err(Stop::Cancelled),
            done = work => Ok(done),
        }
    }
}

pub(super) async fn run(
    upload: &Upload,
    plan: &UploadPlan,
    manifest: &dyn Manifest,
    control: &UploadControl,
    on_event: &(dyn Fn(UploadEvent) + Send + Sync),
) -> UploadOutcome {
    let reporter = Reporter::new(on_event);
    let stopped = match real(&plan.root).await {
        Ok(root) => {
            let running = Running {
                upload,
                plan,
                root,
                manifest,
                control,
                reporter,
            };
            stages(&running).await
        }
        Err(stop) => Err(stop),
    };
    let report = match report(manifest).await {
        Ok(report) => report,
        Err(reason) => {
            return UploadOutcome::Stopped {
                reason,
                report: UploadReport::default(),
            };
        }
    };
    match stopped {
        Ok(()) => UploadOutcome::Complete { report },
        Err(reason) => UploadOutcome::Stopped { reason, report },
    }
}

async fn report(manifest: &dyn Manifest) -> Result<UploadReport, Stop> {
    let (head, totals) = (manifest.head().await?, manifest.totals().await?);
    Ok(UploadReport::of(&totals, head.destination_existed))
}

/// The folder without links; it must be one.
async fn real(root: &Path) -> Result<PathBuf, Stop> {
    match tokio::fs::canonicalize(root).await {
        Ok(root) if root.is_dir() => Ok(root),
        _ => Err(Stop::SourceGone),
    }
}

async fn stages(running: &Running<'_>) -> Result<(), Stop> {
    let manifest = running.manifest;
    let reached = async |stage: Stage| -> Result<(), Stop> {
        let head = manifest.head().await?;
        Ok(manifest.set_head(ManifestHead { stage, ..head }).await?)
    };
    if manifest.head().await?.stage == Stage::Walking {
        look(running).await?;
        reached(Stage::Folders).await?;
    }
    if manifest.head().await?.stage == Stage::Folders {
        folders::make_all(running).await?;
        reached(Stage::Files).await?;
    }
    if manifest.head().await?.stage == Stage::Files {
        loop {
            files::send_all(running).await?;
            verify::check_all(running).await?;
            if manifest.files_to_send(None, 1).await?.is_empty() {
                break;
            }
        }
        reached(Stage::Complete).await?;
    }
    Ok(())
}

/// Walks the folder into the manifest, a batch at a time: for the first time, after a walk that was interrupted, or because
/// something was missing.
async fn look(running: &Running<'_>) -> Result<(), Stop> {
    running.manifest.begin_walk().await?;
    let (sender, mut batches) = mpsc::channel::<Vec<Found>>(2);
    let plan = running.plan.clone();
    let walking = tokio::task::spawn_blocking(move || {
        let mut batch = Vec::with_capacity(BATCH);
        walk(&plan, &mut |found| {
            batch.push(found);
            if batch.len() < BATCH {
                return ControlFlow::Continue(());
            }
            let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
            // Nobody listens any more: cancelled.
            match sender.blocking_send(full) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        })?;
        let _ = sender.blocking_send(batch);
        std::io::Result::Ok(())
    });
    let (mut files, mut bytes) = (0, 0);
    while let Some(batch) = running.unless_cancelled(batches.recv()).await? {
        running.unless_cancelled(running.control.go_on()).await?;
        for found in &batch {
            if let Found::File { size, .. } = found {
                files += 1;
                bytes += size;
            }
        }
        running.manifest.add(batch).await?;
        running.reporter.sometimes(|| UploadEvent::Walking {
            files: count(files),
            bytes: ByteCount(bytes),
        });
    }
    match walking.await {
        Ok(Ok(())) => {}
        Ok(Err(_)) => return Err(Stop::SourceGone),
        Err(error) => {
            return Err(Stop::Other {
                error: Error::unexpected(error),
            });
        }
    }
    running.manifest.end_walk().await?;
    let totals = running.manifest.totals().await?;
    running.reporter.now(UploadEvent::Walked {
        files: count(totals.files),
        bytes: ByteCount(totals.bytes),
        left_out: count(totals.left_out),
        advice: advice(count(totals.files), totals.bytes),
    });
    Ok(())
}
