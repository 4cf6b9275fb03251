//! Changing what is shared.

use sharing::Result;
use sharing::model::{
    ChangeAction, ChangeEvent, ChangeId, ChangeOutcome, ChangePlan, ChangeTargets, Confirmations,
};
use tauri::State;
use tauri::ipc::Channel;

use super::to;
use crate::guard::caught;
use crate::state::Guestlist;

/// What a change would do, row by row. Sends nothing that changes anything.
#[tauri::command]
#[specta::specta]
pub async fn plan_change(
    app: State<'_, Guestlist>,
    targets: ChangeTargets,
    action: ChangeAction,
) -> Result<ChangePlan> {
    caught(async { app.sharing().await?.plan_change(&targets, &action).await }).await
}

/// Carries a plan out, reads back, and says what came of it.
#[tauri::command]
#[specta::specta]
pub async fn apply_change(
    app: State<'_, Guestlist>,
    id: ChangeId,
    confirmations: Confirmations,
    on_event: Channel<ChangeEvent>,
) -> Result<ChangeOutcome> {
    let on_event = to(on_event);
    app.to_the_end(async {
        app.sharing()
            .await?
            .apply_change(&id, &confirmations, &on_event)
            .await
    })
    .await
}

/// Goes on with a change that failed in part or was interrupted.
#[tauri::command]
#[specta::specta]
pub async fn resume_change(
    app: State<'_, Guestlist>,
    id: ChangeId,
    on_event: Channel<ChangeEvent>,
) -> Result<ChangeOutcome> {
    let on_event = to(on_event);
    app.to_the_end(async { app.sharing().await?.resume_change(&id, &on_event).await })
        .await
}

/// Stops after the requests that are out.
#[tauri::command]
#[specta::specta]
pub async fn cancel_change(app: State<'_, Guestlist>, id: ChangeId) -> Result<()> {
    caught(async {
        app.sharing().await?.cancel_change(&id);
        Ok(())
    })
    .await
}

/// Closes a change whose open rows are not wanted any more. What is done stays.
#[tauri::command]
#[specta::specta]
pub async fn leave_off_change(app: State<'_, Guestlist>, id: ChangeId) -> Result<ChangeOutcome> {
    app.to_the_end(async { app.sharing().await?.leave_off_change(&id).await })
        .await
}

/// Takes back what a change did, and only that.
#[tauri::command]
#[specta::specta]
pub async fn undo_change(
    app: State<'_, Guestlist>,
    id: ChangeId,
    on_event: Channel<ChangeEvent>,
) -> Result<ChangeOutcome> {
    let on_event = to(on_event);
    app.to_the_end(async { app.sharing().await?.undo_change(&id, &on_event).await })
        .await
}

/// Changes that were begun and not closed.
#[tauri::command]
#[specta::specta]
pub async fn unfinished_changes(app: State<'_, Guestlist>) -> Result<Vec<ChangeOutcome>> {
    caught(async { app.sharing().await?.unfinished_changes().await }).await
}
