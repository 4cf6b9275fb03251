//! Copies: what they would be, and what a person does with them. They go on by themselves; [`CopyChanged`] tells how.
//!
//! [`CopyChanged`]: crate::events::CopyChanged

use sharing::Result;
use sharing::model::{Copy, CopyId, CopyPlan, CopyProblems, CopyRequest, CopySize};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use super::to;
use crate::events::CopyOpened;
use crate::guard::caught;
use crate::notify;
use crate::state::Guestlist;

/// What a copy would be. Changes nothing.
#[tauri::command]
#[specta::specta]
pub async fn plan_copy(app: State<'_, Guestlist>, request: CopyRequest) -> Result<CopyPlan> {
    caught(async { app.sharing().await?.plan_copy(request).await }).await
}

/// Counts what a copy of a folder would hold; the channel fills in while it goes on. Another count replaces it.
#[tauri::command]
#[specta::specta]
pub async fn size_copy(app: State<'_, Guestlist>, source: String, on_event: Channel<CopySize>) -> Result<()> {
    caught(async { app.sharing().await?.size_copy(source, to(on_event)).await }).await
}

/// Stops counting.
#[tauri::command]
#[specta::specta]
pub async fn cancel_size_copy(app: State<'_, Guestlist>) -> Result<()> {
    caught(async {
        app.sharing().await?.cancel_size_copy();
        Ok(())
    })
    .await
}

/// Makes the new folder and begins to copy into it in the background. Nobody gets access by that; shares of the new
/// folder wait until everything is there and was checked.
#[tauri::command]
#[specta::specta]
pub async fn start_copy(
    app: State<'_, Guestlist>,
    request: CopyRequest,
    label: Option<String>,
) -> Result<Copy> {
    app.to_the_end(async { app.sharing().await?.start_copy(request, label).await })
        .await
}

/// Copies that go on, and those of the last 30 days; newest first.
#[tauri::command]
#[specta::specta]
pub async fn copies(app: State<'_, Guestlist>) -> Result<Vec<Copy>> {
    caught(async { app.sharing().await?.copies().await }).await
}

/// What is not there and why, a page at a time.
#[tauri::command]
#[specta::specta]
pub async fn copy_problems(
    app: State<'_, Guestlist>,
    id: CopyId,
    after: Option<String>,
) -> Result<CopyProblems> {
    caught(async { app.sharing().await?.copy_problems(&id, after).await }).await
}

/// Holds an upload.
#[tauri::command]
#[specta::specta]
pub async fn pause_copy(app: State<'_, Guestlist>, id: CopyId) -> Result<Copy> {
    caught(async { app.sharing().await?.pause_copy(&id).await }).await
}

/// Goes on after a pause, a stop or a cancel, and tries again what failed.
#[tauri::command]
#[specta::specta]
pub async fn continue_copy(app: State<'_, Guestlist>, id: CopyId) -> Result<Copy> {
    caught(async { app.sharing().await?.continue_copy(&id).await }).await
}

/// Stops it. What was copied stays, what waits for it goes on waiting.
#[tauri::command]
#[specta::specta]
pub async fn cancel_copy(app: State<'_, Guestlist>, id: CopyId) -> Result<Copy> {
    caught(async { app.sharing().await?.cancel_copy(&id).await }).await
}

/// Removes what was copied. Shares that wait for it are closed.
#[tauri::command]
#[specta::specta]
pub async fn remove_copied(app: State<'_, Guestlist>, id: CopyId) -> Result<Copy> {
    caught(async { app.sharing().await?.remove_copied(&id).await }).await
}

/// Does without what could not be copied: shares that wait begin.
#[tauri::command]
#[specta::specta]
pub async fn accept_copy(app: State<'_, Guestlist>, id: CopyId) -> Result<Copy> {
    caught(async { app.sharing().await?.accept_copy(&id).await }).await
}

/// Gives it another label.
#[tauri::command]
#[specta::specta]
pub async fn rename_copy(app: State<'_, Guestlist>, id: CopyId, label: String) -> Result<Copy> {
    caught(async { app.sharing().await?.rename_copy(&id, &label).await }).await
}

/// Takes it off the list. What was copied stays; shares that wait for it are closed.
#[tauri::command]
#[specta::specta]
pub async fn forget_copy(app: State<'_, Guestlist>, id: CopyId) -> Result<()> {
    caught(async { app.sharing().await?.forget_copy(&id).await }).await
}

/// Shows a notification of the system about the end of a copy, once.
#[tauri::command]
#[specta::specta]
pub async fn announce_copy(
    handle: AppHandle,
    app: State<'_, Guestlist>,
    id: CopyId,
    title: String,
    body: String,
) -> Result<()> {
    caught(async {
        // The window may be closed, and this the last thing to do.
        let _work = app.begin_work();
        if !app.sharing().await?.note_announced(&id).await? {
            return Ok(());
        }
        notify::show(&handle, title, body, CopyOpened { copy_id: id }).await
    })
    .await
}

/// Copies that wait look again at once: the network is back, or somebody looks at the window.
#[tauri::command]
#[specta::specta]
pub async fn look_at_copies(app: State<'_, Guestlist>) -> Result<()> {
    caught(async { app.sharing().await?.look_at_copies(false).await }).await
}
