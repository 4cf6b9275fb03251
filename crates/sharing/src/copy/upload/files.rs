//! All files that wait, a few at a time.

use std::collections::VecDeque;
use std::time::Instant;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use super::event::{PAUSE, UploadEvent, count};
use super::lanes::Lanes;
use super::run::Running;
use super::send::{Checksums, Done, Sender};
use super::{FileRow, FileState, Manifest, RelativePath, Stop, Totals};
use crate::model::ByteCount;

/// Files at once (Globus Connect Server, HTTPS access: a few).
const AT_ONCE: usize = 4;

/// Rows that are read from the manifest at once.
const PAGE: usize = 256;

/// So many refusals that may be meant for all, with nothing going through between them, are.
const ENOUGH: usize = 8;

/// Written down at once.
const RECORDED: usize = 128;

/// A file of this size is written down as soon as it is sent: nobody wants to send it twice.
const BIG: u64 = 8 * 1024 * 1024;

/// What is sent and not written down yet.
struct Recorder<'a> {
    manifest: &'a dyn Manifest,
    rows: Vec<(RelativePath, FileState)>,
    since: Instant,
}

impl Recorder<'_> {
    async fn add(&mut self, path: RelativePath, state: FileState) -> Result<(), Stop> {
        if self.rows.is_empty() {
            self.since = Instant::now();
        }
        let is_big = matches!(state, FileState::Sent { size, .. } if size >= BIG);
        self.rows.push((path, state));
        if is_big || self.rows.len() >= RECORDED || self.since.elapsed() >= PAUSE {
            self.write().await?;
        }
        Ok(())
    }

    async fn write(&mut self) -> Result<(), Stop> {
        if !self.rows.is_empty() {
            self.manifest.record(std::mem::take(&mut self.rows)).await?;
        }
        Ok(())
    }
}

/// Sends everything that waits. What was sent before a stop is written down.
pub(super) async fn send_all(running: &Running<'_>) -> Result<(), Stop> {
    let mut recorder = Recorder {
        manifest: running.manifest,
        rows: Vec::new(),
        since: Instant::now(),
    };
    let sent = send_pages(running, &mut recorder).await;
    let written = recorder.write().await;
    sent.and(written)
}

async fn send_pages(running: &Running<'_>, recorder: &mut Recorder<'_>) -> Result<(), Stop> {
    let totals = running.manifest.totals().await?;
    let done = totals.files_sent + totals.failed;
    let reported = running.reporter.sent();
    reported.store(totals.bytes_sent, std::sync::atomic::Ordering::Relaxed);
    let mut counted = Counted { totals, done };
    let checksums = Checksums::default();
    let sender = Sender {
        files: &running.upload.files,
        plan: running.plan,
        root: &running.root,
        control: running.control,
        reporter: &running.reporter,
        checksums: &checksums,
    };
    let limited = || running.upload.globus.times_limited();
    let mut lanes = Lanes::new(AT_ONCE, limited());
    let (mut queue, mut after, mut has_more) = (VecDeque::<FileRow>::new(), None, true);
    let mut on_their_way = FuturesUnordered::new();
    let mut perhaps: Vec<(RelativePath, FileState, Stop)> = Vec::new();
    let mut tick = tokio::time::interval(PAUSE);
    running.reporter.now(counted.event(running));
    loop {
        while on_their_way.len() < lanes.width(limited()) {
            if queue.is_empty() && has_more {
                let page = running.manifest.files_to_send(after.clone(), PAGE).await?;
                has_more = page.len() == PAGE;
                after = page.last().map(|row| row.path.clone()).or(after);
                queue.extend(page);
            }
            let Some(row) = queue.pop_front() else { break };
            on_their_way.push(sender.send(row));
        }
        let (row, outcome) = tokio::select! {
            biased;
            () = running.control.token().cancelled() => return Err(Stop::Cancelled),
            next = on_their_way.next() => match next {
                Some(next) => next,
                None => break,
            },
            _ = tick.tick() => {
                recorder.write().await?;
                running.reporter.sometimes(|| counted.event(running));
                continue;
            }
        };
        counted.done += 1;
        match outcome {
            Done::Stopped(stop) => return Err(stop),
            Done::Perhaps(state, stop) => {
                perhaps.push((row.path, state, stop));
                if perhaps.len() >= ENOUGH {
                    break;
                }
            }
            Done::Now(state) => {
                if matches!(state, FileState::Sent { .. }) {
                    lanes.success();
                    // Others go through: those were meant alone.
                    for (path, state, _) in perhaps.drain(..) {
                        recorder.add(path, state).await?;
                    }
                }
                recorder.add(row.path, state).await?;
            }
        }
        running.reporter.sometimes(|| counted.event(running));
    }
    drop(on_their_way);
    recorder.write().await?;
    // Nothing has gone through since they were refused. Either they were the last few of many, or it is all the same.
    let were_meant_alone = perhaps.len() < ENOUGH && running.manifest.totals().await?.files_sent > 0;
    for (path, state, stop) in perhaps {
        if !were_meant_alone {
            return Err(stop);
        }
        recorder.add(path, state).await?;
    }
    running.reporter.now(counted.event(running));
    Ok(())
}

struct Counted {
    totals: Totals,
    done: u64,
}

impl Counted {
    fn event(&self, running: &Running<'_>) -> UploadEvent {
        let sent = running.reporter.sent().load(std::sync::atomic::Ordering::Relaxed);
        UploadEvent::Sending {
            files_done: count(self.done),
            files: count(self.totals.files),
            bytes_done: ByteCount(sent),
            bytes: ByteCount(self.totals.bytes.max(sent)),
            bytes_per_second: ByteCount(running.reporter.rate()),
            is_paused: running.control.is_paused(),
        }
    }
}
