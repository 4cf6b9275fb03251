//! `endpoint_manager`: one task as the activity managers and monitors of a collection see it.

use axum::extract::State;
use uuid::Uuid;

use super::super::answer::Answer;
use super::super::caller::{Caller, PathIds};
use super::super::document::pick;
use super::super::error::TransferError;
use super::routes::known;
use super::{document, events, pause_rules};
use crate::params::Params;
use crate::rights::{self, Standing};
use crate::shared::App;
use crate::state::World;
use crate::state::model::{RoleName, Task};

pub(super) const MANAGER: RoleName = RoleName::ActivityManager;
pub(super) const MONITOR: RoleName = RoleName::ActivityMonitor;

/// Does somebody hold this role on a collection, or on the one that it lives on?
pub(super) fn holds(world: &World, me: &Standing, collection: Uuid, role: RoleName) -> bool {
    let found = world.collections.by_id(collection);
    let host = found
        .and_then(|it| it.host)
        .and_then(|id| world.collections.by_id(id));
    let mut both = [found, host].into_iter().flatten();
    both.any(|it| {
        let roles = rights::effective_roles(world, me, it);
        roles.contains(&role) || (role == MONITOR && roles.contains(&MANAGER))
    })
}

/// The end of a task that somebody looks after.
pub(super) fn managed_end(world: &World, me: &Standing, task: &Task, role: RoleName) -> Option<Uuid> {
    let ends = [Some(task.source), task.destination];
    ends.into_iter().flatten().find(|it| holds(world, me, *it, role))
}

pub(super) fn managed<'a>(
    world: &'a World,
    caller: &Caller,
    id: &str,
    role: RoleName,
) -> Result<(&'a Task, Uuid), TransferError> {
    let task = known(world, id)?;
    let end = managed_end(world, &caller.standing(world), task, role);
    let end = end
        .ok_or_else(|| TransferError::permission_denied("You do not look after a collection of this task"))?;
    Ok((task, end))
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    app.state.read(|world| {
        let (task, _) = managed(world, &caller, &ids.task, MONITOR)?;
        let document = document::managed_task(&app, world, task, app.now());
        Ok(Answer::data(pick(document, &params.list("fields"))))
    })
}

pub(super) async fn event_list(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    app.state.read(|world| {
        events::event_list(
            &app,
            world,
            managed(world, &caller, &ids.task, MONITOR)?.0,
            &params,
        )
    })
}

pub(super) async fn pause_info(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    app.state.read(|world| {
        Ok(pause_rules::info(
            &app,
            world,
            managed(world, &caller, &ids.task, MONITOR)?.0,
        ))
    })
}

pub(super) async fn successful_transfers(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    app.state.read(|world| {
        events::successful(
            &app,
            world,
            managed(world, &caller, &ids.task, MONITOR)?.0,
            &params,
        )
    })
}

pub(super) async fn skipped_errors(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    app.state.read(|world| {
        events::skipped(
            &app,
            world,
            managed(world, &caller, &ids.task, MONITOR)?.0,
            &params,
        )
    })
}
