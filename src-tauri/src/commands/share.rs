//! The main job: plan, apply, undo.

use serde::{Deserialize, Serialize};
use sharing::Result;
use sharing::model::{PlanId, ShareDraft, ShareEvent, ShareId, ShareOutcome, SharePlan, UnfinishedShare};
use tauri::State;
use tauri::ipc::Channel;

use crate::state::Guestlist;

/// What the person ticked and typed on the review.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Confirmations {
    /// Rows for which "I have a copy elsewhere" is ticked ([`sharing::model::PlannedGrant::id`]).
    pub have_copy: Vec<String>,
    /// Typed names, by index of the folder.
    pub typed_names: Vec<String>,
}

/// Keeps a draft, so that nothing typed is lost.
#[tauri::command]
#[specta::specta]
pub async fn save_draft(app: State<'_, Guestlist>, draft: ShareDraft) -> Result<()> {
    app.save_draft(draft).await
}

/// Kept drafts, newest first.
#[tauri::command]
#[specta::specta]
pub async fn list_drafts(app: State<'_, Guestlist>) -> Result<Vec<ShareDraft>> {
    app.list_drafts().await
}

/// Forgets a draft.
#[tauri::command]
#[specta::specta]
pub async fn delete_draft(app: State<'_, Guestlist>, id: String) -> Result<()> {
    app.delete_draft(id).await
}

/// What would happen. Sends nothing that changes anything.
#[tauri::command]
#[specta::specta]
pub async fn plan_share(app: State<'_, Guestlist>, draft: ShareDraft) -> Result<SharePlan> {
    app.plan_share(draft).await
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
    app.apply_share(plan_id, confirmations, on_event).await
}

/// Stops after the request that is out. What is shared stays shared and is reported.
#[tauri::command]
#[specta::specta]
pub async fn cancel_share(app: State<'_, Guestlist>, share_id: ShareId) -> Result<()> {
    app.cancel_share(share_id).await
}

/// Goes on with a share that failed in part or was interrupted: retries what is not shared yet.
#[tauri::command]
#[specta::specta]
pub async fn resume_share(
    app: State<'_, Guestlist>,
    share_id: ShareId,
    on_event: Channel<ShareEvent>,
) -> Result<ShareOutcome> {
    app.resume_share(share_id, on_event).await
}

/// Closes a share whose failed rows are not wanted any more. What is shared stays.
#[tauri::command]
#[specta::specta]
pub async fn leave_off(app: State<'_, Guestlist>, share_id: ShareId) -> Result<ShareOutcome> {
    app.leave_off(share_id).await
}

/// Takes back what this share granted, and only that.
#[tauri::command]
#[specta::specta]
pub async fn undo_share(
    app: State<'_, Guestlist>,
    share_id: ShareId,
    on_event: Channel<ShareEvent>,
) -> Result<ShareOutcome> {
    app.undo_share(share_id, on_event).await
}

/// Shares that were begun and not finished.
#[tauri::command]
#[specta::specta]
pub async fn unfinished_shares(app: State<'_, Guestlist>) -> Result<Vec<UnfinishedShare>> {
    app.unfinished_shares().await
}
