//! One running task: what all its steps share.

use std::time::{Duration, Instant};

use tokio::sync::watch;
use uuid::Uuid;

use super::hitch::{Ended, Hitch, Setback};
use super::hold;
use super::progress::Progress;
use crate::shared::App;
use crate::state::model::{TaskFile, TaskKind, TaskOrder, TaskStatus, TaskTrouble};

/// How long anything waits before it looks again whether it may go on.
const NAP: Duration = Duration::from_millis(20);
/// Waits between tries double this often, and then stay.
const DOUBLINGS: u32 = 5;

pub(super) struct Run {
    pub(super) app: App,
    pub(super) task: Uuid,
    pub(super) submitter: Uuid,
    pub(super) source: Uuid,
    /// None for delete tasks.
    pub(super) destination: Option<Uuid>,
    pub(super) order: TaskOrder,
    pub(super) progress: Progress,
    stop: watch::Receiver<bool>,
    /// Earliest moment of the next byte and of the next file, for tests that slow practice down.
    next_byte: Instant,
    next_file: Instant,
    tries: u32,
}

/// Works on a task until it ends or practice does.
pub(super) async fn run(app: App, task: Uuid, stop: watch::Receiver<bool>) {
    let found = app.state.read(|world| {
        let task = world.tasks.by_id(task).filter(|it| !it.status.has_ended())?;
        Some((task.clone(), world.task_orders.by_id(task.id)?.clone()))
    });
    let Some((task, order)) = found else {
        return;
    };
    let Ok(progress) = Progress::open(&app, &task) else {
        return;
    };
    let now = Instant::now();
    let mut run = Run {
        app,
        task: task.id,
        submitter: task.submitter,
        source: task.source,
        destination: task.destination,
        order,
        progress,
        stop,
        next_byte: now,
        next_file: now,
        tries: 0,
    };
    let worked = match task.kind {
        TaskKind::Transfer => run.transfer().await,
        TaskKind::Delete => run.delete().await,
    };
    run.app.tasks.forget_live(run.task);
    // A failure to write the last word leaves the task to the next start.
    let _ = run.close(worked);
}

impl Run {
    fn close(&mut self, worked: Result<(), Ended>) -> Result<(), Ended> {
        let pending = self.progress.counts.pending();
        match worked {
            Ok(()) => {
                if self.destination.is_some() {
                    self.progress.tell();
                }
                self.progress
                    .event("SUCCEEDED", false, "succeeded", String::new());
                self.progress.close(|task| task.status = TaskStatus::Succeeded)
            }
            // What was done so far stays written; the next start goes on from there.
            Err(Ended::Left) => self.progress.write(|_| {}),
            Err(Ended::Canceled) => {
                self.progress.counts.subtasks_canceled = pending;
                let who = self.app.state.read(|world| {
                    world
                        .tasks
                        .by_id(self.task)
                        .and_then(|it| it.canceled_by_admin.clone())
                });
                let (by, message) = match who {
                    Some((_, message)) => ("the activity manager", message),
                    None => ("the task owner", String::new()),
                };
                let description = format!("canceled by {by}");
                self.progress.event("CANCELED", true, "canceled", message);
                self.progress.close(|task| {
                    task.status = TaskStatus::Failed;
                    task.fatal_error = Some(trouble("CANCELED", &description));
                })
            }
            Err(Ended::Expired) => {
                self.progress.counts.subtasks_expired = pending;
                self.progress
                    .event("EXPIRED", true, "the deadline passed", String::new());
                self.progress.close(|task| {
                    task.status = TaskStatus::Failed;
                    task.fatal_error = Some(trouble("DEADLINE", "The deadline passed"));
                })
            }
            Err(Ended::Fatal(fatal)) => {
                self.progress.counts.subtasks_failed = pending;
                let details = fatal.description.clone();
                self.progress.event(&fatal.code, true, "failed", details);
                self.progress.close(|task| {
                    task.status = TaskStatus::Failed;
                    task.fatal_error = Some(fatal);
                })
            }
        }
    }

    fn is_stopped(&self) -> bool {
        // A practice that was dropped closes the channel without a word.
        *self.stop.borrow() || self.stop.has_changed().is_err()
    }

