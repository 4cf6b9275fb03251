//! How far a task is, gathered and written down often enough that a kill costs next to nothing.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use serde_json::json;
use uuid::Uuid;

use super::hitch::{Ended, Hitch};
use super::hold::Hold;
use super::quota;
use crate::shared::App;
use crate::state::Edit;
use crate::state::model::{Task, TaskCounts, TaskEvent, TaskFile, TaskKind, TaskStatus, TaskTrouble};

/// Small files come by the thousand: not each of them is worth a transaction.
const WRITE_EVERY: Duration = Duration::from_millis(50);
const WRITE_AFTER_FILES: usize = 200;
/// How often a long transfer tells how fast it is.
const TELL_EVERY: Duration = Duration::from_secs(10);

pub(super) struct Progress {
    app: App,
    task: Uuid,
    pub(super) counts: TaskCounts,
    /// What earlier runs finished: destinations of a transfer, paths of a delete.
    pub(super) done: HashSet<String>,
    files: Vec<TaskFile>,
    events: Vec<TaskEvent>,
    trouble: Option<TaskTrouble>,
    hold: Option<Hold>,
    /// `next_file` as this run left it. Another number means that the state was put back.
    kept_files: u64,
    written: Instant,
    /// Something happened since then.
    is_dirty: bool,
    told: Instant,
    begun: Instant,
    bytes_before: u64,
}

impl Progress {
    /// Marks the beginning, or goes on where the database says.
    pub(super) fn open(app: &App, task: &Task) -> Result<Self, Ended> {
        let records: Vec<TaskFile> = app.state.read(|world| {
            let all = world.task_files.range((task.id, 0)..=(task.id, u64::MAX));
            all.cloned().collect()
        });
        let failed = records.iter().filter(|it| it.error.is_some()).count() as u64;
        let mut counts = TaskCounts {
            bytes_transferred: task.counts.bytes_transferred,
            bytes_checksummed: task.counts.bytes_checksummed,
            files_transferred: task.counts.files_transferred,
            faults: task.counts.faults,
            subtasks_skipped_errors: failed,
            subtasks_succeeded: records.len() as u64 - failed,
            ..TaskCounts::default()
        };
        if task.kind == TaskKind::Delete {
            // What is gone will not be found again.
            counts.directories = records.iter().filter(|it| it.source_path.ends_with('/')).count() as u64;
            counts.files = records.len() as u64 - counts.directories;
        }
        counts.subtasks_total = records.len() as u64;
        let now = Instant::now();
        let mut progress = Self {
            app: app.clone(),
            task: task.id,
            done: records
                .into_iter()
                .map(|it| it.destination_path.unwrap_or(it.source_path))
                .collect(),
            bytes_before: counts.bytes_transferred,
            counts,
            files: Vec::new(),
            events: Vec::new(),
            trouble: None,
            hold: None,
            kept_files: task.next_file,
            written: now,
            is_dirty: false,
            told: now,
            begun: now,
        };
        if task.start_time.is_none() {
            progress.event(
                "STARTED",
                false,
                "started",
                json!({"type": task.kind.text()}).to_string(),
            );
        }
        progress.write(|_| {})?;
        Ok(progress)
    }

    pub(super) fn event(&mut self, code: &str, is_error: bool, description: &str, details: String) {
        self.events.push(TaskEvent {
            task: self.task,
            number: 0,
            time: self.app.now(),
            code: code.to_owned(),
            is_error,
            description: description.to_owned(),
            details,
        });
    }

    /// Is this still the task that this run knows?
    pub(super) fn is_ours(&self, task: &Task) -> bool {
        !task.status.has_ended() && task.next_file == self.kept_files
    }

    /// Writes down everything that has gathered, together with one more change.
    pub(super) fn write(&mut self, change: impl FnOnce(&mut Task)) -> Result<(), Ended> {
        self.written = Instant::now();
        self.is_dirty = false;
        let now = self.app.now();
        let app = self.app.clone();
        app.state
            .edit(|edit| {
                let found = edit.world().tasks.by_id(self.task);
                let Some(mut task) = found.filter(|it| self.is_ours(it)).cloned() else {
                    return Err(Unwritten::NotOurs);
                };
                task.start_time = task.start_time.or(Some(now));
                task.counts = self.counts.clone();
                task.trouble = self
                    .hold
                    .as_ref()
                    .map(|it| it.trouble.clone())
                    .or(self.trouble.clone());
                task.is_paused = self.hold.as_ref().is_some_and(|it| it.is_pause);
                task.status = match &self.hold {
                    Some(hold) if hold.needs_owner => TaskStatus::Inactive,
                    _ => TaskStatus::Active,
                };
                self.append(edit, &mut task)?;
                change(&mut task);
                self.kept_files = task.next_file;
                edit.put(task)?;
                Ok(())
            })
            .map_err(|_: Unwritten| Ended::Left)
    }

