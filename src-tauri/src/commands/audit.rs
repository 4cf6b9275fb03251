//! Who can see what, across all collections.

use globus::ids::CollectionId;
use sharing::Result;
use sharing::model::{
    AccessMatrix, AuditEvent, AuditPage, AuditQuery, AuditState, SubjectId, SubjectPage, Timeline,
};
use tauri::State;
use tauri::ipc::Channel;

use super::to;
use crate::guard::caught;
use crate::state::Guestlist;

/// What is known as a whole. The first call opens what was kept; nothing is read from Globus.
#[tauri::command]
#[specta::specta]
pub async fn audit_state(app: State<'_, Guestlist>) -> Result<AuditState> {
    caught(async { app.sharing().await?.audit_state().await }).await
}

/// Reads everything from Globus. What was known stays in view until it has been read.
#[tauri::command]
#[specta::specta]
pub async fn refresh_audit(app: State<'_, Guestlist>, on_event: Channel<AuditEvent>) -> Result<AuditState> {
    let on_event = to(on_event);
    caught(async { app.sharing().await?.refresh_audit(&on_event).await }).await
}

/// Rows `offset` to `offset + limit` (500 at most) of what a query finds.
#[tauri::command]
#[specta::specta]
pub async fn audit_page(
    app: State<'_, Guestlist>,
    query: AuditQuery,
    offset: u32,
    limit: u32,
) -> Result<AuditPage> {
    caught(async { app.sharing().await?.audit_page(&query, offset, limit).await }).await
}

/// All that one person or group reaches.
#[tauri::command]
#[specta::specta]
pub async fn subject_page(app: State<'_, Guestlist>, id: SubjectId) -> Result<SubjectPage> {
    caught(async { app.sharing().await?.subject_page(&id).await }).await
}

/// Ends to come of what a query finds, everywhere or on one collection, month by month.
#[tauri::command]
#[specta::specta]
pub async fn audit_timeline(
    app: State<'_, Guestlist>,
    query: AuditQuery,
    only: Option<CollectionId>,
) -> Result<Timeline> {
    caught(async { app.sharing().await?.audit_timeline(&query, only.as_ref()).await }).await
}

/// Who reaches which folder, of what a query finds, everywhere or on one collection.
#[tauri::command]
#[specta::specta]
pub async fn audit_matrix(
    app: State<'_, Guestlist>,
    query: AuditQuery,
    only: Option<CollectionId>,
) -> Result<AccessMatrix> {
    caught(async { app.sharing().await?.audit_matrix(&query, only.as_ref()).await }).await
}

/// Adds a guest collection by id or link to those that are looked after.
#[tauri::command]
#[specta::specta]
pub async fn add_collection(app: State<'_, Guestlist>, text: String) -> Result<CollectionId> {
    caught(async { app.sharing().await?.add_collection(&text).await }).await
}

/// The person has seen My shares as it is now: what changes from here on is new.
#[tauri::command]
#[specta::specta]
pub async fn leave_my_shares(app: State<'_, Guestlist>) -> Result<()> {
    caught(async { app.sharing().await?.leave_my_shares().await }).await
}