    /// Asks between any two steps whether to go on, and waits as long as the task may not move.
    pub(super) async fn checkpoint(&mut self) -> Result<(), Ended> {
        loop {
            if self.is_stopped() {
                return Err(Ended::Left);
            }
            let now = self.app.now();
            let hold = self.app.state.read(|world| {
                let found = world.tasks.by_id(self.task);
                let task = found.filter(|it| self.progress.is_ours(it)).ok_or(Ended::Left)?;
                if task.cancel_requested {
                    return Err(Ended::Canceled);
                }
                if task.deadline < now {
                    return Err(Ended::Expired);
                }
                Ok(hold::hold(&self.app, world, task, &self.order))
            })?;
            let waits = hold.is_some();
            self.progress.held(hold)?;
            self.progress.settle()?;
            if !waits {
                return Ok(());
            }
            tokio::time::sleep(NAP).await;
        }
    }

    /// A state that was put back while this run waited is not its state any more.
    pub(super) fn still_ours(&self) -> Result<(), Ended> {
        let ours = self.app.state.read(|world| {
            let task = world.tasks.by_id(self.task);
            task.is_some_and(|task| self.progress.is_ours(task))
        });
        if ours { Ok(()) } else { Err(Ended::Left) }
    }

    /// Decides what a setback means; returns when the step is to be tried again.
    pub(super) async fn suffer(&mut self, setback: Setback) -> Result<(), Ended> {
        let hitch = match setback {
            Setback::Ended(ended) => return Err(ended),
            Setback::Hitch(hitch) => hitch,
        };
        let options = &self.order.options;
        let fails = hitch.fatal
            || (hitch.is("QUOTA_EXCEEDED") && options.fail_on_quota_errors)
            || (hitch.is("FILE_NOT_FOUND") && self.app.config().missing_source_fails);
        if fails {
            self.progress.counts.faults += 1;
            return Err(Ended::Fatal(hitch.trouble));
        }
        self.progress.fault(&hitch)?;
        let factor = 1_u32 << self.tries.min(DOUBLINGS);
        let wait = Duration::from_millis(self.app.config().transfer_retry_ms) * factor;
        self.tries += 1;
        let until = Instant::now() + wait;
        loop {
            self.checkpoint().await?;
            if Instant::now() >= until {
                return Ok(());
            }
            tokio::time::sleep(NAP).await;
        }
    }

    /// The last step worked: the next fault is a first one.
    pub(super) fn recovered(&mut self) {
        self.tries = 0;
    }

    /// Leaves out what `skip_source_errors` allows to leave out.
    pub(super) fn skip(&mut self, source: &str, destination: &str, hitch: Hitch) -> Result<(), Ended> {
        self.progress.counts.faults += 1;
        let TaskTrouble { code, description } = hitch.trouble.clone();
        self.progress.event(&code, true, "skipped", description);
        self.progress.finished(TaskFile {
            task: self.task,
            number: 0,
            source_path: source.to_owned(),
            destination_path: Some(destination.to_owned()),
            size: 0,
            checksum: None,
            error: Some(hitch.trouble),
        })
    }

    pub(super) fn skips(&self, hitch: &Hitch) -> bool {
        self.order.options.skip_source_errors && hitch.may_be_skipped()
    }

    /// Bytes that may be moved before the next look at the speed limit.
    pub(super) fn piece(&self) -> u64 {
        const LARGEST: u64 = 1024 * 1024;
        match self.app.config().transfer_bytes_per_second {
            Some(limit) => (limit / 10).clamp(1, LARGEST),
            None => LARGEST,
        }
    }

    /// Waits until so many bytes are due.
    pub(super) async fn pace_bytes(&mut self, bytes: u64) -> Result<(), Ended> {
        loop {
            let Some(limit) = self.app.config().transfer_bytes_per_second else {
                return Ok(());
            };
            let now = Instant::now();
            if limit > 0 && now >= self.next_byte {
                self.next_byte = now + Duration::from_secs_f64(bytes as f64 / limit as f64);
                return Ok(());
            }
            self.checkpoint().await?;
            tokio::time::sleep(
                NAP.min(self.next_byte.saturating_duration_since(now))
                    .max(Duration::from_millis(1)),
            )
            .await;
        }
    }

    /// Waits until one more file is due.
    pub(super) async fn pace_file(&mut self) -> Result<(), Ended> {
        loop {
            self.checkpoint().await?;
            let Some(limit) = self.app.config().transfer_files_per_second else {
                return Ok(());
            };
            let now = Instant::now();
            if limit > 0 && now >= self.next_file {
                self.next_file = now + Duration::from_secs_f64(1.0 / limit as f64);
                return Ok(());
            }
            tokio::time::sleep(NAP).await;
        }
    }
}

pub(super) fn trouble(code: &str, description: &str) -> TaskTrouble {
    TaskTrouble {
        code: code.to_owned(),
        description: description.to_owned(),
    }
}

/// Runs file work off the async threads. A panic there is a failure of the storage.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> std::io::Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|_| Err(std::io::Error::other("the file operation did not end")))
}