    fn append(&mut self, edit: &mut Edit<'_>, task: &mut Task) -> Result<(), crate::Error> {
        let mut bytes = 0;
        for mut file in self.files.drain(..) {
            file.number = task.next_file;
            task.next_file += 1;
            if file.error.is_none() && file.destination_path.is_some() {
                bytes += file.size;
            }
            edit.put(file)?;
        }
        if let Some(destination) = task.destination.filter(|_| bytes > 0) {
            quota::consume(edit, destination, bytes)?;
        }
        for mut event in self.events.drain(..) {
            event.number = task.next_event;
            task.next_event += 1;
            edit.put(event)?;
        }
        Ok(())
    }

    /// Something was dealt with.
    pub(super) fn finished(&mut self, file: TaskFile) -> Result<(), Ended> {
        if file.error.is_some() {
            self.counts.subtasks_skipped_errors += 1;
        } else {
            self.counts.subtasks_succeeded += 1;
        }
        self.files.push(file);
        self.succeeded()
    }

    /// A step without a record of its own worked.
    pub(super) fn step(&mut self) -> Result<(), Ended> {
        self.counts.subtasks_succeeded += 1;
        self.succeeded()
    }

    fn succeeded(&mut self) -> Result<(), Ended> {
        self.is_dirty = true;
        let had_trouble = self.trouble.take().is_some();
        self.counts.subtasks_retrying = 0;
        if self.told.elapsed() > TELL_EVERY {
            self.tell();
        }
        let is_due = self.written.elapsed() > WRITE_EVERY || self.files.len() >= WRITE_AFTER_FILES;
        if had_trouble || is_due {
            self.write(|_| {})
        } else {
            Ok(())
        }
    }

    /// Writes down what has waited long enough, also while nothing new happens.
    pub(super) fn settle(&mut self) -> Result<(), Ended> {
        if self.is_dirty && self.written.elapsed() > WRITE_EVERY {
            self.write(|_| {})?;
        }
        Ok(())
    }

    /// An event that says how fast it goes.
    pub(super) fn tell(&mut self) {
        self.told = Instant::now();
        let seconds = self.begun.elapsed().as_secs_f64();
        let bytes = self.counts.bytes_transferred - self.bytes_before;
        let megabits = bytes as f64 * 8.0 / 1_000_000.0 / seconds.max(0.001);
        let details = json!({"bytes_transferred": bytes, "duration": (seconds * 100.0).round() / 100.0,
            "mbps": (megabits * 100.0).round() / 100.0});
        self.event("PROGRESS", false, "progress", details.to_string());
    }

    /// A step did not work and will be tried again.
    pub(super) fn fault(&mut self, hitch: &Hitch) -> Result<(), Ended> {
        self.counts.faults += 1;
        self.counts.subtasks_retrying = 1;
        self.trouble = Some(hitch.trouble.clone());
        let TaskTrouble { code, description } = hitch.trouble.clone();
        self.event(&code, true, &code.to_lowercase().replace('_', " "), description);
        self.write(|_| {})
    }

    /// The task has to wait, or may go on. Says so once.
    pub(super) fn held(&mut self, hold: Option<Hold>) -> Result<(), Ended> {
        if self.hold == hold {
            return Ok(());
        }
        match &hold {
            Some(Hold {
                trouble, is_pause, ..
            }) => {
                let (code, text) = (trouble.code.clone(), trouble.description.clone());
                let code = if *is_pause { "PAUSED".to_owned() } else { code };
                self.event(&code, !is_pause, &code.to_lowercase().replace('_', " "), text);
            }
            None => self.event("RESUMED", false, "resumed", String::new()),
        }
        self.hold = hold;
        self.write(|_| {})
    }

    /// The last word about a task.
    pub(super) fn close(&mut self, change: impl FnOnce(&mut Task)) -> Result<(), Ended> {
        self.hold = None;
        self.trouble = None;
        self.counts.subtasks_retrying = 0;
        let now = self.app.now();
        self.write(|task| {
            task.completion_time = Some(now);
            change(task);
        })
    }
}

/// Why nothing was written.
enum Unwritten {
    NotOurs,
    Failed,
}

impl From<crate::Error> for Unwritten {
    fn from(error: crate::Error) -> Self {
        tracing::error!(%error, "a task's progress could not be kept");
        Self::Failed
    }
}
