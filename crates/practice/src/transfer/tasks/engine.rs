//! Starts what may run, leaves the rest queued, and ends with practice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::task::{JoinHandle, JoinSet};
use uuid::Uuid;

use super::run::run;
use crate::shared::App;
use crate::state::Term;
use crate::state::model::Task;

/// Nobody tells the engine of a state that was put back, or of a switch that was changed.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// The engine's own memory. What matters is in the state.
#[derive(Default)]
pub(crate) struct Engine {
    wake: Notify,
    running: Mutex<BTreeSet<Uuid>>,
    /// Bytes of the file that is on its way, by task.
    live: Mutex<BTreeMap<Uuid, u64>>,
    supervisor: Mutex<Option<JoinHandle<()>>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Engine {
    /// Begins to work on tasks, also on those of an earlier run.
    pub(crate) fn begin(app: &App, stop: watch::Receiver<bool>) {
        let supervisor = tokio::spawn(supervise(app.clone(), stop));
        *lock(&app.tasks.supervisor) = Some(supervisor);
    }

    /// Waits until every task has written down how far it is, after practice was told to stop.
    pub(crate) async fn ended(&self) {
        let supervisor = lock(&self.supervisor).take();
        if let Some(supervisor) = supervisor {
            let _ = supervisor.await;
        }
    }

    /// Something may run now that could not before.
    pub(crate) fn wake(&self) {
        self.wake.notify_one();
    }

    pub(super) fn is_running(&self, task: Uuid) -> bool {
        lock(&self.running).contains(&task)
    }

    pub(super) fn live_bytes(&self, task: Uuid) -> u64 {
        lock(&self.live).get(&task).copied().unwrap_or_default()
    }

    pub(super) fn set_live(&self, task: Uuid, bytes: u64) {
        lock(&self.live).insert(task, bytes);
    }

    pub(super) fn forget_live(&self, task: Uuid) {
        lock(&self.live).remove(&task);
    }
}

async fn supervise(app: App, mut stop: watch::Receiver<bool>) {
    let mut runs = JoinSet::new();
    while !*stop.borrow() {
        for task in due(&app) {
            lock(&app.tasks.running).insert(task);
            let (app, stop) = (app.clone(), stop.clone());
            runs.spawn(async move {
                run(app.clone(), task, stop).await;
                lock(&app.tasks.running).remove(&task);
            });
        }
        tokio::select! {
            _ = stop.changed() => break,
            () = app.tasks.wake.notified() => {}
            _ = runs.join_next(), if !runs.is_empty() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
    while runs.join_next().await.is_some() {}
}

/// Tasks that may run and do not yet: some at a time for each account and kind (Transfer API, task limits).
fn due(app: &App) -> Vec<Uuid> {
    let (limit, now) = (app.config().tasks_at_once, app.now());
    app.state.read(|world| {
        let mut waiting: Vec<&Task> = world.tasks.under(Term::Unfinished).collect();
        waiting.sort_by_key(|it| (it.start_time.is_none(), it.request_time, it.id));
        let mut busy: BTreeMap<(Uuid, &str), usize> = BTreeMap::new();
        let mut due = Vec::new();
        for task in waiting {
            let busy = busy.entry((task.owner, task.kind.text())).or_default();
            // Those that only have to be buried need no place.
            let ends = task.cancel_requested || task.deadline < now;
            if *busy < limit || ends {
                *busy += usize::from(!ends);
                if !app.tasks.is_running(task.id) {
                    due.push(task.id);
                }
            }
        }
        due
    })
}
