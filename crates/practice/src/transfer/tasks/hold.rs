//! Why a task that is fine itself does not move now.

use uuid::Uuid;

use super::pause_rules;
use crate::gcs::accounts;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Collection, Task, TaskKind, TaskOrder, TaskTrouble};

/// What a task waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hold {
    pub(super) trouble: TaskTrouble,
    /// A manager or a rule wants it to wait.
    pub(super) is_pause: bool,
    /// Only its owner can help: the task is `INACTIVE`.
    pub(super) needs_owner: bool,
}

impl Hold {
    fn waiting(code: &str, description: impl Into<String>) -> Self {
        Self {
            trouble: TaskTrouble {
                code: code.to_owned(),
                description: description.into(),
            },
            is_pause: false,
            needs_owner: false,
        }
    }

    fn paused(message: &str) -> Self {
        Self {
            is_pause: true,
            ..Self::waiting("PAUSED_BY_ADMIN", message)
        }
    }
}

/// The first thing that holds a task back.
pub(super) fn hold(app: &App, world: &World, task: &Task, order: &TaskOrder) -> Option<Hold> {
    if let Some(pause) = &task.paused_by_admin {
        return Some(Hold::paused(&pause.message));
    }
    let sides = [Some((task.source, false)), task.destination.map(|it| (it, true))];
    for (id, writes) in sides.into_iter().flatten() {
        let Some(collection) = world.collections.by_id(id) else {
            continue;
        };
        let pauses = |rule: &&crate::state::model::PauseRule| match (task.kind, writes) {
            (TaskKind::Delete, _) => rule.pauses.pause_task_delete,
            (TaskKind::Transfer, false) => rule.pauses.pause_task_transfer_read,
            (TaskKind::Transfer, true) => rule.pauses.pause_task_transfer_write,
        };
        if let Some(rule) = pause_rules::effective(world, collection, task.submitter, app.now()).find(pauses)
        {
            return Some(Hold::paused(&rule.message));
        }
        if let Some(hold) = offline(world, collection) {
            return Some(hold);
        }
        if let Some(severed) = accounts::severed(world, collection) {
            return Some(Hold::waiting("LOGIN_FAILED", severed.to_string()));
        }
    }
    missing_consent(world, task.submitter, order)
}

/// A computer that is off is waited for, however long that takes.
fn offline(world: &World, collection: &Collection) -> Option<Hold> {
    let mapped = collection
        .host
        .and_then(|id| world.collections.by_id(id))
        .unwrap_or(collection);
    if !mapped.entity_type.is_personal() || (mapped.connected && !mapped.paused) {
        return None;
    }
    let name = &mapped.display_name;
    Some(if mapped.connected {
        Hold::waiting(
            "GC_PAUSED",
            format!("Globus Connect Personal of '{name}' is paused"),
        )
    } else {
        Hold::waiting(
            "GC_NOT_CONNECTED",
            format!("Globus Connect Personal of '{name}' is not connected"),
        )
    })
}

/// The `data_access` consents that a task began with must last as long as it does.
fn missing_consent(world: &World, submitter: Uuid, order: &TaskOrder) -> Option<Hold> {
    let identities = world.linked(submitter);
    let is_there = |scope: &String| {
        world.consents.iter().any(|consent| {
            consent.client == order.client && identities.contains(&consent.account) && consent.scope == *scope
        })
    };
    let gone = order.consents.iter().find(|scope| !is_there(scope))?;
    Some(Hold {
        needs_owner: true,
        ..Hold::waiting("CONSENT_REQUIRED", format!("The consent {gone} was withdrawn"))
    })
}
