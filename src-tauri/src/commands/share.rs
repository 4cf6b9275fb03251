//! The main job: plan, apply, undo.

use sharing::Result;
use sharing::model::{
    Confirmations, PlanId, ShareDraft, ShareEvent, ShareId, ShareOutcome, SharePlan, UnfinishedShare,
};
use tauri::State;
use tauri::ipc::Channel;

use super::to;
use crate::guard::caught;
use crate::state::Guestlist;

/// Keeps a draft, so that nothing typed is lost.
#[tauri::command]
#[specta::specta]
pub async fn save_draft(app: State<'_, Guestlist>, draft: ShareDraft) -> Result<()> {
    caught(async { app.sharing().await?.save_draft(draft).await }).await
}

/// Kept drafts, newest first.
#[tauri::command]
#[specta::specta]
pub async fn list_drafts(app: State<'_, Guestlist>) -> Result<Vec<ShareDraft>> {
    caught(async { app.sharing().await?.list_drafts().await }).await
}

/// Forgets a draft.
#[tauri::command]
#[specta::specta]
pub async fn delete_draft(app: State<'_, Guestlist>, id: String) -> Result<()> {
    caught(async { app.sharing().await?.delete_draft(&id).await }).await
}

/// What would happen. Sends nothing that changes anything.
#[tauri::command]
#[specta::specta]
pub async fn plan_share(app: State<'_, Guestlist>, draft: ShareDraft) -> Result<SharePlan> {
    caught(async { app.sharing().await?.plan_share(draft).await }).await
}

/// Carries a plan out, reads back, and says what came of it.
#[tauri::command]
#[specta::specta]
pub async fn apply_share(
    app: State<'_, Guestlist>,
    plan_id: PlanId,
    confirmations: Confirmations,
    on_event: Channel<ShareEvent>,
) -> Result<ShareOutcome> {
    app.to_the_end(async {
        app.sharing()
            .await?
            .apply_share(&plan_id, &confirmations, &to(on_event))
            .await
    })
    .await
}

/// Stops after the request that is out. What is shared stays shared and is reported.
#[tauri::command]
#[specta::specta]
pub async fn cancel_share(app: State<'_, Guestlist>, share_id: ShareId) -> Result<()> {
    caught(async {
        app.sharing().await?.cancel_share(&share_id);
        Ok(())
    })
    .await
}

/// Goes on with a share that failed in part or was interrupted: retries what is not shared yet.
#[tauri::command]
#[specta::specta]
pub async fn resume_share(
    app: State<'_, Guestlist>,
    share_id: ShareId,
    on_event: Channel<ShareEvent>,
) -> Result<ShareOutcome> {
    app.to_the_end(async { app.sharing().await?.resume_share(&share_id, &to(on_event)).await })
        .await
}

/// Closes a share whose failed rows are not wanted any more. What is shared stays.
#[tauri::command]
#[specta::specta]
pub async fn leave_off(app: State<'_, Guestlist>, share_id: ShareId) -> Result<ShareOutcome> {
    app.to_the_end(async { app.sharing().await?.leave_off(&share_id).await })
        .await
}

/// Takes back what this share granted, and only that.
#[tauri::command]
#[specta::specta]
pub async fn undo_share(
    app: State<'_, Guestlist>,
    share_id: ShareId,
    on_event: Channel<ShareEvent>,
) -> Result<ShareOutcome> {
    app.to_the_end(async { app.sharing().await?.undo_share(&share_id, &to(on_event)).await })
        .await
}

/// What has come of a share so far, as this computer remembers it. Asks Globus nothing.
#[tauri::command]
#[specta::specta]
pub async fn share_outcome(app: State<'_, Guestlist>, share_id: ShareId) -> Result<ShareOutcome> {
    caught(async { app.sharing().await?.share_outcome(&share_id).await }).await
}

/// Shares that were begun and not finished.
#[tauri::command]
#[specta::specta]
pub async fn unfinished_shares(app: State<'_, Guestlist>) -> Result<Vec<UnfinishedShare>> {
    caught(async { app.sharing().await?.unfinished_shares().await }).await
}
